package io.strait.supplychain.catalogue.resource;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.strait.supplychain.catalogue.Author;
import io.strait.supplychain.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Says who writes: the caller, why in its own words, and the trace that the events will carry. */
@ApplicationScoped
public class Authors {
    private final Caller caller;

    Authors(Caller caller) {
        this.caller = caller;
    }

    public Author of(@Nullable String why) {
        return new Author(caller.name(), why, traceparent());
    }

    private static @Nullable String traceparent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }
}
