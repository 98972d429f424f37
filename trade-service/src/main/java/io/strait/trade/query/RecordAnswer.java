package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.analysis.Change;
import io.strait.trade.analysis.Records;
import io.strait.trade.analysis.Span;
import io.strait.trade.analysis.WindowKind;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.reference.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Ranks and records of a window.
 *
 * @param basket which basket stands for the commodity; null where none does
 * @param results one a series, which is one source, one frequency and one classification: never mixed; real sources
 *     first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RecordAnswer(
        long revision,
        @Nullable Instant vintage,
        @Nullable Instant asOf,
        AreaRef reporter,
        AreaRef partner,
        String commodity,
        BasketHistory.@Nullable Named basket,
        String flow,
        String window,
        @Nullable Integer months,
        boolean demonstration,
        List<Warning> warnings,
        List<Result> results) {
    /**
     * @param newestThrough the last month of the series' newest complete window, whatever was asked for
     * @param since the first window that is compared
     * @param rank among the complete windows up to the one asked for; null when that is incomplete
     * @param rankOfAll likewise with the later ones
     * @param complete how many windows of the series are complete
     * @param incomplete the others, which are never compared
     * @param parts of a basket's window: how much is by factor, what is left out; null for a commodity
     * @param vintage when the newest figure of the window came; null when it has none
     * @param windows all of them, on request
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "RecordResult")
    record Result(
            String seriesKey,
            ObservationAnswer.SourceRef source,
            String frequency,
            String classification,
            String currency,
            String unit,
            @Nullable BigDecimal value,
            WindowItem window,
            @Nullable String newestThrough,
            @Nullable String since,
            @Nullable RankItem rank,
            @Nullable RankItem rankOfAll,
            ExtremeItem high,
            ExtremeItem low,
            int complete,
            List<String> incomplete,
            @Nullable BasketParts parts,
            @Nullable Instant vintage,
            @Nullable List<WindowItem> windows) {
        static Result of(RecordRanks.Ranked ranked, RecordQuery query, Source source) {
            Records records = ranked.records();
            WindowKind kind = query.window();
            List<Span> complete =
                    records.windows().stream().filter(Span::isComplete).toList();
            return new Result(
                    ranked.series().seriesKey(),
                    ObservationAnswer.SourceRef.of(source),
                    ranked.series().frequency().code(),
                    ranked.series().classification(),
                    ranked.series().currency(),
                    "units of " + ranked.series().currency(),
                    PlainNumbers.plain(records.target().value()),
                    WindowItem.of(records.target(), kind),
                    ranked.newest() == null ? null : ranked.newest().toString(),
                    complete.isEmpty() || records.since() == null
                            ? null
                            : complete.get(0).label(kind),
                    RankItem.of(records.rank(), kind),
                    RankItem.of(records.rankOfAll(), kind),
                    ExtremeItem.of(records.high(), kind),
                    ExtremeItem.of(records.low(), kind),
                    complete.size(),
                    records.windows().stream()
                            .filter(window -> !window.isComplete())
                            .map(window -> window.label(kind))
                            .toList(),
                    ranked.parts(),
                    ranked.vintage(),
                    query.windows()
                            ? records.windows().stream()
                                    .map(window -> WindowItem.of(window, kind))
                                    .toList()
                            : null);
        }
    }

    /**
     * @param present how many of its periods have a value
     * @param estimated how many of these are estimates
     * @param sumOfPresent null when none has a value
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "RecordWindow")
    record WindowItem(
            String window,
            String from,
            String through,
            @Nullable BigDecimal value,
            boolean complete,
            int present,
            int estimated,
            @Nullable BigDecimal sumOfPresent,
            List<Missing> missing) {
        /** The first month of a period without a value, and why: NOT_REPORTED, MISSING or SUPPRESSED. */
        @Schema(name = "RecordGap")
        record Missing(String period, String reason) {}

        static WindowItem of(Span span, WindowKind kind) {
            return new WindowItem(
                    span.label(kind),
                    span.from().toString(),
                    span.through().toString(),
                    PlainNumbers.plain(span.value()),
                    span.isComplete(),
                    span.present(),
                    span.estimated(),
                    span.present() == 0 ? null : PlainNumbers.plain(span.sumOfPresent()),
                    span.gaps().stream()
                            .map(gap -> new Missing(
                                    gap.month().toString(), gap.reason().name()))
                            .toList());
        }
    }

    /** {@code position} 1 is the highest, {@code fromLowest} 1 the lowest; equal values share the better one. */
    @Schema(name = "RecordRank")
    record RankItem(int position, int fromLowest, int of, List<String> tiedWith) {
        static @Nullable RankItem of(Records.@Nullable Rank rank, WindowKind kind) {
            return rank == null
                    ? null
                    : new RankItem(rank.position(), rank.fromLowest(), rank.of(), labels(rank.tiedWith(), kind));
        }
    }

    /**
     * @param isRecord beyond every earlier complete window, of which there is at least one
     * @param previousBest the most extreme of the earlier complete windows, and how far the value is from it
     * @param lastAsExtreme the newest earlier window at least as extreme: "the highest since"; null for a record
     * @param allTime the most extreme of all complete windows, later ones too
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ExtremeItem(
            boolean isRecord,
            @Nullable Best previousBest,
            @Nullable String lastAsExtreme,
            @Nullable AllTime allTime) {
        static ExtremeItem of(Records.Extreme extreme, WindowKind kind) {
            Records.Best previous = extreme.previous();
            Records.Best allTime = extreme.allTime();
            Change margin = extreme.margin();
            return new ExtremeItem(
                    extreme.isRecord(),
                    previous == null || margin == null
                            ? null
                            : new Best(
                                    PlainNumbers.plain(previous.value()),
                                    labels(previous.windows(), kind),
                                    PlainNumbers.plain(margin.difference()),
                                    PlainNumbers.plain(margin.ratio()),
                                    margin.reason() == null
                                            ? null
                                            : margin.reason().name()),
                    extreme.lastAsExtreme() == null
                            ? null
                            : extreme.lastAsExtreme().label(kind),
                    allTime == null
                            ? null
                            : new AllTime(PlainNumbers.plain(allTime.value()), labels(allTime.windows(), kind)));
        }
    }

    /** {@code ratio} 0.1 is 10 % more; null for {@code reason}. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "RecordBest")
    record Best(
            @Nullable BigDecimal value,
            List<String> windows,
            @Nullable BigDecimal difference,
            @Nullable BigDecimal ratio,
            @Nullable String reason) {}

    /** A value, and the windows that have it. */
    record AllTime(@Nullable BigDecimal value, List<String> windows) {}

    private static List<String> labels(List<Span> windows, WindowKind kind) {
        return windows.stream().map(window -> window.label(kind)).toList();
    }
}
