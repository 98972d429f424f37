package io.strait.trade.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.series.Frequency;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecordNewsTest {
    private static final YearMonth FIRST = YearMonth.of(2020, 1);

    private static Map<YearMonth, Figure> months(List<Integer> values) {
        Map<YearMonth, Figure> figures = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            put(figures, i, values.get(i));
        }
        return figures;
    }

    /** Below zero: no figure. */
    private static void put(Map<YearMonth, Figure> figures, int at, int value) {
        if (value >= 0) {
            figures.put(FIRST.plusMonths(at), new Figure.Value(BigDecimal.valueOf(value), false));
        }
    }

    private static List<String> told(Map<YearMonth, Figure> before, Map<YearMonth, Figure> after) {
        return RecordNews.of(Frequency.MONTHLY, before, after).stream()
                .map(news -> news.side() + " " + news.window().label(news.kind()) + " " + news.value() + " after "
                        + news.previous().value() + " of " + news.compared())
                .toList();
    }

    /** The only month that has the extreme, by sorting; empty when several have it. */
    private static YearMonth holder(Map<YearMonth, Figure> figures, Records.Side side) {
        TreeMap<BigDecimal, List<YearMonth>> byValue = new TreeMap<>();
        figures.forEach((month, figure) -> {
            if (figure instanceof Figure.Value value) {
                byValue.merge(value.amount(), List.of(month), (one, other) -> java.util.stream.Stream.concat(
                                one.stream(), other.stream())
                        .toList());
            }
        });
        if (byValue.isEmpty()) {
            return YearMonth.of(1, 1);
        }
        List<List<YearMonth>> inOrder = List.copyOf(byValue.values());
        List<YearMonth> holders = inOrder.get(side == Records.Side.HIGH ? inOrder.size() - 1 : 0);
        return holders.size() == 1 ? holders.get(0) : YearMonth.of(1, 1);
    }

    @Property(seed = "1992", tries = 1000)
    void aMonthIsNewsWhenItAloneHoldsTheRecordAndDidNotBefore(
            @ForAll @Size(min = 10, max = 30) List<@IntRange(min = -1, max = 40) Integer> values,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 31) Integer> at,
            @ForAll @Size(min = 4, max = 4) List<@IntRange(max = 45) Integer> by) {
        Map<YearMonth, Figure> before = months(values);
        Map<YearMonth, Figure> after = new HashMap<>(before);
        for (int i = 0; i < at.size(); i++) {
            put(after, Math.min(at.get(i), values.size()), by.get(i));
        }
        List<RecordNews> news = RecordNews.of(Frequency.MONTHLY, before, after);
        for (Records.Side side : Records.Side.values()) {
            YearMonth now = holder(after, side);
            boolean expected = now.getYear() > 1
                    && after.size() > 12
                    && !Objects.equals(after.get(now), before.get(now))
                    && !now.equals(holder(before, side));
            assertThat(news.stream()
                            .filter(n -> n.kind() == WindowKind.MONTH && n.side() == side)
                            .map(n -> n.window().through()))
                    .isEqualTo(expected ? List.of(now) : List.of());
        }
    }

    @Property(seed = "1992", tries = 300)
    void whatDoesNotChangeIsNoNewsAndNeitherIsAFirstLoadOfAFewMonths(
            @ForAll @Size(max = 12) List<@IntRange(min = -1, max = 40) Integer> values) {
        Map<YearMonth, Figure> figures = months(values);
        assertThat(told(figures, figures)).isEmpty();
        assertThat(told(Map.of(), figures)).isEmpty();
    }

    @Example
    void aNewMonthMayBreakItsOwnRecordAndThatOfTheYearToDate() {
        Map<YearMonth, Figure> before =
                months(List.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 4));
        Map<YearMonth, Figure> after = new HashMap<>(before);
        put(after, 26, 9);
        assertThat(told(before, after))
                .containsExactly("HIGH 2022-03 9 after 7 of 27", "HIGH 2022-01..2022-03 20 after 18 of 3");
    }

    @Example
    void aRevisionMayBreakTheRecordOfAnOldYear() {
        Map<YearMonth, Figure> before = months(List.of(
                5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
                7));
        Map<YearMonth, Figure> after = new HashMap<>(before);
        put(after, 3, 0);
        assertThat(told(before, after)).containsExactly("LOW 2020-04 0 after 5 of 36");
        put(after, 4, 70);
        assertThat(told(before, after))
                .containsExactly(
                        "HIGH 2020-05 70 after 7 of 36", "LOW 2020-04 0 after 5 of 36", "HIGH 2020 120 after 84 of 3");
    }

    @Example
    void theHolderRevisedUpIsNoNewsAndAnIncompleteYearIsNone() {
        Map<YearMonth, Figure> before =
                months(List.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 9));
        Map<YearMonth, Figure> after = new HashMap<>(before);
        put(after, 24, 10);
        assertThat(told(before, after)).isEmpty();
        after.put(FIRST.plusMonths(26), new Figure.Value(BigDecimal.valueOf(99), true));
        assertThat(told(before, after)).containsExactly("HIGH 2022-03 99 after 10 of 26");
    }

    @Example
    void yearsAndQuartersAreToldOnce() {
        Map<YearMonth, Figure> years = new HashMap<>();
        for (int year = 2019; year < 2022; year++) {
            years.put(YearMonth.of(year, 1), new Figure.Value(BigDecimal.valueOf(10 + year % 3), false));
        }
        Map<YearMonth, Figure> after = new HashMap<>(years);
        after.put(YearMonth.of(2022, 1), new Figure.Value(BigDecimal.valueOf(3), false));
        assertThat(RecordNews.of(Frequency.ANNUAL, years, after))
                .extracting(RecordNews::kind, RecordNews::side, RecordNews::compared)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(WindowKind.YEAR, Records.Side.LOW, 4));
        assertThat(RecordNews.of(Frequency.QUARTERLY, years, after))
                .extracting(RecordNews::kind, RecordNews::compared)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(WindowKind.YEAR_TO_DATE, 4));
    }
}
