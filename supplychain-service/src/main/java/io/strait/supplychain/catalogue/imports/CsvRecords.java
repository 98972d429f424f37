package io.strait.supplychain.catalogue.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file (RFC 4180, UTF-8), strictly. Stateless. */
final class CsvRecords {
    private CsvRecords() {}

    /**
     * Hands on the header and then each row. A file that cannot be read is a violation.
     *
     * @return whether it was read to its end; what was handed on is not to be used otherwise
     */
    static boolean read(
            String file, byte[] body, Findings findings, Consumer<CsvRecord> header, Consumer<CsvRecord> row) {
        String text = text(file, body, findings);
        if (text == null) {
            return false;
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
                return false;
            }
            header.accept(records.next());
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                row.accept(record);
            }
            return true;
        } catch (CsvParseException e) {
            findings.violation(Violation.of(
                            "file",
                            null,
                            "cannot be read after this line",
                            "CSV (RFC 4180) with values and lines of a bearable length")
                    .at(file, line, null));
            return false;
        }
    }

    /** A record that does not have as many values as the header, said as such. */
    static void otherWidth(String file, CsvRecord record, int width, Findings findings) {
        findings.violation(Violation.of(
                        "line",
                        record.getFieldCount() + " values",
                        "does not have as many values as the header",
                        width + " values")
                .at(file, record.getStartingLineNumber(), null));
    }

    private static @Nullable String text(String file, byte[] body, Findings findings) {
        List<Violation> notUtf8 = new ArrayList<>();
        String text = Json.utf8(body, "file", notUtf8);
        notUtf8.forEach(
                wrong -> findings.violation(wrong.at(file, wrong.line() == null ? 1 : wrong.line(), wrong.column())));
        CsvQuotes.Fault fault = text == null ? null : CsvQuotes.firstFault(text);
        if (fault == null) {
            return text;
        }
        String expected = "a value that holds quotes, commas or line ends stands in double quotes, its own doubled";
        findings.violation(Violation.of("file", null, fault.message(), expected).at(file, fault.line(), fault.cell()));
        return null;
    }
}
