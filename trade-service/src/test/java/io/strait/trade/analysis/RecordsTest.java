package io.strait.trade.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.series.Frequency;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecordsTest {
    private static final YearMonth FIRST = YearMonth.of(2019, 5);

    /** Small numbers, so that ties are frequent; -1 is missing, -2 suppressed, -3 not reported. */
    private static Map<YearMonth, Figure> series(List<Integer> values, Frequency frequency, YearMonth first) {
        Map<YearMonth, Figure> figures = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            int value = values.get(i);
            YearMonth month = first.plusMonths((long) i * frequency.months());
            if (value == -1) {
                figures.put(month, new Figure.Missing());
            } else if (value == -2) {
                figures.put(month, new Figure.Suppressed());
            } else if (value >= 0) {
                figures.put(month, new Figure.Value(BigDecimal.valueOf(value), value % 5 == 4));
            }
        }
        return figures;
    }

    private static Spans spans(WindowKind kind) {
        return new Spans(kind, 3, Frequency.MONTHLY);
    }

    /** Each window by itself, from nothing but the definition. */
    private static Map<YearMonth, BigDecimal> byBruteForce(
            WindowKind kind, YearMonth through, Map<YearMonth, Figure> figures) {
        Map<YearMonth, BigDecimal> complete = new HashMap<>();
        for (YearMonth end = YearMonth.of(2010, 1); end.getYear() < 2040; end = end.plusMonths(1)) {
            int length = kind == WindowKind.MONTH
                    ? 1
                    : kind == WindowKind.YEAR ? 12 : kind == WindowKind.YEAR_TO_DATE ? through.getMonthValue() : 3;
            boolean ends = kind == WindowKind.MONTH
                    || kind == WindowKind.ROLLING
                    || (kind == WindowKind.QUARTER
                            ? end.getMonthValue() % 3 == 0
                            : end.getMonthValue() == through.getMonthValue());
            BigDecimal sum = BigDecimal.ZERO;
            boolean whole = ends;
            for (int i = 0; i < length && whole; i++) {
                whole = figures.get(end.minusMonths(i)) instanceof Figure.Value;
                if (figures.get(end.minusMonths(i)) instanceof Figure.Value value) {
                    sum = sum.add(value.amount());
                }
            }
            if (whole) {
                complete.put(end, sum);
            }
        }
        return complete;
    }

    private static YearMonth end(WindowKind kind, YearMonth month) {
        return kind == WindowKind.YEAR
                ? month.withMonth(12)
                : kind == WindowKind.QUARTER ? month.withMonth((month.getMonthValue() + 2) / 3 * 3) : month;
    }

    @Property(seed = "1992", tries = 500)
    void ranksRecordsAndTheirMarginsAgreeWithBruteForce(
            @ForAll WindowKind kind,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -3, max = 9) Integer> values,
            @ForAll @IntRange(max = 59) int at) {
        Map<YearMonth, Figure> figures = series(values, Frequency.MONTHLY, FIRST);
        YearMonth through = end(kind, FIRST.plusMonths(at % values.size()));
        Map<YearMonth, BigDecimal> expected = byBruteForce(kind, through, figures);

        Records records = Records.of(spans(kind).of(through, figures), through);

        assertThat(records.windows().stream().filter(Span::isComplete))
                .extracting(Span::through)
                .containsExactlyElementsOf(expected.keySet().stream().sorted().toList());
        records.windows().stream().filter(Span::isComplete).forEach(window -> assertThat(window.value())
                .isEqualByComparingTo(expected.get(window.through())));
        BigDecimal own = expected.get(through);
        assertThat(records.target().isComplete()).isEqualTo(own != null);
        List<BigDecimal> earlier = expected.entrySet().stream()
                .filter(window -> window.getKey().isBefore(through))
                .map(Map.Entry::getValue)
                .toList();
        if (own == null) {
            assertThat(records.rank()).isNull();
            assertThat(records.high().isRecord() || records.low().isRecord()).isFalse();
            return;
        }
        Records.Rank rank = Objects.requireNonNull(records.rank());
        assertThat(rank.of()).isEqualTo(earlier.size() + 1).isEqualTo(records.compared());
        assertThat(rank.position())
                .isEqualTo(
                        1 + earlier.stream().filter(v -> v.compareTo(own) > 0).count());
        assertThat(rank.fromLowest())
                .isEqualTo(
                        1 + earlier.stream().filter(v -> v.compareTo(own) < 0).count());
        assertThat(rank.tiedWith()).hasSize((int)
                earlier.stream().filter(v -> v.compareTo(own) == 0).count());
        Records.Rank ofAll = Objects.requireNonNull(records.rankOfAll());
        assertThat(ofAll.position())
                .isEqualTo(1
                        + expected.values().stream()
                                .filter(v -> v.compareTo(own) > 0)
                                .count());
        assertThat(ofAll.of()).isEqualTo(expected.size());
        assertThat(records.high().isRecord())
                .isEqualTo(!earlier.isEmpty() && earlier.stream().allMatch(v -> v.compareTo(own) < 0));
        assertThat(records.low().isRecord())
                .isEqualTo(!earlier.isEmpty() && earlier.stream().allMatch(v -> v.compareTo(own) > 0));
        if (earlier.isEmpty()) {
            assertThat(records.high().previous()).isNull();
        } else {
            assertThat(Objects.requireNonNull(records.high().previous()).value())
                    .isEqualByComparingTo(Collections.max(earlier));
            assertThat(Objects.requireNonNull(records.low().previous()).value())
                    .isEqualByComparingTo(Collections.min(earlier));
            assertThat(Objects.requireNonNull(records.high().margin()).difference())
                    .isEqualByComparingTo(own.subtract(Collections.max(earlier)));
        }
        assertThat(Objects.requireNonNull(records.high().allTime()).value())
                .isEqualByComparingTo(Collections.max(expected.values()));
        YearMonth last = expected.entrySet().stream()
                .filter(window -> window.getKey().isBefore(through))
                .filter(window -> window.getValue().compareTo(own) >= 0)
                .map(Map.Entry::getKey)
                .max(YearMonth::compareTo)
                .orElse(null);
        Span lastAsHigh = records.high().lastAsExtreme();
        assertThat(lastAsHigh == null ? null : lastAsHigh.through()).isEqualTo(last);
    }

    @Property(seed = "1992", tries = 200)
    void theOrderInWhichFiguresArriveDoesNotMatter(
            @ForAll WindowKind kind,
            @ForAll @Size(min = 12, max = 48) List<@IntRange(min = -3, max = 9) Integer> values,
            @ForAll Random random) {
        Map<YearMonth, Figure> figures = series(values, Frequency.MONTHLY, FIRST);
        List<Map.Entry<YearMonth, Figure>> entries = new ArrayList<>(figures.entrySet());
        Collections.shuffle(entries, random);
        Map<YearMonth, Figure> shuffled = new LinkedHashMap<>();
        entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
        YearMonth through = end(kind, FIRST.plusMonths(values.size() - 1));

        assertThat(Records.of(spans(kind).of(through, shuffled), through))
                .isEqualTo(Records.of(spans(kind).of(through, figures), through));
    }

    @Property(seed = "1992", tries = 200)
    void whatIsInAQuarterOrYearDoesNotDependOnThePeriodsThatItCameIn(
            @ForAll @Size(min = 12, max = 40) List<@IntRange(max = 9) Integer> quarters) {
        YearMonth first = YearMonth.of(2001, 1);
        Map<YearMonth, Figure> quarterly = series(quarters, Frequency.QUARTERLY, first);
        Map<YearMonth, Figure> monthly = new HashMap<>();
        quarterly.forEach((start, figure) -> {
            if (figure instanceof Figure.Value value) {
                monthly.put(start, new Figure.Value(value.amount(), false));
                monthly.put(start.plusMonths(1), new Figure.Value(BigDecimal.ZERO, false));
                monthly.put(start.plusMonths(2), new Figure.Value(BigDecimal.ZERO, false));
            }
        });
        YearMonth through = YearMonth.of(2002, 12);
        for (WindowKind kind : List.of(WindowKind.QUARTER, WindowKind.YEAR, WindowKind.YEAR_TO_DATE)) {
            List<Span> one = new Spans(kind, 3, Frequency.QUARTERLY).of(through, quarterly);
            List<Span> other = new Spans(kind, 3, Frequency.MONTHLY).of(through, monthly);
            assertThat(other)
                    .extracting(Span::value)
                    .isEqualTo(one.stream().map(Span::value).toList());
        }
    }

    @Property(seed = "1992", tries = 200)
    void theNewestWindowIsTheLastOneThatIsComplete(
            @ForAll WindowKind kind,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -3, max = 9) Integer> values) {
        Map<YearMonth, Figure> figures = series(values, Frequency.MONTHLY, FIRST);
        YearMonth newest = null;
        for (int i = values.size() - 1; i >= 0 && newest == null; i--) {
            YearMonth through = FIRST.plusMonths(i);
            if (byBruteForce(kind, through, figures).containsKey(through)
                    && end(kind, through).equals(through)) {
                newest = through;
            }
        }
        assertThat(spans(kind).newest(figures).orElse(null)).isEqualTo(newest);
    }

    /** January to August 2024 at the figure of Maeil Business Newspaper, 2024-10-27; the rest is made up. */
    @Example
    void theSeedsRecordSince1992() {
        Map<YearMonth, Figure> figures = new HashMap<>();
        for (int year = 1992; year < 2024; year++) {
            for (int month = 1; month <= 12; month++) {
                figures.put(YearMonth.of(year, month), new Figure.Value(new BigDecimal(year - 1892 + ".25"), false));
            }
        }
        for (int month = 1; month <= 8; month++) {
            figures.put(
                    YearMonth.of(2024, month),
                    new Figure.Value(new BigDecimal(month < 8 ? "180" : "186.43"), month == 8));
        }
        YearMonth through = YearMonth.of(2024, 8);

        Records records = Records.of(spans(WindowKind.YEAR_TO_DATE).of(through, figures), through);

        assertThat(records.target().value()).isEqualByComparingTo("1446.43");
        assertThat(records.target().estimated()).isEqualTo(1);
        assertThat(records.target().label(WindowKind.YEAR_TO_DATE)).isEqualTo("2024-01..2024-08");
        assertThat(records.since()).isEqualTo(YearMonth.of(1992, 1));
        assertThat(records.rank()).isEqualTo(new Records.Rank(1, 33, 33, List.of()));
        assertThat(records.high().isRecord()).isTrue();
        assertThat(records.high().margin()).isEqualTo(Change.of(new BigDecimal("1050"), new BigDecimal("1446.43")));
        assertThat(Objects.requireNonNull(records.high().margin()).ratio()).isEqualByComparingTo("0.377552");
        assertThat(records.high().lastAsExtreme()).isNull();
        assertThat(records.low().lastAsExtreme()).isNotNull();
    }

    @Example
    void fromZeroThereIsAMarginButNoRatio() {
        Map<YearMonth, Figure> figures = series(List.of(0, 0, 5), Frequency.MONTHLY, FIRST);
        YearMonth through = FIRST.plusMonths(2);
        Records records = Records.of(spans(WindowKind.MONTH).of(through, figures), through);
        assertThat(records.high().margin())
                .isEqualTo(new Change(BigDecimal.valueOf(5), null, Change.NoRatio.BEFORE_ZERO));
        assertThat(Objects.requireNonNull(records.high().previous()).windows()).hasSize(2);
    }

    @Example
    void aTieIsNoRecord() {
        Map<YearMonth, Figure> figures = series(List.of(5, 3, 5), Frequency.MONTHLY, FIRST);
        YearMonth through = FIRST.plusMonths(2);
        Records records = Records.of(spans(WindowKind.MONTH).of(through, figures), through);
        assertThat(records.high().isRecord()).isFalse();
        assertThat(Objects.requireNonNull(records.rank()).position()).isEqualTo(1);
        assertThat(records.high().lastAsExtreme()).isEqualTo(records.windows().get(0));
    }

    @Example
    void yearsMakeNoMonthsAndAQuarterDoesNotEndInApril() {
        Map<YearMonth, Figure> years = series(List.of(1, 2), Frequency.ANNUAL, YearMonth.of(2020, 1));
        assertThat(new Spans(WindowKind.MONTH, 3, Frequency.ANNUAL).newest(years))
                .isEmpty();
        assertThat(new Spans(WindowKind.YEAR, 3, Frequency.ANNUAL).newest(years))
                .contains(YearMonth.of(2021, 12));
        assertThatThrownBy(() -> spans(WindowKind.QUARTER).of(YearMonth.of(2024, 4), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(seed = "1992", tries = 300)
    void contributionsAddUpToTheNetChangeExactly(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 100_000) Integer> before, @ForAll Random random) {
        List<Contributions.Pair> lines = before.stream()
                .map(value -> new Contributions.Pair(
                        BigDecimal.valueOf(value, 2), BigDecimal.valueOf(random.nextInt(100_000), 2)))
                .toList();
        Contributions result = Contributions.of(lines);
        BigDecimal net = Objects.requireNonNull(result.total().difference());
        assertThat(result.lines().stream()
                        .map(line -> Objects.requireNonNull(line.change().difference()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(net);
        if (net.signum() != 0) {
            assertThat(result.lines().stream()
                            .map(line -> Objects.requireNonNull(line.share()))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo("1");
        }
    }

    @Example
    void aLineWithoutAValueLeavesTheNetChangeOpen() {
        Contributions result = Contributions.of(List.of(
                new Contributions.Pair(BigDecimal.ONE, BigDecimal.TEN), new Contributions.Pair(null, BigDecimal.ONE)));
        assertThat(result.total().reason()).isEqualTo(Change.NoRatio.BEFORE_INCOMPLETE);
        assertThat(result.lines()).extracting(Contributions.Line::share).containsOnlyNulls();
        assertThat(result.lines().get(0).change().difference()).isEqualByComparingTo("9");
    }
}
