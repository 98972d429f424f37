package io.strait.trade.ingest;

import io.strait.events.TradeEvent.Counts;
import io.strait.trade.ingest.format.BadValue;
import io.strait.trade.ingest.format.FileRejectedException;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import io.strait.trade.ingest.format.RowOutcome;
import io.strait.trade.ingest.format.RowSink;
import java.sql.SQLException;

/** Counts what a reader gives out, stages what is good, keeps the first of what is not. Not thread-safe. */
final class UploadSink implements RowSink {
    private static final long ROWS_PER_PROGRESS = 100_000;

    /** A fault of the database, carried through a reader that knows none. */
    static final class StagingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient SQLException fault;

        StagingException(SQLException fault) {
            super(fault);
            this.fault = fault;
        }

        SQLException fault() {
            return fault;
        }
    }

    /** Told how far it is, now and then. */
    @FunctionalInterface
    interface Progress {
        void at(Counts rows) throws SQLException;
    }

    private final StagingCopy copy;
    private final IngestConfig config;
    private final Progress progress;
    private final RejectedRows rejects;
    private long read;
    private long rejected;
    private long toldNanos = System.nanoTime();
    private long toldRows;
    private boolean told;

    UploadSink(StagingCopy copy, IngestConfig config, Progress progress) {
        this.copy = copy;
        this.config = config;
        this.progress = progress;
        this.rejects =
                new RejectedRows(config.maxRejects(), config.maxRejectText().asLongValue());
    }

    @Override
    public void accept(RowOutcome outcome) {
        if (read == config.maxRows()) {
            throw new FileRejectedException(
                    Kind.UNPROCESSABLE,
                    0,
                    new BadValue(
                            "body",
                            "",
                            "has too many rows",
                            "at most " + config.maxRows() + " rows; send it in parts"));
        }
        read++;
        try {
            if (outcome instanceof RowOutcome.Accepted accepted) {
                copy.write(accepted.row());
            } else if (outcome instanceof RowOutcome.Rejected refused) {
                rejected++;
                rejects.add(refused);
            }
            tick();
        } catch (SQLException e) {
            throw new StagingException(e);
        }
    }

    private void tick() throws SQLException {
        if ((read & 63) != 0) {
            return;
        }
        long now = System.nanoTime();
        long silence = now - toldNanos;
        // Fast uploads tell by rows, slow ones by time; neither more than a few times a second.
        if (silence > config.progress().toNanos()
                || (read - toldRows >= ROWS_PER_PROGRESS
                        && silence > config.progress().toNanos() / 4)) {
            progress.at(counts());
            told = true;
            toldNanos = now;
            toldRows = read;
        }
    }

    /** Whether anybody was told of this upload. */
    boolean told() {
        return told;
    }

    Counts counts() {
        return new Counts(read, 0, 0, 0, rejected);
    }

    RejectedRows rejects() {
        return rejects;
    }
}
