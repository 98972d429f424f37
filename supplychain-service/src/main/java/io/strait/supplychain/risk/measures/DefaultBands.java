package io.strait.supplychain.risk.measures;

import io.strait.supplychain.risk.ConcentrationBands;
import jakarta.enterprise.context.ApplicationScoped;

/** The bands that hold where a request names none. Read once, so that a bad setting stops the start and not a request. */
@ApplicationScoped
public class DefaultBands {
    private final ConcentrationBands bands;

    DefaultBands(RiskConfig config) {
        bands = ConcentrationBands.parse(config.bands())
                .orElseThrow(() -> new IllegalStateException(
                        "strait.risk.bands: " + config.bands() + " (expected: " + ConcentrationBands.EXPECTED + ")"));
    }

    public ConcentrationBands get() {
        return bands;
    }
}
