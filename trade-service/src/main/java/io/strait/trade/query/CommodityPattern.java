package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Codes of commodities with wildcards: {@code 2710*} is that code and all below it, {@code 27??} every code of four
 * digits that begins so.
 */
final class CommodityPattern {
    static final String EXPECTED = "TOTAL, or 1 to 12 digits, ? for any one of them, * for whatever follows";

    /** Comparing with each costs every series that is looked at. */
    static final int MAX_PATTERNS = 100;

    /** HS has one code with letters: 9999AA, goods not specified according to kind. */
    private static final Pattern CODE = Pattern.compile("TOTAL|[0-9]{1,12}|9999AA");

    private static final Pattern WILDCARDS = Pattern.compile("(?=.*[?*])[0-9?]{0,12}\\*?");

    private CommodityPattern() {}

    /** @throws ExpectedException when {@code text} is neither a code nor a pattern */
    static String parse(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        if (!CODE.matcher(code).matches() && !isPattern(code)) {
            throw new ExpectedException("is no commodity code", EXPECTED);
        }
        return code;
    }

    static boolean isPattern(String code) {
        return WILDCARDS.matcher(code).matches();
    }

    static boolean matches(String pattern, String code) {
        return Pattern.matches(pattern.replace("?", ".").replace("*", ".*"), code);
    }

    /** Whether an index of codes finds them; none means all. */
    static boolean narrows(List<String> codes) {
        return !codes.isEmpty()
                && codes.stream().noneMatch(code -> isPattern(code) && !Character.isDigit(code.charAt(0)));
    }

    /** What is demanded of the column; codes and patterns together are compared in one go. */
    static void add(Conditions conditions, String column, List<String> codes) {
        if (codes.stream().noneMatch(CommodityPattern::isPattern)) {
            conditions.anyOf(column, codes);
            return;
        }
        conditions.add(column + " like any (?)", (Object) codes.stream()
                .map(code -> code.replace('?', '_').replace('*', '%'))
                .toArray(String[]::new));
        range(codes).ifPresent(range -> {
            conditions.add(column + " >= ?", range.get(0));
            if (range.size() > 1) {
                conditions.add(column + " < ?", range.get(1));
            }
        });
    }

    /**
     * Between which codes all of them lie, for the index: the first, and the first behind the last where there is one.
     * Empty when some begin with no digit.
     */
    static Optional<List<String>> range(Collection<String> codes) {
        String first = null;
        String last = "";
        for (String code : codes) {
            String prefix = code.replaceFirst("[?*].*", "");
            if (prefix.isEmpty() || !Character.isDigit(prefix.charAt(0))) {
                return Optional.empty();
            }
            first = first == null || prefix.compareTo(first) < 0 ? prefix : first;
            String end = end(prefix);
            last = end.isEmpty() || last == null ? null : end.compareTo(last) > 0 ? end : last;
        }
        if (first == null) {
            return Optional.empty();
        }
        return Optional.of(last == null ? List.of(first) : List.of(first, last));
    }

    /** The first code that is behind all with this prefix; empty when there is none. */
    private static String end(String prefix) {
        String kept = prefix.replaceFirst("9+$|9+[A-Z]+$", "");
        return kept.isEmpty() ? "" : kept.substring(0, kept.length() - 1) + (char) (kept.charAt(kept.length() - 1) + 1);
    }
}
