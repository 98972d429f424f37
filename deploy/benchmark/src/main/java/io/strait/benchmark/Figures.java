package io.strait.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Made-up monthly exports by a fixed rule, written twice: as a UN Comtrade v1 CSV file for the service, and as the rows
 * that PostgreSQL's {@code COPY} takes. Both hold the same figures in the same order.
 *
 * @param series how many series
 * @param months how many months each has, from January {@value #FIRST_YEAR} on
 */
record Figures(int series, int months) {
    static final int FIRST_YEAR = 1992;

    /** UN Comtrade's codes; none is a partner as well. */
    private static final int[] REPORTERS = {410, 76, 484, 616, 710, 554, 152, 690};

    private static final String[] REPORTER_KEYS = {"KOR", "BRA", "MEX", "POL", "ZAF", "NZL", "CHL", "SYC"};
    private static final int REVISED_EVERY = 100;

    /** Partners by UN Comtrade's codes. */
    private static final int[] PARTNERS = {392, 156, 842, 276, 826, 251, 381, 724, 528, 36, 124, 704, 764, 360, 458, 702
    };

    private static final String[] PARTNER_KEYS = {
        "JPN", "CHN", "USA", "DEU", "GBR", "FRA", "ITA", "ESP", "NLD", "AUS", "CAN", "VNM", "THA", "IDN", "MYS", "SGP"
    };

    private static final String HEADER =
            "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,"
                    + "flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,"
                    + "classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,"
                    + "isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,"
                    + "isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,"
                    + "isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
                    + "legacyEstimationFlag,isReported,isAggregate";

    long rows() {
        return (long) series * months;
    }

    /** How many figures another one is told of in the file that revises. */
    long revised() {
        return (rows() + REVISED_EVERY - 1) / REVISED_EVERY;
    }

    static int pairs() {
        return REPORTERS.length * PARTNERS.length;
    }

    static int reporters() {
        return REPORTERS.length;
    }

    static int reporter(int s) {
        return REPORTERS[s / PARTNERS.length % REPORTERS.length];
    }

    static String reporterKey(int s) {
        return REPORTER_KEYS[s / PARTNERS.length % REPORTERS.length];
    }

    /** The first series of a reporter, by its place among the reporters. */
    static int firstOfReporter(int place) {
        return place % REPORTERS.length * PARTNERS.length;
    }

    /** An SQL expression for the reporter of the series of number {@code s}, itself an expression; pgbench reads it too. */
    static String reporterSql(String s) {
        return cases("(" + s + " / " + PARTNERS.length + ") % " + REPORTERS.length, REPORTERS);
    }

    /** Likewise its partner. */
    static String partnerSql(String s) {
        return cases(s + " % " + PARTNERS.length, PARTNERS);
    }

    /** Likewise its commodity, as a number. */
    static String commoditySql(String s) {
        return "100000 + (" + s + " / " + pairs() + ") * 7";
    }

    private static String cases(String place, int[] codes) {
        StringBuilder sql = new StringBuilder("case");
        for (int i = 0; i < codes.length; i++) {
            sql.append(" when ")
                    .append(place)
                    .append(" = ")
                    .append(i)
                    .append(" then ")
                    .append(codes[i]);
        }
        return sql.append(" end").toString();
    }

    int partner(int s) {
        return PARTNERS[s % PARTNERS.length];
    }

    String partnerKey(int s) {
        return PARTNER_KEYS[s % PARTNERS.length];
    }

    /** Six digits, distinct within a pair. */
    String commodity(int s) {
        return String.valueOf(100_000 + s / pairs() * 7);
    }

    /** US dollars. */
    long value(int s, int m) {
        return 1_000 + Math.floorMod(s * 2_654_435_761L + m * 40_503L, 9_000_000L);
    }

    /** Kilograms. */
    long netWeight(int s, int m) {
        return 1 + value(s, m) / 7;
    }

    LocalDate month(int m) {
        return LocalDate.of(FIRST_YEAR, 1, 1).plusMonths(m);
    }

    /**
     * The file a user would post; sorted by month, as downloads are.
     *
     * @param good what every good is called, so that files of the same figures can differ
     * @param isRevised whether every {@value #REVISED_EVERY}th value is another one
     */
    void writeComtradeCsv(Path file, String good, boolean isRevised) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(HEADER);
            out.write('\n');
            StringBuilder line = new StringBuilder(512);
            for (int m = 0; m < months; m++) {
                LocalDate month = month(m);
                String period = "%04d%02d".formatted(month.getYear(), month.getMonthValue());
                for (int s = 0; s < series; s++) {
                    boolean isAnother = isRevised && ((long) m * series + s) % REVISED_EVERY == 0;
                    long value = value(s, m) + (isAnother ? 1 : 0);
                    line.setLength(0);
                    line.append("\"C\",\"M\",\"")
                            .append(period)
                            .append("01\",\"")
                            .append(month.getYear());
                    line.append("\",\"")
                            .append(month.getMonthValue())
                            .append("\",\"")
                            .append(period);
                    line.append("\",\"").append(reporter(s)).append("\",\"").append(reporterKey(s));
                    line.append("\",\"Reporter\",\"X\",\"Export\",\"").append(partner(s));
                    line.append("\",\"").append(partnerKey(s)).append("\",\"Partner\",\"0\",\"W00\",\"World\",\"H6\"");
                    line.append(",\"HS\",\"true\",\"")
                            .append(commodity(s))
                            .append("\",\"")
                            .append(good)
                            .append("\",\"6\",\"true\"");
                    line.append(",\"C00\",\"TOTAL CPC\",\"0\",\"0\",\"TOTAL MOT\",\"8\",\"kg\",\"");
                    line.append(netWeight(s, m)).append("\",\"false\",\"-1\",\"N/A\",,\"false\",\"");
                    line.append(netWeight(s, m))
                            .append("\",\"false\",,\"false\",,\"")
                            .append(value);
                    line.append("\",\"").append(value).append("\",\"0\",\"true\",\"false\",\n");
                    out.write(line.toString());
                }
            }
        }
    }

    /** The same figures as {@code series_id, period_start, ...} in the order of {@link #COPY_COLUMNS}. */
    void writeCopyRows(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int m = 0; m < months; m++) {
                for (int s = 0; s < series; s++) {
                    out.write((s + 1) + "," + month(m) + ",1,REPORTED," + value(s, m) + "," + value(s, m) + ","
                            + netWeight(s, m) + "," + netWeight(s, m) + ",8,0\n");
                }
            }
        }
    }

    static final String COPY_COLUMNS = "series_id, period_start, valid_from, status, primary_value, fob_value,"
            + " net_weight, quantity, quantity_unit, estimated";
}
