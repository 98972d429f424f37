package io.strait.supplychain.exposure.figures;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole months, both ends included. */
public record Window(YearMonth from, YearMonth to) {
    public static final int MAX_MONTHS = 120;
    public static final String EXPECTED =
            "YYYY, YYYY-MM, or a range of either (2024-01..2024-08), at most " + MAX_MONTHS + " months";

    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d{2}))?(?:\\.\\.(\\d{4})(?:-(\\d{2}))?)?");

    public static Optional<Window> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean range = parts.group(3) != null;
        if (range && (parts.group(2) == null) != (parts.group(4) == null)) {
            return Optional.empty();
        }
        try {
            YearMonth from = month(parts.group(1), parts.group(2), 1);
            YearMonth to =
                    range ? month(parts.group(3), parts.group(4), 12) : month(parts.group(1), parts.group(2), 12);
            Window window = new Window(from, to);
            return from.isAfter(to) || from.getYear() < 1900 || window.months() > MAX_MONTHS
                    ? Optional.empty()
                    : Optional.of(window);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static YearMonth month(String year, @org.jspecify.annotations.Nullable String month, int otherwise) {
        return YearMonth.of(Integer.parseInt(year), month == null ? otherwise : Integer.parseInt(month));
    }

    /** What the newest figure says of a year: that year, or the twelve months that end with it. */
    static Window upTo(LocalDate newest, boolean monthly) {
        YearMonth month = YearMonth.from(newest);
        return monthly ? new Window(month.minusMonths(11), month) : new Window(month.withMonth(1), month.withMonth(12));
    }

    public int months() {
        return (to.getYear() - from.getYear()) * 12 + to.getMonthValue() - from.getMonthValue() + 1;
    }

    /** How many figures of a series it holds; a year that is not wholly within is none of it. */
    int periods(boolean monthly) {
        return monthly ? months() : isWholeYears() ? months() / 12 : 0;
    }

    boolean isWholeYears() {
        return from.getMonthValue() == 1 && to.getMonthValue() == 12;
    }

    boolean holds(LocalDate start, boolean monthly) {
        YearMonth month = YearMonth.from(start);
        return (monthly || isWholeYears()) && !month.isBefore(from) && !month.isAfter(to);
    }
}
