package io.strait.trade.query;

import io.strait.trade.series.Period;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Where the next page starts. It names the revision, so that all pages are of one; the selection's digest, so that it is
 * used with no other; and the total, so that it is counted once. The check sum finds damage, not forgery: a forged cursor
 * reads nothing that a query could not, and holds nothing that the database would refuse.
 */
record Cursor(long revision, String selection, long total, Position after) {
    private static final String FORM = "1";
    private static final String SEPARATOR = "|";
    private static final int PARTS = 7;
    private static final Pattern SERIES_KEY = Pattern.compile("[A-Za-z0-9_.]{1,200}");

    String text() {
        String content = String.join(
                SEPARATOR,
                FORM,
                String.valueOf(revision),
                selection,
                String.valueOf(total),
                after.seriesKey(),
                after.periodStart().toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((content + SEPARATOR + Digest.of(content)).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when {@code text} is not what {@link #text()} gave */
    static Cursor parse(String text) {
        String content = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        String[] parts = content.split("\\|", -1);
        int end = content.lastIndexOf(SEPARATOR);
        if (parts.length != PARTS
                || !parts[0].equals(FORM)
                || !parts[PARTS - 1].equals(Digest.of(content.substring(0, end)))) {
            throw new IllegalArgumentException("cursor: damaged");
        }
        try {
            LocalDate start = LocalDate.parse(parts[5]);
            if (!SERIES_KEY.matcher(parts[4]).matches()
                    || start.getYear() < Period.MIN_YEAR
                    || start.getYear() > Period.MAX_YEAR) {
                throw new IllegalArgumentException("cursor: damaged");
            }
            return new Cursor(
                    Long.parseLong(parts[1]), parts[2], Long.parseLong(parts[3]), new Position(parts[4], start));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("cursor: damaged", e);
        }
    }
}
