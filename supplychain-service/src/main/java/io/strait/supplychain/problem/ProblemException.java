package io.strait.supplychain.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal on its way to the client. It has no stack trace: it is an answer, not a fault. Never put a token or a stack
 * trace into {@code detail}.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> members;
    private final transient Map<String, String> headers;

    private ProblemException(
            ProblemType type,
            String detail,
            List<Violation> violations,
            Map<String, Object> members,
            Map<String, String> headers) {
        super(detail, null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.members = Map.copyOf(members);
        this.headers = Map.copyOf(headers);
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), Map.of(), Map.of());
    }

    public static ProblemException of(ProblemType type, String detail, List<Violation> violations) {
        return new ProblemException(type, detail, violations, Map.of(), Map.of());
    }

    public static ProblemException of(ProblemType type, String detail, Violation violation) {
        return of(type, detail, List.of(violation));
    }

    /** With one more member of the problem document (RFC 9457 section 3.2), for example {@code links}. */
    public ProblemException with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new ProblemException(type, detail(), violations, more, headers);
    }

    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(type, detail(), violations, members, more);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    Map<String, Object> members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }
}
