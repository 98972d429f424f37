package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import io.strait.trade.series.Period;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * BACI of CEPII: one reconciled figure for each exporter, importer, product and year. It is neither side's report; here
 * it stands as the exporter's exports, for BACI's values are without transport costs.
 */
final class BaciCsvReader implements TradeFileReader {
    private static final List<String> COLUMNS = List.of("t", "i", "j", "k", "v", "q");
    private static final int YEAR = 0;
    private static final int EXPORTER = 1;
    private static final int IMPORTER = 2;
    private static final int PRODUCT = 3;
    private static final int VALUE = 4;
    private static final int QUANTITY = 5;

    /** Thousands of dollars, and tonnes in kilograms. */
    private static final int THOUSAND = 3;

    private static final int HS6 = 6;
    private static final Map<String, String> EDITIONS =
            Map.of("92", "H0", "96", "H1", "02", "H2", "07", "H3", "12", "H4", "17", "H5", "22", "H6");
    private static final Pattern EDITION =
            Pattern.compile("(?:HS|BACI)[_-]?(92|96|02|07|12|17|22)(?![0-9])", Pattern.CASE_INSENSITIVE);

    private final ReaderLimits limits;
    private final String fileName;

    BaciCsvReader(ReaderLimits limits, String fileName) {
        this.limits = limits;
        this.fileName = fileName;
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        CsvRows rows = new CsvRows(body, limits, COLUMNS.size(), findings);
        int[] columns = columns(rows);
        RowMapper mapper = new RowMapper(classification(), findings);
        rows.read(columns, mapper::map, sink);
        findings.note("BACI: reconciled figures, neither side's report; kept as exports of the exporter, in USD of"
                + " thousands, net weight in kg of tonnes");
        mapper.conclude();
    }

    /** Nothing in the file says it: the same six digits are other goods in another edition. */
    private String classification() {
        Matcher matcher = EDITION.matcher(fileName);
        if (!matcher.find()) {
            throw new FileRejectedException(
                    Kind.UNPROCESSABLE,
                    0,
                    new BadValue(
                            "fileName",
                            fileName,
                            "does not say the edition of HS, and nothing else does",
                            "BACI's own file name, for example BACI_HS17_Y2021_V202401.csv"));
        }
        return EDITIONS.getOrDefault(matcher.group(1), "");
    }

    private static int[] columns(CsvRows rows) {
        List<String> header = rows.header();
        int[] cellOf = new int[header.size()];
        boolean[] found = new boolean[COLUMNS.size()];
        for (int i = 0; i < cellOf.length; i++) {
            String name = header.get(i).toLowerCase(Locale.ROOT);
            // As the oldest files call it.
            int cell = COLUMNS.indexOf(name.equals("hs6") ? "k" : name);
            cellOf[i] = cell;
            if (cell >= 0 && found[cell]) {
                throw rows.badHeader(header.get(i), "stands twice", "each column once");
            }
            if (cell >= 0) {
                found[cell] = true;
            }
        }
        List<String> missing = COLUMNS.stream()
                .filter(column -> !found[COLUMNS.indexOf(column)])
                .toList();
        if (!missing.isEmpty()) {
            throw rows.badHeader(
                    String.join(",", header), "lacks " + String.join(", ", missing), String.join(",", COLUMNS));
        }
        return cellOf;
    }

    /** One a file; neighbours share their year. */
    private static final class RowMapper {
        private final String classification;
        private final FileFindings findings;
        private final RowChecks checks = new RowChecks();
        private String lastYear = "";
        private @Nullable Period lastPeriod;
        private long zerosGiven;

        RowMapper(String classification, FileFindings findings) {
            this.classification = classification;
            this.findings = findings;
        }

        RowOutcome map(long line, String[] cells) {
            checks.begin();
            @Nullable Period period = year(cells[YEAR]);
            int exporter = checks.area(COLUMNS.get(EXPORTER), cells[EXPORTER], true);
            int importer = checks.area(COLUMNS.get(IMPORTER), cells[IMPORTER], true);
            String product = product(cells[PRODUCT]);
            @Nullable BigDecimal value = amount(VALUE, cells);
            @Nullable BigDecimal weight = amount(QUANTITY, cells);
            if (period == null || !checks.sound()) {
                return checks.rejected(line);
            }
            findings.area(exporter, "", "");
            findings.area(importer, "", "");
            findings.area(TradeRow.WORLD, "", "");
            return new RowOutcome.Accepted(new TradeRow(
                    line,
                    period,
                    new TradeRow.Dimensions(
                            exporter,
                            importer,
                            TradeRow.WORLD,
                            "X",
                            classification,
                            product,
                            TradeRow.ALL_CUSTOMS,
                            TradeRow.ALL_MODES,
                            TradeRow.ALL_MODES,
                            "USD"),
                    new TradeRow.Figures(value, null, null, weight, null, null, null, null, null, 0)));
        }

        void conclude() {
            if (zerosGiven > 0) {
                findings.note(zerosGiven + " HS codes had lost the zero at their head: given back");
            }
        }

        private @Nullable Period year(String text) {
            if (lastPeriod != null && text.equals(lastYear)) {
                return lastPeriod;
            }
            int year = text.length() == 4 && RowChecks.digits(text) ? Integer.parseInt(text) : 0;
            if (year < Period.MIN_YEAR || year > Period.MAX_YEAR) {
                checks.fault(
                        COLUMNS.get(YEAR),
                        text,
                        "is no year",
                        "YYYY, year " + Period.MIN_YEAR + " to " + Period.MAX_YEAR);
                return null;
            }
            lastYear = text;
            lastPeriod = Period.year(year);
            return lastPeriod;
        }

        private String product(String text) {
            if (text.length() == HS6 - 1 && RowChecks.digits(text)) {
                zerosGiven++;
                return "0" + text;
            }
            if (text.length() != HS6) {
                checks.fault(COLUMNS.get(PRODUCT), text, "is no HS code", "6 digits with leading zeros");
                return text;
            }
            return checks.commodity(COLUMNS.get(PRODUCT), text, classification);
        }

        private @Nullable BigDecimal amount(int cell, String[] cells) {
            if (cells[cell].equals("NA")) {
                return null;
            }
            @Nullable BigDecimal number = checks.number(COLUMNS.get(cell), cells[cell]);
            return number == null ? null : number.movePointRight(THOUSAND);
        }
    }
}
