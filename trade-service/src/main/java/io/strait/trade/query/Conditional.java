package io.strait.trade.query;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Answers that a client may keep and ask about again. */
final class Conditional {
    private Conditional() {}

    /**
     * A strong tag: the revision, then all else that decides the bytes. The client's encodings are part of it, because
     * the same answer compressed is other bytes.
     */
    static EntityTag tag(long revision, HttpHeaders headers, Object... parts) {
        return new EntityTag("r" + revision + "-"
                + Digest.of(Digest.of(parts), String.valueOf(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING))));
    }

    /** 304 when the client has this very answer. */
    static Optional<Response> notModified(Request request, EntityTag tag) {
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .map(builder -> headers(builder, tag).build());
    }

    static Response.ResponseBuilder headers(Response.ResponseBuilder response, EntityTag tag) {
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding, Authorization");
    }
}
