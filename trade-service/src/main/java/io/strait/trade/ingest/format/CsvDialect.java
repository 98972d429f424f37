package io.strait.trade.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the first bytes say that a CSV file is written.
 *
 * @param wide the UTF-16 that its byte order mark names, null for bytes that hold ASCII as it is
 * @param delimiter between fields; a comma where nothing tells
 * @param separatorLine whether the first line is Excel's {@code sep=} and no header
 * @param header names as far as the first bytes reach, the last one perhaps cut
 */
record CsvDialect(@Nullable Charset wide, char delimiter, boolean separatorLine, List<String> header) {
    private static final String DELIMITERS = ",;\t|";
    private static final int SEPARATOR_LINE = 5;

    static CsvDialect of(byte[] head) {
        Charset wide = wide(head);
        String text = new String(head, wide == null ? StandardCharsets.ISO_8859_1 : wide);
        if (wide != null) {
            text = text.substring(1);
        } else if (text.startsWith("\u00EF\u00BB\u00BF")) {
            text = text.substring(3);
        }
        String first = firstLine(text);
        boolean separatorLine = first.length() == SEPARATOR_LINE
                && first.toLowerCase(Locale.ROOT).startsWith("sep=")
                && DELIMITERS.indexOf(first.charAt(4)) >= 0;
        if (separatorLine) {
            String rest = text.substring(SEPARATOR_LINE).replaceFirst("^\r?\n|^\r", "");
            return new CsvDialect(wide, first.charAt(4), true, names(firstLine(rest), first.charAt(4)));
        }
        char delimiter = delimiter(first);
        return new CsvDialect(wide, delimiter, false, names(first, delimiter));
    }

    /** In words, for people. */
    String delimiterName() {
        return switch (delimiter) {
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "vertical bar";
            default -> "comma";
        };
    }

    private static @Nullable Charset wide(byte[] head) {
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF ? StandardCharsets.UTF_16BE : null;
    }

    private static String firstLine(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(0, end);
    }

    /** The one that occurs most often outside of quotes; earlier ones win a tie. */
    private static char delimiter(String line) {
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            int which = DELIMITERS.indexOf(c);
            if (c == '"') {
                quoted = !quoted;
            } else if (which >= 0 && !quoted) {
                counts[which]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] > counts[best]) {
                best = i;
            }
        }
        return DELIMITERS.charAt(best);
    }

    private static List<String> names(String line, char delimiter) {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == delimiter) {
                names.add(line.substring(from, i).replace("\"", "").trim());
                from = i + 1;
            }
        }
        return List.copyOf(names);
    }
}
