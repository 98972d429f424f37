package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strait.trade.analysis.ValueChange;
import io.strait.trade.reference.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All vintages of one period.
 *
 * @param revision the newest one that was looked at
 * @param vintage since when it holds
 * @param demonstration whether some figure is made up
 * @param items by series, in each the oldest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record VintageAnswer(
        String period,
        long revision,
        @Nullable Instant vintage,
        int count,
        boolean demonstration,
        List<Source> sources,
        Map<String, String> units,
        List<Warning> warnings,
        List<Item> items) {
    /**
     * What was told of the period at one time.
     *
     * @param current whether it is what holds now
     * @param vintageKind PROVISIONAL, DETAILED, REVISED or FIXED; null when the source did not say
     * @param publishedAt when the source published it; null when it did not say
     * @param vintage when it was loaded, and so what asOf goes by
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "VintageItem")
    record Item(
            @JsonUnwrapped SeriesRef series,
            String period,
            @JsonUnwrapped Measures measures,
            Change change,
            boolean current,
            @Nullable String vintageKind,
            @Nullable Instant publishedAt,
            Instant vintage,
            long revision,
            IngestRef ingest) {
        static Item of(String period, Vintages.Told told, Source source, AreaRef.Lookup areas) {
            StoredVintage stored = told.vintage();
            StoredRevision revision = stored.revision();
            return new Item(
                    SeriesRef.of(stored.series(), source, areas),
                    period,
                    stored.measures(),
                    Change.of(told.change()),
                    stored.current(),
                    revision.vintageKind(),
                    revision.publishedAt(),
                    revision.vintage(),
                    revision.number(),
                    IngestRef.of(revision.ingest()));
        }
    }

    /**
     * Of the primary value, from the vintage before it.
     *
     * @param relative 0.1 is 10 % more; null for {@code reason}
     * @param reason FIRST_VINTAGE, ZERO_BEFORE, MISSING_BEFORE, SUPPRESSED_BEFORE, MISSING or SUPPRESSED
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "VintageChange")
    record Change(
            @Nullable BigDecimal absolute,
            @Nullable BigDecimal relative,
            @Nullable String reason) {
        static Change of(ValueChange change) {
            return new Change(
                    PlainNumbers.plain(change.absolute()),
                    PlainNumbers.plain(change.relative()),
                    change.reason() == null ? null : change.reason().name());
        }
    }
}
