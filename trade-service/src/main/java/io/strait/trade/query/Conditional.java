package io.strait.trade.query;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers that a client may keep and ask about again. */
final class Conditional {
    private Conditional() {}

    /**
     * A strong tag: the revision, then all else that decides the bytes. The client's encodings are part of it, because
     * the same answer compressed is other bytes.
     */
    static EntityTag tag(long revision, HttpHeaders headers, @Nullable Object... parts) {
        return new EntityTag("r" + revision + "-"
                + Digest.of(Digest.of(parts), String.valueOf(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING))));
    }

    /**
     * 304 when the client has this very answer.
     *
     * @throws ProblemException PRECONDITION_FAILED when it asked for another one by {@code If-Match}
     */
    static Optional<Response> notModified(Request request, EntityTag tag) {
        Response.ResponseBuilder unmet = request.evaluatePreconditions(tag);
        if (unmet == null) {
            return Optional.empty();
        }
        Response response = headers(unmet, tag).build();
        if (response.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "If-Match names another answer than today's, " + tag.getValue());
        }
        return Optional.of(response);
    }

    static Response.ResponseBuilder headers(Response.ResponseBuilder response, EntityTag tag) {
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding, Authorization");
    }
}
