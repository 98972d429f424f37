package io.strait.gateway.hub;

import io.strait.gateway.filter.Attributes;
import io.strait.gateway.filter.Dimension;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One change event as it is handed out: its attributes and its CloudEvents JSON form on one line. Immutable. */
public final class HubEvent implements Attributes {
    /** What an event takes in memory beside its JSON, roughly: attribute strings, maps, references. */
    private static final int OVERHEAD = 1152;

    /** The same for each thing that it is about. */
    private static final int OVERHEAD_ABOUT = 128;

    private final Map<String, String> attributes;
    private final String id;
    private final String type;
    private final Map<Dimension, Set<String>> about;
    private final byte[] json;
    private final long size;

    /**
     * @param about what the data says that the event is about; not copied, not to be changed
     * @param json the CloudEvents JSON format in UTF-8, without line breaks; not copied, not to be changed
     */
    HubEvent(String id, String type, Map<String, String> attributes, Map<Dimension, Set<String>> about, byte[] json) {
        this.id = id;
        this.type = type;
        this.attributes = attributes;
        this.about = about;
        this.json = json;
        this.size = (long) json.length + OVERHEAD + OVERHEAD_ABOUT * countOf(about);
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

    @Override
    public Set<String> about(Dimension dimension) {
        return about.getOrDefault(dimension, Set.of());
    }

    long size() {
        return size;
    }

    private static long countOf(Map<Dimension, Set<String>> about) {
        long count = 0;
        for (Set<String> values : about.values()) {
            count += values.size();
        }
        return count;
    }
}
