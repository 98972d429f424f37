package io.strait.gateway.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A small text held in memory, with its media type and a strong tag. */
final class Document {
    private final Buffer content;
    private final String mediaType;
    private final String tag;

    private Document(Buffer content, String mediaType) {
        this.content = content;
        this.mediaType = mediaType;
        this.tag = "\"" + digest(content) + "\"";
    }

    static Document of(String text, String mediaType) {
        return new Document(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)), mediaType);
    }

    /** A file of the class path, ours or of a library; empty where there is none. */
    static Optional<Document> ofResource(String path, String mediaType) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Document(Buffer.buffer(in.readAllBytes()), mediaType));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.ETAG, tag);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        @Nullable String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && (known.contains(tag) || known.equals("*"))) {
            response.setStatusCode(304).end();
            return;
        }
        // To HEAD the server sends the headers alone.
        response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length()))
                .end(content.copy());
    }

    private static String digest(Buffer content) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
            return HexFormat.of().formatHex(sum, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
