package io.strait.local.sample;

import java.time.YearMonth;

/**
 * One row of a UN Comtrade v1 CSV: the value in USD of what a reporter sent to or took from a partner in a month.
 * Quantities and weights stay empty: the sample makes none up.
 */
record ComtradeRow(
        YearMonth month,
        Country reporter,
        Country partner,
        Flow flow,
        String commodity,
        String description,
        long value) {
    /** The header of the file, 47 columns. */
    static final String HEADER = "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,"
            + "reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,"
            + "classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,"
            + "customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,"
            + "altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,"
            + "isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate";

    enum Country {
        KOREA("410", "KOR", "Rep. of Korea"),
        JAPAN("392", "JPN", "Japan"),
        CHINA("156", "CHN", "China"),
        NETHERLANDS("528", "NLD", "Netherlands"),
        USA("842", "USA", "USA"),
        OTHER_ASIA("490", "S19", "Other Asia, nes"),
        WORLD("0", "W00", "World");

        private final String csv;

        Country(String code, String iso, String name) {
            this.csv = quoted(code, iso, name);
        }
    }

    enum Flow {
        EXPORT("X", "Export"),
        IMPORT("M", "Import");

        private final String csv;

        Flow(String code, String name) {
            this.csv = quoted(code, name);
        }
    }

    /** The row as the site writes it: values quoted, empty ones not, and a comma more than the header has. */
    String csv() {
        String year = String.valueOf(month.getYear());
        String twoDigits = String.format(java.util.Locale.ROOT, "%02d", month.getMonthValue());
        String amount = quoted(String.valueOf(value));
        // Imports are valued with freight and insurance (CIF), exports without (FOB).
        String cif = flow == Flow.IMPORT ? amount : "";
        String fob = flow == Flow.EXPORT ? amount : "";
        return String.join(
                ",",
                quoted(
                        "C",
                        "M",
                        year + twoDigits + "01",
                        year,
                        String.valueOf(month.getMonthValue()),
                        year + twoDigits),
                reporter.csv,
                flow.csv,
                partner.csv,
                quoted("0", "W00", "World"),
                quoted("H6", "HS", "true", commodity, description, "6", "true"),
                quoted("C00", "TOTAL CPC", "0", "0", "TOTAL MOT"),
                "\"-1\",\"N/A\",,\"false\",\"-1\",\"N/A\",,\"false\",,\"false\",,\"false\"",
                cif,
                fob,
                amount,
                quoted("0", "false", "false"),
                "");
    }

    private static String quoted(String... values) {
        return "\"" + String.join("\",\"", values) + "\"";
    }
}
