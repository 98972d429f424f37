package io.strait.trade.reference;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A small CSV file with a header, columns found by name in any order. Immutable. */
public final class CsvTable {
    static final int MAX_ROWS = 200_000;
    private static final int MAX_FIELD = 4_000;

    /** A row: cells in the order of the columns asked for, empty where the file has no such column. */
    public record Row(long line, List<String> cells) {}

    private final List<Row> rows;

    private CsvTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    public List<Row> rows() {
        return rows;
    }

    /**
     * @param columns names in small letters, each with the name that it stands for; several names may stand for one
     * @param order the names of the cells
     * @param needed those that the header must have
     * @throws ProblemException MALFORMED_BODY when it is no CSV; UNPROCESSABLE when the header lacks a column, or it is
     *     too long
     */
    public static CsvTable read(String text, Map<String, String> columns, List<String> order, List<String> needed) {
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        char separator = header.contains(";") && !header.contains(",") ? ';' : ',';
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text)) {
            return read(reader.iterator(), columns, order, needed);
        } catch (CsvParseException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY,
                    "The body is not the CSV expected: quotes that do not match",
                    List.of(),
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("a text broke off", e);
        }
    }

    private static CsvTable read(
            Iterator<CsvRecord> records, Map<String, String> columns, List<String> order, List<String> needed) {
        if (!records.hasNext()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY, "The body is empty (expected: a header line and rows)");
        }
        List<String> header = records.next().getFields();
        int[] cellOf = new int[order.size()];
        Arrays.fill(cellOf, -1);
        for (int i = 0; i < header.size(); i++) {
            String name = columns.get(header.get(i).strip().toLowerCase(Locale.ROOT));
            if (name != null && cellOf[order.indexOf(name)] < 0) {
                cellOf[order.indexOf(name)] = i;
            }
        }
        List<Violation> absent = needed.stream()
                .filter(name -> cellOf[order.indexOf(name)] < 0)
                .map(name -> new Violation("header", String.join(",", header), "has no column " + name, name))
                .toList();
        if (!absent.isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE, "The header lacks a column: " + absent.get(0), absent);
        }
        List<Row> rows = new ArrayList<>();
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (rows.size() == MAX_ROWS) {
                throw new ProblemException(ProblemType.UNPROCESSABLE, "There are more than " + MAX_ROWS + " rows");
            }
            List<String> cells = new ArrayList<>();
            for (int at : cellOf) {
                String cell = at < 0 || at >= record.getFieldCount()
                        ? ""
                        : record.getField(at).strip();
                // Longer than any column may be, and short enough to be told.
                cells.add(cell.length() > MAX_FIELD ? cell.substring(0, MAX_FIELD) : cell);
            }
            rows.add(new Row(record.getStartingLineNumber(), List.copyOf(cells)));
        }
        return new CsvTable(rows);
    }
}
