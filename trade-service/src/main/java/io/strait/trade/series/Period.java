package io.strait.trade.series;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A year, quarter or month: {@code 2024}, {@code 2024-Q3}, {@code 2024-08} (ISO 8601 and SDMX).
 *
 * @param start the first day
 */
public record Period(Frequency frequency, LocalDate start) implements Comparable<Period> {
    /** First year accepted: before it no trade statistics of this kind exist. */
    public static final int MIN_YEAR = 1900;
    /** Last year accepted. */
    public static final int MAX_YEAR = 2100;

    public static final String EXPECTED = "YYYY, YYYY-MM or YYYY-Qn, year " + MIN_YEAR + " to " + MAX_YEAR;

    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-?M?(0[1-9]|1[0-2])|-?Q([1-4])|)");

    public Period {
        int month = start.getMonthValue() - 1;
        if (start.getDayOfMonth() != 1 || month % frequency.months() != 0) {
            throw new IllegalArgumentException("period: " + start + " is not the first day of a " + frequency);
        }
        if (start.getYear() < MIN_YEAR || start.getYear() > MAX_YEAR) {
            throw new IllegalArgumentException("period: " + start.getYear() + " (expected: " + EXPECTED + ")");
        }
    }

    /**
     * Reads {@code 2024}, {@code 2024-08}, {@code 202408}, {@code 2024-M08}, {@code 2024M08}, {@code 2024-Q3} or
     * {@code 2024Q3}.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public static Period parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("period: " + text + " (expected: " + EXPECTED + ")");
        }
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            return new Period(Frequency.MONTHLY, LocalDate.of(year, Integer.parseInt(matcher.group(2)), 1));
        }
        if (matcher.group(3) != null) {
            return new Period(Frequency.QUARTERLY, LocalDate.of(year, Integer.parseInt(matcher.group(3)) * 3 - 2, 1));
        }
        return new Period(Frequency.ANNUAL, LocalDate.of(year, 1, 1));
    }

    public static Period month(int year, int month) {
        return new Period(Frequency.MONTHLY, LocalDate.of(year, month, 1));
    }

    public static Period year(int year) {
        return new Period(Frequency.ANNUAL, LocalDate.of(year, 1, 1));
    }

    public int year() {
        return start.getYear();
    }

    /** The period {@code n} periods later; earlier when negative. */
    public Period plus(int n) {
        return new Period(frequency, start.plusMonths((long) n * frequency.months()));
    }

    /** Periods of the frequency since year 0: neighbours are one apart. */
    public int index() {
        return (start.getYear() * 12 + start.getMonthValue() - 1) / frequency.months();
    }

    @Override
    public int compareTo(Period other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : frequency.compareTo(other.frequency);
    }

    /** {@code 2024}, {@code 2024-Q3} or {@code 2024-08}. */
    @Override
    public String toString() {
        // Without a format: it is written once a figure, and a year has four digits. See MIN_YEAR.
        int year = start.getYear();
        int month = start.getMonthValue();
        return switch (frequency) {
            case ANNUAL -> String.valueOf(year);
            case QUARTERLY -> year + "-Q" + (month + 2) / 3;
            case MONTHLY -> year + (month < 10 ? "-0" : "-") + month;
        };
    }
}
