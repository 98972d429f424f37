package io.strait.trade.query;

import io.strait.trade.analysis.Records;
import io.strait.trade.analysis.Span;
import io.strait.trade.analysis.Spans;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ranks and records of each series that answers a query. */
@ApplicationScoped
class RecordRanks {
    /**
     * @param parts of the window, null for a commodity
     * @param newest the last month of the series' newest complete window, whatever was asked for
     * @param vintage when the newest figure of the window came; null when it has none
     */
    record Ranked(
            SeriesFigures.Of series,
            Records records,
            @Nullable BasketParts parts,
            @Nullable YearMonth newest,
            @Nullable Instant vintage) {}

    /** In the order of the series keys. */
    record Results(SeriesReader.State state, List<Ranked> results) {}

    private final SeriesReader reader;

    RecordRanks(SeriesReader reader) {
        this.reader = reader;
    }

    SeriesReader.State state(RecordQuery query) {
        return reader.state(query.selection(), query.asOf());
    }

    /** @param state what {@link #state} gave a moment ago */
    Results read(RecordQuery query, SeriesReader.State state) {
        SeriesReader.Read read = reader.read(query.selection(), query.asOf(), state);
        return new Results(
                read.state(),
                read.series().stream()
                        .flatMap(series -> rank(query, series).stream())
                        .toList());
    }

    /** Empty for a series that has no such window: years make no months. */
    private static Optional<Ranked> rank(RecordQuery query, SeriesFigures series) {
        Spans spans = new Spans(query.window(), query.months(), series.frequency());
        YearMonth newest = spans.newest(series.figures()).orElse(null);
        YearMonth through = query.through() == null ? newest : query.through();
        if (!spans.possible() || through == null || !spans.endsWith(through)) {
            return Optional.empty();
        }
        Records records = Records.of(spans.of(through, series.figures()), through);
        Span target = records.target();
        return Optional.of(new Ranked(
                series.series(),
                records,
                BasketParts.of(series, target.from(), target.through()),
                newest,
                series.vintage(target.from(), target.through())));
    }
}
