package io.strait.trade.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BasketResolverTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

    static BasketDefinition.Item item(String code, @Nullable String share) {
        return item(code, share, null, null, List.of());
    }

    private static BasketDefinition.Item item(
            String code,
            @Nullable String share,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            List<Integer> reporters) {
        return new BasketDefinition.Item(
                "H6", code, share == null ? null : new BigDecimal(share), "test", from, to, reporters, null);
    }

    static BasketDefinition basket(List<BasketDefinition.Item> items, List<String> nested, List<String> exclusions) {
        return new BasketDefinition(
                "b",
                null,
                items,
                nested.stream().map(id -> new BasketDefinition.Nested(id, null)).toList(),
                exclusions.stream()
                        .map(code -> new BasketDefinition.Exclusion("H6", code, null))
                        .toList());
    }

    private static List<String> at(Map<String, BasketDefinition> definitions, @Nullable Integer reporter) {
        return BasketResolver.at(new BasketResolver(definitions).resolve("A"), reporter, FIRST, LAST).stream()
                .map(code -> code.code() + "*" + code.share()
                        + (code.except().isEmpty() ? "" : "-" + String.join("-", code.except())))
                .toList();
    }

    @Test
    void aCodeBeneathAnotherTakesItsFiguresAway() {
        assertThat(at(
                        Map.of(
                                "A",
                                basket(
                                        List.of(item("2710", "1"), item("271019", "0.02"), item("27101921", null)),
                                        List.of(),
                                        List.of())),
                        null))
                .containsExactly("2710*1-271019", "271019*0.02-27101921", "27101921*null");
    }

    @Test
    void whatIsInTwiceIsInOnce() {
        Map<String, BasketDefinition> definitions = Map.of(
                "A", basket(List.of(item("271012", "1")), List.of("B", "C"), List.of()),
                "B", basket(List.of(item("2710", "1.0")), List.of("C"), List.of()),
                "C", basket(List.of(item("2710", "1")), List.of(), List.of()));
        assertThat(at(definitions, null)).containsExactly("2710*1");
    }

    @Test
    void twoSharesOfOneCodeAreRefused() {
        Map<String, BasketDefinition> definitions = Map.of(
                "A", basket(List.of(item("2710", "1")), List.of("B"), List.of()),
                "B", basket(List.of(item("2710", "0.5")), List.of(), List.of()));
        assertThatThrownBy(() -> at(definitions, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("H6 2710 of B with share 0.5")
                .hasMessageContaining("contradicts H6 2710 of A with share 1");
    }

    @Test
    void sharesMayChangeFromDayToDayAndFromReporterToReporter() {
        LocalDate june = LocalDate.of(2024, 6, 30);
        Map<String, BasketDefinition> definitions = Map.of(
                "A",
                basket(
                        List.of(
                                item("271019", "0.01", null, june, List.of()),
                                item("271019", "0.02", june.plusDays(1), null, List.of()),
                                item("271020", "0.3", null, null, List.of(410)),
                                item("271020", "0.4", null, null, List.of(392))),
                        List.of(),
                        List.of()));
        assertThat(at(definitions, 410)).containsExactly("271019*0.02", "271020*0.3");
        assertThat(at(definitions, 392)).containsExactly("271019*0.02", "271020*0.4");
        assertThat(at(definitions, null)).containsExactly("271019*0.02");
        List<BasketCode> codes = new BasketResolver(definitions).resolve("A");
        assertThat(BasketResolver.at(codes, null, FIRST, june))
                .extracting(BasketCode::share)
                .containsExactly(new BigDecimal("0.01"));
    }

    @Test
    void anExclusionHoldsForTheBasketsWithin() {
        Map<String, BasketDefinition> definitions = Map.of(
                "A", basket(List.of(item("27", "1")), List.of("B"), List.of("2710")),
                "B", basket(List.of(item("271019", "1"), item("2711", "1")), List.of(), List.of("271112")));
        assertThat(at(definitions, null)).containsExactly("27*1-2710-2711", "2711*1-271112");
    }

    @Test
    void aBasketIsNotInItself() {
        Map<String, BasketDefinition> definitions = Map.of(
                "A", basket(List.of(item("27", "1")), List.of("B"), List.of()),
                "B", basket(List.of(), List.of("C"), List.of()),
                "C", basket(List.of(), List.of("A"), List.of()));
        assertThatThrownBy(() -> at(definitions, null)).hasMessageContaining("A > B > C > A");
        assertThatThrownBy(() -> at(Map.of("A", basket(List.of(), List.of("Z"), List.of())), null))
                .hasMessageContaining("no such basket");
    }
}
