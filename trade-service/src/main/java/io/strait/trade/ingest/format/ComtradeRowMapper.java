package io.strait.trade.ingest.format;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes checked rows of UN Comtrade's cells. One a file: it remembers the last period, for neighbours share it. Not
 * thread-safe.
 */
final class ComtradeRowMapper {
    /** UN Comtrade gives every value in US dollars. */
    private static final String CURRENCY = "USD";

    private static final int MAX_AREA = 9999;
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_INTEGER_DIGITS = 24;
    private static final int MAX_DECIMALS = 20;

    static final String NUMBER_EXPECTED = "a number from 0 to below 10^" + MAX_INTEGER_DIGITS
            + " without thousands separators, or nothing where it is missing";

    private final Set<String> flows;
    private final FileFindings findings;
    private final List<BadValue> bad = new ArrayList<>();
    private String[] cells = new String[0];

    private String lastFrequency = "";
    private String lastPeriodText = "";
    private @Nullable Period lastPeriod;

    ComtradeRowMapper(Set<String> flows, FileFindings findings) {
        this.flows = flows;
        this.findings = findings;
    }

    /**
     * @param values by {@link ComtradeColumn#ordinal()}, trimmed; the empty text where a cell is empty, null or absent
     */
    RowOutcome map(long line, String[] values) {
        cells = values;
        bad.clear();
        if (!text(ComtradeColumn.TYPE).isEmpty() && !text(ComtradeColumn.TYPE).equals("C")) {
            fault(ComtradeColumn.TYPE, "is no trade in goods", "C");
        }
        Period period = period();
        int reporter = area(ComtradeColumn.REPORTER, true);
        int partner = area(ComtradeColumn.PARTNER, true);
        int partner2 = area(ComtradeColumn.PARTNER2, false);
        String flow = text(ComtradeColumn.FLOW);
        if (!flows.contains(flow)) {
            fault(
                    ComtradeColumn.FLOW,
                    "is no known flow",
                    String.join(", ", flows.stream().sorted().toList()));
        }
        String classification = classification();
        String commodity = commodity(classification);
        String customs = code(ComtradeColumn.CUSTOMS, TradeRow.ALL_CUSTOMS);
        String transport = code(ComtradeColumn.TRANSPORT, TradeRow.ALL_MODES);
        String supply = code(ComtradeColumn.SUPPLY, TradeRow.ALL_MODES);
        TradeRow.Figures figures = new TradeRow.Figures(
                number(ComtradeColumn.PRIMARY_VALUE),
                number(ComtradeColumn.CIF_VALUE),
                number(ComtradeColumn.FOB_VALUE),
                number(ComtradeColumn.NET_WEIGHT),
                number(ComtradeColumn.GROSS_WEIGHT),
                number(ComtradeColumn.QUANTITY),
                unit(ComtradeColumn.QUANTITY_UNIT),
                number(ComtradeColumn.ALT_QUANTITY),
                unit(ComtradeColumn.ALT_QUANTITY_UNIT),
                flag(ComtradeColumn.NET_WEIGHT_ESTIMATED, TradeRow.Figures.NET_WEIGHT_ESTIMATED)
                        | flag(ComtradeColumn.GROSS_WEIGHT_ESTIMATED, TradeRow.Figures.GROSS_WEIGHT_ESTIMATED)
                        | flag(ComtradeColumn.QUANTITY_ESTIMATED, TradeRow.Figures.QUANTITY_ESTIMATED)
                        | flag(ComtradeColumn.ALT_QUANTITY_ESTIMATED, TradeRow.Figures.ALT_QUANTITY_ESTIMATED));
        if (period == null || !bad.isEmpty()) {
            return new RowOutcome.Rejected(line, bad);
        }
        findings.area(reporter, text(ComtradeColumn.REPORTER_ISO), text(ComtradeColumn.REPORTER_NAME));
        findings.area(partner, text(ComtradeColumn.PARTNER_ISO), text(ComtradeColumn.PARTNER_NAME));
        findings.area(partner2, text(ComtradeColumn.PARTNER2_ISO), text(ComtradeColumn.PARTNER2_NAME));
        return new RowOutcome.Accepted(new TradeRow(
                line,
                period,
                new TradeRow.Dimensions(
                        reporter,
                        partner,
                        partner2,
                        flow,
                        classification,
                        commodity,
                        customs,
                        transport,
                        supply,
                        CURRENCY),
                figures));
    }

    private String text(ComtradeColumn column) {
        return cells[column.ordinal()];
    }

    private void fault(ComtradeColumn column, String message, String expected) {
        String value = text(column);
        bad.add(new BadValue(column.label(), value, value.isEmpty() ? "is empty" : message, expected));
    }

    /** The period, written as UN Comtrade does: {@code 2024} in annual rows, {@code 202408} in monthly ones. */
    private @Nullable Period period() {
        String frequency = text(ComtradeColumn.FREQUENCY);
        String period = text(ComtradeColumn.PERIOD);
        if (lastPeriod != null && period.equals(lastPeriodText) && frequency.equals(lastFrequency)) {
            return lastPeriod;
        }
        boolean annual = frequency.equals("A");
        if (!annual && !frequency.equals("M")) {
            fault(ComtradeColumn.FREQUENCY, "is no frequency", "A (annual) or M (monthly)");
            return null;
        }
        String years = "year " + Period.MIN_YEAR + " to " + Period.MAX_YEAR;
        String expected = annual
                ? "YYYY, " + years + ", as freqCode is A"
                : "YYYYMM, " + years + ", month 01 to 12, as freqCode is M";
        if (period.length() != (annual ? 4 : 6) || !digits(period)) {
            fault(ComtradeColumn.PERIOD, annual ? "is no year" : "is no month", expected);
            return null;
        }
        int year = Integer.parseInt(period, 0, 4, 10);
        int month = annual ? 1 : Integer.parseInt(period, 4, 6, 10);
        if (year < Period.MIN_YEAR || year > Period.MAX_YEAR || month < 1 || month > 12) {
            fault(ComtradeColumn.PERIOD, annual ? "is no year" : "is no month", expected);
            return null;
        }
        lastFrequency = frequency;
        lastPeriodText = period;
        lastPeriod = new Period(annual ? Frequency.ANNUAL : Frequency.MONTHLY, LocalDate.of(year, month, 1));
        return lastPeriod;
    }

    private int area(ComtradeColumn column, boolean required) {
        String value = text(column);
        if (value.isEmpty() && !required) {
            return TradeRow.WORLD;
        }
        if (value.isEmpty() || value.length() > 4 || !digits(value)) {
            fault(column, "is no area code", "a number from 0 to " + MAX_AREA + "; 0 is World");
            return TradeRow.WORLD;
        }
        return Integer.parseInt(value);
    }

    private String classification() {
        String value = text(ComtradeColumn.CLASSIFICATION);
        boolean known = value.length() == 2
                && (in(value, 'H', '0', '9') || in(value, 'S', '1', '4') || in(value, 'B', '4', '5'));
        if (!known) {
            fault(ComtradeColumn.CLASSIFICATION, "is no edition of a classification", "H0 to H9, S1 to S4, B4 or B5");
        }
        return value;
    }

    private static boolean in(String value, char letter, char from, char to) {
        return value.charAt(0) == letter && value.charAt(1) >= from && value.charAt(1) <= to;
    }

    private String commodity(String classification) {
        String value = text(ComtradeColumn.COMMODITY);
        if (value.equals("TOTAL")) {
            return value;
        }
        int length = value.length();
        if (classification.startsWith("H")) {
            // Goods not specified according to kind stand under 9999AA.
            boolean known = (digits(value) && (length == 2 || length == 4 || length == 6)) || value.equals("9999AA");
            if (!known) {
                fault(ComtradeColumn.COMMODITY, "is no HS code", "TOTAL, or 2, 4 or 6 digits with leading zeros");
            }
        } else if (length < 1 || length > 5 || !digits(value)) {
            fault(ComtradeColumn.COMMODITY, "is no commodity code", "TOTAL, or 1 to 5 digits");
        }
        return value;
    }

    private String code(ComtradeColumn column, String total) {
        String value = text(column);
        if (value.isEmpty()) {
            return total;
        }
        boolean sound = value.length() <= 8;
        for (int i = 0; i < value.length() && sound; i++) {
            char c = value.charAt(i);
            sound = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        }
        if (!sound) {
            fault(column, "is no code", "1 to 8 digits or capital letters; " + total + " is the total");
        }
        return value;
    }

    private @Nullable BigDecimal number(ComtradeColumn column) {
        String value = text(column);
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
        fault(column, "is no number that can be taken", NUMBER_EXPECTED);
        return null;
    }

    private @Nullable Integer unit(ComtradeColumn column) {
        String value = text(column);
        if (value.isEmpty()) {
            return null;
        }
        boolean none = value.equals("-1");
        if (!none && (value.length() > 4 || !digits(value))) {
            fault(column, "is no unit of quantity", "-1 (none) or a number from 0 to 9999");
            return null;
        }
        return none ? -1 : Integer.parseInt(value);
    }

    private int flag(ComtradeColumn column, int bit) {
        String value = text(column);
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
                fault(column, "is neither true nor false", "true or false");
                return 0;
        }
    }

    private static boolean digits(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
