package io.strait.trade.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The fields of a cursor as text. The check sum finds damage, not forgery: a forged cursor reads nothing that a query
 * could not, and its fields are checked like any other input.
 */
final class SealedText {
    private static final String SEPARATOR = "|";

    private SealedText() {}

    /** @param fields none with a vertical bar in it; the first one names the form, so that others are not taken for it */
    static String write(List<String> fields) {
        String content = String.join(SEPARATOR, fields);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((content + SEPARATOR + Digest.of(content)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param form what the first field must be
     * @param count how many fields there must be
     * @throws IllegalArgumentException when {@code text} is not what {@link #write} gave
     */
    static List<String> read(String text, String form, int count) {
        String content = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int end = content.lastIndexOf(SEPARATOR);
        List<String> fields = List.of(content.split("\\|", -1));
        if (fields.size() != count + 1
                || !fields.get(0).equals(form)
                || !fields.get(count).equals(Digest.of(content.substring(0, end)))) {
            throw new IllegalArgumentException("cursor: damaged");
        }
        return fields.subList(0, count);
    }
}
