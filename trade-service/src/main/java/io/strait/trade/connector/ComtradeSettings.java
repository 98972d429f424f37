package io.strait.trade.connector;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is asked of UN Comtrade, in its own terms.
 *
 * @param lists the dimensions that a call may name several values of, and by which it is split, in this order; one that is
 *     not named is all of its values
 * @param fixed the breakdowns; their totals unless the settings say otherwise, as their parts beside their totals would be
 *     nine rows for each partner
 * @param maxRecords rows at which the API cuts an answer without saying so
 */
record ComtradeSettings(
        Frequency frequency,
        String classification,
        PeriodSettings periods,
        Map<String, List<String>> lists,
        Map<String, String> fixed,
        int maxRecords) {
    static final int MAX_RECORDS = 250_000;

    private static final Pattern FREQUENCY = Pattern.compile("[AM]");
    private static final Pattern CLASSIFICATION = Pattern.compile("HS|H[0-6]|SS|S[1-4]|B[45]");
    private static final Pattern AREA = Pattern.compile("[0-9]{1,4}");
    private static final Pattern COMMODITY = Pattern.compile("TOTAL|AG[1-6]|[0-9]{1,6}");
    private static final Pattern FLOW = Pattern.compile("[A-Z]{1,4}");
    private static final Pattern BREAKDOWN = Pattern.compile("[A-Z0-9]{1,6}|all");
    private static final int MAX_LIST = 5000;

    static ComtradeSettings read(SettingsReader settings) {
        String code = settings.needed("frequency", FREQUENCY, "A or M");
        Frequency frequency = code.equals("A") ? Frequency.ANNUAL : Frequency.MONTHLY;
        String classification =
                settings.text("classification", CLASSIFICATION, "HS, H0 to H6, SS, S1 to S4, B4 or B5", "HS");
        PeriodSettings periods = PeriodSettings.read(settings, frequency);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        lists.put("reporterCode", settings.texts("reporter", AREA, MAX_LIST, "UN Comtrade's numeric codes"));
        lists.put("cmdCode", settings.texts("commodity", COMMODITY, MAX_LIST, "codes, TOTAL, or a level as AG6"));
        lists.put("partnerCode", settings.texts("partner", AREA, MAX_LIST, "UN Comtrade's numeric codes; 0 is World"));
        lists.put("flowCode", settings.texts("flow", FLOW, 20, "flow codes as X, M, RX, RM"));
        Map<String, String> fixed = new LinkedHashMap<>();
        fixed.put("partner2Code", settings.text("partner2", BREAKDOWN, "a code, or all", "0"));
        fixed.put("customsCode", settings.text("customs", BREAKDOWN, "a code, or all", "C00"));
        fixed.put("motCode", settings.text("transport", BREAKDOWN, "a code, or all", "0"));
        fixed.values().removeIf("all"::equals);
        return new ComtradeSettings(
                frequency,
                classification,
                periods,
                lists,
                fixed,
                settings.number("maxRecords", 1, MAX_RECORDS, 100_000));
    }

    /** As the API writes them: a month that is asked for as a year, or the other way, is answered with nothing. */
    List<String> periodsAt(Instant now) {
        return periods.at(now).stream()
                .map(Period::toString)
                .map(text -> text.replace("-", ""))
                .toList();
    }
}
