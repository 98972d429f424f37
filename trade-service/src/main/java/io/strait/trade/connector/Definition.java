package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.series.VintageKind;
import org.jspecify.annotations.Nullable;

/**
 * What a connector fetches, and when.
 *
 * @param settings as its kind reads them
 * @param keyName which key of the configuration is sent; null where the kind needs none
 * @param vintageKind what the source calls what is fetched; null when it does not say
 * @param schedule null when it runs only when asked to
 * @param callsADay most calls of a day (UTC)
 */
record Definition(
        String id,
        ConnectorKind kind,
        String source,
        ObjectNode settings,
        @Nullable String keyName,
        @Nullable VintageKind vintageKind,
        @Nullable Schedule schedule,
        int callsADay,
        boolean enabled) {}
