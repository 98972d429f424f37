package io.strait.trade.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.problem.Violation;
import io.strait.trade.reference.Flow;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SumGuardTest {
    private static final List<Flow> FLOWS = List.of(
            new Flow("M", null, "Import"),
            new Flow("X", null, "Export"),
            new Flow("RX", "X", "Re-export"),
            new Flow("DX", "X", "Domestic export"));

    private static final Facet PLAIN = new Facet("A", "M", "X", "H6", "USD", false, false, 6, true, true, true, true);

    private static FacetTally facet(Facet facet) {
        return new FacetTally(
                facet,
                new TreeSet<>(List.of(facet.reporterIsTotal() ? 97 : 410)),
                new TreeSet<>(List.of(facet.partnerIsTotal() ? 0 : 392)),
                new Tally(1, 1, 1, 0, 0, 0, List.of(BigDecimal.ONE), List.of(1L)));
    }

    private static List<Violation> refusals(Set<Dimension> grouped, List<String> commodities, Facet... facets) {
        return SumGuard.refusals(
                Arrays.stream(facets).map(SumGuardTest::facet).toList(), grouped, FLOWS, () -> commodities);
    }

    static Stream<Arguments> doubles() {
        return Stream.of(
                Arguments.of(
                        Dimension.SOURCE,
                        new Facet("B", "M", "X", "H6", "USD", false, false, 6, true, true, true, true)),
                Arguments.of(
                        Dimension.FREQUENCY,
                        new Facet("A", "A", "X", "H6", "USD", false, false, 6, true, true, true, true)),
                Arguments.of(
                        Dimension.FLOW,
                        new Facet("A", "M", "RX", "H6", "USD", false, false, 6, true, true, true, true)),
                Arguments.of(
                        Dimension.FLOW, new Facet("A", "M", "M", "H6", "USD", false, false, 6, true, true, true, true)),
                Arguments.of(
                        Dimension.CLASSIFICATION,
                        new Facet("A", "M", "X", "H5", "USD", false, false, 6, true, true, true, true)),
                Arguments.of(
                        Dimension.CURRENCY,
                        new Facet("A", "M", "X", "H6", "JPY", false, false, 6, true, true, true, true)),
                Arguments.of(
                        Dimension.REPORTER,
                        new Facet("A", "M", "X", "H6", "USD", true, false, 6, true, true, true, true)),
                Arguments.of(
                        Dimension.PARTNER,
                        new Facet("A", "M", "X", "H6", "USD", false, true, 6, true, true, true, true)),
                Arguments.of(
                        Dimension.COMMODITY,
                        new Facet("A", "M", "X", "H6", "USD", false, false, 4, true, true, true, true)),
                Arguments.of(
                        Dimension.PARTNER2,
                        new Facet("A", "M", "X", "H6", "USD", false, false, 6, false, true, true, true)),
                Arguments.of(
                        Dimension.CUSTOMS,
                        new Facet("A", "M", "X", "H6", "USD", false, false, 6, true, false, true, true)),
                Arguments.of(
                        Dimension.TRANSPORT,
                        new Facet("A", "M", "X", "H6", "USD", false, false, 6, true, true, false, true)),
                Arguments.of(
                        Dimension.SUPPLY,
                        new Facet("A", "M", "X", "H6", "USD", false, false, 6, true, true, true, false)));
    }

    @ParameterizedTest
    @MethodSource("doubles")
    void whatWouldCountTwiceNamesItsDimension(Dimension dimension, Facet other) {
        List<Violation> refusals = refusals(Set.of(), List.of("2710", "271012"), PLAIN, other);
        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.field()).isEqualTo(dimension.code());
            assertThat(refusal.expected()).contains("groupBy=" + dimension.code());
        });
    }

    @ParameterizedTest
    @MethodSource("doubles")
    void whatIsGroupedByMayDiffer(Dimension dimension, Facet other) {
        assertThat(refusals(Set.of(dimension), List.of("2710", "271012"), PLAIN, other))
                .isEmpty();
    }

    @Test
    void oneFacetMayBeAdded() {
        assertThat(refusals(Set.of(), List.of(), PLAIN)).isEmpty();
        assertThat(refusals(Set.of(), List.of())).isEmpty();
    }

    @Test
    void siblingFlowsMayBeAdded() {
        Facet reExports = new Facet("A", "M", "RX", "H6", "USD", false, false, 6, true, true, true, true);
        Facet domestic = new Facet("A", "M", "DX", "H6", "USD", false, false, 6, true, true, true, true);
        assertThat(refusals(Set.of(), List.of(), reExports, domestic)).isEmpty();
    }

    @Test
    void levelsMayDifferWhereNoCodeHoldsAnother() {
        Facet fourDigits = new Facet("A", "M", "X", "H6", "USD", false, false, 4, true, true, true, true);
        assertThat(refusals(Set.of(), List.of("8542", "271012"), PLAIN, fourDigits))
                .isEmpty();
        assertThat(refusals(Set.of(), List.of("271012", "8542", "27101234", "2711"), PLAIN, fourDigits))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.message()).isEqualTo("271012 holds 27101234");
                    assertThat(refusal.expected()).contains("level=4 or level=6");
                });
    }

    @Test
    void totalHoldsEveryCode() {
        assertThat(SumGuard.containment(List.of("TOTAL", "27"))).contains("TOTAL holds all others");
        assertThat(SumGuard.containment(List.of("TOTAL"))).isEmpty();
        assertThat(SumGuard.containment(List.of("27", "2699", "28", "2701"))).contains("27 holds 2701");
    }

    @Test
    void severalTotalsOfAreasMayHoldOneAnother() {
        Facet total = new Facet("A", "M", "X", "H6", "USD", false, true, 6, true, true, true, true);
        FacetTally both =
                new FacetTally(total, new TreeSet<>(List.of(410)), new TreeSet<>(List.of(0, 97)), Tally.none(1));
        assertThat(SumGuard.refusals(List.of(both), Set.of(), FLOWS, List::of))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.expected()).contains("partner=0 or 97"));
    }
}
