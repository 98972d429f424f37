package io.strait.trade.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strait's own CSV. Columns are found by their header, in any order; what {@code observations} exports is read back. */
final class PlainCsvReader implements TradeFileReader {
    private final ReaderLimits limits;
    private final Set<String> flows;

    PlainCsvReader(ReaderLimits limits, Set<String> flows) {
        this.limits = limits;
        this.flows = flows;
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        CsvRows rows = new CsvRows(body, limits, PlainColumn.values().length, findings);
        int[] columns = columns(rows, findings);
        rows.read(columns, new PlainRowMapper(flows, findings)::map, sink);
    }

    private static int[] columns(CsvRows rows, FileFindings findings) {
        List<String> header = rows.header();
        int[] cellOf = new int[header.size()];
        EnumSet<PlainColumn> found = EnumSet.noneOf(PlainColumn.class);
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < cellOf.length; i++) {
            String name = header.get(i);
            @Nullable PlainColumn column = PlainColumn.named(name);
            cellOf[i] = column == null ? -1 : column.ordinal();
            if (column == null) {
                if (!name.isEmpty()) {
                    unknown.add(name);
                }
            } else if (!found.add(column)) {
                throw rows.badHeader(name, "stands twice", "each column once");
            }
        }
        List<String> missing = absent(found, true);
        if (!missing.isEmpty()) {
            throw rows.badHeader(
                    String.join(",", header),
                    "lacks " + String.join(", ", missing),
                    "the columns of Strait's CSV, see the documentation of trade-service");
        }
        if (!unknown.isEmpty()) {
            findings.note("columns not used: " + String.join(", ", unknown));
        }
        List<String> absent = absent(found, false);
        if (!absent.isEmpty()) {
            findings.note("optional columns absent: " + String.join(", ", absent));
        }
        return cellOf;
    }

    private static List<String> absent(Set<PlainColumn> found, boolean required) {
        return Arrays.stream(PlainColumn.values())
                .filter(column -> column.required() == required && !found.contains(column))
                .map(PlainColumn::label)
                .toList();
    }
}
