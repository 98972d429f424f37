package io.strait.supplychain.risk.measures;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How risk is measured where a request does not say, and how much of it at most. */
@ConfigMapping(prefix = "strait.risk")
public interface RiskConfig {
    /**
     * Where a market begins to be moderately and highly concentrated: {@code us2010}, {@code us2023} or two HHI
     * ({@code 1500,2500}). A measure that crosses one of them is an event.
     */
    @WithDefault("us2023")
    String bands();

    /** The most flows between makers of goods that a network for systemic risk has; 422 above. Some 200 bytes each. */
    @WithDefault("1000000")
    long maxFlows();

    /** The most firms and flows that one answer looks at, over all shocks and samples; 422 above, with the estimate. */
    @WithDefault("2000000000")
    long maxSteps();
}
