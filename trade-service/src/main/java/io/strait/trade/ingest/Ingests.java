package io.strait.trade.ingest;

import io.strait.trade.ingest.IngestReceiver.Receipt;
import io.strait.trade.ingest.RemovalResource.Removal;
import io.strait.trade.ingest.format.OriginalRow;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients do with ingests: send one, read one, list them. Thread-safe. */
@ApplicationScoped
class Ingests {
    private static final int MAX_REJECTS_AT_ONCE = 1_000_000;

    /** @param next cursor of the next page; null on the last */
    record Page<T>(List<T> items, @Nullable String next) {}

    /** The database failed; the cause says how, and whether it may pass. */
    static final class IngestDatabaseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IngestDatabaseException(SQLException cause) {
            super("ingests could not be read or written", cause);
        }
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private final IngestReceiver receiver;
    private final IngestReads reads;
    private final RejectStore rejects;
    private final RemovalStore removals;
    private final CancelStore cancels;

    Ingests(
            IngestReceiver receiver,
            IngestReads reads,
            RejectStore rejects,
            RemovalStore removals,
            CancelStore cancels) {
        this.receiver = receiver;
        this.reads = reads;
        this.rejects = rejects;
        this.removals = removals;
        this.cancels = cancels;
    }

    /** Codes that {@code source} may be. */
    List<String> sources() {
        return asked(reads::sources);
    }

    /** @throws ProblemException when the file cannot be used */
    Receipt send(Submission submission, InputStream body) {
        return asked(() -> receiver.receive(submission, body));
    }

    /** @throws ProblemException NOT_FOUND when there is none of that id */
    IngestJob job(String id) {
        // What is no id never reaches the database: NUL would be an error of its own there.
        Optional<IngestJob> job = IngestIds.isId(id) ? asked(() -> reads.find(id)) : Optional.empty();
        return job.orElseThrow(() -> noSuch(id));
    }

    private static ProblemException noSuch(String id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no ingest " + Text.clean(id, 50));
    }

    /**
     * Ends a job before it is committed; a second time that does nothing.
     *
     * @param by who wants it
     * @throws ProblemException NOT_FOUND when there is none of that id, CONFLICT when it is too late
     */
    IngestJob cancel(String id, String by) {
        IngestJob job = job(id);
        return switch (asked(() -> cancels.cancel(job.id(), by))) {
            case CANCELLED -> job(id);
            case UNKNOWN -> throw noSuch(id);
            case ENDED ->
                throw new ProblemException(
                                ProblemType.CONFLICT, "Ingest " + id + " has ended before: it is " + job(id).state())
                        .about(IngestView.path(id));
            case COMMITTING ->
                throw new ProblemException(
                                ProblemType.CONFLICT,
                                "Ingest " + id + " is being committed: it is too late, unless its commit fails")
                        .about(IngestView.path(id));
        };
    }

    /** What is known of how long jobs will take; asked for only when one of them has not ended. */
    ApplyQueue queue(List<IngestJob> jobs) {
        return jobs.stream().allMatch(job -> job.state().isEnd()) ? ApplyQueue.EMPTY : asked(reads::queue);
    }

    /** Newest first. */
    Page<IngestJob> list(@Nullable String source, @Nullable IngestState state, @Nullable ListPosition after, int size) {
        List<IngestJob> jobs = asked(() -> reads.list(source, state, after, size + 1));
        boolean more = jobs.size() > size;
        return more
                ? new Page<>(
                        jobs.subList(0, size),
                        ListPosition.of(jobs.get(size - 1)).text())
                : new Page<>(jobs, null);
    }

    /** Faults of a job's rows, in the order of the file. */
    Page<Reject> rejects(String id, long after, int size) {
        List<Reject> faults = asked(() -> rejects.faults(id, after, size + 1));
        boolean more = faults.size() > size;
        return more
                ? new Page<>(
                        faults.subList(0, size),
                        String.valueOf(faults.get(size - 1).seq()))
                : new Page<>(faults, null);
    }

    /** The rows of these faults as they stand in the file, by line. */
    Map<Long, OriginalRow> originals(String id, List<Reject> faults) {
        long first = faults.stream().mapToLong(Reject::line).min().orElse(0);
        long last = faults.stream().mapToLong(Reject::line).max().orElse(-1);
        return first > last ? Map.of() : asked(() -> rejects.originals(id, first, last));
    }

    /** All faults that are kept of a job's rows, with the rows; configuration bounds both. */
    String faultsCsv(String id) {
        List<Reject> faults = asked(() -> rejects.faults(id, 0, MAX_REJECTS_AT_ONCE));
        return RejectsCsv.faults(faults, originals(id, faults));
    }

    /**
     * The rejected rows that are kept, as a file to mend and send again.
     *
     * @throws ProblemException CONFLICT when none is kept
     */
    String mendable(IngestJob job) {
        if (job.rowsKept() == 0) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    job.rejectsKept() == 0
                            ? "No row of ingest " + job.id() + " was rejected by its reader"
                            : "No row of ingest " + job.id() + " is kept as it stood in its file: rows of "
                                    + job.format() + " are no lines, are too long, or were refused when they were"
                                    + " compared; format=csv has their faults");
        }
        return RejectsCsv.mendable(
                asked(() -> rejects.originals(job.id(), 0, Long.MAX_VALUE)).values());
    }

    /** What a replacement took away, or would; by series key and period. */
    Page<Removal> removals(String id, long after, int size) {
        List<Removal> found = asked(() -> removals.removals(id, after, size + 1));
        return found.size() > size
                ? new Page<>(found.subList(0, size), String.valueOf(after + size))
                : new Page<>(found, null);
    }

    /** How many of them can be read. */
    long removalsKept(String id) {
        return asked(() -> removals.kept(id));
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new IngestDatabaseException(e);
        }
    }
}
