package io.strait.trade.query;

import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the next page starts. It names the revision, so that all pages are of one; the selection's digest, so that it is
 * used with no other; the total, so that it is counted once; the last figure; and the version of the exchange rates, 0
 * where there are none. It holds nothing that the database would refuse.
 */
record Cursor(long revision, String selection, long total, Position after, int ratesVersion) {
    private static final String FORM = "3";
    private static final int FIELDS = 8;
    private static final Pattern SERIES_KEY = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");
    private static final Pattern VALUE = Pattern.compile("|-?[0-9]{1,60}(\\.[0-9]{1,30})?");

    Cursor(long revision, String selection, long total, Position after) {
        this(revision, selection, total, after, 0);
    }

    String text() {
        return SealedText.write(List.of(
                FORM,
                String.valueOf(revision),
                selection,
                String.valueOf(total),
                after.seriesKey(),
                after.periodStart().toString(),
                CsvText.number(after.value()),
                String.valueOf(ratesVersion)));
    }

    /** @throws IllegalArgumentException when {@code text} is not what {@link #text()} gave */
    static Cursor parse(String text) {
        List<String> fields = SealedText.read(text, FORM, FIELDS);
        int ratesVersion = Integer.parseInt(fields.get(7));
        if (ratesVersion < 0
                || !SERIES_KEY.matcher(fields.get(4)).matches()
                || !VALUE.matcher(fields.get(6)).matches()) {
            throw new IllegalArgumentException("cursor: damaged");
        }
        return new Cursor(
                Long.parseLong(fields.get(1)),
                fields.get(2),
                Long.parseLong(fields.get(3)),
                new Position(
                        fields.get(4),
                        date(fields.get(5)),
                        fields.get(6).isEmpty() ? null : new BigDecimal(fields.get(6))),
                ratesVersion);
    }

    /** A day within the years that are held. */
    static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= Period.MIN_YEAR && date.getYear() <= Period.MAX_YEAR) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("cursor: damaged", e);
        }
        throw new IllegalArgumentException("cursor: damaged");
    }
}
