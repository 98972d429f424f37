package io.strait.trade.record;

import io.strait.events.TradeEvent;
import io.strait.events.TradeEvent.RecordBroken;
import io.strait.events.outbox.Outbox;
import io.strait.trade.analysis.RecordNews;
import io.strait.trade.analysis.WindowKind;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which records an ingest broke. It costs a bounded time, whatever the ingest changed: series that the ingest
 * brought first are left out (with nothing before, everything would be a record), and of the others a tenth is looked
 * at, at least {@value #MIN_SERIES} and at most {@value #MAX_SERIES}: the coarsest levels of commodities first, World
 * before its partners. What is left out so is said in the job's notes. Only series whose breakdowns are totals are looked at. Stateless.
 */
public final class RecordEvents {
    /** At twenty years of months these are a quarter of a million figures to add up. */
    static final int MIN_SERIES = 1_000;

    /** Beyond it a look would take seconds, whatever the ingest takes. */
    static final int MAX_SERIES = 5_000;

    /** Events of one ingest. */
    static final int MAX_EVENTS = 1_000;

    private RecordEvents() {}

    /** A record, and the series it is of. */
    record Broken(RecordCandidates.Candidate series, RecordNews news) {}

    /**
     * What was found.
     *
     * @param notes what was left out, for the job
     */
    public static final class Found {
        /** Of an ingest that changed nothing. */
        public static final Found NONE = new Found(List.of(), List.of());

        private final List<Broken> broken;
        private final List<String> notes;

        Found(List<Broken> broken, List<String> notes) {
            this.broken = broken;
            this.notes = notes;
        }

        public List<String> notes() {
            return notes;
        }
    }

    /**
     * The long part, for which the vintage need not be known. To be called when the revision's figures and its rows in
     * {@code series_revision} are written.
     */
    public static Found find(Connection connection, long revision) throws SQLException {
        List<String> notes = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        RecordCandidates.Chosen chosen = RecordCandidates.choose(connection, revision, MIN_SERIES, MAX_SERIES);
        if (chosen.all() > chosen.looked()) {
            notes.add("records were looked for in " + chosen.looked() + " of " + chosen.all()
                    + " series that had figures before, those of the coarsest commodities");
        }
        if (chosen.looked() == 0 || RecordCandidates.sift(connection, revision) == 0) {
            return new Found(broken, notes);
        }
        long[] more = {0};
        RecordCandidates.read(connection, revision, (series, before, after) -> {
            for (RecordNews news : RecordNews.of(series.frequency(), before, after)) {
                if (broken.size() < MAX_EVENTS) {
                    broken.add(new Broken(series, news));
                } else {
                    more[0]++;
                }
            }
        });
        if (more[0] > 0) {
            notes.add(MAX_EVENTS + " broken records are told as events, " + more[0]
                    + " more are not: GET /trade/v1/records gives each");
        }
        return new Found(broken, notes);
    }

    /** Tells what was found, in the caller's transaction: no event without its figures. */
    public static void tell(
            Connection connection,
            Found found,
            long revision,
            Instant vintage,
            String ingestId,
            @Nullable String traceparent)
            throws SQLException {
        List<RecordBroken> events = found.broken.stream()
                .map(broken -> event(broken.series(), broken.news(), revision, vintage, ingestId))
                .toList();
        Outbox.append(connection, events, traceparent);
    }

    private static RecordBroken event(
            RecordCandidates.Candidate series, RecordNews news, long revision, Instant vintage, String ingestId) {
        BigDecimal previous = news.previous().value();
        return new RecordBroken(
                series.key(),
                new TradeEvent.Series(
                        series.source(),
                        series.frequency().code(),
                        series.reporter(),
                        series.partner(),
                        series.flow(),
                        series.classification(),
                        series.commodity()),
                kind(news.kind()),
                news.side().name(),
                last(series.frequency(), news.window().through()),
                news.value(),
                series.currency(),
                previous,
                last(series.frequency(), news.previous().windows().get(0).through()),
                news.value().subtract(previous),
                news.window().estimated(),
                period(series.frequency(), news.since()),
                news.compared(),
                ingestId,
                vintage,
                revision);
    }

    private static String kind(WindowKind kind) {
        if (kind == WindowKind.ROLLING) {
            throw new IllegalArgumentException("window: rolling ones are not told as events");
        }
        return kind.name();
    }

    /** The period that ends with the month. */
    private static String last(Frequency frequency, YearMonth through) {
        return period(frequency, through.minusMonths(frequency.months() - 1L));
    }

    private static String period(Frequency frequency, YearMonth first) {
        return new Period(frequency, first.atDay(1)).toString();
    }
}
