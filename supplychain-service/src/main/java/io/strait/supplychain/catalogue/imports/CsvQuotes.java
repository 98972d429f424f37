package io.strait.supplychain.catalogue.imports;

import org.jspecify.annotations.Nullable;

/**
 * Looks for quotes that RFC 4180 does not allow. The parser takes a quote inside an unquoted value as a letter and an
 * open quote at the end as closed, so that one missing quote would swallow the rest of a file without a word.
 */
final class CsvQuotes {
    /** The first of them: where its value begins (line, and number of the cell), and what is wrong. */
    record Fault(long line, int cell, String message) {}

    private final String text;
    private int at;
    private long line = 1;
    private int cell = 1;

    private CsvQuotes(String text) {
        this.text = text;
    }

    static @Nullable Fault firstFault(String text) {
        CsvQuotes quotes = new CsvQuotes(text);
        Fault fault = null;
        while (fault == null && quotes.at < text.length()) {
            fault = text.charAt(quotes.at) == '"' ? quotes.quotedValue() : quotes.plainValue();
            quotes.separator();
        }
        return fault;
    }

    private @Nullable Fault plainValue() {
        while (at < text.length() && !isSeparator(text.charAt(at))) {
            if (text.charAt(at) == '"') {
                return new Fault(line, cell, "has a quote inside a value that does not begin with one");
            }
            at++;
        }
        return null;
    }

    private @Nullable Fault quotedValue() {
        long opened = line;
        at++;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                passCharacter();
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                at += 2;
            } else {
                at++;
                return at == text.length() || isSeparator(text.charAt(at))
                        ? null
                        : new Fault(opened, cell, "goes on after its closing quote in line " + line);
            }
        }
        return new Fault(opened, cell, "opens a quote that is never closed");
    }

    private void separator() {
        if (at < text.length()) {
            boolean comma = text.charAt(at) == ',';
            passCharacter();
            cell = comma ? cell + 1 : 1;
        }
    }

    /** Counts lines as the parser does: CR LF, LF and a lone CR each end one. */
    private void passCharacter() {
        char passed = text.charAt(at++);
        if (passed == '\r' && at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        if (passed == '\r' || passed == '\n') {
            line++;
        }
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == '\r' || c == '\n';
    }
}
