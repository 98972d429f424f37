package io.strait.supplychain.catalogue.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.problem.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void unknownNegligibleAndZeroAreThreeThings() {
        assertThat(List.of(Share.UNKNOWN, Share.NEGLIGIBLE, known("0", "0"))).doesNotHaveDuplicates();
    }

    @Test
    void theScaleOfANumberDoesNotMatter() {
        assertThat(known("5", "10.50")).isEqualTo(known("5.00", "10.5"));
        assertThat(known("100", "100")).isEqualTo(known("1E+2", "100.0"));
    }

    @Test
    void boundsAreInOrderAndWithinZeroToHundred() {
        for (String[] bounds : new String[][] {{"-1", "5"}, {"0", "100.1"}, {"7", "6"}}) {
            assertThatThrownBy(() -> known(bounds[0], bounds[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected: 0 <= low <= high <= 100");
        }
    }

    @Test
    void aShareThatIsNotWholeIsRefused() {
        for (String share : List.of(
                "{}",
                "{\"low\": 5}",
                "{\"high\": 5}",
                "{\"low\": 6, \"high\": 5}",
                "{\"low\": 0, \"high\": 101}",
                "{\"low\": 1, \"high\": 2, \"negligible\": true}",
                "{\"low\": 1, \"high\": 2, \"about\": true}",
                "5")) {
            assertThat(violations(share)).as(share).isNotEmpty();
        }
    }

    @Test
    void aShareThatIsWholeIsTaken() {
        for (String share : List.of(
                "null", "{\"low\": 0, \"high\": 0}", "{\"low\": 20, \"high\": 30.5}", "{\"negligible\": true}")) {
            assertThat(violations(share)).as(share).isEmpty();
        }
    }

    private static Share known(String low, String high) {
        return new Share.Known(new BigDecimal(low), new BigDecimal(high));
    }

    private static List<Violation> violations(String share) {
        List<Violation> violations = new ArrayList<>();
        ObjectNode body = Json.object(
                "{\"supplier\": \"jsr\", \"input\": \"resist\", \"source\": \"test\", \"share\": " + share + "}",
                violations);
        FactReader.read(FactKind.SUPPLY, Objects.requireNonNull(body), null, violations);
        return violations;
    }
}
