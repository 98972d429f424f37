package io.strait.supplychain.scenario;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of scenarios and of the replica that computes them. */
@ConfigMapping(prefix = "strait.scenario")
public interface ScenarioConfig {
    /** How many scenarios this replica computes at a time; 0 for none. */
    @WithDefault("1")
    int workers();

    /** The most makers a scenario may reach; 422 above. */
    @WithDefault("20000")
    int maxMakers();

    /**
     * The most numbers that all computations of a run may hold, one after another: makers and inputs, by days, by samples;
     * 422 above. A million takes some ten milliseconds on one core.
     */
    @WithDefault("500000000")
    long maxCells();

    /** How many runs may wait or be computed, over all replicas; 503 above. */
    @WithDefault("1000")
    int maxOpenRuns();

    /** After how long without a sign of life another replica takes up a run. */
    @WithDefault("30S")
    Duration lease();

    /** How often a replica looks for runs that others have left. */
    @WithDefault("1S")
    Duration poll();

    /** How often a run is taken up before it counts as failed. */
    @WithDefault("3")
    int maxAttempts();
}
