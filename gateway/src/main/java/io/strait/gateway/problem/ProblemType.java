package io.strait.gateway.problem;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of problem that Strait answers with, here and in its services. The gateway serves a page for each, so that
 * the {@code type} of any problem document can be followed.
 */
public enum ProblemType {
    INVALID_PARAMETER(
            "invalid-parameter",
            400,
            "A parameter is not acceptable",
            "One or more query, path or header parameters have a value that is not allowed, or a name that is not known.",
            "Read the violations: each names the field, the value received and what was expected."),
    MALFORMED_REQUEST(
            "malformed-request",
            400,
            "The request cannot be understood",
            "The request line or the headers break the rules of HTTP, or the path is written in a way that could mean"
                    + " two things: dot segments, empty segments, encoded slashes, backslashes or percent signs.",
            "Write the path plainly, percent-encode what is not ASCII as UTF-8, and send the request again."),
    MALFORMED_BODY(
            "malformed-body",
            400,
            "The body cannot be read",
            "The body is empty where one is needed, or is not well-formed for its media type.",
            "Mend the place that the violations name, and check that Content-Type says what the body is."),
    UNAUTHORIZED(
            "unauthorized",
            401,
            "A valid token is needed",
            "The request carries no bearer token, or one that is expired, not signed by the trusted issuer or not meant"
                    + " for Strait.",
            "Send 'Authorization: Bearer <token>' with a current token. A local run prints where its tokens are."),
    FORBIDDEN(
            "forbidden",
            403,
            "The token does not allow this",
            "The token is valid, but holds none of the roles that this request needs. Reading needs viewer, writing"
                    + " needs contributor; admin includes both.",
            "Ask whoever issues your tokens for the role that the detail names."),
    NOT_FOUND(
            "not-found",
            404,
            "There is nothing here",
            "The path names no resource, or the resource does not exist or exists no longer.",
            "Check the path against the API documents at /openapi."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            405,
            "The resource does not do that",
            "The path exists, but not with this method.",
            "Use one of the methods in the Allow header."),
    NOT_ACCEPTABLE(
            "not-acceptable",
            406,
            "No such representation",
            "None of the formats in the Accept header or the format parameter can be produced for this resource.",
            "Ask for one of the formats that the detail lists."),
    REQUEST_TIMEOUT(
            "request-timeout",
            408,
            "The request took too long to arrive",
            "The body stopped arriving before it was complete.",
            "Send it again over a steadier connection. Nothing of it was kept."),
    CONFLICT(
            "conflict",
            409,
            "The request conflicts with what is there",
            "Carrying it out would contradict the present state, for example a second resource of the same name.",
            "Read the present state, decide, and send a request that fits it."),
    CANCELLED(
            "cancelled",
            409,
            "The ingest was cancelled",
            "Somebody cancelled the ingest before it was committed. Nothing of its file was taken over.",
            "Read the ingest: it says who cancelled it. Send the file again if it was not meant so."),
    PRECONDITION_FAILED(
            "precondition-failed",
            412,
            "The resource has changed since",
            "If-Match names a revision that is no longer the current one: someone else changed the resource first.",
            "Read the resource again, apply your change to it, and send it with the new ETag."),
    PAYLOAD_TOO_LARGE(
            "payload-too-large",
            413,
            "The body is too large",
            "The body is larger than the limit in the detail.",
            "Split the file into several requests, or ask the operator for a higher limit."),
    URI_TOO_LONG(
            "uri-too-long",
            414,
            "The address is too long",
            "Path and query together are longer than the limit in the detail.",
            "Ask for fewer values at a time, or use ranges."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            415,
            "The body's format is not known here",
            "The resource does not read bodies of this Content-Type.",
            "Send one of the media types that the detail lists, and say so in Content-Type."),
    UNPROCESSABLE(
            "unprocessable",
            422,
            "The content makes no sense here",
            "The body is well-formed, but what it says cannot be carried out.",
            "Read the violations and the detail."),
    UPGRADE_REQUIRED(
            "upgrade-required",
            426,
            "The resource is not served over plain HTTP",
            "The path is that of a WebSocket, and the request does not ask for one.",
            "Open it with a WebSocket client, or use the stream that the API document names beside it."),
    PRECONDITION_REQUIRED(
            "precondition-required",
            428,
            "The request must be conditional",
            "A change to this resource needs an If-Match header, so that nobody's work is overwritten unseen.",
            "Read the resource, take its ETag, and send it in If-Match."),
    TOO_MANY_REQUESTS(
            "too-many-requests",
            429,
            "Too many requests",
            "The caller has used up its share for now.",
            "Wait for the time in Retry-After, then go on more slowly."),
    HEADERS_TOO_LARGE(
            "headers-too-large",
            431,
            "The headers are too large",
            "The request's headers together are larger than the limit in the detail.",
            "Send fewer or shorter headers; an oversized token is the usual reason."),
    INTERNAL_ERROR(
            "internal-error",
            500,
            "Something went wrong on our side",
            "The request was not at fault. What happened is in the logs under the traceId.",
            "Try again later; if it stays, tell the operator the traceId."),
    BAD_GATEWAY(
            "bad-gateway",
            502,
            "A service behind the gateway cannot be reached",
            "The service that answers this path refused the connection, or broke it before it had answered.",
            "Try again in a moment. A read can be repeated safely; after a write, look first whether it was done."),
    UNAVAILABLE(
            "unavailable",
            503,
            "Not available for the moment",
            "The service is starting, stopping or has more work than it can take.",
            "Wait for the time in Retry-After, then try again."),
    GATEWAY_TIMEOUT(
            "gateway-timeout",
            504,
            "A service behind the gateway did not answer in time",
            "The service that answers this path was reached or was looked for, but nothing came back in time.",
            "Try again, perhaps with a narrower question. After a write, look first whether it was done.");

    private static final Map<String, ProblemType> BY_SLUG =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProblemType::slug, Function.identity()));

    private final String slug;
    private final int status;
    private final String title;
    private final String meaning;
    private final String remedy;

    ProblemType(String slug, int status, String title, String meaning, String remedy) {
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The last segment of {@link #uri()}: never changed once published. */
    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What this type means, in general. */
    public String meaning() {
        return meaning;
    }

    /** How a caller mends it. */
    public String remedy() {
        return remedy;
    }

    /** The {@code type} member, relative to the gateway that serves its page. */
    public String uri() {
        return "/problems/" + slug;
    }

    public static Optional<ProblemType> ofSlug(String slug) {
        return Optional.ofNullable(BY_SLUG.get(slug));
    }

    /** The type for a bare HTTP status, as the HTTP machinery reports failures of its own. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
