package io.strait.supplychain.catalogue.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One CSV file, its cells by the names in its header. */
final class EtoTable {
    private final String file;
    private final Map<String, Integer> columns;
    private final int width;
    private final Findings findings;
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

    private EtoTable(String file, Map<String, Integer> columns, int width, Findings findings) {
        this.file = file;
        this.columns = columns;
        this.width = width;
        this.findings = findings;
    }

    List<Row> rows() {
        return rows;
    }

    /** The table, or null where the file cannot be read at all, with the reason among the findings. */
    static @Nullable EtoTable read(EtoFile kind, String file, byte[] body, Findings findings) {
        List<Violation> notUtf8 = new ArrayList<>();
        String text = Json.utf8(body, "file", notUtf8);
        if (text == null) {
            notUtf8.forEach(wrong ->
                    findings.violation(wrong.at(file, wrong.line() == null ? 1 : wrong.line(), wrong.column())));
            return null;
        }
        CsvQuotes.Fault fault = CsvQuotes.firstFault(text);
        if (fault != null) {
            String expected = "a value that holds quotes, commas or line ends stands in double quotes, its own doubled";
            findings.violation(
                    Violation.of("file", null, fault.message(), expected).at(file, fault.line(), fault.cell()));
            return null;
        }
        Iterator<CsvRecord> records = CsvReader.builder()
                .ignoreDifferentFieldCount(true)
                .acceptCharsAfterQuotes(false)
                .ofCsvRecord(text)
                .iterator();
        long line = 1;
        try {
            if (!records.hasNext()) {
                findings.violation(Violation.of("file", null, "is empty", "a header line and rows")
                        .at(file, 1, null));
                return null;
            }
            EtoTable table = header(kind, file, records.next(), findings);
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                if (table != null) {
                    table.add(record);
                }
            }
            return table;
        } catch (CsvParseException e) {
            findings.violation(Violation.of(
                            "file",
                            null,
                            "cannot be read after this line",
                            "CSV (RFC 4180) with values and lines of a bearable length")
                    .at(file, line, null));
            return null;
        }
    }

    private static @Nullable EtoTable header(EtoFile kind, String file, CsvRecord header, Findings findings) {
        Map<String, Integer> columns = new HashMap<>();
        List<String> leftOut = new ArrayList<>();
        boolean sound = true;
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
        return sound ? new EtoTable(file, columns, header.getFieldCount(), findings) : null;
    }

    private void add(CsvRecord record) {
        if (record.getFieldCount() == width) {
            rows.add(new Row(record.getStartingLineNumber(), record.getFields()));
        } else {
            findings.violation(Violation.of(
                            "line",
                            record.getFieldCount() + " values",
                            "does not have as many values as the header",
                            width + " values")
                    .at(file, record.getStartingLineNumber(), null));
        }
    }
}
