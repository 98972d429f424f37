package io.strait.gateway.filter;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event as the CESQL library wants it. Expressions here ask by {@link #get} alone, see {@link SqlCompiler}; the rest of
 * the interface answers from the same values.
 */
record SqlEvent(Function<String, @Nullable Object> attributes) implements CloudEvent {
    /** The value of a context attribute, text, number or boolean, or null. */
    @Nullable
    Object get(String name) {
        return attributes.apply(name);
    }

    private @Nullable String text(String name) {
        Object value = get(name);
        return value == null ? null : value.toString();
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    @Override
    public SpecVersion getSpecVersion() {
        return SpecVersion.V1;
    }

    @Override
    public String getId() {
        return String.valueOf(text("id"));
    }

    @Override
    public String getType() {
        return String.valueOf(text("type"));
    }

    @Override
    public @Nullable URI getSource() {
        return uri(text("source"));
    }

    @Override
    public @Nullable String getDataContentType() {
        return text("datacontenttype");
    }

    @Override
    public @Nullable URI getDataSchema() {
        return uri(text("dataschema"));
    }

    @Override
    public @Nullable String getSubject() {
        return text("subject");
    }

    @Override
    public @Nullable OffsetDateTime getTime() {
        String time = text("time");
        return time == null ? null : OffsetDateTime.parse(time);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return get(name);
    }

    @Override
    public @Nullable Object getExtension(String name) {
        return get(name);
    }

    @Override
    public Set<String> getExtensionNames() {
        return Set.of();
    }

    @Override
    public @Nullable CloudEventData getData() {
        return null;
    }
}
