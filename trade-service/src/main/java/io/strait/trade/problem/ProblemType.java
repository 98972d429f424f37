package io.strait.trade.problem;

/** Every kind of error this service answers, with its HTTP status. */
public enum ProblemType {
    INVALID_PARAMETER("invalid-parameter", "A parameter is not acceptable", 400),
    MALFORMED_BODY("malformed-body", "The body cannot be read", 400),
    UNAUTHORIZED("unauthorized", "A valid bearer token is needed", 401),
    FORBIDDEN("forbidden", "The token does not permit this", 403),
    NOT_FOUND("not-found", "There is nothing here", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "The method is not offered here", 405),
    NOT_ACCEPTABLE("not-acceptable", "None of the accepted formats is offered", 406),
    CONFLICT("conflict", "The request contradicts what is held", 409),
    CANCELLED("cancelled", "The ingest was cancelled", 409),
    PRECONDITION_FAILED("precondition-failed", "What is held has changed", 412),
    PAYLOAD_TOO_LARGE("payload-too-large", "The body is too large", 413),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body's format is not read here", 415),
    UNPROCESSABLE("unprocessable", "The content cannot be processed", 422),
    PRECONDITION_REQUIRED("precondition-required", "If-Match is needed", 428),
    TOO_MANY_REQUESTS("too-many-requests", "Too many requests", 429),
    INTERNAL_ERROR("internal-error", "The service failed", 500),
    UNAVAILABLE("unavailable", "The service cannot answer now", 503);

    private final String slug;
    private final String title;
    private final int status;

    ProblemType(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public int status() {
        return status;
    }

    /** The problem's {@code type} member; the gateway serves a page for each. */
    public String uri() {
        return "/problems/" + slug;
    }

    /** What stands for a framework's bare {@code status}. */
    static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status) {
                return type;
            }
        }
        return status < 500 ? INVALID_PARAMETER : INTERNAL_ERROR;
    }
}
