package io.strait.trade.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.reference.Flow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowUsesTest {
    @Test
    void aFlowTakesItsOwnElseThatOfTheNearestFlowThatHoldsIt() {
        List<Flow> flows = List.of(
                new Flow("OUT", null, "Out"),
                new Flow("AGAIN", "OUT", "Out again"),
                new Flow("TWICE", "AGAIN", "Out again and again"),
                new Flow("BACK", "AGAIN", "Out again, but told as in"),
                new Flow("ELSE", null, "Neither"));
        assertThat(FlowUses.of(flows, Map.of("OUT", RateUse.EXPORT, "BACK", RateUse.IMPORT)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "OUT", RateUse.EXPORT,
                        "AGAIN", RateUse.EXPORT,
                        "TWICE", RateUse.EXPORT,
                        "BACK", RateUse.IMPORT,
                        "ELSE", RateUse.ANY));
    }
}
