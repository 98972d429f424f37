package io.strait.trade.ingest.format;

/** Foreign text made fit for a database and a message. */
public final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The whole of {@code text} as it is, but for what PostgreSQL cannot hold: NUL, and halves of surrogate pairs. */
    public static String storable(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean == null ? text : clean.toString();
    }

    /**
     * At most {@code max} characters of {@code text}, its control characters and halves of surrogate pairs replaced:
     * PostgreSQL refuses NUL, and UTF-8 knows no lone surrogate.
     */
    public static String clean(String text, int max) {
        int end = Math.min(text.length(), max);
        StringBuilder clean = null;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                if (clean != null) {
                    clean.append(c).append(text.charAt(i + 1));
                }
                i++;
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                if (clean == null) {
                    clean = new StringBuilder(end).append(text, 0, i);
                }
                clean.append(c == '\t' || c == '\n' || c == '\r' ? ' ' : REPLACEMENT);
            } else if (clean != null) {
                clean.append(c);
            }
        }
        String kept = clean == null ? text.substring(0, end) : clean.toString();
        return text.length() > max ? kept + "..." : kept;
    }
}
