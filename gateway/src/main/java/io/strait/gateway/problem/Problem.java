package io.strait.gateway.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One refusal: its type, what was wrong this time, the offending fields, and headers that belong to the answer (for
 * example {@code Allow}). Never put a token, a stack trace or an upstream's address into {@code detail}.
 */
public record Problem(ProblemType type, String detail, List<Violation> violations, Map<String, String> headers) {

    /** A field that is wrong: its name, the value received (null where absent), what is wrong, what would do. */
    public record Violation(String field, @Nullable String value, String message, String expected) {}

    public Problem {
        violations = List.copyOf(violations);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    public Problem withViolation(Violation violation) {
        List<Violation> more = new ArrayList<>(violations);
        more.add(violation);
        return new Problem(type, detail, more, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, violations, more);
    }

    /** For code that has no routing context at hand; {@link Problems} renders it. */
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
