package io.strait.trade.basket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A basket as it was told once.
 *
 * @param version from 1
 * @param definition null when this version deletes it
 */
record BasketVersion(
        String id, int version, @Nullable BasketDefinition definition, Instant editedAt, String editedBy) {}
