package io.strait.supplychain.catalogue.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactColumn;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactReader;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Facts from this service's own CSV: a row is a fact, the header names the columns of {@link FactColumn} in any order,
 * and {@code fact} is one of them. In a violation {@code field} is the member as in JSON and {@code column} the number of
 * the cell in its row, from 1; only for bytes that are not UTF-8 it is a character. One file, one thread.
 */
public final class FactCsvReader {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");
    private static final int MAX_HEADER = 2000;

    private final String file;
    private final Findings findings;
    /** By place, from 0. */
    private final Map<Integer, FactColumn> columns = new LinkedHashMap<>();

    private int width;
    private boolean sound = true;

    private FactCsvReader(String file, int maxFacts) {
        this.file = file;
        this.findings = new Findings(maxFacts);
    }

    /** Whether the first line is a header of this format rather than of another CSV. */
    public static boolean recognises(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, MAX_HEADER), StandardCharsets.UTF_8);
        String header = start.replace("\uFEFF", "").lines().findFirst().orElse("");
        return Arrays.stream(header.split(",", -1))
                .map(name -> name.replace("\"", "").strip())
                .anyMatch(FactColumn.FACT.title()::equals);
    }

    /**
     * Reads a whole file.
     *
     * @param file what violations and origins call it
     * @param body the caller bounds its size
     * @throws ProblemException 413 when there are more than {@code maxFacts}
     */
    public static Read read(String file, byte[] body, int maxFacts) {
        FactCsvReader reader = new FactCsvReader(file, maxFacts);
        CsvRecords.read(file, body, reader.findings, reader::header, reader::row);
        return reader.findings.read();
    }

    private void header(CsvRecord header) {
        width = header.getFieldCount();
        for (int i = 0; i < width; i++) {
            String title = header.getField(i).strip();
            Optional<FactColumn> column = FactColumn.titled(title);
            if (column.isEmpty()) {
                wrongHeader(title, i, "is no column of this format", String.join(", ", FactColumn.titles()));
            } else if (columns.containsValue(column.get())) {
                wrongHeader(title, i, "is there twice", "each column once");
            } else {
                columns.put(i, column.get());
            }
        }
        if (!columns.containsValue(FactColumn.FACT)) {
            wrongHeader(FactColumn.FACT.title(), null, "is missing in the header", kinds());
        }
    }

    private void wrongHeader(String title, @Nullable Integer place, String message, String expected) {
        sound = false;
        findings.violation(Violation.of(title, null, message, expected).at(file, 1, place == null ? null : place + 1));
    }

    private void row(CsvRecord record) {
        if (!sound) {
            return;
        }
        if (record.getFieldCount() != width) {
            CsvRecords.otherWidth(file, record, width, findings);
            return;
        }
        List<Violation> wrong = new ArrayList<>();
        Fact fact = fact(record, wrong);
        for (Violation violation : wrong) {
            findings.violation(violation.at(file, record.getStartingLineNumber(), place(violation.field())));
        }
        if (fact != null) {
            findings.fact(fact, file, record.getStartingLineNumber());
        }
    }

    private @Nullable Fact fact(CsvRecord record, List<Violation> wrong) {
        ObjectNode body = Json.object();
        String code = "";
        for (Map.Entry<Integer, FactColumn> entry : columns.entrySet()) {
            String cell = record.getField(entry.getKey());
            FactColumn column = entry.getValue();
            if (column == FactColumn.FACT) {
                code = cell.strip();
            } else if (!cell.isEmpty()) {
                put(body, column, cell, wrong);
            }
        }
        FactKind kind = Coded.of(FactKind.class, code).orElse(null);
        if (kind == null) {
            wrong.add(Violation.of(
                    FactColumn.FACT.title(),
                    code.isEmpty() ? null : code,
                    code.isEmpty() ? "is missing" : "is not a kind of fact",
                    kinds()));
            return null;
        }
        int before = wrong.size();
        Fact fact = FactReader.read(kind, body, null, wrong);
        return before == 0 ? fact : null;
    }

    private static void put(ObjectNode body, FactColumn column, String cell, List<Violation> wrong) {
        JsonNode value =
                switch (column.type()) {
                    case TEXT -> new TextNode(cell);
                    case DECIMAL, INTEGER ->
                        NUMBER.matcher(cell.strip()).matches()
                                ? new DecimalNode(new BigDecimal(cell.strip()))
                                : new TextNode(cell);
                    case FLAG ->
                        cell.strip().matches("true|false")
                                ? BooleanNode.valueOf(Boolean.parseBoolean(cell.strip()))
                                : new TextNode(cell);
                    case JSON -> Json.value(cell, column.title(), "JSON text, as an export writes it", wrong);
                };
        if (value == null) {
            return;
        }
        String[] path = column.pointer().substring(1).split("/", -1);
        if (path.length == 1) {
            body.set(path[0], value);
        } else {
            body.withObjectProperty(path[0]).set(path[1], value);
        }
    }

    /** The cell that a member is in; null where it has none. */
    private @Nullable Integer place(String field) {
        String pointer = "/" + field.replace('.', '/').replace('[', '/');
        for (Map.Entry<Integer, FactColumn> entry : columns.entrySet()) {
            String own = entry.getValue().pointer();
            if (pointer.equals(own) || pointer.startsWith(own + "/")) {
                return entry.getKey() + 1;
            }
        }
        return null;
    }

    private static String kinds() {
        return "one of: " + String.join(", ", Coded.codes(FactKind.class));
    }
}
