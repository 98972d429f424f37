package io.strait.trade.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Korea's trade statistics, CSV as the portal exports it: CP949, thousands separated. Values are thousands of US dollars
 * where the header says nothing else; a row of totals is passed over.
 */
final class KoreaCsvReader implements TradeFileReader {
    private static final Charset CP949 = Charset.forName("x-windows-949");
    private static final int THOUSAND = 3;

    private final ReaderLimits limits;

    KoreaCsvReader(ReaderLimits limits) {
        this.limits = limits;
    }

    /** Whether these bytes of a header are of such a file. */
    static boolean isHeader(byte[] head) {
        for (Charset charset : List.of(CP949, StandardCharsets.UTF_8)) {
            String text = new String(head, charset);
            int end = text.indexOf('\n');
            String line = end < 0 ? text : text.substring(0, end);
            if (line.matches("(?s).*수(출|입)\\s*(금액|액).*")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        LocalText text = new LocalText(body, CP949);
        CsvRows rows = new CsvRows(text, limits, KoreaColumn.values().length, findings);
        List<String> header = rows.header();
        int[] cellOf = new int[header.size()];
        boolean[] given = new boolean[KoreaColumn.values().length];
        String[] labels = new String[given.length];
        Arrays.fill(labels, "");
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < cellOf.length; i++) {
            String name = header.get(i);
            @Nullable KoreaColumn column = KoreaColumn.named(name);
            cellOf[i] = column == null ? -1 : column.ordinal();
            if (column == null) {
                if (!name.isEmpty()) {
                    unknown.add(name);
                }
            } else if (given[column.ordinal()]) {
                throw rows.badHeader(name, "stands twice", "each column once");
            } else {
                given[column.ordinal()] = true;
                labels[column.ordinal()] = name;
            }
        }
        check(rows, given);
        if (!unknown.isEmpty()) {
            findings.note("columns not used: " + String.join(", ", unknown));
        }
        KoreaRowMapper mapper = new KoreaRowMapper(scale(rows, labels, findings), labels, findings);
        RowSink outcomes = rows.ofThisRow(sink);
        rows.read(
                cellOf,
                (line, cells) -> {
                    mapper.map(line, cells, given, outcomes);
                    return null;
                },
                sink);
        mapper.conclude();
        if (!text.encoding().isEmpty()) {
            findings.note("read as UTF-8 after its encoding, " + text.encoding() + ", was turned into it");
        }
    }

    private static void check(CsvRows rows, boolean[] given) {
        List<String> missing = new ArrayList<>();
        if (!given[KoreaColumn.PERIOD.ordinal()]) {
            missing.add("기간");
        }
        if (!given[KoreaColumn.COMMODITY.ordinal()]) {
            missing.add("HS코드");
        }
        if (!given[KoreaColumn.PARTNER.ordinal()] && !given[KoreaColumn.PARTNER_NAME.ordinal()]) {
            missing.add("국가");
        }
        if (!given[KoreaColumn.EXPORT_VALUE.ordinal()] && !given[KoreaColumn.IMPORT_VALUE.ordinal()]) {
            missing.add("수출금액, 수입금액");
        }
        if (!missing.isEmpty()) {
            throw rows.badHeader(
                    String.join(",", rows.header()),
                    "lacks " + String.join(", ", missing),
                    "period, country, HS code and values, as Korea's trade statistics name them");
        }
    }

    private static KoreaRowMapper.Scale scale(CsvRows rows, String[] labels, FileFindings findings) {
        int exports = valuePower(labels[KoreaColumn.EXPORT_VALUE.ordinal()]);
        int imports = valuePower(labels[KoreaColumn.IMPORT_VALUE.ordinal()]);
        if (!labels[KoreaColumn.EXPORT_VALUE.ordinal()].isEmpty()
                && !labels[KoreaColumn.IMPORT_VALUE.ordinal()].isEmpty()
                && exports != imports) {
            throw rows.badHeader(String.join(",", rows.header()), "has values of two units", "one unit of values");
        }
        int power = labels[KoreaColumn.EXPORT_VALUE.ordinal()].isEmpty() ? imports : exports;
        boolean tonnes = (labels[KoreaColumn.EXPORT_WEIGHT.ordinal()] + labels[KoreaColumn.IMPORT_WEIGHT.ordinal()])
                .matches(".*\\((톤|(?i:ton|t)).*");
        findings.note("values are " + (power == 0 ? "" : "thousands of ") + "US dollars, weights "
                + (tonnes ? "tonnes" : "kilograms") + ": kept in USD and kg");
        return new KoreaRowMapper.Scale(power, tonnes ? THOUSAND : 0, true);
    }

    private static int valuePower(String label) {
        String unit = label.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        boolean dollars = unit.matches(".*\\((달러|미달러|us\\$|usd|\\$|불).*");
        return dollars ? 0 : THOUSAND;
    }
}
