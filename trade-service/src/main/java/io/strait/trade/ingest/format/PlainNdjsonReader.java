package io.strait.trade.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Strait's own NDJSON: a JSON object a line, as {@code observations} exports it or with plain codes instead of its nested
 * objects. A line that is no JSON costs itself alone.
 */
final class PlainNdjsonReader implements TradeFileReader {
    private static final int BUFFER = 1 << 16;
    private static final int MAX_UNKNOWN = 20;

    private final ReaderLimits limits;
    private final Set<String> flows;
    private final JsonFactory factory;

    PlainNdjsonReader(ReaderLimits limits, Set<String> flows) {
        this.limits = limits;
        this.flows = flows;
        this.factory = JsonFiles.factory(limits);
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        Lines lines = new Lines(sink, findings);
        byte[] buffer = new byte[BUFFER];
        int n = body.read(buffer, 0, buffer.length);
        while (n >= 0) {
            lines.take(buffer, n);
            n = body.read(buffer, 0, buffer.length);
        }
        lines.conclude();
    }

    /** One pass over one file. */
    private final class Lines {
        private final RowSink sink;
        private final FileFindings findings;
        private final PlainRowMapper mapper;
        private final String[] cells = new String[PlainColumn.values().length];
        private final boolean[] given = new boolean[cells.length];
        private final Set<String> unknown = new TreeSet<>();
        private byte[] line = new byte[1 << 12];
        private int length;
        private long number = 1;
        private long offset;

        Lines(RowSink sink, FileFindings findings) {
            this.sink = sink;
            this.findings = findings;
            this.mapper = new PlainRowMapper(flows, findings);
        }

        void take(byte[] bytes, int n) throws IOException {
            int from = 0;
            for (int i = 0; i < n; i++) {
                if (bytes[i] == '\n') {
                    append(bytes, from, i - from);
                    end();
                    from = i + 1;
                }
            }
            append(bytes, from, n - from);
        }

        void conclude() throws IOException {
            end();
            findings.note("encoding: UTF-8");
            if (!unknown.isEmpty()) {
                findings.note("members not used: " + String.join(", ", unknown));
            }
        }

        private void append(byte[] bytes, int from, int n) {
            if (length + n > limits.maxLineBytes()) {
                throw new FileRejectedException(
                                Kind.MALFORMED,
                                number,
                                new BadValue(
                                        "line",
                                        "",
                                        "is longer than can be taken",
                                        "lines of at most " + limits.maxLineBytes() + " bytes"))
                        .atByte(offset);
            }
            if (length + n > line.length) {
                line = Arrays.copyOf(line, Math.max(length + n, Math.min(2 * line.length, limits.maxLineBytes())));
            }
            System.arraycopy(bytes, from, line, length, n);
            length += n;
        }

        private void end() throws IOException {
            int from = 0;
            if (number == 1
                    && length >= 3
                    && line[0] == (byte) 0xEF
                    && line[1] == (byte) 0xBB
                    && line[2] == (byte) 0xBF) {
                from = 3;
            }
            boolean blank = true;
            for (int i = from; i < length && blank; i++) {
                blank = line[i] == ' ' || line[i] == '\t' || line[i] == '\r';
            }
            if (!blank) {
                sink.accept(withOriginal(outcome(from), from));
            }
            offset += length + 1L;
            length = 0;
            number++;
        }

        private RowOutcome withOriginal(RowOutcome outcome, int from) {
            if (!(outcome instanceof RowOutcome.Rejected rejected) || length - from > OriginalRow.MAX_CHARS) {
                return outcome;
            }
            String text = new String(line, from, length - from, StandardCharsets.UTF_8).strip();
            return new RowOutcome.Rejected(
                    rejected.line(), rejected.because(), new OriginalRow(OriginalRow.Form.LINES, List.of(text)));
        }

        private RowOutcome outcome(int from) throws IOException {
            @Nullable BadValue bad;
            try (JsonParser parser = factory.createParser(line, from, length - from)) {
                bad = row(parser);
            } catch (JsonProcessingException | CharConversionException e) {
                String start = new String(line, from, Math.min(length - from, 100), StandardCharsets.UTF_8);
                bad = new BadValue("line", start, "is no well-formed JSON", "one JSON object in UTF-8");
            }
            return bad == null ? mapper.map(number, cells) : new RowOutcome.Rejected(number, List.of(bad));
        }

        /** Fills {@link #cells}; what it gives back is wrong with the line's form. */
        private @Nullable BadValue row(JsonParser parser) throws IOException {
            Arrays.fill(cells, "");
            Arrays.fill(given, false);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new BadValue("line", parser.getText(), "is no row", "one JSON object");
            }
            @Nullable BadValue bad = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                @Nullable PlainColumn column = PlainColumn.named(name);
                if (column == null) {
                    if (unknown.size() < MAX_UNKNOWN) {
                        unknown.add(Text.clean(name, 50));
                    }
                    parser.skipChildren();
                } else if (given[column.ordinal()]) {
                    parser.skipChildren();
                    bad = new BadValue(name, "", "stands twice", "each member once");
                } else {
                    given[column.ordinal()] = true;
                    @Nullable BadValue wrong = cell(parser, column, value);
                    bad = wrong == null ? bad : wrong;
                }
            }
            return parser.nextToken() == null
                    ? bad
                    : new BadValue("line", "", "goes on after its object", "one JSON object a line");
        }

        private @Nullable BadValue cell(JsonParser parser, PlainColumn column, JsonToken value) throws IOException {
            if (value == JsonToken.START_OBJECT) {
                return nested(parser, column);
            }
            if (value == JsonToken.START_ARRAY) {
                parser.skipChildren();
                return new BadValue(column.label(), "[", "is an array", "a text, number or null");
            }
            put(column, parser, value);
            return null;
        }

        private void put(PlainColumn column, JsonParser parser, JsonToken value) throws IOException {
            cells[column.ordinal()] =
                    value == JsonToken.VALUE_NULL ? "" : parser.getText().trim();
        }

        /** As exports have them: areas and units with their code, estimates by name. */
        private @Nullable BadValue nested(JsonParser parser, PlainColumn column) throws IOException {
            @Nullable BadValue bad = null;
            StringBuilder estimates = new StringBuilder();
            boolean coded = false;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    parser.skipChildren();
                    bad = new BadValue(column.label() + "." + name, "", "is an object or array", "a text or number");
                } else if (column == PlainColumn.ESTIMATED) {
                    if (value == JsonToken.VALUE_TRUE) {
                        estimates.append(estimates.length() == 0 ? "" : ";").append(name);
                    }
                } else if (name.equals("code")) {
                    coded = true;
                    put(column, parser, value);
                } else if (name.equals("name") || name.equals("alpha3")) {
                    @Nullable PlainColumn beside = PlainColumn.named(column.label() + name);
                    if (beside != null) {
                        put(beside, parser, value);
                    }
                }
            }
            if (column == PlainColumn.ESTIMATED) {
                cells[column.ordinal()] = estimates.toString();
            } else if (!coded && bad == null) {
                bad = new BadValue(column.label(), "{", "has no code", "a code, or an object with the member `code`");
            }
            return bad;
        }
    }
}
