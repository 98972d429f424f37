package io.strait.supplychain.catalogue.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.supplychain.catalogue.model.Confidence;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.graph.Direction;
import io.strait.supplychain.graph.LinkKind;
import io.strait.supplychain.graph.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static Read read;

    @BeforeAll
    static void readSample() throws IOException {
        // From the module's folder, where Maven runs tests, or from the root
        Path file = Path.of("sample/korea-japan.ndjson");
        if (!Files.exists(file)) {
            file = Path.of("supplychain-service").resolve(file);
        }
        read = NdjsonReader.read("korea-japan.ndjson", Files.readAllBytes(file), 1000);
    }

    @Test
    void itReadsWithoutViolation() {
        assertThat(read.violations()).isEmpty();
        assertThat(read.facts()).isNotEmpty();
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void itIsConsistentInItself() {
        assertThat(Facts.inconsistencies(read.facts())).isEmpty();
    }

    @Test
    void whatOnlyDemonstratesIsOfLowConfidenceAndHasNoFigures() {
        assertThat(read.facts().stream().map(imported -> imported.fact()))
                .filteredOn(fact -> fact.evidence().source().equals("DEMO"))
                .allSatisfy(fact -> {
                    assertThat(fact.evidence().confidence()).isEqualTo(Confidence.LOW);
                    if (fact instanceof Supply supply) {
                        assertThat(supply.share()).isEqualTo(Share.UNKNOWN);
                        assertThat(supply.recipient()).isNull();
                    } else if (fact instanceof Requirement requirement) {
                        assertThat(requirement.stockDays()).isNull();
                    }
                });
    }

    @Test
    void fluorinatedPolyimideLeadsToSamsung() {
        assertThat(reached("fluorinated-polyimide", Direction.DOWNSTREAM))
                .contains("flexible-display", "samsung-electronics");
    }

    @Test
    void samsungHangsOnJapansMakersAndNotOnTheOtherMaker() {
        List<String> upstream = reached("samsung-electronics", Direction.UPSTREAM);

        assertThat(upstream)
                .contains(
                        "samsung-fab",
                        "hydrogen-fluoride",
                        "stella-chemifa",
                        "jsr",
                        "sumco",
                        "tokyo-electron",
                        "disco",
                        "hoya",
                        "lasertec",
                        "screen",
                        "asml",
                        "japan")
                .doesNotContain("sk-hynix-fab");
        assertThat(reached("sk-hynix", Direction.UPSTREAM)).contains("resist", "tokyo-ohka-kogyo");
    }

    private static List<String> reached(String start, Direction direction) {
        return Reach.of(
                        Facts.graph(read.facts()),
                        start,
                        direction,
                        20,
                        EnumSet.of(LinkKind.REQUIREMENT, LinkKind.SUPPLY))
                .steps()
                .stream()
                .map(step -> step.node().id())
                .toList();
    }
}
