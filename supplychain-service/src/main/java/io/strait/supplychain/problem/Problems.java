package io.strait.supplychain.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the problem document of a failure. The one place that knows its members. Stateless. */
final class Problems {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MAX_INSTANCE_LENGTH = 512;

    private Problems() {}

    /** RFC 9457, as UTF-8 text. */
    static String render(ProblemException problem, String path, String traceId) {
        ObjectNode body = JSON.createObjectNode()
                .put("type", problem.type().uri())
                .put("title", problem.type().title())
                .put("status", problem.type().status())
                .put("detail", problem.detail())
                .put("instance", instance(path))
                .put("traceId", traceId);
        for (Map.Entry<String, Object> member : problem.members().entrySet()) {
            body.set(member.getKey(), JSON.valueToTree(member.getValue()));
        }
        if (!problem.violations().isEmpty()) {
            ArrayNode violations = body.putArray("violations");
            problem.violations().forEach(violation -> violations.add(render(violation)));
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document cannot be written", e);
        }
    }

    private static ObjectNode render(Violation violation) {
        ObjectNode node = JSON.createObjectNode()
                .put("field", violation.field())
                .put("value", violation.value())
                .put("message", violation.message())
                .put("expected", violation.expected());
        if (violation.file() != null) {
            node.put("file", violation.file());
        }
        if (violation.line() != null) {
            node.put("line", violation.line());
        }
        if (violation.column() != null) {
            node.put("column", violation.column());
        }
        return node;
    }

    /** The path asked for, without the query, made safe as a URI reference. */
    private static String instance(String path) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < Math.min(path.length(), MAX_INSTANCE_LENGTH); i++) {
            char c = path.charAt(i);
            safe.append(c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0 ? c : '_');
        }
        return safe.toString();
    }

    /** The id under which logs and traces know this request; a made-up one where tracing is off. */
    static String traceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : UUID.randomUUID().toString().replace("-", "");
    }

    /** Whether the database is away or busy, so that the same request may succeed later. */
    static boolean isOutage(@Nullable Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                String message = String.valueOf(sql.getMessage());
                // 08 connection, 57P server going down, 53 out of resources, 55P03 lock not available, 40
                // serialisation.
                if (state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("53")
                        || state.startsWith("40")
                        || state.equals("55P03")
                        || message.contains("Acquisition timeout")) {
                    return true;
                }
            }
        }
        return false;
    }
}
