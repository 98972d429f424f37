package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strait.trade.reference.Source;
import io.strait.trade.series.Period;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of what is held.
 *
 * @param revision the newest one when the page was read; a later page may be of a later one
 * @param vintage since when it holds
 * @param count reporters on this page, each once for every source and frequency
 * @param demonstration whether some figures counted here are made up
 * @param next the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AvailabilityAnswer(
        long revision,
        @Nullable Instant vintage,
        int count,
        boolean demonstration,
        List<Source> sources,
        List<Warning> warnings,
        List<Item> items,
        @Nullable String next) {
    /**
     * What a reporter has in one source and frequency.
     *
     * @param slices the same by flow, classification and level
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AvailabilityItem")
    record Item(
            ObservationAnswer.SourceRef source,
            String frequency,
            AreaRef reporter,
            @JsonUnwrapped Extent extent,
            List<Slice> slices) {
        static Item of(Availability.OfReporter reporter, Source source, AreaRef.Lookup areas) {
            HeldSlice any = reporter.slices().get(0);
            return new Item(
                    ObservationAnswer.SourceRef.of(source),
                    any.frequency().code(),
                    areas.of(any.reporter()),
                    Extent.of(reporter.held()),
                    reporter.slices().stream().map(Slice::of).toList());
        }
    }

    /** @param commodityLevel digits of the commodities' codes; 0 is TOTAL */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Slice(
            String flow,
            String classification,
            int commodityLevel,
            @JsonUnwrapped Extent extent) {
        static Slice of(HeldSlice slice) {
            return new Slice(slice.flow(), slice.classification(), slice.level(), Extent.of(slice.held()));
        }
    }

    /**
     * How much is held.
     *
     * @param periods how many have an observation
     * @param missingPeriods those between the first and the newest that have none, as the parameter period takes them
     * @param refreshed the newest revision that changed something
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Extent(
            long series,
            long observations,
            String firstPeriod,
            String newestPeriod,
            int periods,
            List<String> missingPeriods,
            Refreshed refreshed) {
        static Extent of(Held held) {
            List<Period> missing = PeriodGaps.missing(held.periods());
            return new Extent(
                    held.series(),
                    held.observations(),
                    held.periods().first().toString(),
                    held.periods().last().toString(),
                    held.periods().size(),
                    PeriodGaps.ranges(missing),
                    new Refreshed(held.refreshed().number(), held.refreshed().vintage()));
        }
    }

    /** A revision, and since when it holds. */
    record Refreshed(long revision, @Nullable Instant vintage) {}
}
