package io.strait.trade.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A connector as it is shown.
 *
 * @param keyName which key of the configuration it sends; null where it needs none
 * @param keyConfigured whether there is one; the key itself is never shown
 * @param nextRun when the schedule begins the next run; null when none is due
 * @param failures runs that failed since one did not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ConnectorView(
        String id,
        long version,
        String kind,
        String source,

        @Schema(type = SchemaType.OBJECT, implementation = Object.class)
        ObjectNode settings,

        @Nullable String keyName,
        boolean keyConfigured,
        @Nullable String vintageKind,
        @Nullable Schedule schedule,
        boolean enabled,
        Calls calls,
        @Nullable Instant nextRun,
        @Nullable RunView lastRun,
        int failures,
        String changedBy,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param aDay the most
     * @param today how many this day (UTC) has seen
     */
    record Calls(int aDay, int today) {}

    static ConnectorView of(StoredConnector connector, boolean keyConfigured) {
        Definition definition = connector.definition();
        return new ConnectorView(
                definition.id(),
                connector.version(),
                definition.kind().code(),
                definition.source(),
                definition.settings(),
                definition.keyName(),
                keyConfigured,
                definition.vintageKind() == null
                        ? null
                        : definition.vintageKind().name().toLowerCase(Locale.ROOT),
                definition.schedule(),
                definition.enabled(),
                new Calls(definition.callsADay(), connector.callsToday()),
                connector.nextRun(),
                connector.lastRun() == null ? null : RunView.of(connector.lastRun()),
                connector.failures(),
                connector.changedBy(),
                connector.createdAt(),
                connector.updatedAt());
    }

    static String path(String id) {
        return "/trade/v1/connectors/" + id;
    }
}
