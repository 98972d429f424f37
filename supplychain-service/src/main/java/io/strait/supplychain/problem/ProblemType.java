package io.strait.supplychain.problem;

/** The problems this service answers with. The gateway serves a page for each slug. */
public enum ProblemType {
    INVALID_PARAMETER("invalid-parameter", 400, "A parameter is not acceptable"),
    MALFORMED_BODY("malformed-body", 400, "The body cannot be read"),
    MALFORMED_REQUEST("malformed-request", 400, "The request cannot be understood"),
    UNAUTHORIZED("unauthorized", 401, "A valid token is needed"),
    FORBIDDEN("forbidden", 403, "The token does not allow this"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The resource does not do that"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No such representation"),
    CONFLICT("conflict", 409, "The request conflicts with what is there"),
    PRECONDITION_FAILED("precondition-failed", 412, "The resource has changed since"),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's format is not known here"),
    UNPROCESSABLE("unprocessable", 422, "The content makes no sense here"),
    PRECONDITION_REQUIRED("precondition-required", 428, "The request must be conditional"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong on our side"),
    UNAVAILABLE("unavailable", 503, "Not available for the moment");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The {@code type} member, relative to the gateway that serves its page. */
    public String uri() {
        return "/problems/" + slug;
    }

    /** The type for a bare HTTP status, as the framework reports failures of its own. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
