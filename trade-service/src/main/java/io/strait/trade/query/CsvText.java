package io.strait.trade.query;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180. What has no value is an empty field. A name that a spreadsheet would take for a formula gets an apostrophe
 * before it: names come from files and from people.
 */
final class CsvText {
    private CsvText() {}

    static <T> String write(List<String> header, List<T> items, Function<T, List<String>> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(header);
            for (T item : items) {
                csv.writeRecord(fields.apply(item));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String number(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    /** As it prints; for what no person gave a name to. */
    static String code(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static String unit(ObservationAnswer.@Nullable Unit unit) {
        return unit == null ? "" : unit.abbreviation();
    }

    static String name(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    }
}
