package io.strait.trade.query;

import io.strait.trade.analysis.Accumulation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Year-to-date values of each series that answers a query. */
@ApplicationScoped
class Accumulations {
    /**
     * @param parts of the window asked for, null for a commodity
     * @param vintage when the newest figure of the window asked for came; null when it has none
     */
    record Result(
            SeriesFigures.Of series,
            Accumulation accumulation,
            @Nullable BasketParts parts,
            @Nullable Instant vintage) {}

    /** In the order of the series keys. */
    record Results(SeriesReader.State state, List<Result> results) {}

    private final SeriesReader reader;

    Accumulations(SeriesReader reader) {
        this.reader = reader;
    }

    SeriesReader.State state(AccumulationQuery query) {
        return reader.state(query.selection(), query.asOf());
    }

    /** @param state what {@link #state} gave a moment ago */
    Results read(AccumulationQuery query, SeriesReader.State state) {
        SeriesReader.Read read = reader.read(query.selection(), query.asOf(), state);
        return new Results(
                read.state(),
                read.series().stream()
                        .map(series -> result(series, query.through()))
                        .toList());
    }

    private static Result result(SeriesFigures series, YearMonth through) {
        YearMonth from = through.withMonth(1);
        return new Result(
                series.series(),
                Accumulation.of(through, series.figures()),
                BasketParts.of(series, from, through),
                series.vintage(from, through));
    }
}
