package io.strait.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What trade-service tells of, on topic {@value #TOPIC}. */
public sealed interface TradeEvent extends ChangeEvent {
    String TOPIC = "strait.trade.v1";

    /** Rows of an ingest: {@code read = accepted + unchanged + revised + rejected} once it is complete. */
    record Counts(long read, long accepted, long unchanged, long revised, long rejected) {}

    /** An ingest is under way. {@code phase} is {@code RECEIVING}, {@code STAGED} or {@code APPLYING}. */
    record IngestProgressed(String ingestId, String source, String phase, Counts rows) implements TradeEvent {
        @Override
        public String type() {
            return "strait.trade.ingest.progressed";
        }

        @Override
        public String subject() {
            return ingestId;
        }
    }

    /** An ingest is visible to every reader from {@code vintage} on, as data revision {@code revision}. */
    record IngestCompleted(
            String ingestId, String source, Counts rows, long seriesChanged, Instant vintage, long revision)
            implements TradeEvent {
        @Override
        public String type() {
            return "strait.trade.ingest.completed";
        }

        @Override
        public String subject() {
            return ingestId;
        }
    }

    /** An ingest left nothing behind. {@code reason} is the slug of a problem type, {@code detail} is for people. */
    record IngestFailed(String ingestId, String source, String reason, String detail, Counts rows)
            implements TradeEvent {
        @Override
        public String type() {
            return "strait.trade.ingest.failed";
        }

        @Override
        public String subject() {
            return ingestId;
        }
    }

    /** The dimensions of a series; areas as ISO 3166 alpha-3 where there is one, else the source's code. */
    record Series(
            String source,
            String frequency,
            String reporter,
            String partner,
            String flow,
            String classification,
            String commodity) {}

    /**
     * One figure as it is told. {@code status} is {@code REPORTED}, {@code ESTIMATED}, {@code MISSING} or {@code
     * SUPPRESSED}; the last two have no value, and zero is a value.
     */
    record Figure(
            String status,
            @Nullable BigDecimal primaryValue,
            @Nullable BigDecimal netWeight,
            @Nullable BigDecimal quantity) {}

    /** One period of a series; {@code before} is null where the period is new, {@code after} where it was removed. */
    record PeriodChange(
            String period,
            @Nullable Figure before,
            @Nullable Figure after) {}

    /**
     * Periods of one series were added, revised or removed by one ingest. At most {@value #MAX_PERIODS} periods are in
     * one event; a longer change is told by several, each with its {@code part} of {@code parts} (from 1).
     */
    record SeriesChanged(
            String seriesKey,
            Series series,
            String currency,
            List<PeriodChange> periods,
            int part,
            int parts,
            String ingestId,
            Instant vintage,
            long revision)
            implements TradeEvent {
        public static final int MAX_PERIODS = 500;

        @Override
        public String type() {
            return "strait.trade.series.changed";
        }

        @Override
        public String subject() {
            return seriesKey;
        }
    }

    /**
     * A window of a series reached its all-time high or low. {@code window} is {@code MONTH}, {@code QUARTER}, {@code
     * YEAR} or {@code YEAR_TO_DATE}; {@code period} its last period; {@code since} the first period compared; {@code
     * difference} how far the value is above (below zero: under) the previous best; {@code estimated} how many of the
     * window's periods are estimates.
     */
    record RecordBroken(
            String seriesKey,
            Series series,
            String window,
            String extreme,
            String period,
            BigDecimal value,
            String currency,
            @Nullable BigDecimal previousBest,
            @Nullable String previousBestPeriod,
            @Nullable BigDecimal difference,
            int estimated,
            String since,
            int compared,
            String ingestId,
            Instant vintage,
            long revision)
            implements TradeEvent {
        @Override
        public String type() {
            return "strait.trade.record.broken";
        }

        @Override
        public String subject() {
            return seriesKey;
        }
    }
}
