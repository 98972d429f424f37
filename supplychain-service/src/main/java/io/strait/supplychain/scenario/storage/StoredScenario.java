package io.strait.supplychain.scenario.storage;

import java.time.Instant;

/**
 * A scenario as it was asked for; it does not change.
 *
 * @param spec its JSON
 */
public record StoredScenario(String id, String name, String spec, Instant createdAt, String createdBy, int runs) {}
