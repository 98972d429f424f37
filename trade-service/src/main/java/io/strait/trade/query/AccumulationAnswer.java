package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.analysis.Accumulation;
import io.strait.trade.analysis.Window;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.reference.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Year-to-date values.
 *
 * @param basket which basket stands for the commodity; null where none does
 * @param window what is added up, of every year
 * @param results one a series, which is one source and one classification: never mixed; real sources first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccumulationAnswer(
        long revision,
        @Nullable Instant vintage,
        @Nullable Instant asOf,
        AreaRef reporter,
        AreaRef partner,
        String commodity,
        BasketHistory.@Nullable Named basket,
        String flow,
        Through window,
        boolean demonstration,
        List<Warning> warnings,
        List<Result> results) {
    /** January through {@code through}'s month. */
    record Through(String from, String through, int months) {}

    /**
     * @param value of the window asked for; null when a month is missing
     * @param since the first year that is compared
     * @param rank among the complete windows from {@code since} to the year asked for
     * @param rankOfAll likewise with the later years
     * @param isRecord above every earlier complete window, of which there is at least one
     * @param incompleteYears windows that are not compared, for a month is missing
     * @param parts of a basket's window asked for: how much is by factor, what is left out; null for a commodity
     * @param vintage when the newest figure of the window asked for came; null when it has none
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Result(
            String seriesKey,
            ObservationAnswer.SourceRef source,
            String classification,
            String currency,
            String unit,
            @Nullable BigDecimal value,
            WindowItem window,
            @Nullable Integer since,
            @Nullable RankItem rank,
            @Nullable RankItem rankOfAll,
            boolean isRecord,
            @Nullable Best previousBest,
            Growth yearOnYear,
            List<Integer> incompleteYears,
            @Nullable BasketParts parts,
            @Nullable Instant vintage,
            List<WindowItem> years) {
        static Result of(Accumulations.Result read, Source source) {
            SeriesFigures.Of series = read.series();
            Accumulation accumulation = read.accumulation();
            return new Result(
                    series.seriesKey(),
                    ObservationAnswer.SourceRef.of(source),
                    series.classification(),
                    series.currency(),
                    "units of " + series.currency(),
                    PlainNumbers.plain(accumulation.target().value()),
                    WindowItem.of(accumulation.target()),
                    accumulation.since(),
                    RankItem.of(accumulation.rank()),
                    RankItem.of(accumulation.rankOfAll()),
                    accumulation.isRecord(),
                    Best.of(accumulation.previousBest()),
                    Growth.of(accumulation.yearOnYear()),
                    accumulation.windows().stream()
                            .filter(window -> !window.isComplete())
                            .map(Window::year)
                            .toList(),
                    read.parts(),
                    read.vintage(),
                    accumulation.windows().stream().map(WindowItem::of).toList());
        }
    }

    /** A window of one year. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WindowItem(
            int year,
            @Nullable BigDecimal value,
            boolean complete,
            int monthsPresent,
            int monthsEstimated,
            @Nullable BigDecimal sumOfPresent,
            List<Gap> missingMonths) {
        static WindowItem of(Window window) {
            return new WindowItem(
                    window.year(),
                    PlainNumbers.plain(window.value()),
                    window.isComplete(),
                    window.monthsPresent(),
                    window.monthsEstimated(),
                    PlainNumbers.plain(window.sumOfPresent()),
                    window.gaps().stream()
                            .map(gap ->
                                    new Gap(gap.month().toString(), gap.reason().name()))
                            .toList());
        }
    }

    /** A month without a value; the reason is NOT_REPORTED, MISSING or SUPPRESSED. */
    record Gap(String month, String reason) {}

    /** Position 1 is the highest; equal values share a position. */
    record RankItem(int position, int of, List<Integer> tiedWith) {
        static @Nullable RankItem of(Accumulation.@Nullable Rank rank) {
            return rank == null ? null : new RankItem(rank.position(), rank.of(), rank.tiedWith());
        }
    }

    /** The best of the earlier complete windows, and how much the value is above it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Best(
            @Nullable BigDecimal value,
            List<Integer> years,
            @Nullable BigDecimal difference) {
        static @Nullable Best of(Accumulation.@Nullable PreviousBest best) {
            return best == null
                    ? null
                    : new Best(PlainNumbers.plain(best.value()), best.years(), PlainNumbers.plain(best.difference()));
        }
    }

    /** {@code ratio} 0.1 is 10 % more; null for {@code reason}. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Growth(
            int previousYear,
            @Nullable BigDecimal previousValue,
            @Nullable BigDecimal ratio,
            @Nullable String reason) {
        static Growth of(Accumulation.Growth growth) {
            return new Growth(
                    growth.previousYear(),
                    PlainNumbers.plain(growth.previousValue()),
                    PlainNumbers.plain(growth.ratio()),
                    growth.reason() == null ? null : growth.reason().name());
        }
    }
}
