package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the next page of what is held starts: after this reporter of a source and frequency.
 *
 * @param selection digest of the selection: the cursor is used with no other
 */
record AvailabilityCursor(String selection, String source, Frequency frequency, int reporter) {
    private static final String FORM = "a1";
    private static final int FIELDS = 5;
    private static final Pattern SOURCE = Pattern.compile("[A-Z][A-Z0-9_]{1,31}");

    String text() {
        return SealedText.write(List.of(FORM, selection, source, frequency.code(), String.valueOf(reporter)));
    }

    /** @throws IllegalArgumentException when {@code text} is not what {@link #text()} gave */
    static AvailabilityCursor parse(String text) {
        List<String> fields = SealedText.read(text, FORM, FIELDS);
        if (!SOURCE.matcher(fields.get(2)).matches()) {
            throw new IllegalArgumentException("cursor: damaged");
        }
        return new AvailabilityCursor(
                fields.get(1), fields.get(2), Frequency.ofCode(fields.get(3)), Integer.parseInt(fields.get(4)));
    }
}
