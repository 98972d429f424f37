package io.strait.gateway.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.strait.gateway.filter.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the data of an event is JSON, and notes what it is about, in one pass. Where that stands is the contract's
 * (the schemas of strait-events): members are found by name, and arrays on the way to them are looked through. Stateless.
 */
final class DataReader {
    private static final JsonFactory JSON = new JsonFactory();

    /** A member that leads to one of the wanted ones, or is one. */
    private static final class Member {
        private final Map<String, Member> members = new HashMap<>();
        private @Nullable Dimension dimension;

        Member with(Dimension wanted, String... path) {
            Member at = this;
            for (String name : path) {
                at = at.members.computeIfAbsent(name, absent -> new Member());
            }
            at.dimension = wanted;
            return this;
        }

        @Nullable
        Member at(String name) {
            return members.get(name);
        }
    }

    private static final Member NOTHING = new Member();
    private static final Member DATA = data();

    private DataReader() {}

    private static Member data() {
        Member data = new Member()
                .with(Dimension.REPORTER, "series", "reporter")
                .with(Dimension.PARTNER, "series", "partner")
                .with(Dimension.COMMODITY, "series", "commodity")
                .with(Dimension.NODE, "nodeId")
                .with(Dimension.NODE, "nodesDown");
        for (String side : new String[] {"before", "after"}) {
            data.with(Dimension.NODE, side, "node")
                    .with(Dimension.NODE, side, "input")
                    .with(Dimension.NODE, side, "supplier")
                    .with(Dimension.NODE, side, "recipient")
                    .with(Dimension.NODE, side, "substitutes", "node");
        }
        return data;
    }

    /** What {@code data} is about, or null when it is not one JSON value with nothing after it. */
    static @Nullable Map<Dimension, Set<String>> read(String data) {
        try (JsonParser parser = JSON.createParser(data)) {
            Reading reading = new Reading();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                reading.take(token, parser);
            }
            return reading.values == 1 ? reading.found : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** One way through the tokens. */
    private static final class Reading {
        private final Map<Dimension, Set<String>> found = new EnumMap<>(Dimension.class);

        /** For each object that is open, what is known of the member that it is the value of; {@link #NOTHING} for none. */
        private final Deque<Member> open = new ArrayDeque<>();

        private Member value = DATA;
        private Member object = NOTHING;
        private int depth;
        private int values;

        void take(JsonToken token, JsonParser parser) throws IOException {
            switch (token) {
                case FIELD_NAME -> {
                    Member next = object.at(parser.currentName());
                    value = next == null ? NOTHING : next;
                }
                case START_OBJECT -> {
                    open.push(object);
                    open.push(value);
                    object = value;
                    depth++;
                }
                case END_OBJECT -> {
                    value = open.pop();
                    object = open.pop();
                    depth--;
                }
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                case VALUE_STRING -> {
                    Dimension dimension = value.dimension;
                    if (dimension != null) {
                        found.computeIfAbsent(dimension, absent -> new LinkedHashSet<>())
                                .add(parser.getText());
                    }
                }
                default -> {
                    // A number, true, false or null is the name of nothing.
                }
            }
            if (depth == 0) {
                values++;
            }
        }
    }
}
