package io.strait.trade.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BasketResolverPropertiesTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

    @Provide
    Arbitrary<List<BasketDefinition.Item>> items() {
        Arbitrary<String> code =
                Arbitraries.strings().withChars("12").ofMinLength(1).ofMaxLength(4);
        Arbitrary<String> share = Arbitraries.of("0.25", "0.5", "1");
        return Combinators.combine(code, share)
                .as((c, s) -> BasketResolverTest.item(c, s))
                .list()
                .ofMaxSize(12)
                .uniqueElements(BasketDefinition.Item::code);
    }

    @Property(tries = 500, seed = "11")
    void everyFigureCountsOnceByTheMostSpecificCode(
            @ForAll("items") List<BasketDefinition.Item> items, @ForAll("items") List<BasketDefinition.Item> excluded) {
        // Given
        Set<String> exclusions = new TreeSet<>();
        excluded.forEach(item -> exclusions.add(item.code()));
        items.forEach(item -> exclusions.removeIf(item.code()::startsWith));
        // When
        List<BasketCode> codes = BasketResolver.at(
                new BasketResolver(Map.of("A", BasketResolverTest.basket(items, List.of(), List.copyOf(exclusions))))
                        .resolve("A"),
                null,
                FIRST,
                LAST);
        // Then
        Map<String, BigDecimal> shares = new HashMap<>();
        for (String leaf : leaves()) {
            List<BasketCode> holding = codes.stream()
                    .filter(code -> leaf.startsWith(code.code())
                            && code.except().stream().noneMatch(leaf::startsWith))
                    .toList();
            assertThat(holding).as(leaf).hasSizeLessThanOrEqualTo(1);
            holding.forEach(code -> shares.put(leaf, code.share()));
        }
        for (String leaf : leaves()) {
            Optional<BasketDefinition.Item> expected = items.stream()
                    .filter(item -> leaf.startsWith(item.code()))
                    .max(Comparator.comparingInt(item -> item.code().length()));
            int specific = expected.map(item -> item.code().length()).orElse(0);
            // No item lies beneath an exclusion, so one that is longer than the item takes the figure out.
            boolean out = exclusions.stream().anyMatch(code -> leaf.startsWith(code) && code.length() > specific);
            BigDecimal wanted =
                    out ? null : expected.map(BasketDefinition.Item::share).orElse(null);
            assertThat(shares.get(leaf)).as(leaf).isEqualTo(wanted);
        }
    }

    private static List<String> leaves() {
        return IntStream.range(0, 32)
                .mapToObj(i -> String.format("%5s", Integer.toBinaryString(i)).replace(' ', '0'))
                .map(bits -> bits.replace('1', '2').replace('0', '1'))
                .toList();
    }
}
