package io.strait.supplychain.catalogue.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A fact that is written and read again is the same fact; a client may send back what it was given. */
class FactRoundTripTest {
    @Property(tries = 300, seed = "20190704")
    void aNodeComesBackAsItWas(@ForAll("nodes") Node node) {
        assertThat(again(node)).isEqualTo(node);
    }

    @Property(tries = 300, seed = "20190704")
    void aRequirementComesBackAsItWas(@ForAll("requirements") Requirement requirement) {
        assertThat(again(requirement)).isEqualTo(requirement);
    }

    @Property(tries = 300, seed = "20190704")
    void aSupplyComesBackAsItWas(@ForAll("supplies") Supply supply) {
        assertThat(again(supply)).isEqualTo(supply);
    }

    private static Fact again(Fact fact) {
        List<Violation> violations = new ArrayList<>();
        ObjectNode json = Json.object(Json.write(FactWriter.write(fact)), violations);
        Fact read = FactReader.read(fact.factKind(), Objects.requireNonNull(json), null, violations);
        assertThat(violations).isEmpty();
        return Objects.requireNonNull(read);
    }

    @Provide
    Arbitrary<Node> nodes() {
        return ArbitraryFacts.nodes();
    }

    @Provide
    Arbitrary<Requirement> requirements() {
        return ArbitraryFacts.requirements();
    }

    @Provide
    Arbitrary<Supply> supplies() {
        return ArbitraryFacts.supplies();
    }
}
