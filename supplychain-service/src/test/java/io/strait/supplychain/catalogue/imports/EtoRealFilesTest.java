package io.strait.supplychain.catalogue.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real data set, which is not shipped: skipped where it does not lie beside the checkout. */
class EtoRealFilesTest {
    private static Read read;

    @BeforeAll
    static void readAll() throws IOException {
        Path folder = folder();
        assumeTrue(folder != null, "shared/data/eto is not beside the checkout");
        Objects.requireNonNull(folder);
        Map<String, byte[]> files = new HashMap<>();
        for (EtoFile file : EtoFile.values()) {
            files.put(file.fileName(), Files.readAllBytes(folder.resolve(file.fileName())));
        }
        read = EtoReader.read(files, 10_000);
    }

    @Test
    void everyRowBecomesAFact() {
        assertThat(read.violations()).isEmpty();
        List<Node> nodes = EtoReaderTest.of(read, Node.class);
        // 126 inputs, 3 stages, 396 providers in 403 rows
        assertThat(nodes).hasSize(525);
        assertThat(count(nodes, NodeKind.EQUIPMENT)).isEqualTo(90);
        assertThat(count(nodes, NodeKind.MATERIAL)).isEqualTo(17);
        assertThat(count(nodes, NodeKind.PROCESS)).isEqualTo(11 + 3);
        assertThat(count(nodes, NodeKind.PRODUCT)).isEqualTo(7 + 1);
        assertThat(count(nodes, NodeKind.AREA)).isEqualTo(23);
        assertThat(count(nodes, NodeKind.ORGANISATION)).isEqualTo(373);
        // 86 types, 11 stages of processes
        assertThat(nodes.stream().mapToInt(node -> node.typeOf().size()).sum()).isEqualTo(97);
        assertThat(nodes.stream().filter(Node::collective).map(Node::id))
                .containsExactlyInAnyOrder("various-countries", "various-companies", "europe");
        assertThat(EtoReaderTest.of(read, Requirement.class)).hasSize(53);
        assertThat(EtoReaderTest.of(read, Supply.class)).hasSize(1300);
    }

    @Test
    void sharesAreAsTheDataSetHasThem() {
        List<Supply> supplies = EtoReaderTest.of(read, Supply.class);

        assertThat(supplies.stream().filter(supply -> supply.share().equals(Share.UNKNOWN)))
                .hasSize(246);
        assertThat(supplies.stream().filter(supply -> supply.share() instanceof Share.Known))
                .hasSize(1054);
        // The figures that FACTS.md cites
        assertThat(share("asml_supplies_euv-lithography-tools")).isEqualTo(exactly("100"));
        assertThat(share("netherlands_supplies_arf-immersion-duv-lithography-tools"))
                .isEqualTo(exactly("99.3"));
        assertThat(share("japan_supplies_resist-processing-tools")).isEqualTo(exactly("95.2"));
        assertThat(share("tokyo-electron_supplies_resist-processing-tools")).isEqualTo(exactly("92.6"));
        assertThat(share("disco_supplies_dicing-tools")).isEqualTo(exactly("87"));
        assertThat(share("japan_supplies_crystal-machining-tools")).isEqualTo(exactly("99.7"));
        assertThat(share("japan_supplies_wafer")).isEqualTo(exactly("56"));
        assertThat(share("japan_supplies_photomasks")).isEqualTo(exactly("53"));
        assertThat(share("sumco_supplies_wafer")).isEqualTo(Share.UNKNOWN);
    }

    @Test
    void theFactsFitTogether() {
        assertThat(Facts.inconsistencies(read.facts())).isEmpty();
        assertThat(Facts.graph(read.facts()).nodeCount()).isEqualTo(525);
    }

    @Test
    void rowsThatNameAnEntryOtherwiseAreNoted() {
        assertThat(read.notes()).anyMatch(note -> note.startsWith("provision.csv") && note.endsWith(": 9"));
    }

    private static long count(List<Node> nodes, NodeKind kind) {
        return nodes.stream().filter(node -> node.kind() == kind).count();
    }

    private static Share share(String id) {
        return EtoReaderTest.of(read, Supply.class).stream()
                .filter(supply -> supply.id().equals(id))
                .findFirst()
                .orElseThrow()
                .share();
    }

    private static Share exactly(String percent) {
        return new Share.Known(new BigDecimal(percent), new BigDecimal(percent));
    }

    private static @Nullable Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/data/eto");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
