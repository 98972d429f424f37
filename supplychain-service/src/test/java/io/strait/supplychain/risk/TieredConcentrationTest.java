package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.risk.TieredConcentration.UltimateSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TieredConcentrationTest {
    private static final Map<String, List<SupplierShare>> FAB = Map.of(
            "fab", List.of(has("A", 60), has("B", 40)),
            "A", List.of(has("CHN", 90), has("MEX", 10)),
            "B", List.of(has("CHN", 50), new SupplierShare("MNG", Share.UNKNOWN)));

    @Test
    void theFabOfTheClassComment() {
        TieredConcentration result = of(FAB, "fab", 10);

        assertThat(result.sources()).extracting(UltimateSource::name).containsExactly("CHN", "MEX");
        assertThat(result.sources().get(0).share().low()).isCloseTo(74, within(1e-9));
        assertThat(result.sources().get(0).share().high()).isCloseTo(94, within(1e-9));
        assertThat(result.unknown()).isCloseTo(20, within(1e-9));
        assertThat(result.hhi().low()).isCloseTo(5512, within(1e-6));
        assertThat(result.hhi().high()).isCloseTo(8872, within(1e-6));
    }

    @Test
    void ofOneTierItIsTheConcentrationOfTheMarket() {
        Map<String, List<SupplierShare>> market = Map.of("p", List.of(has("a", 70), has("b", 15), has("c", 5)));

        TieredConcentration result = of(market, "p", 1);

        // What is unknown may be anybody's here: the largest may have it
        assertThat(result.hhi()).isEqualTo(new Interval(5150, 80 * 80 + 15 * 15 + 5 * 5));
        assertThat(of(Map.of("p", Shares.exactly(30, 30, 20, 20)), "p", 1).hhi())
                .isEqualTo(new Interval(2600, 2600));
    }

    @Test
    void whatRunsInACircleForeverIsUnknownAndTheRestIsNot() {
        // Tools need chips, chips need tools: half of each goes round
        Map<String, List<SupplierShare>> circle = Map.of(
                "chip", List.of(has("tool", 50), has("USA", 50)),
                "tool", List.of(has("chip", 50), has("JPN", 50)));

        TieredConcentration result = of(circle, "chip", 1000);

        assertThat(result.sources().get(0).share().low()).isCloseTo(200 / 3.0, within(1e-9));
        assertThat(result.unknown()).isCloseTo(0, within(1e-9));
        assertThat(of(Map.of("a", List.of(has("b", 100)), "b", List.of(has("a", 100))), "a", 50)
                        .unknown())
                .isEqualTo(100);
    }

    @Test
    void chainsBeyondTheMostTiersAreUnknown() {
        assertThat(of(FAB, "fab", 1).unknown()).isEqualTo(100);
        assertThatIllegalArgumentException().isThrownBy(() -> of(FAB, "fab", 0));
    }

    @Test
    void sourcesOfOneAreaAddUpAndCollectiveOnesAreUnknown() {
        Map<String, List<SupplierShare>> market =
                Map.of("p", List.of(has("a", 50), has("b", 30), new SupplierShare("various", Shares.exact(20), true)));

        TieredConcentration result =
                TieredConcentration.of("p", node -> market.getOrDefault(node, List.of()), node -> "JPN", 3);

        assertThat(result.sources()).containsExactly(new UltimateSource("JPN", new Interval(80, 100)));
    }

    @Test
    void weightsAddUpTo100() {
        assertThat(TieredConcentration.weights(new java.util.TreeMap<>(Map.of("hf", 1.0, "resist", 3.0))))
                .containsExactly(has("hf", 25), has("resist", 75));
        assertThatIllegalArgumentException().isThrownBy(() -> TieredConcentration.weights(Map.of("hf", 0.0)));
    }

    private static TieredConcentration of(Map<String, List<SupplierShare>> sources, String product, int maxTiers) {
        return TieredConcentration.of(product, node -> sources.getOrDefault(node, List.of()), node -> node, maxTiers);
    }

    private static SupplierShare has(String name, double percent) {
        return new SupplierShare(name, Shares.exact(percent));
    }
}
