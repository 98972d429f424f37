package io.strait.trade.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** UN Comtrade v1, the API's answer: {@code {"elapsedTime":..., "count":..., "data":[{...}], "error":""}}. */
final class ComtradeJsonReader implements TradeFileReader {
    /** Where the API cuts an answer without saying so: without a key, with one, with a larger one. */
    private static final Set<Long> CUTS = Set.of(500L, 100_000L, 250_000L);

    private static final String EXPECTED = "an object with the array `data`, as UN Comtrade's API answers";
    private static final int MAX_UNKNOWN = 20;

    private final JsonFactory factory;
    private final Set<String> flows;

    ComtradeJsonReader(ReaderLimits limits, Set<String> flows) {
        this.flows = flows;
        this.factory = JsonFiles.factory(limits);
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        try (JsonParser parser = factory.createParser(body)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            try {
                new Envelope(parser, sink, findings).read();
            } catch (JsonProcessingException e) {
                throw JsonFiles.malformed(e, parser.currentLocation());
            }
        } catch (JsonProcessingException e) {
            throw JsonFiles.malformed(e);
        } catch (CharConversionException e) {
            throw JsonFiles.malformed(e);
        }
    }

    /** One pass over one body. */
    private final class Envelope {
        private final JsonParser parser;
        private final RowSink sink;
        private final FileFindings findings;
        private final ComtradeRowMapper mapper;
        private final String[] cells = new String[ComtradeColumn.values().length];
        private final boolean[] given = new boolean[cells.length];
        private final Set<String> unknown = new TreeSet<>();
        private long rows;
        private boolean dataSeen;

        Envelope(JsonParser parser, RowSink sink, FileFindings findings) {
            this.parser = parser;
            this.sink = sink;
            this.findings = findings;
            this.mapper = new ComtradeRowMapper(flows, findings);
        }

        void read() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unprocessable("body", parser.currentToken() == null ? "" : "is no envelope", EXPECTED);
            }
            long count = -1;
            String error = "";
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("data") && value == JsonToken.START_ARRAY) {
                    if (dataSeen) {
                        throw unprocessable("data", "stands twice", EXPECTED);
                    }
                    dataSeen = true;
                    rows();
                } else if (name.equals("error") && value == JsonToken.VALUE_STRING) {
                    error = parser.getText().trim();
                } else if (name.equals("count") && value == JsonToken.VALUE_NUMBER_INT) {
                    count = parser.getLongValue();
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw unprocessable("body", "goes on after its end", "one JSON object");
            }
            if (!error.isEmpty()) {
                throw new FileRejectedException(
                        Kind.UNPROCESSABLE,
                        0,
                        new BadValue("error", error, "is what the API answered instead of data", "an empty `error`"));
            }
            if (!dataSeen) {
                throw unprocessable("data", "is missing or no array", EXPECTED);
            }
            conclude(count);
        }

        private void conclude(long count) {
            if (count >= 0 && count != rows) {
                findings.note("`count` says " + count + ", `data` has " + rows + " rows");
            }
            if (CUTS.contains(rows)) {
                findings.note(
                        rows + " rows: the API cuts its answers at this number without saying so; more may exist");
            }
            if (!unknown.isEmpty()) {
                findings.note("members not used: " + String.join(", ", unknown));
            }
        }

        private void rows() throws IOException {
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_ARRAY) {
                rows++;
                if (token == JsonToken.START_OBJECT) {
                    List<BadValue> bad = row();
                    sink.accept(bad.isEmpty() ? mapper.map(rows, cells) : new RowOutcome.Rejected(rows, bad));
                } else {
                    String found = parser.getText();
                    parser.skipChildren();
                    sink.accept(new RowOutcome.Rejected(
                            rows, List.of(new BadValue("data", found, "is no row", "an object"))));
                }
                token = parser.nextToken();
            }
        }

        /** Fills {@link #cells}; what it gives back is wrong with the row's form. */
        private List<BadValue> row() throws IOException {
            Arrays.fill(cells, "");
            Arrays.fill(given, false);
            List<BadValue> bad = new ArrayList<>(0);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                @Nullable ComtradeColumn column = ComtradeColumn.named(name);
                if (column == null && unknown.size() < MAX_UNKNOWN) {
                    unknown.add(Text.clean(name, 50));
                }
                if (column == null || !column.wanted()) {
                    parser.skipChildren();
                } else if (given[column.ordinal()]) {
                    parser.skipChildren();
                    bad.add(new BadValue(name, "", "stands twice", "each member once"));
                } else if (value.isStructStart()) {
                    parser.skipChildren();
                    bad.add(new BadValue(name, "", "is an object or array", "a text, number, true, false or null"));
                } else {
                    given[column.ordinal()] = true;
                    cells[column.ordinal()] = value == JsonToken.VALUE_NULL
                            ? ""
                            : parser.getText().trim();
                }
            }
            return bad;
        }

        private FileRejectedException unprocessable(String field, String message, String expected) {
            return new FileRejectedException(
                    Kind.UNPROCESSABLE, 0, new BadValue(field, "", message.isEmpty() ? "is empty" : message, expected));
        }
    }
}
