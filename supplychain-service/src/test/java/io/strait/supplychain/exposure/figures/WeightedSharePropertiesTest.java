package io.strait.supplychain.exposure.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.exposure.figures.WeightedShare.Part;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WeightedSharePropertiesTest {
    @Provide
    Arbitrary<List<Part>> parts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.of(true, false))
                .as((one, other, known) -> new Part(Math.min(one, other), Math.max(one, other), known))
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }

    @Property(seed = "20190704")
    void noChoiceOfWeightsIsBeyondTheEndsAndTheEndsAreReached(@ForAll("parts") List<Part> parts) {
        // Given: the quotient is extreme where every unknown weight is 0 or 1, not all of them 0 where nothing else is.
        List<Part> free = parts.stream()
                .filter(part -> !part.weightKnown() && part.total() > 0)
                .toList();
        List<Part> fixed = parts.stream().filter(Part::weightKnown).toList();
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int chosen = 0; chosen < 1 << free.size(); chosen++) {
            List<Part> some = new ArrayList<>(fixed);
            for (int i = 0; i < free.size(); i++) {
                if ((chosen & 1 << i) != 0) {
                    some.add(free.get(i));
                }
            }
            double total = some.stream().mapToDouble(Part::total).sum();
            if (total > 0) {
                double share = some.stream().mapToDouble(Part::value).sum() / total;
                least = Math.min(least, share);
                greatest = Math.max(greatest, share);
            }
        }
        // When
        WeightedShare share = new WeightedShare(parts);
        // Then
        if (least > 1) {
            assertThat(share.least()).isZero();
            assertThat(share.greatest()).isZero();
        } else {
            assertThat(share.least()).isCloseTo(least, within(1e-12));
            assertThat(share.greatest()).isCloseTo(greatest, within(1e-12));
            assertThat(share.given()).isBetween(share.least() - 1e-12, share.greatest() + 1e-12);
        }
    }
}
