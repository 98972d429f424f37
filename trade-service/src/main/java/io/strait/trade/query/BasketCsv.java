package io.strait.trade.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns that tell how much of a basket's figure is estimated, and what is not in it. */
final class BasketCsv {
    private static final List<String> HEADER =
            List.of("estimatedShare", "byFactor", "reportedAsEstimate", "leftOut", "noFigure");

    private BasketCsv() {}

    static List<String> after(List<String> header) {
        return Stream.concat(header.stream(), HEADER.stream()).toList();
    }

    /** @param parts null for a line without them */
    static List<String> fields(@Nullable BasketParts parts) {
        if (parts == null) {
            return HEADER.stream().map(column -> "").toList();
        }
        return List.of(
                CsvText.number(parts.estimatedShare()),
                CsvText.number(parts.byFactor()),
                CsvText.number(parts.reportedAsEstimate()),
                parts.leftOut().stream().map(BasketParts.LeftOut::code).collect(Collectors.joining(";")),
                parts.noFigure().stream()
                        .map(gap -> gap.code() + " " + gap.reason() + " " + gap.periods())
                        .collect(Collectors.joining(";")));
    }
}
