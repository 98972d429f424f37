package io.strait.trade.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.UUID;

/** The id under which an answer is found in the logs. */
final class TraceIds {
    private TraceIds() {}

    /** The current trace's id, or a fresh one of the same form when the request is not traced. */
    static String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : UUID.randomUUID().toString().replace("-", "");
    }
}
