package io.strait.acceptance;

import java.math.BigDecimal;

/** Builds files of UN Comtrade's v1 CSV shape: 47 columns, values quoted, one comma too many at the end of a line. */
final class ComtradeCsv {
    private static final String HEADER =
            "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,"
                    + "flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,"
                    + "classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,"
                    + "isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,"
                    + "isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,"
                    + "isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
                    + "legacyEstimationFlag,isReported,isAggregate\n";

    private final StringBuilder text = new StringBuilder(HEADER);

    /** One month of Korea's exports to Japan; {@code value} as it shall stand in the file, empty for missing. */
    ComtradeCsv month(String period, String commodity, String value) {
        String year = period.length() >= 4 ? period.substring(0, 4) : period;
        String month = period.length() >= 6 ? String.valueOf(Integer.parseInt(period.substring(4, 6))) : "";
        String quoted = value.isEmpty() ? "" : "\"" + value + "\"";
        text.append(String.join(
                        ",",
                        q("C"),
                        q("M"),
                        q(period + "01"),
                        q(year),
                        q(month),
                        q(period),
                        q("410"),
                        q("KOR"),
                        q("Rep. of Korea"),
                        q("X"),
                        q("Export"),
                        q("392"),
                        q("JPN"),
                        q("Japan"),
                        q("0"),
                        q("W00"),
                        q("World"),
                        q("H6"),
                        q("HS"),
                        q("true"),
                        q(commodity),
                        q("A good"),
                        q(String.valueOf(commodity.length())),
                        q("true"),
                        q("C00"),
                        q("TOTAL CPC"),
                        q("0"),
                        q("0"),
                        q("TOTAL MOT"),
                        q("-1"),
                        q("N/A"),
                        "",
                        q("false"),
                        q("-1"),
                        q("N/A"),
                        "",
                        q("false"),
                        "",
                        q("false"),
                        "",
                        q("false"),
                        "",
                        quoted,
                        quoted,
                        q("0"),
                        q("true"),
                        q("false")))
                .append(",\n");
        return this;
    }

    ComtradeCsv month(String period, String commodity, long value) {
        return month(period, commodity, BigDecimal.valueOf(value).toPlainString());
    }

    String text() {
        return text.toString();
    }

    private static String q(String value) {
        return "\"" + value + "\"";
    }
}
