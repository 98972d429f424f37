package io.strait.trade.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.trade.reference.Source;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes figures in the format that is asked for: a page into memory, all of them to the client. Thread-safe. */
@Singleton
class ObservationBodies {
    private static final int BUFFER = 64 * 1024;

    private final ObjectMapper mapper;
    private final ObservationStore store;
    private final Streams streams;

    ObservationBodies(ObjectMapper mapper, ObservationStore store, Streams streams) {
        this.mapper = mapper;
        this.store = store;
        this.streams = streams;
    }

    /** In UTF-8. */
    byte[] page(Format format, ObservationQuery query, ObservationPages.Page page, @Nullable String next) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
        try {
            if (format == Format.JSON) {
                envelope(query, page, next, bytes);
            } else {
                try (Lines lines = lines(format, query, page.resolved(), bytes)) {
                    lines.write(page.rows());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("figures cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** All figures of the revision, one batch after the other. */
    void stream(Format format, ObservationQuery query, Revision revision, Resolved resolved, OutputStream out)
            throws IOException {
        streams.send(() -> {
            Lines lines = lines(format, query, resolved, out);
            ObservationStore.Batches batches = rows -> {
                resolved.load(rows);
                lines.write(rows);
            };
            // The present costs less to read. Where it is another revision by now, nothing of it has been sent.
            if (!store.stream(query, null, revision.number(), batches)) {
                store.stream(query, revision.number(), revision.number(), batches);
            }
            lines.close();
        });
    }

    private void envelope(ObservationQuery query, ObservationPages.Page page, @Nullable String next, OutputStream out)
            throws IOException {
        Resolved resolved = page.resolved();
        List<Source> sources = resolved.sources().used();
        List<Warning> warnings = warnings(query, page);
        FigureJson figures = new FigureJson(mapper, query, resolved);
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("revision", page.revision().number());
            json.writePOJOField("vintage", page.revision().vintage());
            json.writePOJOField("asOf", query.asOf());
            json.writeNumberField("total", page.total());
            json.writeNumberField("count", page.rows().size());
            if (page.basket() != null) {
                json.writePOJOField("basket", page.basket());
            }
            json.writePOJOField("summary", page.summary());
            if (page.exchange() != null) {
                json.writePOJOField("exchange", page.exchange());
            }
            json.writeBooleanField("demonstration", resolved.sources().demonstration());
            json.writePOJOField("sources", sources);
            json.writePOJOField("units", ObservationAnswer.UNITS);
            json.writePOJOField("warnings", warnings);
            if (query.layout() == Layout.SERIES) {
                new SeriesJson(query, resolved, figures).write(page.rows(), json);
            } else {
                json.writeArrayFieldStart("items");
                for (FigureRow row : page.rows()) {
                    figures.write(row, json);
                }
                json.writeEndArray();
            }
            json.writeStringField("next", next);
            json.writeEndObject();
        }
    }

    /** What is to be known of the question and of the figures on the page. */
    static List<Warning> warnings(ObservationQuery query, ObservationPages.Page page) {
        List<Warning> warnings = new ArrayList<>(query.warnings());
        warnings.addAll(page.warnings());
        warnings.addAll(page.resolved().unmapped());
        ExchangeSummary exchange = page.exchange();
        if (exchange != null) {
            exchange.warning().ifPresent(warnings::add);
        }
        return warnings;
    }

    /** A format without an envelope. */
    private interface Lines extends AutoCloseable {
        void write(List<FigureRow> rows) throws IOException;

        @Override
        void close() throws IOException;
    }

    private Lines lines(Format format, ObservationQuery query, Resolved resolved, OutputStream out) {
        return format == Format.CSV ? new CsvLines(query, resolved, out) : new JsonLines(query, resolved, out);
    }

    /** The header is written with the first figures, so that nothing is sent before the database has answered. */
    private static final class CsvLines implements Lines {
        private final Writer out;
        private final FigureCsv csv;
        private boolean begun;

        CsvLines(ObservationQuery query, Resolved resolved, OutputStream out) {
            this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
            this.csv = new FigureCsv(query, resolved, this.out);
        }

        @Override
        public void write(List<FigureRow> rows) throws IOException {
            if (!begun) {
                csv.writeHeader();
                begun = true;
            }
            for (FigureRow row : rows) {
                csv.write(row);
            }
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    private final class JsonLines implements Lines {
        private final JsonGenerator json;
        private final FigureJson figures;

        JsonLines(ObservationQuery query, Resolved resolved, OutputStream out) {
            try {
                this.json = mapper.createGenerator(out)
                        .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                        .configure(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM, false);
            } catch (IOException e) {
                throw new IllegalStateException("figures cannot be written", e);
            }
            this.json.setRootValueSeparator(new SerializedString(""));
            this.figures = new FigureJson(mapper, query, resolved);
        }

        @Override
        public void write(List<FigureRow> rows) throws IOException {
            for (FigureRow row : rows) {
                figures.write(row, json);
                json.writeRaw('\n');
            }
        }

        @Override
        public void close() throws IOException {
            json.flush();
        }
    }
}
