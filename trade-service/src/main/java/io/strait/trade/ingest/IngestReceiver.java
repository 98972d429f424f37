package io.strait.trade.ingest;

import io.strait.events.TradeEvent.Counts;
import io.strait.trade.ingest.IngestStore.Staged;
import io.strait.trade.ingest.UploadSink.StagingException;
import io.strait.trade.ingest.format.FileFindings;
import io.strait.trade.ingest.format.FileRejectedException;
import io.strait.trade.ingest.format.FormatDetector;
import io.strait.trade.ingest.format.ReaderLimits;
import io.strait.trade.ingest.format.TradeFiles;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.ingest.format.UnpackedBody;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body from the socket through its parser into PostgreSQL, in one pass and one transaction. What it gives back is
 * durable; an upload that breaks off leaves at most a failed job. Thread-safe.
 */
@ApplicationScoped
class IngestReceiver {
    /** A job, and whether this upload made it or it was there before. */
    record Receipt(IngestJob job, boolean created) {}

    /** After an error so much more is read, that a client which first sends all gets to hear of it. */
    private static final int DRAIN = 16 << 20;
    /** And no longer than this: whoever sends slowly reads the answer in between. */
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Logger LOG = Logger.getLogger(IngestReceiver.class);

    private final DataSource database;
    private final IngestStore store;
    private final IngestReads reads;
    private final IngestLeases leases;
    private final IngestWorker worker;
    private final IngestConfig config;
    private final IngestIds ids;
    private final Semaphore slots;

    IngestReceiver(
            DataSource database,
            IngestStore store,
            IngestReads reads,
            IngestLeases leases,
            IngestWorker worker,
            IngestConfig config,
            IngestIds ids) {
        this.database = database;
        this.store = store;
        this.reads = reads;
        this.leases = leases;
        this.worker = worker;
        this.config = config;
        this.ids = ids;
        this.slots = new Semaphore(config.maxUploads());
    }

    /**
     * Refuses a body that says itself that it is too large, before a byte of it is read.
     *
     * @param contentLength the header, null without it
     */
    void checkLength(@Nullable String contentLength) {
        if (contentLength != null && contentLength.matches("[0-9]{1,18}")) {
            long bytes = Long.parseLong(contentLength);
            long most = config.maxBody().asLongValue();
            if (bytes > most) {
                throw new ProblemException(
                        ProblemType.PAYLOAD_TOO_LARGE,
                        "The body has " + bytes + " bytes (expected: at most " + most
                                + "); send it in parts, or gzipped");
            }
        }
    }

    /** Unpacks what {@code Content-Encoding: gzip} says, within the bounds of a body. */
    InputStream gunzip(InputStream body) throws IOException {
        return UnpackedBody.gunzip(body, config.maxBody().asLongValue());
    }

    /**
     * @throws ProblemException when the file cannot be used
     * @throws SQLException when the database cannot take it
     */
    Receipt receive(Submission submission, InputStream body) throws SQLException {
        if (!slots.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, config.maxUploads() + " files are being received: send this one later");
        }
        try {
            Upload upload = new Upload(ids.next(), submission, body);
            store.begin(upload.id, submission, leases.owner(), config.lease());
            leases.hold(upload.id);
            try {
                return upload.run();
            } finally {
                leases.drop(upload.id);
            }
        } finally {
            slots.release();
        }
    }

    /** Counts a body as it comes, packed or not. */
    private static final class Arriving extends FilterInputStream {
        private long count;

        Arriving(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count += Math.max(n, 0);
            return n;
        }
    }

    private final class Upload {
        private final String id;
        private final Submission submission;
        private final Arriving body;
        private final UnpackedBody files;
        private final MeteredStream metered;
        private final FileFindings findings = new FileFindings();
        private final String owner = leases.owner();
        private @Nullable TradeFiles reading;
        private @Nullable UploadSink sink;

        Upload(String id, Submission submission, InputStream body) {
            this.id = id;
            this.submission = submission;
            this.body = new Arriving(body);
            String name = submission.fileName() == null ? "" : submission.fileName();
            this.files = new UnpackedBody(this.body, name, config.maxBody().asLongValue(), findings);
            this.metered = new MeteredStream(files, config.maxBody().asLongValue());
        }

        Receipt run() throws SQLException {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    stage(connection);
                    connection.commit();
                } catch (SQLException e) {
                    connection.rollback();
                    if (Outages.isUniqueViolation(e)) {
                        return earlier(e);
                    }
                    throw e;
                } catch (IOException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                }
            } catch (FileRejectedException e) {
                throw refuse(e);
            } catch (StagingException e) {
                fail(ProblemType.UNAVAILABLE, Outages.describe(e.fault()) + ": send the file again");
                throw e.fault();
            } catch (SQLException e) {
                fail(ProblemType.UNAVAILABLE, Outages.describe(e) + ": send the file again");
                throw e;
            } catch (IngestLostException e) {
                throw lost(e);
            } catch (ZipException | EOFException e) {
                throw broken("The body is no whole gzip or zip: " + e.getMessage(), e);
            } catch (IOException e) {
                throw broken("The body broke off after " + metered.count() + " bytes: send it again", e);
            } catch (RuntimeException e) {
                fail(ProblemType.INTERNAL_ERROR, "The service failed while the body was received");
                throw e;
            }
            worker.wake();
            return new Receipt(reads.find(id).orElseThrow(), true);
        }

        private void stage(Connection connection) throws IOException, SQLException {
            ReaderLimits limits = new ReaderLimits((int) config.maxLine().asLongValue(), config.maxColumns());
            StagingCopy copy = StagingCopy.open(connection, new StagingTable(id));
            try {
                UploadSink rows = new UploadSink(copy, config, this::progress);
                sink = rows;
                read(new TradeFiles(limits, Set.copyOf(reads.flows()), submission.format(), findings), rows);
                copy.finish();
                rows.rejects().notes().forEach(findings::note);
                Staged staged = new Staged(
                        metered.digest(),
                        metered.count(),
                        body.count,
                        rows.counts().read(),
                        rows.counts().rejected(),
                        rows.rejects(),
                        findings.notes(),
                        store.areas(findings.areas()));
                store.stage(connection, id, submission, owner, format(), staged);
            } finally {
                copy.cancel();
            }
        }

        private void read(TradeFiles reader, UploadSink rows) throws IOException {
            reading = reader;
            while (files.nextFile()) {
                byte[] head = metered.peek(FormatDetector.HEAD);
                if (head.length > 0) {
                    reader.read(files.name(), head, metered, rows);
                }
            }
            reader.finish();
        }

        /** Known before the first row is. */
        private String format() {
            TradeFormat found = reading == null ? null : reading.format();
            if (found == null) {
                throw new IllegalStateException("ingest " + id + " has no format yet");
            }
            return found.code();
        }

        private void progress(Counts rows) throws SQLException {
            store.progress(id, submission, owner, format(), metered.count(), body.count, rows);
        }

        /** The file, or the key, is known: its job stands for this upload, which never was. */
        private Receipt earlier(SQLException violation) throws SQLException {
            byte[] digest = metered.digest();
            String hex = HexFormat.of().formatHex(digest);
            Optional<IngestJob> job = Optional.empty();
            if (submission.idempotencyKey() != null) {
                job = reads.byIdempotencyKey(submission.submittedBy(), submission.idempotencyKey());
                if (job.isPresent()
                        && !(hex.equals(job.get().digest())
                                && submission.source().equals(job.get().source()))) {
                    String detail =
                            "The Idempotency-Key stands for ingest " + job.get().id() + " of another file";
                    fail(ProblemType.UNPROCESSABLE, detail);
                    throw new ProblemException(
                            ProblemType.UNPROCESSABLE,
                            detail,
                            List.of(new Violation(
                                    "Idempotency-Key",
                                    submission.idempotencyKey(),
                                    "was used for another file",
                                    "a new key for each file")));
                }
            }
            if (job.isEmpty()) {
                job = reads.byDigest(submission.source(), digest, submission.replaces());
            }
            if (job.isEmpty()) {
                // It failed in this very moment: the next try finds the way free.
                fail(ProblemType.UNAVAILABLE, "Another upload of the same file failed meanwhile: send it again");
                throw new ProblemException(
                        ProblemType.UNAVAILABLE,
                        "Another upload of the same file failed: send it again",
                        List.of(),
                        violation);
            }
            if (sink != null && sink.told()) {
                fail(
                        ProblemType.CONFLICT,
                        "The same file is ingest " + job.get().id());
            } else {
                store.forget(id, owner);
            }
            return new Receipt(job.get(), false);
        }

        private ProblemException refuse(FileRejectedException e) {
            ProblemType type = e.kind() == FileRejectedException.Kind.TOO_LARGE
                    ? ProblemType.PAYLOAD_TOO_LARGE
                    : e.kind() == FileRejectedException.Kind.MALFORMED
                            ? ProblemType.MALFORMED_BODY
                            : ProblemType.UNPROCESSABLE;
            String at = at(e);
            String detail = e.getMessage() + at;
            fail(type, detail, e.byteOffset());
            drain();
            Violation violation = new Violation(
                    e.badValue().field(),
                    e.badValue().value(),
                    (e.line() > 0 ? "line " + e.line() + ": " : "")
                            + e.badValue().message()
                            + at,
                    e.badValue().expected());
            return new ProblemException(type, detail, List.of(violation), e).about("/trade/v1/ingests/" + id);
        }

        /** In words: the byte, or how much was read when no reader knows it. */
        private String at(FileRejectedException e) {
            if (e.byteOffset() >= 0) {
                return "; at byte " + e.byteOffset() + " of the file";
            }
            return e.line() > 0 ? "; within the first " + metered.count() + " bytes" : "";
        }

        /** The job was cancelled, or its lease ran out: whoever did that has told of it. */
        private ProblemException lost(IngestLostException e) throws SQLException {
            drain();
            boolean cancelled = reads.find(id)
                    .filter(job -> job.state() == IngestState.CANCELLED)
                    .isPresent();
            return new ProblemException(
                            cancelled ? ProblemType.CANCELLED : ProblemType.UNAVAILABLE,
                            cancelled
                                    ? "Ingest " + id + " was cancelled while its file was received"
                                    : "Ingest " + id + " was given up while its file was received: send it again",
                            List.of(),
                            e)
                    .about(IngestView.path(id));
        }

        private ProblemException broken(String detail, IOException e) {
            fail(ProblemType.MALFORMED_BODY, detail);
            return new ProblemException(ProblemType.MALFORMED_BODY, detail, List.of(), e)
                    .about("/trade/v1/ingests/" + id);
        }

        private void fail(ProblemType type, String detail) {
            fail(type, detail, -1);
        }

        private void fail(ProblemType type, String detail, long offset) {
            Counts rows = sink == null ? new Counts(0, 0, 0, 0, 0) : sink.counts();
            try {
                store.failUpload(id, owner, type.slug(), detail, metered.count(), offset, rows);
            } catch (SQLException e) {
                // Its lease ends, and then it fails by that.
                LOG.warnf("Upload not marked as failed: ingestId=%s cause=%s", id, e.getMessage());
            }
        }

        private void drain() {
            byte[] rest = new byte[1 << 16];
            long begun = System.nanoTime();
            long end = body.count + DRAIN;
            try {
                while (body.count < end
                        && System.nanoTime() - begun < DRAIN_NANOS
                        && body.read(rest, 0, rest.length) >= 0) {
                    // Nobody needs it any more.
                }
            } catch (IOException | FileRejectedException e) {
                LOG.debugf("Rest of the body not read: ingestId=%s cause=%s", id, e.getMessage());
            }
        }
    }
}
