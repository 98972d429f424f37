package io.strait.trade.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** UN Comtrade v1, CSV. Columns are found by their header, in any order. */
final class ComtradeCsvReader implements TradeFileReader {
    private final ReaderLimits limits;
    private final Set<String> flows;

    ComtradeCsvReader(ReaderLimits limits, Set<String> flows) {
        this.limits = limits;
        this.flows = flows;
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        CsvRows rows = new CsvRows(body, limits, ComtradeColumn.values().length, findings);
        int[] columns = columns(rows, findings);
        rows.read(columns, new ComtradeRowMapper(flows, findings)::map, sink);
    }

    private static int[] columns(CsvRows rows, FileFindings findings) {
        List<String> header = rows.header();
        int[] cellOf = new int[header.size()];
        Arrays.fill(cellOf, -1);
        EnumSet<ComtradeColumn> found = EnumSet.noneOf(ComtradeColumn.class);
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < cellOf.length; i++) {
            String name = header.get(i);
            @Nullable ComtradeColumn column = ComtradeColumn.named(name);
            if (column == null) {
                // A comma at the end of the header, as at the end of every line, is no column.
                if (!name.isEmpty()) {
                    unknown.add(name);
                }
            } else if (!found.add(column)) {
                throw rows.badHeader(name, "stands twice", "each column once");
            } else if (column.wanted()) {
                cellOf[i] = column.ordinal();
            }
        }
        List<String> missing = labels(found, true);
        if (!missing.isEmpty()) {
            throw rows.badHeader(
                    String.join(",", header), "lacks " + String.join(", ", missing), "UN Comtrade v1's column names");
        }
        if (!unknown.isEmpty()) {
            findings.note("columns not used: " + String.join(", ", unknown));
        }
        List<String> absent = labels(found, false);
        if (!absent.isEmpty()) {
            findings.note("optional columns absent: " + String.join(", ", absent));
        }
        return cellOf;
    }

    private static List<String> labels(Set<ComtradeColumn> found, boolean required) {
        return EnumSet.allOf(ComtradeColumn.class).stream()
                .filter(column -> !found.contains(column))
                .filter(column -> required ? column.required() : column.wanted() && !column.required())
                .map(ComtradeColumn::label)
                .toList();
    }
}
