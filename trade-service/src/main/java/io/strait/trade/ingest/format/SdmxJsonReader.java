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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SDMX-JSON 1.0 and 2.x, data messages: {@code dataSets} with {@code structure} or {@code structures}, under {@code data}
 * or without it. Data sets that come before their structure are set aside on disk, so that memory stays flat.
 */
final class SdmxJsonReader implements TradeFileReader {
    private static final String EXPECTED = "an object with `dataSets` and `structure` or `structures`, as SDMX-JSON";

    private final ReaderLimits limits;
    private final Set<String> flows;
    private final String fileName;
    private final JsonFactory factory;

    SdmxJsonReader(ReaderLimits limits, Set<String> flows, String fileName) {
        this.limits = limits;
        this.flows = flows;
        this.fileName = fileName;
        this.factory = JsonFiles.factory(limits);
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        try (JsonParser parser = factory.createParser(body)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            try {
                new Message(parser, sink, findings).read();
            } catch (JsonProcessingException e) {
                throw JsonFiles.malformed(e, parser.currentLocation());
            }
        } catch (JsonProcessingException e) {
            throw JsonFiles.malformed(e);
        } catch (CharConversionException e) {
            throw JsonFiles.malformed(e);
        }
    }

    /** One pass over one message. */
    private final class Message {
        private final JsonParser parser;
        private final FileFindings findings;
        private final SdmxRowMapper mapper;
        private final SdmxJsonDataSets dataSets;
        private final List<SdmxJsonStructure> structures = new ArrayList<>();
        private @Nullable JsonSpool spool;
        private boolean dataSeen;
        private String error = "";

        Message(JsonParser parser, RowSink sink, FileFindings findings) {
            this.parser = parser;
            this.findings = findings;
            this.mapper = new SdmxRowMapper(flows, fileName, findings);
            this.dataSets = new SdmxJsonDataSets(mapper, sink);
        }

        void read() throws IOException {
            try {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw refused("body", "is no message", EXPECTED);
                }
                members(true);
                if (parser.nextToken() != null) {
                    throw refused("body", "goes on after its end", "one JSON object");
                }
                conclude();
            } finally {
                if (spool != null) {
                    spool.close();
                }
            }
        }

        private void members(boolean outermost) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (outermost && name.equals("data") && value == JsonToken.START_OBJECT) {
                    members(false);
                } else if (name.equals("structure") && value == JsonToken.START_OBJECT) {
                    structure();
                } else if (name.equals("structures") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        structure();
                    }
                } else if (name.equals("dataSets") && value == JsonToken.START_ARRAY) {
                    dataSets();
                } else if (name.equals("errors") && value == JsonToken.START_ARRAY) {
                    errors();
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void structure() throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw refused("structures", "holds what is no structure", "objects");
            }
            if (structures.size() == 100) {
                throw refused("structures", "are too many", "at most 100");
            }
            structures.add(SdmxJsonStructure.read(parser, limits.maxColumns()));
        }

        private void dataSets() throws IOException {
            if (dataSeen) {
                throw refused("dataSets", "stands twice", "it once");
            }
            dataSeen = true;
            if (structures.isEmpty()) {
                spool = new JsonSpool(factory, parser, "dataSets");
            } else {
                dataSets.read(parser, structures);
            }
        }

        /** The first text in it, be it a title or a message. */
        private void errors() throws IOException {
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (error.isEmpty() && token == JsonToken.VALUE_STRING) {
                    error = SdmxJsonStructure.text(parser);
                }
            }
        }

        private void conclude() throws IOException {
            if (!dataSeen && !error.isEmpty()) {
                throw new FileRejectedException(
                        Kind.UNPROCESSABLE,
                        0,
                        new BadValue("errors", error, "is what the service answered instead of data", "no `errors`"));
            }
            if (!dataSeen || structures.isEmpty()) {
                throw refused(dataSeen ? "structure" : "dataSets", "is missing", EXPECTED);
            }
            if (spool != null) {
                try (JsonParser aside = spool.open()) {
                    aside.nextToken();
                    dataSets.read(aside, structures);
                }
            }
            mapper.conclude();
            structures.forEach(structure -> structure.components().conclude(findings));
        }

        private FileRejectedException refused(String field, String message, String expected) {
            return new FileRejectedException(Kind.UNPROCESSABLE, 0, new BadValue(field, "", message, expected));
        }
    }
}
