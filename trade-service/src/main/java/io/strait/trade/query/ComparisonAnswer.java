package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.analysis.Asymmetry;
import io.strait.trade.analysis.WindowKind;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.reference.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What two areas tell of the trade between them.
 *
 * @param basket which basket stands for the commodities; null where none does
 * @param flow of the reporter, null for both directions
 * @param pairs a view of either side; of one direction after the other, and in each of one source first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ComparisonAnswer(
        long revision,
        @Nullable Instant vintage,
        @Nullable Instant asOf,
        AreaRef reporter,
        AreaRef partner,
        List<String> commodities,
        BasketHistory.@Nullable Named basket,
        @Nullable String flow,
        boolean demonstration,
        List<Warning> warnings,
        List<PairItem> pairs) {
    /**
     * @param commonMonth the latest month in which all lines of both sides have a value; null when there is none
     * @param through the month compared
     * @param exporterView what the exporter tells, null when it tells nothing; likewise the importer's
     * @param month how far apart the two are in that month; likewise from January on
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PairItem(
            AreaRef exporter,
            AreaRef importer,
            @Nullable String commonMonth,
            @Nullable String through,
            @Nullable ViewItem exporterView,
            @Nullable ViewItem importerView,
            Apart month,
            Apart yearToDate) {
        static PairItem of(
                Comparisons.Pair pair,
                List<String> asked,
                Function<Integer, AreaRef> areas,
                Function<String, Source> sources) {
            ViewItem exports = ViewItem.of(pair.exports(), pair.through(), asked, areas, sources);
            ViewItem imports = ViewItem.of(pair.imports(), pair.through(), asked, areas, sources);
            return new PairItem(
                    areas.apply(pair.exporter()),
                    areas.apply(pair.importer()),
                    text(pair.common()),
                    text(pair.through()),
                    exports,
                    imports,
                    Apart.of(exports, imports, ViewItem::month),
                    Apart.of(exports, imports, ViewItem::yearToDate));
        }
    }

    /**
     * One side's own view, in its own currency and on its own basis.
     *
     * @param basis CIF or FOB, where the source tells it; null where it does not
     * @param newest the newest month in which all its lines have a value
     * @param notHeld commodities of the question that it does not have; they are in no sum
     * @param month of all its lines together, beside the same month a year before; null without a month to compare
     * @param fullYear the newest calendar year, up to that month's, in which no month is missing
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ViewItem(
            AreaRef reporter,
            AreaRef partner,
            String flow,
            ObservationAnswer.SourceRef source,
            String classification,
            String currency,
            String unit,
            @Nullable String basis,
            @Nullable String newest,
            List<String> notHeld,
            @Nullable Measured month,
            @Nullable Measured yearToDate,
            @Nullable Measured fullYear,
            List<LineItem> lines) {
        static @Nullable ViewItem of(
                Comparisons.@Nullable View view,
                @Nullable YearMonth through,
                List<String> asked,
                Function<Integer, AreaRef> areas,
                Function<String, Source> sources) {
            if (view == null) {
                return null;
            }
            List<String> bases = view.lines().values().stream()
                    .map(line -> String.valueOf(line.basis()))
                    .distinct()
                    .toList();
            SideFigures month = SideFigures.of(view, WindowKind.MONTH, through);
            SideFigures toDate = SideFigures.of(view, WindowKind.YEAR_TO_DATE, through);
            SideFigures fullYear = SideFigures.fullYear(view, through);
            return new ViewItem(
                    areas.apply(view.reporter()),
                    areas.apply(view.partner()),
                    view.flow(),
                    ObservationAnswer.SourceRef.of(sources.apply(view.source())),
                    view.classification(),
                    view.currency(),
                    "units of " + view.currency(),
                    bases.size() == 1 && !bases.get(0).equals("null") ? bases.get(0) : null,
                    view.newest(YearMonth.of(9999, 12)).map(YearMonth::toString).orElse(null),
                    asked.stream()
                            .filter(code -> !view.lines().containsKey(code))
                            .toList(),
                    month == null ? null : month.total(),
                    toDate == null ? null : toDate.total(),
                    fullYear == null ? null : fullYear.total(),
                    view.lines().values().stream()
                            .map(line -> new LineItem(
                                    line.series().commodity(),
                                    line.series().seriesKey(),
                                    line.basis(),
                                    month == null
                                            ? null
                                            : month.line(line.series().commodity()),
                                    toDate == null
                                            ? null
                                            : toDate.line(line.series().commodity()),
                                    through == null ? null : BasketParts.of(line, through, through),
                                    through == null ? null : BasketParts.of(line, through.withMonth(1), through)))
                            .toList());
        }
    }

    /**
     * One commodity of a view, or its basket.
     *
     * @param monthParts of a basket's month: how much is by factor, what is left out; null for a commodity
     * @param yearToDateParts likewise from January on
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LineItem(
            String commodity,
            String seriesKey,
            @Nullable String basis,
            @Nullable Measured month,
            @Nullable Measured yearToDate,
            @Nullable BasketParts monthParts,
            @Nullable BasketParts yearToDateParts) {}

    /**
     * A window beside the same one a year before.
     *
     * @param value null when a month is missing, or one of a line
     * @param sumOfPresent of the months there are; null when there is none
     * @param estimated how many of the months added up are estimates
     * @param difference the value less the one before
     * @param ratio 0.1 is 10 % more; null for {@code reason}
     * @param share of a line in the net change of all; they add up to 1. Null for all of them together
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Measured(
            String window,
            @Nullable BigDecimal value,
            @Nullable BigDecimal sumOfPresent,
            int estimated,
            List<Missing> missing,
            String beforeWindow,
            @Nullable BigDecimal before,
            @Nullable BigDecimal difference,
            @Nullable BigDecimal ratio,
            @Nullable String reason,
            @Nullable BigDecimal share) {}

    /** A month without a value, of this year or the one before: NOT_REPORTED, MISSING or SUPPRESSED. */
    @Schema(name = "ComparisonGap")
    record Missing(String commodity, String period, String reason) {}

    /**
     * @param difference the importer's value less the exporter's
     * @param ratio {@code |E - I| / (E + I)}; null for {@code reason}. Values in two currencies have neither
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Apart(
            @Nullable BigDecimal difference,
            @Nullable BigDecimal ratio,
            @Nullable String reason) {
        static Apart of(
                @Nullable ViewItem exports,
                @Nullable ViewItem imports,
                Function<ViewItem, @Nullable Measured> measure) {
            Asymmetry asymmetry;
            if (exports == null || imports == null) {
                asymmetry = Asymmetry.not(Asymmetry.Reason.NO_COUNTERPART);
            } else if (!exports.currency().equals(imports.currency())) {
                asymmetry = Asymmetry.not(Asymmetry.Reason.CURRENCIES_DIFFER);
            } else if (!exports.notHeld().equals(imports.notHeld())) {
                asymmetry = Asymmetry.not(Asymmetry.Reason.COMMODITIES_DIFFER);
            } else {
                Measured one = measure.apply(exports);
                Measured other = measure.apply(imports);
                asymmetry = Asymmetry.of(one == null ? null : one.value(), other == null ? null : other.value());
            }
            return new Apart(
                    PlainNumbers.plain(asymmetry.difference()),
                    PlainNumbers.plain(asymmetry.ratio()),
                    asymmetry.reason() == null ? null : asymmetry.reason().name());
        }
    }

    private static @Nullable String text(@Nullable YearMonth month) {
        return month == null ? null : Objects.toString(month);
    }
}
