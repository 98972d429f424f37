package io.strait.gateway.hub;

import io.strait.gateway.filter.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One change event as it is handed out: its attributes and its CloudEvents JSON form on one line. Immutable. */
public final class HubEvent implements Attributes {
    /** What an event takes in memory beside its JSON, roughly: attribute strings, map, references. */
    private static final int OVERHEAD = 1024;

    private final Map<String, String> attributes;
    private final String id;
    private final String type;
    private final byte[] json;

    /** @param json the CloudEvents JSON format in UTF-8, without line breaks; not copied, not to be changed */
    HubEvent(String id, String type, Map<String, String> attributes, byte[] json) {
        this.id = id;
        this.type = type;
        this.attributes = attributes;
        this.json = json;
    }

    String id() {
        return id;
    }

    /** The CloudEvents {@code type}. */
    public String type() {
        return type;
    }

    /** The CloudEvents JSON format in UTF-8, on one line. Not to be changed: all subscribers share it. */
    public byte[] json() {
        return json;
    }

    @Override
    public @Nullable String attribute(String name) {
        return attributes.get(name);
    }

    long size() {
        return (long) json.length + OVERHEAD;
    }
}
