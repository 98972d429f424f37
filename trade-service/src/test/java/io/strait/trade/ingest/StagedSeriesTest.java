package io.strait.trade.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.ingest.format.TradeRow;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StagedSeriesTest {
    @Test
    void aSeriesHasOneNumberAndItsPeriods() {
        StagedSeries series = new StagedSeries(10);
        int first = series.number(row("8541", Period.month(2024, 3)));
        int second = series.number(row("8542", Period.month(2024, 3)));
        assertThat(series.number(row("8541", Period.month(2023, 12)))).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);

        StagedSeries.Entry entry = entry(series.take(), first);
        assertThat(entry.rows()).isEqualTo(2);
        assertThat(entry.first()).isEqualTo(Period.month(2023, 12));
        assertThat(entry.last()).isEqualTo(Period.month(2024, 3));
        assertThat(entry.repeats()).isFalse();
    }

    @Test
    void aMonthAndAYearAreOfTwoSeries() {
        StagedSeries series = new StagedSeries(10);
        int month = series.number(row("8541", Period.month(2024, 1)));
        int year = series.number(row("8541", Period.year(2024)));
        assertThat(year).isNotEqualTo(month);
        assertThat(entry(series.take(), year).frequency).isEqualTo(Frequency.ANNUAL);
    }

    @Test
    void whenItIsFullItsNumbersGoOn() {
        StagedSeries series = new StagedSeries(1);
        assertThat(series.isFull()).isFalse();
        int first = series.number(row("8541", Period.year(2024)));
        assertThat(series.isFull()).isTrue();
        assertThat(series.take()).hasSize(1);
        assertThat(series.isFull()).isFalse();
        assertThat(series.number(row("8541", Period.year(2025)))).isNotEqualTo(first);
    }

    @Property(seed = "11", tries = 300)
    void aPeriodThatComesTwiceIsNoticed(@ForAll @Size(min = 1, max = 30) List<@IntRange(max = 400) Integer> months) {
        StagedSeries series = new StagedSeries(10);
        Set<Integer> distinct = new HashSet<>(months);
        for (int month : months) {
            series.number(row("8541", Period.month(1990, 1).plus(month)));
        }
        StagedSeries.Entry entry = series.take().get(0);
        assertThat(entry.repeats()).isEqualTo(distinct.size() < months.size());
        assertThat(entry.rows()).isEqualTo(months.size());
    }

    private static StagedSeries.Entry entry(List<StagedSeries.Entry> entries, int number) {
        return entries.stream().filter(e -> e.number == number).findFirst().orElseThrow();
    }

    private static TradeRow row(String commodity, Period period) {
        return new TradeRow(
                1,
                period,
                new TradeRow.Dimensions(410, 392, 0, "X", "H6", commodity, "C00", "0", "0", "USD"),
                new TradeRow.Figures(BigDecimal.ONE, null, null, null, null, null, null, null, null, 0));
    }
}
