package io.strait.trade.analysis;

import java.util.Locale;

/** Which months are added up, and which windows are compared with one another. */
public enum WindowKind {
    /** One month, among all months. */
    MONTH("month"),
    /** A calendar quarter, among all quarters. */
    QUARTER("quarter"),
    /** A calendar year, among all years. */
    YEAR("year"),
    /** January through some month, among the same window of other years. */
    YEAR_TO_DATE("ytd"),
    /** Some months in a row, among as many months that end with any other period. */
    ROLLING("rolling");

    public static final String EXPECTED = "month, quarter, year, ytd or rolling";

    private final String word;

    WindowKind(String word) {
        this.word = word;
    }

    /** As a request names it. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException when {@code text} names none, in either case */
    public static WindowKind parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        for (WindowKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("window: " + text + " (expected: " + EXPECTED + ")");
    }
}
