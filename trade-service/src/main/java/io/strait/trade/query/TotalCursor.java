package io.strait.trade.query;

import java.util.List;

/** Where the next page of groups starts: at a revision, whose groups have one order for ever. */
record TotalCursor(long revision, String selection, int offset) {
    static final String EXPECTED = "what the last page gave as next, with the same selection";

    private static final String FORM = "t1";
    private static final int FIELDS = 4;

    String text() {
        return SealedText.write(List.of(FORM, String.valueOf(revision), selection, String.valueOf(offset)));
    }

    /** @throws IllegalArgumentException when {@code text} is not what {@link #text()} gave */
    static TotalCursor parse(String text) {
        List<String> fields = SealedText.read(text, FORM, FIELDS);
        int offset = Integer.parseInt(fields.get(3));
        if (offset < 0) {
            throw new IllegalArgumentException("cursor: damaged");
        }
        return new TotalCursor(Long.parseLong(fields.get(1)), fields.get(2), offset);
    }
}
