package io.strait.supplychain.problem;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request, ours or the framework's, leaves through here. A 5xx is logged once, with its id. */
public final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final String MEDIA_TYPE = "application/problem+json";

    @ServerExceptionMapper
    Response known(ProblemException problem, UriInfo uri) {
        return answer(problem, uri, Problems.traceId());
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException failure, UriInfo uri) {
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        ProblemType type = ProblemType.ofStatus(status);
        if (type == ProblemType.INTERNAL_ERROR) {
            return internal(failure, uri);
        }
        ProblemException problem = ProblemException.of(type, detail(type, failure));
        String allow = failure.getResponse().getHeaderString("Allow");
        if (failure instanceof NotAllowedException && allow != null) {
            problem = problem.withHeader("Allow", allow);
        }
        return answer(problem, uri, Problems.traceId());
    }

    @ServerExceptionMapper
    Response any(Throwable failure, UriInfo uri) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return known(problem, uri);
            }
            if (cause.getCause() == cause) {
                break;
            }
        }
        if (Problems.isOutage(failure)) {
            String traceId = Problems.traceId();
            LOG.warnf(
                    "Database not available: path=%s traceId=%s cause=%s", uri.getPath(), traceId, failure.toString());
            return answer(
                    ProblemException.of(
                                    ProblemType.UNAVAILABLE,
                                    "The database is away or busy. Nothing of the request was kept; it can be repeated.")
                            .withHeader("Retry-After", "2"),
                    uri,
                    traceId);
        }
        return internal(failure, uri);
    }

    private static Response internal(Throwable failure, UriInfo uri) {
        String traceId = Problems.traceId();
        LOG.errorf(failure, "Request failed: path=%s traceId=%s", uri.getPath(), traceId);
        return answer(
                ProblemException.of(
                        ProblemType.INTERNAL_ERROR, "What happened is in the logs under the traceId of this answer."),
                uri,
                traceId);
    }

    private static Response answer(ProblemException problem, UriInfo uri, String traceId) {
        Response.ResponseBuilder response = Response.status(problem.type().status())
                .type(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(Problems.render(problem, uri.getPath(), traceId));
        problem.headers().forEach(response::header);
        return response.build();
    }

    private static String detail(ProblemType type, WebApplicationException failure) {
        return switch (type) {
            case NOT_FOUND -> "Nothing is served at this path (the API document is at /q/openapi).";
            case METHOD_NOT_ALLOWED -> "The path exists, but not with this method.";
            case NOT_ACCEPTABLE ->
                "This resource is given as application/json; an export as application/x-ndjson, text/csv,"
                        + " application/graphml+xml, application/gexf+xml or application/vnd.jgf+json.";
            case UNSUPPORTED_MEDIA_TYPE ->
                failure instanceof NotSupportedException
                        ? "This resource does not read this Content-Type (expected: application/json; a patch"
                                + " application/merge-patch+json; an import application/x-ndjson, text/csv or multipart/form-data)."
                        : "This resource does not read this Content-Type.";
            case PAYLOAD_TOO_LARGE -> "The body is over the limit of the server.";
            default -> "The request cannot be understood.";
        };
    }
}
