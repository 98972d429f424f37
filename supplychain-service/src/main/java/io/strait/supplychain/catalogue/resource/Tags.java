package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.catalogue.Precondition;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags (RFC 9110 section 8.8.3): strong, and they name the revision. Stateless. */
public final class Tags {
    private static final Pattern FACT = Pattern.compile("\"r(\\d{1,18})\"");
    private static final Pattern ANY = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]*\"");
    private static final String EXPECTED = "the ETag that the fact was read with, for example \"r12\"";

    private Tags() {}

    /** The tag of one version of a fact. */
    public static EntityTag of(long revision) {
        return new EntityTag("r" + revision);
    }

    /** The tag of what a revision answers to a query. */
    public static EntityTag of(long revision, String query) {
        return new EntityTag(
                "r" + revision + "-" + Bodies.digest(query, new byte[0]).substring(0, 16));
    }

    /**
     * The tag of what a revision answers to a request.
     *
     * @param more what the answer depends on beside the revision and the address; empty for nothing
     */
    public static EntityTag of(long revision, UriInfo uri, String more) {
        String address = uri.getPath() + "?" + uri.getRequestUri().getRawQuery();
        return of(revision, more.isEmpty() ? address : address + " " + more);
    }

    /** 304 when the client has this very answer. */
    public static Optional<Response> notModified(Request request, EntityTag tag) {
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .map(answer -> headers(answer, tag).build());
    }

    public static Response.ResponseBuilder headers(Response.ResponseBuilder answer, EntityTag tag) {
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Authorization");
    }

    /**
     * The If-Match of a write.
     *
     * @throws ProblemException 428 where there is none, 400 where it cannot be read
     */
    public static Precondition precondition(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(HttpHeaders.IF_MATCH);
        if (values == null || values.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "A change says which version it changes, so that nobody's work is overwritten.",
                    Violation.of(HttpHeaders.IF_MATCH, null, "is missing", EXPECTED + ", or * for whatever is there"));
        }
        String value = String.join(", ", values).strip();
        if (value.equals("*")) {
            return new Precondition(true, Set.of());
        }
        Set<Long> revisions = new HashSet<>();
        for (String tag : value.split(",", -1)) {
            Matcher known = FACT.matcher(tag.strip());
            if (known.matches()) {
                revisions.add(Long.parseLong(known.group(1)));
            } else if (!ANY.matcher(tag.strip()).matches()) {
                throw ProblemException.of(
                        ProblemType.MALFORMED_REQUEST,
                        "If-Match cannot be read.",
                        Violation.of(HttpHeaders.IF_MATCH, value, "is not a list of entity tags", EXPECTED));
            }
            // A tag that is none of ours, a weak one too, matches nothing: 412 follows.
        }
        return new Precondition(false, revisions);
    }
}
