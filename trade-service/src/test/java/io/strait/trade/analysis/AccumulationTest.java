package io.strait.trade.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class AccumulationTest {
    private static final int FIRST_YEAR = 1992;

    private static Map<YearMonth, Figure> january(List<Integer> values) {
        Map<YearMonth, Figure> figures = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            figures.put(YearMonth.of(FIRST_YEAR + i, 1), value(values.get(i)));
        }
        return figures;
    }

    private static Figure value(long amount) {
        return new Figure.Value(BigDecimal.valueOf(amount), false);
    }

    private static int position(Accumulation.@Nullable Rank rank) {
        return Objects.requireNonNull(rank).position();
    }

    private static Accumulation.PreviousBest best(Accumulation accumulation) {
        return Objects.requireNonNull(accumulation.previousBest());
    }

    private static YearMonth last(List<Integer> values) {
        return YearMonth.of(FIRST_YEAR + values.size() - 1, 1);
    }

    @Property(seed = "1992")
    void theRankIsOneMoreThanHowManyAreAbove(@ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> values) {
        Accumulation result = Accumulation.of(last(values), january(values));
        int own = values.get(values.size() - 1);
        Accumulation.Rank rank = Objects.requireNonNull(result.rank());
        assertThat(rank.position())
                .isEqualTo(1 + (int) values.stream().filter(v -> v > own).count());
        assertThat(rank.of()).isEqualTo(values.size());
        assertThat(rank.tiedWith())
                .hasSize((int) values.stream().filter(v -> v == own).count() - 1);
        assertThat(result.isRecord())
                .isEqualTo(values.size() > 1
                        && values.subList(0, values.size() - 1).stream().allMatch(v -> v < own));
    }

    @Property(seed = "1992")
    void theOrderOfTheEarlierYearsDoesNotMatter(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 9) Integer> values, @ForAll Random random) {
        List<Integer> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled.subList(0, shuffled.size() - 1), random);
        Accumulation one = Accumulation.of(last(values), january(values));
        Accumulation other = Accumulation.of(last(values), january(shuffled));
        assertThat(position(other.rank())).isEqualTo(position(one.rank()));
        assertThat(best(other).difference()).isEqualTo(best(one).difference());
        assertThat(other.isRecord()).isEqualTo(one.isRecord());
    }

    @Property(seed = "1992")
    void anotherUnitChangesNoRankAndNoRatio(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 9) Integer> values,
            @ForAll @IntRange(min = 2, max = 1000) int factor) {
        Accumulation one = Accumulation.of(last(values), january(values));
        Accumulation other = Accumulation.of(
                last(values), january(values.stream().map(v -> v * factor).toList()));
        assertThat(other.rank()).isEqualTo(one.rank());
        assertThat(other.yearOnYear().ratio()).isEqualTo(one.yearOnYear().ratio());
        assertThat(other.yearOnYear().reason()).isEqualTo(one.yearOnYear().reason());
    }

    @Property(seed = "1992")
    void laterYearsChangeNoRecordButTheRankOfAll(
            @ForAll @Size(min = 3, max = 30) List<@IntRange(max = 9) Integer> values,
            @ForAll @IntRange(min = 1, max = 29) int at) {
        Assume.that(at < values.size() - 1);
        YearMonth through = YearMonth.of(FIRST_YEAR + at, 1);
        Accumulation all = Accumulation.of(through, january(values));
        Accumulation then = Accumulation.of(through, january(values.subList(0, at + 1)));
        assertThat(all.rank()).isEqualTo(then.rank());
        assertThat(all.isRecord()).isEqualTo(then.isRecord());
        assertThat(position(all.rankOfAll())).isGreaterThanOrEqualTo(position(all.rank()));
        assertThat(all.windows()).hasSize(values.size());
    }

    @Property(seed = "1992")
    void howTheMonthsShareTheValueDoesNotMatter(
            @ForAll @Size(min = 8, max = 8) List<@IntRange(max = 1000) Integer> months, @ForAll Random random) {
        List<Integer> shuffled = new ArrayList<>(months);
        Collections.shuffle(shuffled, random);
        assertThat(year(2024, shuffled).target().value())
                .isEqualTo(year(2024, months).target().value());
    }

    private static Accumulation year(int year, List<Integer> months) {
        Map<YearMonth, Figure> figures = new HashMap<>();
        for (int m = 0; m < months.size(); m++) {
            figures.put(YearMonth.of(year, m + 1), value(months.get(m)));
        }
        figures.put(YearMonth.of(year, months.size() + 1), value(1_000_000));
        return Accumulation.of(YearMonth.of(year, months.size()), figures);
    }

    @Example
    void aTieIsNoRecordAndIsTold() {
        Accumulation result = Accumulation.of(YearMonth.of(1994, 1), january(List.of(5, 3, 5)));
        assertThat(result.isRecord()).isFalse();
        assertThat(result.rank()).isEqualTo(new Accumulation.Rank(1, 3, List.of(1992)));
        assertThat(best(result).difference()).isEqualByComparingTo("0");
    }

    @Example
    void aWindowWithAGapHasNoValueAndNoRank() {
        Map<YearMonth, Figure> figures = january(List.of(5, 9));
        figures.put(YearMonth.of(1992, 2), value(5));
        figures.put(YearMonth.of(1993, 2), new Figure.Suppressed());
        figures.put(YearMonth.of(1994, 1), value(0));
        figures.put(YearMonth.of(1994, 2), value(0));
        Accumulation result = Accumulation.of(YearMonth.of(1994, 2), figures);
        assertThat(result.windows()).extracting(Window::isComplete).containsExactly(true, false, true);
        Window gap = result.windows().get(1);
        assertThat(gap.value()).isNull();
        assertThat(gap.sumOfPresent()).isEqualByComparingTo("9");
        assertThat(gap.gaps()).containsExactly(new Window.Gap(YearMonth.of(1993, 2), Window.Reason.SUPPRESSED));
        assertThat(result.rank()).isEqualTo(new Accumulation.Rank(2, 2, List.of()));
        assertThat(result.yearOnYear().reason()).isEqualTo(Accumulation.NoGrowth.PREVIOUS_YEAR_INCOMPLETE);
    }

    @Example
    void anIncompleteTargetIsNotRanked() {
        Map<YearMonth, Figure> figures = january(List.of(5));
        figures.put(YearMonth.of(1993, 1), new Figure.Missing());
        Accumulation result = Accumulation.of(YearMonth.of(1993, 1), figures);
        assertThat(result.rank()).isNull();
        assertThat(result.rankOfAll()).isNull();
        assertThat(result.isRecord()).isFalse();
        assertThat(best(result).difference()).isNull();
        assertThat(result.yearOnYear().reason()).isEqualTo(Accumulation.NoGrowth.TARGET_INCOMPLETE);
    }

    @Example
    void fromZeroThereIsNoGrowthRate() {
        Accumulation result = Accumulation.of(YearMonth.of(1993, 1), january(List.of(0, 5)));
        assertThat(result.yearOnYear().ratio()).isNull();
        assertThat(result.yearOnYear().reason()).isEqualTo(Accumulation.NoGrowth.PREVIOUS_YEAR_ZERO);
        assertThat(result.isRecord()).isTrue();
    }
}
