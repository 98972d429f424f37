package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strait.trade.query.RevisionStore.Change;
import io.strait.trade.reference.Source;
import io.strait.trade.series.Period;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of changes.
 *
 * @param firstRevision the first revision that was looked through
 * @param revision the last one; every page of a list has the same
 * @param vintage since when it holds
 * @param count changes on this page, which may be fewer than the limit though there is a next one
 * @param demonstration whether some figure on this page is made up
 * @param next the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RevisionAnswer(
        long firstRevision,
        long revision,
        @Nullable Instant vintage,
        int count,
        boolean demonstration,
        List<Source> sources,
        Map<String, String> units,
        List<Warning> warnings,
        List<Item> items,
        @Nullable String next) {
    /**
     * What became of one figure in one revision.
     *
     * @param change ADDED, REVISED or REMOVED
     * @param changed names of the members that differ between before and after; all others say the same in both
     * @param before null when it was never held before
     * @param vintage when the revision came into force
     * @param vintageKind PROVISIONAL, DETAILED, REVISED or FIXED; null when the source did not say
     * @param publishedAt when the source published it; null when it did not say
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "RevisionItem")
    record Item(
            @JsonUnwrapped SeriesRef series,
            String period,
            String change,
            List<String> changed,
            @Nullable Measures before,
            Measures after,
            long revision,
            Instant vintage,
            @Nullable String vintageKind,
            @Nullable Instant publishedAt,
            IngestRef ingest) {
        static Item of(Change change, Source source, AreaRef.Lookup areas) {
            StoredSeries series = change.of().series();
            StoredRevision revision = change.of().revision();
            Measures before = change.before();
            return new Item(
                    SeriesRef.of(series, source, areas),
                    new Period(series.frequency(), change.periodStart()).toString(),
                    change.kind().name(),
                    before == null ? List.of() : Measures.changed(before, change.after()),
                    before,
                    change.after(),
                    revision.number(),
                    revision.vintage(),
                    revision.vintageKind(),
                    revision.publishedAt(),
                    IngestRef.of(revision.ingest()));
        }
    }
}
