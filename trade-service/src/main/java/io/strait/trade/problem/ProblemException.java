package io.strait.trade.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error whose answer is known; {@link ProblemMapper} renders it. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Violation> violations;
    private @Nullable String subject;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    public ProblemException(ProblemType type, String detail, List<Violation> violations) {
        this(type, detail, violations, null);
    }

    public ProblemException(ProblemType type, String detail, List<Violation> violations, @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.violations = List.copyOf(violations);
    }

    /** Every bad parameter of a request at once. */
    public static ProblemException invalid(List<Violation> violations) {
        String detail = violations.size() == 1
                ? violations.get(0).toString()
                : violations.size() + " parameters are not acceptable: see violations";
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail, violations);
    }

    /** Names the resource that tells more of this occurrence: its path becomes the problem's {@code instance}. */
    public ProblemException about(String path) {
        subject = path;
        return this;
    }

    /** Path of the resource that tells more, or null when it is the request's own. */
    public @Nullable String subject() {
        return subject;
    }

    public ProblemType type() {
        return type;
    }

    /** What the client is told of this occurrence. */
    public String detail() {
        String message = getMessage();
        return message == null ? type.title() : message;
    }

    public List<Violation> violations() {
        return violations;
    }
}
