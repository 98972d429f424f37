package io.strait.trade.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.reference.concordance.Concordance.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConvertedPeriodTest {
    private static final SortedMap<String, List<Target>> WEIGHTS = new TreeMap<>(Map.of(
            "10", List.of(target("70", "0.6"), target("71", "0.4")),
            "11", List.of(target("71", "1")),
            "12", List.of(target(null, "1")),
            "13", List.of(target("72", "0.123456789"), target(null, "0.876543211")),
            "14", List.of(target("73", "1"), target("70", "0"))));

    private static Target target(@Nullable String code, String weight) {
        return new Target(code, new BigDecimal(weight));
    }

    private static ConvertedPeriod.Given given(String code, String status, @Nullable String value) {
        return new ConvertedPeriod.Given(code, status, value == null ? null : new BigDecimal(value));
    }

    private static ConvertedPeriod convert(
            Set<String> asked, Set<String> targets, List<ConvertedPeriod.Given> figures) {
        ConvertedPeriod.Table table =
                new ConvertedPeriod.Table(WEIGHTS, code -> asked.isEmpty() || asked.contains(code), targets);
        return ConvertedPeriod.of("2024-01", table, table.sources(), figures);
    }

    private static ConvertedPeriod.Item item(ConvertedPeriod period, String code) {
        return period.items().stream()
                .filter(item -> item.commodity().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsByWeightIsAnEstimateAndWholeCodesAreNot() {
        ConvertedPeriod period = convert(
                Set.of(),
                Set.of(),
                List.of(
                        given("10", "REPORTED", "100.05"),
                        given("11", "REPORTED", "50"),
                        given("12", "REPORTED", "7"),
                        given("14", "ESTIMATED", "3"),
                        given("99", "REPORTED", "3")));
        assertThat(period.total()).isEqualByComparingTo("163.05");
        assertThat(period.converted()).isEqualByComparingTo("153.05");
        assertThat(period.notConverted()).isEqualByComparingTo("10");
        assertThat(period.notConvertedShare()).isEqualByComparingTo("0.061331");
        assertThat(period.byWeight()).isEqualByComparingTo("100.05");
        assertThat(period.notInTable()).containsExactly("99");
        assertThat(item(period, "70").value()).isEqualByComparingTo("60.03");
        assertThat(item(period, "70").status()).isEqualTo("ESTIMATED_BY_CONVERSION");
        // A weight of zero gives nothing, and makes nothing incomplete.
        assertThat(item(period, "70").complete()).isTrue();
        assertThat(item(period, "71").value()).isEqualByComparingTo("90.02");
        assertThat(item(period, "71").components())
                .extracting(ConvertedPeriod.Component::weight)
                .containsExactly(new BigDecimal("0.4"), new BigDecimal("1"));
        assertThat(item(period, "73").status()).isEqualTo("ESTIMATED");
    }

    @Test
    void whatIsMissingBehindATargetIsTold() {
        ConvertedPeriod suppressed =
                convert(Set.of(), Set.of(), List.of(given("10", "SUPPRESSED", null), given("14", "MISSING", null)));
        assertThat(item(suppressed, "71").value()).isNull();
        assertThat(item(suppressed, "71").status()).isEqualTo("SUPPRESSED");
        assertThat(item(suppressed, "71").noFigure()).containsExactly("11");
        assertThat(item(suppressed, "73").status()).isEqualTo("MISSING");
        assertThat(item(suppressed, "73").complete()).isFalse();
        assertThat(suppressed.total()).isZero();
        assertThat(suppressed.notConvertedShare()).isNull();
        assertThat(suppressed.withoutValue())
                .containsExactly(
                        new ConvertedPeriod.WithoutValue("10", "SUPPRESSED"),
                        new ConvertedPeriod.WithoutValue("14", "MISSING"));
        ConvertedPeriod part = convert(Set.of("11"), Set.of(), List.of(given("11", "REPORTED", "5")));
        assertThat(item(part, "71").status()).isEqualTo("CONVERTED");
        assertThat(item(part, "71").complete()).isFalse();
        assertThat(item(part, "71").notAsked()).containsExactly("10");
        assertThat(item(part, "71").noFigure()).isEmpty();
    }

    @Test
    void aLongerCodeHasTheWeightsOfTheNearestAboveIt() {
        ConvertedPeriod period = convert(Set.of(), Set.of("71"), List.of(given("1012", "REPORTED", "10")));
        assertThat(item(period, "71").components().get(0).tableCode()).isEqualTo("10");
        assertThat(item(period, "71").value()).isEqualByComparingTo("4");
        assertThat(period.otherTargets()).isEqualByComparingTo("6");
        assertThat(period.items()).hasSize(1);
    }

    @Provide
    Arbitrary<List<ConvertedPeriod.Given>> figures() {
        Arbitrary<BigDecimal> values = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1E12"))
                .ofScale(3)
                .injectNull(0.2);
        return Combinators.combine(
                        values.list().ofSize(7), Arbitraries.integers().between(0, 7))
                .as((amounts, count) -> {
                    List<String> codes = List.of("10", "11", "12", "13", "14", "99", "1399");
                    List<ConvertedPeriod.Given> figures = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        BigDecimal amount = amounts.get(i);
                        figures.add(new ConvertedPeriod.Given(
                                codes.get(i), amount == null ? "MISSING" : "REPORTED", amount));
                    }
                    return figures;
                });
    }

    @Property(tries = 300, seed = "31")
    void aConversionKeepsTheTotalExactly(
            @ForAll("figures") List<ConvertedPeriod.Given> figures, @ForAll boolean someTargets) {
        Set<String> targets = someTargets ? new TreeSet<>(List.of("71", "72")) : Set.of();
        ConvertedPeriod period = convert(Set.of(), targets, figures);
        BigDecimal total = figures.stream()
                .map(figure -> figure.value() == null ? BigDecimal.ZERO : figure.value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(period.total()).isEqualByComparingTo(total);
        assertThat(period.converted().add(period.otherTargets()).add(period.notConverted()))
                .isEqualByComparingTo(total);
        BigDecimal parts = period.items().stream()
                .flatMap(item -> item.components().stream())
                .map(component -> component.value() == null ? BigDecimal.ZERO : component.value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(parts).isEqualByComparingTo(period.converted());
    }
}
