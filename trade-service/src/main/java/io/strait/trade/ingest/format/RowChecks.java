package io.strait.trade.ingest.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the cells of a row and collects what is wrong with them, each under the name that its file gives it. The same
 * for all formats, as what they are checked for is what can be kept. Not thread-safe.
 */
final class RowChecks {
    private static final int MAX_AREA = 9999;
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_INTEGER_DIGITS = 24;
    private static final int MAX_DECIMALS = 20;

    static final String NUMBER_EXPECTED = "a number from 0 to below 10^" + MAX_INTEGER_DIGITS
            + " without thousands separators, or nothing where it is missing";

    private final List<BadValue> bad = new ArrayList<>();

    void begin() {
        bad.clear();
    }

    boolean sound() {
        return bad.isEmpty();
    }

    RowOutcome rejected(long line) {
        return new RowOutcome.Rejected(line, bad);
    }

    void fault(String label, String value, String message, String expected) {
        bad.add(new BadValue(label, value, value.isEmpty() ? "is empty" : message, expected));
    }

    int area(String label, String value, boolean required) {
        if (value.isEmpty() && !required) {
            return TradeRow.WORLD;
        }
        if (value.isEmpty() || value.length() > 4 || !digits(value)) {
            fault(label, value, "is no area code", "a number from 0 to " + MAX_AREA + "; 0 is World");
            return TradeRow.WORLD;
        }
        return Integer.parseInt(value);
    }

    String flow(String label, String value, Set<String> flows) {
        if (!flows.contains(value)) {
            fault(
                    label,
                    value,
                    "is no known flow",
                    String.join(", ", flows.stream().sorted().toList()));
        }
        return value;
    }

    /** @param anyEdition whether HS may stand without its edition */
    String classification(String label, String value, boolean anyEdition) {
        boolean known = value.length() == 2
                && (in(value, 'H', '0', '9') || in(value, 'S', '1', '4') || in(value, 'B', '4', '5'));
        if (!known && !(anyEdition && value.equals("HS"))) {
            fault(
                    label,
                    value,
                    "is no edition of a classification",
                    "H0 to H9, S1 to S4, B4 or B5" + (anyEdition ? "; HS where the edition is not known" : ""));
        }
        return value;
    }

    private static boolean in(String value, char letter, char from, char to) {
        return value.charAt(0) == letter && value.charAt(1) >= from && value.charAt(1) <= to;
    }

    String commodity(String label, String value, String classification) {
        if (value.equals("TOTAL")) {
            return value;
        }
        int length = value.length();
        if (classification.startsWith("H")) {
            // Goods not specified according to kind stand under 9999AA.
            boolean known = (digits(value) && (length == 2 || length == 4 || length == 6)) || value.equals("9999AA");
            if (!known) {
                fault(label, value, "is no HS code", "TOTAL, or 2, 4 or 6 digits with leading zeros");
            }
        } else if (length < 1 || length > 5 || !digits(value)) {
            fault(label, value, "is no commodity code", "TOTAL, or 1 to 5 digits");
        }
        return value;
    }

    /** HS as far as six digits, beyond them the nation's own. */
    String nationalCommodity(String label, String value, int longest) {
        int length = value.length();
        boolean known = digits(value) && (length == 2 || length == 4 || (length >= 6 && length <= longest));
        if (!known && !value.equals("TOTAL")) {
            fault(
                    label,
                    value,
                    "is no commodity code",
                    "TOTAL, or 2, 4 or 6 to " + longest + " digits with leading zeros");
        }
        return value;
    }

    String code(String label, String value, String total) {
        if (value.isEmpty()) {
            return total;
        }
        boolean sound = value.length() <= 8;
        for (int i = 0; i < value.length() && sound; i++) {
            char c = value.charAt(i);
            sound = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        }
        if (!sound) {
            fault(label, value, "is no code", "1 to 8 digits or capital letters; " + total + " is the total");
        }
        return value;
    }

    @Nullable
    BigDecimal number(String label, String value) {
        int length = value.length();
        if (length == 0) {
            return null;
        }
        if (length <= 18 && digits(value)) {
            return BigDecimal.valueOf(Long.parseLong(value));
        }
        if (length <= MAX_NUMBER_LENGTH) {
            try {
                BigDecimal number = new BigDecimal(value);
                // Before any arithmetic: a scale of millions makes the smallest operation long.
                boolean small = (long) number.precision() - number.scale() <= MAX_INTEGER_DIGITS
                        && number.scale() <= MAX_NUMBER_LENGTH;
                if (small && number.signum() >= 0) {
                    BigDecimal exact = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
                    if (exact.scale() <= MAX_DECIMALS) {
                        return exact.scale() < 0 ? exact.setScale(0) : exact;
                    }
                }
            } catch (NumberFormatException e) {
                // Told below, as any other text that is no such number.
            }
        }
        fault(label, value, "is no number that can be taken", NUMBER_EXPECTED);
        return null;
    }

    /** {@code number} times ten to the power, written as {@link #number} writes: no zeros behind the point. */
    static BigDecimal scaled(BigDecimal number, int power) {
        BigDecimal exact = number.movePointRight(power);
        exact = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    @Nullable
    Integer unit(String label, String value) {
        if (value.isEmpty()) {
            return null;
        }
        boolean none = value.equals("-1");
        if (!none && (value.length() > 4 || !digits(value))) {
            fault(label, value, "is no unit of quantity", "-1 (none) or a number from 0 to 9999");
            return null;
        }
        return none ? -1 : Integer.parseInt(value);
    }

    /** {@code bit} where the cell says true. */
    int flag(String label, String value, int bit) {
        switch (value) {
            case "":
            case "false":
            case "False":
            case "FALSE":
            case "0":
                return 0;
            case "true":
            case "True":
            case "TRUE":
            case "1":
                return bit;
            default:
                fault(label, value, "is neither true nor false", "true or false");
                return 0;
        }
    }

    /** Whether there is nothing in it but digits; true of the empty text. */
    static boolean digits(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
