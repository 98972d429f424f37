package io.strait.trade.ingest.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file, header first, whatever delimiter and encoding it has; both are told in the findings. What is not CSV ends
 * the reading. Not thread-safe.
 */
final class CsvRows {
    /** Makes an outcome of a row, or null where there is nothing to tell of it. */
    @FunctionalInterface
    interface Mapper {
        @Nullable
        RowOutcome map(long line, String[] cells);
    }

    private final CsvDialect dialect;
    private final CsvDecoder decoder;
    private final CsvRecord record;
    private final Iterator<CsvRecord> records;
    private final FileFindings findings;
    /** Whether the decoder reads the bytes of the file, and not another encoding of them. */
    private final boolean bytesAreTheFiles;

    private OriginalRow.@Nullable Form form;

    /** @param cellCount how many columns the format has */
    CsvRows(InputStream body, ReaderLimits limits, int cellCount, FileFindings findings) throws IOException {
        this.findings = findings;
        byte[] head = body.readNBytes(FormatDetector.HEAD);
        PushbackInputStream whole = new PushbackInputStream(body, FormatDetector.HEAD);
        whole.unread(head);
        dialect = CsvDialect.of(head);
        bytesAreTheFiles = dialect.wide() == null && !(body instanceof LocalText);
        InputStream narrow = dialect.wide() == null ? whole : new Utf16Stream(whole, dialect.wide());
        decoder = new CsvDecoder(narrow, limits.maxLineBytes(), dialect.delimiter());
        record = new CsvRecord(limits.maxColumns(), cellCount);
        records = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .ignoreDifferentFieldCount(true)
                .acceptCharsAfterQuotes(false)
                .build(record, decoder)
                .iterator();
        boolean present = advance();
        if (present && dialect.separatorLine()) {
            present = advance();
        }
        if (!present) {
            throw new FileRejectedException(
                            Kind.MALFORMED, 0, new BadValue("body", "", "is empty", "a header line and rows"))
                    .atByte(0);
        }
    }

    List<String> header() {
        return record.header();
    }

    /** That the header cannot be used. */
    FileRejectedException badHeader(String value, String message, String expected) {
        return atLine(new FileRejectedException(
                Kind.UNPROCESSABLE, record.line(), new BadValue("header", value, message, expected)));
    }

    /** A sink to which a reader may give outcomes of the row that it is at, instead of from its mapper. */
    RowSink ofThisRow(RowSink sink) {
        return outcome -> sink.accept(withOriginal(outcome));
    }

    private RowOutcome withOriginal(RowOutcome outcome) {
        if (!(outcome instanceof RowOutcome.Rejected rejected)) {
            return outcome;
        }
        OriginalRow.Form ofFile = form == null ? new OriginalRow.Form(header(), dialect.delimiter()) : form;
        form = ofFile;
        return record.original()
                .<RowOutcome>map(cells ->
                        new RowOutcome.Rejected(rejected.line(), rejected.because(), new OriginalRow(ofFile, cells)))
                .orElse(rejected);
    }

    /**
     * Reads all rows.
     *
     * @param cellOf cell of each column of the header, or -1
     */
    void read(int[] cellOf, Mapper mapper, RowSink sink) throws IOException {
        record.headerIs(cellOf);
        long headersAgain = 0;
        boolean more = advance();
        while (more) {
            RowOutcome outcome = null;
            if (record.repeatsHeader()) {
                headersAgain++;
            } else if (record.fields() == cellOf.length) {
                outcome = mapper.map(record.line(), record.cells());
            } else {
                outcome = new RowOutcome.Rejected(
                        record.line(),
                        List.of(new BadValue(
                                "line",
                                record.fields() + " fields",
                                "is not as long as the header",
                                cellOf.length + " fields")));
            }
            outcome = outcome == null ? null : withOriginal(outcome);
            long line = record.line();
            more = advance();
            if (!more) {
                quoteMustBeClosed(line, "line");
            }
            if (outcome != null) {
                sink.accept(outcome);
            }
        }
        quoteMustBeClosed(1, "header");
        findings.note("encoding: "
                + (dialect.wide() == null ? decoder.encoding() : dialect.wide().name() + " with a byte order mark"));
        findings.note("delimiter: " + dialect.delimiterName() + (dialect.separatorLine() ? ", told by a sep= line" : "")
                + (decoder.quotesSeen() ? "; values in double quotes" : "; no quotes"));
        if (headersAgain > 0) {
            findings.note("the header is repeated " + headersAgain + " times: passed over");
        }
    }

    private void quoteMustBeClosed(long line, String field) {
        if (decoder.quoteIsOpen()) {
            FileRejectedException open = new FileRejectedException(
                    Kind.MALFORMED,
                    line,
                    new BadValue(field, "\"", "opens a quote that is never closed", "a closing quote"));
            throw bytesAreTheFiles ? open.atByte(decoder.quoteOffset()) : open;
        }
    }

    /** Moves on, and tells a fault of the stream from one of the file. */
    private boolean advance() throws IOException {
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
                    // Of another encoding than the file's the offset would mislead.
                    throw bytesAreTheFiles ? rejected : rejected.atByte(-1);
                }
                if (cause instanceof IOException broken) {
                    throw broken;
                }
            }
            throw atLine(new FileRejectedException(
                    Kind.MALFORMED,
                    record.line(),
                    new BadValue(
                            "line",
                            "",
                            "begins a record whose quotes do not match",
                            "values in double quotes, a quote inside doubled, a delimiter or line end after the"
                                    + " closing one"),
                    e));
        }
    }

    private FileRejectedException atLine(FileRejectedException e) {
        return bytesAreTheFiles ? e.atByte(decoder.lineOffset(record.line())) : e;
    }
}
