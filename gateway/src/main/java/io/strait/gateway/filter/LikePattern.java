package io.strait.gateway.filter;

import java.util.Arrays;

/**
 * The pattern of a CESQL {@code LIKE}: {@code %} is any text, {@code _} any one character, a backslash before one of them
 * makes it plain. Matches in time of at most the product of both lengths. (The library makes a regular expression of it,
 * and a few {@code %} in one of those are enough to keep a processor busy for hours.) Immutable.
 */
final class LikePattern {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    /** Characters, or one of the two wildcards. */
    private final int[] symbols;

    LikePattern(String pattern) {
        int[] read = new int[pattern.length()];
        int length = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean escapes = c == '\\' && i + 1 < pattern.length() && "%_".indexOf(pattern.charAt(i + 1)) >= 0;
            if (escapes) {
                read[length++] = pattern.charAt(++i);
            } else {
                read[length++] = c == '%' ? ANY_TEXT : c == '_' ? ANY_CHARACTER : c;
            }
        }
        symbols = Arrays.copyOf(read, length);
    }

    boolean matches(String text) {
        int at = 0;
        int symbol = 0;
        // The last '%' passed, and where the text that it stands for ends: to go back further never helps.
        int wildcard = -1;
        int end = 0;
        while (at < text.length()) {
            if (symbol < symbols.length && symbols[symbol] == ANY_TEXT) {
                wildcard = symbol++;
                end = at;
            } else if (symbol < symbols.length
                    && (symbols[symbol] == ANY_CHARACTER || symbols[symbol] == text.charAt(at))) {
                symbol++;
                at++;
            } else if (wildcard >= 0) {
                symbol = wildcard + 1;
                at = ++end;
            } else {
                return false;
            }
        }
        while (symbol < symbols.length && symbols[symbol] == ANY_TEXT) {
            symbol++;
        }
        return symbol == symbols.length;
    }
}
