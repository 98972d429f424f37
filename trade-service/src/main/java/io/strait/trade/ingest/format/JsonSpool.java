package io.strait.trade.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A value of JSON set aside on disk, in gzip, because what it means stands behind it. Bounded, for the disk of a
 * temporary directory is small. Not thread-safe.
 */
final class JsonSpool implements Closeable {
    private static final long MAX_BYTES = 128L << 20;

    private final JsonFactory factory;
    private final Path file;

    /** Takes the object or array at which {@code parser} stands, to its end. */
    JsonSpool(JsonFactory factory, JsonParser parser, String name) throws IOException {
        this.factory = factory;
        try {
            this.file = Files.createTempFile("strait-", ".json.gz");
        } catch (IOException e) {
            // Not the sender's fault, as a broken stream of the body would be.
            throw new UncheckedIOException(e);
        }
        boolean whole = false;
        try {
            write(parser, name);
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    JsonParser open() throws IOException {
        return factory.createParser(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private void write(JsonParser parser, String name) throws IOException {
        try (OutputStream bounded = new Bounded(Files.newOutputStream(file), name);
                JsonGenerator copy = factory.createGenerator(new GZIPOutputStream(bounded, 1 << 16))) {
            copy(parser, copy);
        }
    }

    /** Numbers as they are written: as a double 1e309 would be another. */
    private static void copy(JsonParser parser, JsonGenerator copy) throws IOException {
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token.isNumeric()) {
                copy.writeNumber(parser.getText());
            } else {
                copy.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private static final class Bounded extends FilterOutputStream {
        private final String name;
        private long count;

        Bounded(OutputStream out, String name) {
            super(out);
            this.name = name;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            add(length);
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(int length) {
            count += length;
            if (count > MAX_BYTES) {
                throw new FileRejectedException(
                        Kind.TOO_LARGE,
                        0,
                        new BadValue(
                                name,
                                "",
                                "stands before its structure and is too large to be set aside",
                                "the structure first, or at most " + MAX_BYTES + " bytes in gzip"));
            }
        }
    }
}
