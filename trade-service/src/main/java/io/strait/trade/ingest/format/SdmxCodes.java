package io.strait.trade.ingest.format;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the codes of SDMX's providers mean in Strait's terms. What stands in no table here is not guessed. */
final class SdmxCodes {
    /** What a status says of the figure. */
    enum Meaning {
        /** There is a value. */
        VALUE,
        ESTIMATED,
        MISSING,
        SUPPRESSED,
        /** Nothing: there may be a value or not. */
        EITHER,
        /** It is of a time that is yet to come. */
        FORECAST
    }

    /** @param words what is told of it; empty where there is nothing to tell */
    record ObservationStatus(Meaning meaning, String words) {}

    /**
     * A code that says of what a row's value is.
     *
     * @param flow empty where it says nothing of it
     * @param valuation {@code FOB}, {@code CIF} or empty
     */
    record Indicator(String flow, String currency, String valuation) {}

    /** @param power of ten to the currency's unit */
    record MoneyUnit(String currency, int power) {}

    static final String ACTIONS = "I, A, M or R";
    static final String INDICATORS = "VALUE_IN_EUROS, VALUE_EUR, XG_FOB_USD, MG_CIF_USD or MG_FOB_USD; rows of"
            + " quantities and weights are not kept";
    static final String FLOWS = "M, X and other codes of /trade/v1/flows, 1 or IMP (import), 2 or EXP (export)";
    static final String CLASSIFICATIONS =
            "HS, CN, H0 to H6, HS1988 to HS2022, S1 to S4 or SITC1 to SITC4, or codes as HS17_8542";
    static final String CURRENCIES = "a code of ISO 4217, with THS_ or MIO_ before it where values are thousands or"
            + " millions; quantities and weights are not kept";
    static final String STATUSES =
            "codes of CL_OBS_STATUS or Eurostat's flags: A, E, P; M, L, O without a value; Q" + " suppressed";

    /** Eurostat's Comext (flow, VALUE_IN_EUROS and its like) and IMF's IMTS (flow, valuation and currency in one). */
    private static final Map<String, Indicator> INDICATOR = Map.of(
            "VALUE_IN_EUROS", new Indicator("", "EUR", ""),
            "VALUE_EUR", new Indicator("", "EUR", ""),
            "XG_FOB_USD", new Indicator("X", "USD", "FOB"),
            "MG_CIF_USD", new Indicator("M", "USD", "CIF"),
            "MG_FOB_USD", new Indicator("M", "USD", "FOB"));

    /** Comext's 1 and 2, Eurostat's IMP and EXP, IMF's MG and XG. */
    private static final Map<String, String> FLOW = Map.of(
            "1", "M", "2", "X", "IMP", "M", "EXP", "X", "IMPORT", "M", "EXPORT", "X", "IMPORTS", "M", "EXPORTS", "X",
            "MG", "M", "XG", "X");

    /** Years of the editions of HS, also with two digits. */
    private static final Map<String, String> EDITION =
            Map.of("88", "H0", "92", "H0", "96", "H1", "02", "H2", "07", "H3", "12", "H4", "17", "H5", "22", "H6");

    /** Data flows of Comext that are by HS and the Combined Nomenclature; others are by SITC or BEC. */
    private static final Pattern HS_FLOWS = Pattern.compile("(?i)(.*[^a-z0-9])?DS-(045409|059341)([^0-9].*)?");

    private static final Pattern PREFIXED = Pattern.compile("(HS(?:19|20)?\\d\\d|H\\d|SITC\\d)_(\\w+)");
    private static final Pattern MONEY = Pattern.compile("(?:(THS|MIO)_)?([A-Z]{3})(?:_EXC)?");
    private static final Set<String> NOTHING = Set.of("", "_T", "_Z", "TOTAL");
    private static final Set<String> CURRENCY = new HashSet<>();
    private static final Map<String, ObservationStatus> STATUS = new HashMap<>();

    static {
        Currency.getAvailableCurrencies().forEach(currency -> CURRENCY.add(currency.getCurrencyCode()));
        // CL_OBS_STATUS of SDMX.
        status("A", Meaning.VALUE, "");
        status("B", Meaning.VALUE, "break in the series");
        status("D", Meaning.VALUE, "definition differs");
        status("E", Meaning.ESTIMATED, "");
        status("F", Meaning.FORECAST, "");
        status("G", Meaning.VALUE, "experimental");
        status("H", Meaning.MISSING, "");
        status("I", Meaning.ESTIMATED, "imputed: kept as estimated");
        status("J", Meaning.EITHER, "derogation");
        status("K", Meaning.EITHER, "included in another category");
        status("L", Meaning.MISSING, "");
        status("M", Meaning.MISSING, "");
        status("N", Meaning.EITHER, "not significant");
        status("O", Meaning.MISSING, "");
        status("P", Meaning.VALUE, "provisional");
        status("Q", Meaning.SUPPRESSED, "");
        status("S", Meaning.VALUE, "special event");
        status("U", Meaning.VALUE, "of low reliability");
        status("V", Meaning.VALUE, "not validated");
        status("W", Meaning.VALUE, "includes another category");
        // Eurostat's flags, small letters: s and c mean otherwise than S and C.
        status("b", Meaning.VALUE, "break in the series");
        status("c", Meaning.SUPPRESSED, "");
        status("d", Meaning.VALUE, "definition differs");
        status("e", Meaning.ESTIMATED, "");
        status("f", Meaning.FORECAST, "");
        status("n", Meaning.EITHER, "not significant");
        status("p", Meaning.VALUE, "provisional");
        status("r", Meaning.VALUE, "revised");
        status("s", Meaning.ESTIMATED, "Eurostat's estimate");
        status("u", Meaning.VALUE, "of low reliability");
        status("z", Meaning.MISSING, "");
    }

    private SdmxCodes() {}

    private static void status(String code, Meaning meaning, String words) {
        STATUS.put(code, new ObservationStatus(meaning, words));
    }

    /** Whether a dimension's code is its total, or says that the dimension does not apply. */
    static boolean isTotal(String code) {
        return NOTHING.contains(code);
    }

    /** The first letter of an action in words or by its letter; empty where it is none. */
    static String action(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "", "I", "INFORMATION" -> "I";
            case "A", "APPEND" -> "A";
            case "M", "MERGE" -> "M";
            case "R", "REPLACE" -> "R";
            case "D", "DELETE" -> "D";
            default -> "";
        };
    }

    static @Nullable Indicator indicator(String code) {
        return INDICATOR.get(code);
    }

    /** Null where it is no flow. */
    static @Nullable String flow(String code, Set<String> flows) {
        return flows.contains(code) ? code : FLOW.get(code.toUpperCase(Locale.ROOT));
    }

    /** Strait's code of a classification, null where it is none. The Combined Nomenclature refines HS. */
    static @Nullable String classification(String code) {
        if (code.equals("HS") || code.equals("CN") || code.equals("CN8")) {
            return "HS";
        }
        if (code.matches("H[0-9]|S[1-4]|B[45]")) {
            return code;
        }
        if (code.matches("SITC[1-4]")) {
            return "S" + code.charAt(4);
        }
        return code.matches("HS(19|20)?\\d\\d") ? EDITION.get(code.substring(code.length() - 2)) : null;
    }

    /** {@code HS17_8542} as its classification and the rest; null where it has none in it. */
    static String @Nullable [] prefixed(String commodity) {
        Matcher matcher = PREFIXED.matcher(commodity);
        @Nullable String classification = matcher.matches() ? classification(matcher.group(1)) : null;
        return classification == null ? null : new String[] {classification, matcher.group(2)};
    }

    /** Whether a data flow, or the name of a file of it, is known to be by HS. */
    static boolean isByHs(String dataflow) {
        return HS_FLOWS.matcher(dataflow).matches();
    }

    /** Whether a data flow is of the IMF, whose group G001 is World. */
    static boolean isOfImf(String dataflow) {
        return dataflow.startsWith("IMF");
    }

    static boolean isCurrency(String code) {
        return CURRENCY.contains(code);
    }

    /** A unit of money, null where it is another. */
    static @Nullable MoneyUnit money(String unit) {
        Matcher matcher = MONEY.matcher(unit);
        if (!matcher.matches() || !isCurrency(matcher.group(2))) {
            return null;
        }
        @Nullable String scale = matcher.group(1);
        return new MoneyUnit(matcher.group(2), scale == null ? 0 : scale.equals("THS") ? 3 : 6);
    }

    /** Of one code; null where it is not known. */
    static @Nullable ObservationStatus status(String code) {
        return STATUS.get(code);
    }

    /** Codes of an observation: Eurostat writes several flags in one word, others with marks between. */
    static List<String> statuses(String text) {
        List<String> codes = new ArrayList<>();
        for (String word : text.split("[,;|\\s]+")) {
            if (word.length() < 2 || word.length() > 4 || !word.equals(word.toLowerCase(Locale.ROOT))) {
                codes.add(word);
            } else {
                word.chars().forEach(letter -> codes.add(String.valueOf((char) letter)));
            }
        }
        return codes;
    }

    /** Whether a code of CL_CONF_STATUS lets the figure be seen. */
    static boolean isFree(String confidentiality) {
        return confidentiality.isEmpty() || confidentiality.equals("F");
    }
}
