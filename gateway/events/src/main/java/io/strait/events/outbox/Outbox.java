package io.strait.events.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strait.events.ChangeEvent;
import io.strait.events.ChangeEventJson;
import io.strait.events.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to the table {@code outbox} in the caller's transaction. Stateless.
 *
 * <p>Order: events of one subject are published in the order of their {@code seq}. A writer therefore appends after it
 * has locked or changed the subject's own row; then a later writer of the same subject gets a later {@code seq}.
 *
 * <p>Best appended last in a transaction: its commit takes a short lock of the database (that of NOTIFY), and until
 * then nothing is held.
 */
public final class Outbox {
    /** Above this Kafka's default limit is near; a change that needs more is told in parts. */
    public static final int MAX_DATA_BYTES = 900_000;

    private Outbox() {}

    /**
     * @param traceparent W3C trace context of the request, or null; left out when it is not one
     * @throws IllegalArgumentException when an event's data is over {@value #MAX_DATA_BYTES} bytes
     */
    public static void append(
            Connection connection, Collection<? extends ChangeEvent> events, @Nullable String traceparent)
            throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into outbox (type, subject, traceparent, data) values (?, ?, ?, ?::json)")) {
            for (ChangeEvent event : events) {
                insert.setString(1, event.type());
                insert.setString(2, event.subject());
                insert.setString(3, CloudEventHeaders.traceparent(traceparent));
                insert.setString(4, json(event));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String json(ChangeEvent event) {
        try {
            byte[] data = ChangeEventJson.write(event);
            if (data.length > MAX_DATA_BYTES) {
                throw new IllegalArgumentException("event " + event.type() + " of " + event.subject() + ": "
                        + data.length + " bytes (expected: at most " + MAX_DATA_BYTES + ")");
            }
            return new String(data, StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event " + event.type() + " cannot be written as JSON", e);
        }
    }
}
