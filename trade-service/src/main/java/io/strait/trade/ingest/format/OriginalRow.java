package io.strait.trade.ingest.format;

import java.util.List;

/**
 * A row as its file has it, kept of rows that are rejected so that they can be mended and sent again.
 *
 * @param cells untrimmed and without their quotes; one where the file has lines and no cells
 */
public record OriginalRow(Form form, List<String> cells) {
    /** Longer rows are not kept; each cell counts for {@value #CELL} characters more than it has. */
    public static final int MAX_CHARS = 8192;

    static final int CELL = 4;

    /**
     * How the rows of a file are written; the same for all of its rows.
     *
     * @param header names of its columns; empty where the file has none
     * @param delimiter between cells
     */
    public record Form(List<String> header, char delimiter) {
        /** JSON objects, one a line. */
        public static final Form LINES = new Form(List.of(), '\n');

        public Form {
            header = List.copyOf(header);
        }

        /** Whether a row is a line without cells. */
        public boolean isLines() {
            return delimiter == '\n';
        }

        /** These cells as a line of such a file, by RFC 4180, without a line end. */
        public String line(List<String> values) {
            if (isLines()) {
                return String.join("", values);
            }
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < values.size(); i++) {
                if (i > 0) {
                    line.append(delimiter);
                }
                String value = values.get(i);
                if (needsQuotes(value)) {
                    line.append('"').append(value.replace("\"", "\"\"")).append('"');
                } else {
                    line.append(value);
                }
            }
            return line.toString();
        }

        private boolean needsQuotes(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                    return true;
                }
            }
            return false;
        }
    }

    public OriginalRow {
        cells = cells.stream().map(Text::storable).toList();
    }

    /** As it stands in its file, but for quotes that were not needed. */
    public String line() {
        return form.line(cells);
    }

    /** What counts against bounds. */
    public int chars() {
        return cells.stream().mapToInt(cell -> cell.length() + CELL).sum();
    }
}
