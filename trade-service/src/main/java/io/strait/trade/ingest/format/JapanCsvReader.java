package io.strait.trade.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/** Trade Statistics of Japan, commodity by country: a row a year, its months side by side. */
final class JapanCsvReader implements TradeFileReader {
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    private final ReaderLimits limits;

    JapanCsvReader(ReaderLimits limits) {
        this.limits = limits;
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        LocalText text = new LocalText(body, SHIFT_JIS);
        CsvRows rows = new CsvRows(text, limits, JapanColumn.COUNT, findings);
        String[] labels = new String[JapanColumn.COUNT];
        int[] cellOf = columns(rows, labels);
        JapanRowMapper mapper = new JapanRowMapper(labels, findings, rows.ofThisRow(sink));
        rows.read(
                cellOf,
                (line, cells) -> {
                    mapper.map(line, cells);
                    return null;
                },
                sink);
        mapper.conclude();
        findings.note("values are thousands of yen: kept in JPY; the sums of the year are not used");
        if (!text.encoding().isEmpty()) {
            findings.note("read as UTF-8 after its encoding, " + text.encoding() + ", was turned into it");
        }
    }

    private static int[] columns(CsvRows rows, String[] labels) {
        List<String> header = rows.header();
        int[] cellOf = new int[header.size()];
        Arrays.fill(labels, "");
        for (int i = 0; i < cellOf.length; i++) {
            String name = header.get(i);
            if (name.equalsIgnoreCase("Custom")) {
                throw rows.badHeader(
                        name,
                        "tells ports apart, whose figures would contradict one another",
                        "the table of commodity by country");
            }
            int cell = JapanColumn.cell(name);
            cellOf[i] = cell;
            if (cell >= 0 && !labels[cell].isEmpty()) {
                throw rows.badHeader(name, "stands twice", "each column once");
            }
            if (cell >= 0) {
                labels[cell] = name;
            }
        }
        boolean fixed = true;
        for (int cell = 0; cell <= JapanColumn.COUNTRY; cell++) {
            fixed &= !labels[cell].isEmpty();
        }
        if (!fixed || labels[JapanColumn.value(0)].isEmpty()) {
            throw rows.badHeader(
                    String.join(",", header),
                    "lacks columns",
                    "Exp or Imp, Year, HS, Country, and Value-Jan and on, as Trade Statistics of Japan names them");
        }
        return cellOf;
    }
}
