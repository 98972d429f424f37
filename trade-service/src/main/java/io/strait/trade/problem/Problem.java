package io.strait.trade.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The RFC 9457 document as it is sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String traceId,
        @Nullable List<Violation> violations) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, String detail, String instance, String traceId, List<Violation> violations) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                instance,
                traceId,
                violations.isEmpty() ? null : violations);
    }
}
