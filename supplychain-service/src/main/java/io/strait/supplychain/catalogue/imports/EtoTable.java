package io.strait.supplychain.catalogue.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One CSV file, its cells by the names in its header. */
final class EtoTable {
    private final EtoFile kind;
    private final String file;
    private final Findings findings;
    private final Map<String, Integer> columns = new HashMap<>();
    private int width;
    private boolean sound = true;
    private final List<Row> rows = new ArrayList<>();

    /** One record; {@code line} is where it begins. */
    final class Row {
        private final long line;
        private final List<String> cells;

        private Row(long line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        String file() {
            return file;
        }

        long line() {
            return line;
        }

        /** Without the blanks around it; empty where the cell is, or where the file has no such column. */
        String cell(String column) {
            Integer at = columns.get(column);
            return at == null ? "" : cells.get(at).strip();
        }

        void violate(String column, String message, String expected) {
            Integer at = columns.get(column);
            String value = cell(column);
            findings.violation(Violation.of(column, value.isEmpty() ? null : value, message, expected)
                    .at(file, line, at == null ? null : at + 1));
        }
    }

    private EtoTable(EtoFile kind, String file, Findings findings) {
        this.kind = kind;
        this.file = file;
        this.findings = findings;
    }

    List<Row> rows() {
        return rows;
    }

    /** The table, or null where the file cannot be read at all, with the reason among the findings. */
    static @Nullable EtoTable read(EtoFile kind, String file, byte[] body, Findings findings) {
        EtoTable table = new EtoTable(kind, file, findings);
        return CsvRecords.read(file, body, findings, table::header, table::add) && table.sound ? table : null;
    }

    private void header(CsvRecord header) {
        width = header.getFieldCount();
        List<String> leftOut = new ArrayList<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i).strip();
            String column = name.toLowerCase(Locale.ROOT);
            if (!kind.needed().contains(column) && !kind.optional().contains(column)) {
                leftOut.add(name);
            } else if (columns.putIfAbsent(column, i) != null) {
                sound = false;
                findings.violation(Violation.of(column, name, "is there twice", "each column once")
                        .at(file, 1, i + 1));
            }
        }
        for (String column : kind.needed()) {
            if (!columns.containsKey(column)) {
                sound = false;
                findings.violation(Violation.of(
                                column,
                                null,
                                "is missing in the header",
                                "the columns " + String.join(", ", kind.needed()))
                        .at(file, 1, null));
            }
        }
        if (!leftOut.isEmpty()) {
            findings.note(file + ": columns left out: " + String.join(", ", leftOut));
        }
    }

    private void add(CsvRecord record) {
        if (!sound) {
            return;
        }
        if (record.getFieldCount() == width) {
            rows.add(new Row(record.getStartingLineNumber(), record.getFields()));
        } else {
            CsvRecords.otherWidth(file, record, width, findings);
        }
    }
}
