package io.strait.trade.ingest.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** UN Comtrade v1, CSV. Columns are found by their header, in any order. */
final class ComtradeCsvReader implements TradeFileReader {
    private final ReaderLimits limits;
    private final Set<String> flows;

    ComtradeCsvReader(ReaderLimits limits, Set<String> flows) {
        this.limits = limits;
        this.flows = flows;
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        CsvDecoder decoder = new CsvDecoder(body, limits.maxLineBytes());
        ComtradeCsvRecord record = new ComtradeCsvRecord(limits.maxColumns());
        Iterator<ComtradeCsvRecord> records = CsvReader.builder()
                .ignoreDifferentFieldCount(true)
                .acceptCharsAfterQuotes(false)
                .build(record, decoder)
                .iterator();
        if (!advance(records, record)) {
            throw new FileRejectedException(
                    Kind.MALFORMED, 0, new BadValue("body", "", "is empty", "a header line and rows"));
        }
        record.headerIs(columns(record, findings));
        int columns = record.header().size();
        ComtradeRowMapper mapper = new ComtradeRowMapper(flows, findings);
        boolean more = advance(records, record);
        while (more) {
            RowOutcome outcome = record.fields() == columns
                    ? mapper.map(record.line(), record.cells())
                    : new RowOutcome.Rejected(
                            record.line(),
                            List.of(new BadValue(
                                    "line",
                                    record.fields() + " fields",
                                    "is not as long as the header",
                                    columns + " fields")));
            long line = record.line();
            more = advance(records, record);
            if (!more && decoder.quoteIsOpen()) {
                throw new FileRejectedException(
                        Kind.MALFORMED,
                        line,
                        new BadValue("line", "\"", "opens a quote that is never closed", "a closing quote"));
            }
            sink.accept(outcome);
        }
        if (decoder.quoteIsOpen()) {
            throw new FileRejectedException(
                    Kind.MALFORMED,
                    1,
                    new BadValue("header", "\"", "opens a quote that is never closed", "a closing quote"));
        }
        findings.note("encoding: " + decoder.encoding());
    }

    /** Moves on, and tells a fault of the stream from one of the file. */
    private static boolean advance(Iterator<ComtradeCsvRecord> records, ComtradeCsvRecord record) throws IOException {
        try {
            if (!records.hasNext()) {
                return false;
            }
            records.next();
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof FileRejectedException rejected) {
                    throw rejected;
                }
                if (cause instanceof IOException broken) {
                    throw broken;
                }
            }
            throw new FileRejectedException(
                    Kind.MALFORMED,
                    record.line(),
                    new BadValue(
                            "line",
                            "",
                            "begins a record whose quotes do not match",
                            "values in double quotes, a quote inside doubled, a comma or line end after the closing one"),
                    e);
        }
    }

    private static int[] columns(ComtradeCsvRecord record, FileFindings findings) {
        List<String> header = record.header();
        int[] cellOf = new int[header.size()];
        Arrays.fill(cellOf, -1);
        EnumSet<ComtradeColumn> found = EnumSet.noneOf(ComtradeColumn.class);
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < cellOf.length; i++) {
            String name = header.get(i);
            @Nullable ComtradeColumn column = ComtradeColumn.named(name);
            if (column == null) {
                // A comma at the end of the header, as at the end of every line, is no column.
                if (!name.isEmpty()) {
                    unknown.add(name);
                }
            } else if (!found.add(column)) {
                throw header(record, name, "stands twice", "each column once");
            } else if (column.wanted()) {
                cellOf[i] = column.ordinal();
            }
        }
        List<String> missing = labels(found, true);
        if (!missing.isEmpty()) {
            throw header(
                    record,
                    String.join(",", header),
                    "lacks " + String.join(", ", missing),
                    "UN Comtrade v1's column names, separated by commas");
        }
        if (!unknown.isEmpty()) {
            findings.note("columns not used: " + String.join(", ", unknown));
        }
        List<String> absent = labels(found, false);
        if (!absent.isEmpty()) {
            findings.note("optional columns absent: " + String.join(", ", absent));
        }
        return cellOf;
    }

    private static List<String> labels(Set<ComtradeColumn> found, boolean required) {
        return EnumSet.allOf(ComtradeColumn.class).stream()
                .filter(column -> !found.contains(column))
                .filter(column -> required ? column.required() : column.wanted() && !column.required())
                .map(ComtradeColumn::label)
                .toList();
    }

    private static FileRejectedException header(
            ComtradeCsvRecord record, String value, String message, String expected) {
        return new FileRejectedException(
                Kind.UNPROCESSABLE, record.line(), new BadValue("header", value, message, expected));
    }
}
