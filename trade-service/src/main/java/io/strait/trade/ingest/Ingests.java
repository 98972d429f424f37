package io.strait.trade.ingest;

import io.strait.trade.ingest.IngestReceiver.Receipt;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
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

    Ingests(IngestReceiver receiver, IngestReads reads) {
        this.receiver = receiver;
        this.reads = reads;
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
        return job.orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "There is no ingest " + Text.clean(id, 50)));
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
        List<Reject> rejects = asked(() -> reads.rejects(id, after, size + 1));
        boolean more = rejects.size() > size;
        return more
                ? new Page<>(
                        rejects.subList(0, size),
                        String.valueOf(rejects.get(size - 1).seq()))
                : new Page<>(rejects, null);
    }

    /** All faults that are kept of a job's rows; configuration bounds them. */
    List<Reject> allRejects(String id) {
        return asked(() -> reads.rejects(id, 0, MAX_REJECTS_AT_ONCE));
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new IngestDatabaseException(e);
        }
    }
}
