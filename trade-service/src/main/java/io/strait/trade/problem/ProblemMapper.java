package io.strait.trade.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one place where errors become answers. A 5xx is logged here, once, under the trace id the client gets. */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    /** PostgreSQL: the statement's time is up, or the server is going down. */
    private static final String CANCELED = "57014";
    /** PostgreSQL: the disk is full. */
    private static final String DISK_FULL = "53100";

    private final ObjectMapper json;
    private final OfferedMethods offered;

    public ProblemMapper(ObjectMapper json, OfferedMethods offered) {
        this.json = json;
        this.offered = offered;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e, UriInfo uri) {
        return answer(e.type(), e.detail(), e.violations(), uri, e, null);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthorized(Exception e, UriInfo uri) {
        String detail = e instanceof AuthenticationFailedException
                ? "The bearer token is expired, malformed, or not signed, issued or meant for this service"
                : "Send Authorization: Bearer <token>";
        return answer(ProblemType.UNAUTHORIZED, detail, List.of(), uri, e, null);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, UriInfo uri) {
        String detail = "Reading needs the role viewer, writing the role contributor or admin (claim groups)";
        return answer(ProblemType.FORBIDDEN, detail, List.of(), uri, e, null);
    }

    /** A body that is JSON but not the JSON that is wanted: also what Quarkus has a mapper of its own for. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e, UriInfo uri) {
        return malformed(e, uri);
    }

    @ServerExceptionMapper
    public Response malformed(JsonProcessingException e, UriInfo uri) {
        if (e instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            Violation violation = violation(mismatch);
            return answer(ProblemType.MALFORMED_BODY, violation.toString(), List.of(violation), uri, e, null);
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        // Of a value that is JSON but of another kind Jackson says only which class it is not.
        String reason = e instanceof MismatchedInputException ? "it is no object" : firstLine(e.getOriginalMessage());
        String detail = "The body is not the JSON expected" + where + ": " + reason;
        return answer(ProblemType.MALFORMED_BODY, detail, List.of(), uri, e, null);
    }

    /** What the framework refuses: no such route, method, media type; a body it cannot read. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException e, UriInfo uri) {
        Response given = e.getResponse();
        if (e.getCause() instanceof JsonProcessingException malformed) {
            return malformed(malformed, uri);
        }
        int status = given.getStatus();
        if (status < 400) {
            return given;
        }
        ProblemType type = ProblemType.ofStatus(status);
        String allow = type == ProblemType.METHOD_NOT_ALLOWED ? offered.at(uri.getPath()) : null;
        return answer(type, frameworkDetail(type, e, uri, allow), List.of(), uri, e, allow);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, UriInfo uri) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return problem(known, uri);
            }
            if (cause instanceof SQLException fault && isPassing(fault)) {
                return answer(ProblemType.UNAVAILABLE, outage(fault), List.of(), uri, e, null);
            }
        }
        return answer(
                ProblemType.INTERNAL_ERROR,
                "The service failed; its log tells more under the traceId",
                List.of(),
                uri,
                e,
                null);
    }

    private static String outage(SQLException fault) {
        if (CANCELED.equals(fault.getSQLState())) {
            return "The question took longer than the service allows: ask for less at once";
        }
        return DISK_FULL.equals(fault.getSQLState())
                ? "The database has no space left: nothing can be written now, reading goes on"
                : "The database cannot be reached now: try again";
    }

    /** Connection trouble, no free connection in the pool (no state at all), shutdown, time-out. */
    private static boolean isPassing(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57") || state.startsWith("53");
    }

    private static String frameworkDetail(
            ProblemType type, WebApplicationException e, UriInfo uri, @Nullable String allow) {
        return switch (type) {
            case NOT_FOUND -> "No resource " + uri.getPath();
            case METHOD_NOT_ALLOWED -> "Offered here: " + allow;
            case NOT_ACCEPTABLE -> "The Accept header names none of the formats offered here";
            case UNSUPPORTED_MEDIA_TYPE -> "The Content-Type is not one that is read here";
            default ->
                e instanceof ClientErrorException && e.getMessage() != null ? firstLine(e.getMessage()) : type.title();
        };
    }

    private static Violation violation(MismatchedInputException e) {
        String field = e.getPath().stream().map(ProblemMapper::step).collect(Collectors.joining("."));
        if (e instanceof UnrecognizedPropertyException unrecognized) {
            String known = String.valueOf(unrecognized.getKnownPropertyIds());
            return new Violation(field, null, "no such member", "one of " + known);
        }
        Class<?> target = e.getTargetType();
        return new Violation(
                field, null, "not of the right type", target == null ? "another type" : target.getSimpleName());
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() != null ? reference.getFieldName() : "[" + reference.getIndex() + "]";
    }

    private Response answer(
            ProblemType type,
            String detail,
            List<Violation> violations,
            UriInfo uri,
            Throwable cause,
            @Nullable String allow) {
        String traceId = TraceIds.current();
        if (type.status() >= 500) {
            LOG.errorv(cause, "request failed: traceId={0} type={1}", traceId, type.slug());
        }
        String subject = cause instanceof ProblemException known ? known.subject() : null;
        String instance = subject == null ? uri.getRequestUri().getRawPath() : subject;
        Problem problem = Problem.of(type, detail, instance, traceId, violations);
        Response.ResponseBuilder response =
                Response.status(type.status()).type(Problem.MEDIA_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (type == ProblemType.UNAUTHORIZED) {
            response.header(
                    HttpHeaders.WWW_AUTHENTICATE,
                    cause instanceof AuthenticationFailedException ? "Bearer error=\"invalid_token\"" : "Bearer");
        }
        if (type == ProblemType.UNAVAILABLE || type == ProblemType.TOO_MANY_REQUESTS) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (allow != null) {
            response.header(HttpHeaders.ALLOW, allow);
        }
        try {
            return response.entity(json.writeValueAsString(problem)).build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written as JSON", e);
        }
    }

    /** Jackson appends the source and internals on further lines. */
    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
