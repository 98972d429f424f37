package io.strait.trade.query;

import java.time.LocalDate;
import java.util.List;

/**
 * Where the next page of changes starts.
 *
 * @param newest the last revision of the list: later ones are not part of it, though they come while it is read
 * @param selection digest of the selection: the cursor is used with no other
 */
record RevisionCursor(long newest, String selection, RevisionPosition position) {
    private static final String FORM = "r1";
    private static final int FIELDS = 6;

    String text() {
        LocalDate period = position.period();
        return SealedText.write(List.of(
                FORM,
                String.valueOf(newest),
                selection,
                String.valueOf(position.revision()),
                String.valueOf(position.seriesId()),
                period == null ? "" : period.toString()));
    }

    /** @throws IllegalArgumentException when {@code text} is not what {@link #text()} gave */
    static RevisionCursor parse(String text) {
        List<String> fields = SealedText.read(text, FORM, FIELDS);
        return new RevisionCursor(
                Long.parseLong(fields.get(1)),
                fields.get(2),
                new RevisionPosition(
                        Long.parseLong(fields.get(3)),
                        Long.parseLong(fields.get(4)),
                        fields.get(5).isEmpty() ? null : Cursor.date(fields.get(5))));
    }
}
