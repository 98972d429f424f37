package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.concordance.Concordances;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures by another classification.
 *
 * @param level digits of the codes that were read: one level, so that nothing counts twice
 * @param results one a source and currency: never mixed; real sources first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ConvertedAnswer(
        long revision,
        @Nullable Instant vintage,
        @Nullable Instant asOf,
        Table table,
        AreaRef reporter,
        AreaRef partner,
        String flow,
        int level,
        boolean demonstration,
        List<Warning> warnings,
        List<Result> results) {
    /** The table that was converted by, and who made it. */
    record Table(String from, String to, int version, String table, Instant loadedAt) {
        static Table of(Concordances.Table table) {
            return new Table(table.from(), table.to(), table.version(), table.table(), table.loadedAt());
        }
    }

    /**
     * @param classification of the answer
     * @param convertedFrom of the figures that were read
     * @param vintage when the newest of these came
     * @param periods those with a figure
     */
    record Result(
            ObservationAnswer.SourceRef source,
            String classification,
            String convertedFrom,
            String currency,
            String unit,
            Instant vintage,
            List<ConvertedPeriod> periods) {
        static Result of(ConvertedFigures.Series series, ConvertedQuery query, Source source) {
            return new Result(
                    ObservationAnswer.SourceRef.of(source),
                    query.to(),
                    query.from(),
                    series.currency(),
                    "units of " + series.currency(),
                    series.vintage(),
                    series.periods());
        }
    }
}
