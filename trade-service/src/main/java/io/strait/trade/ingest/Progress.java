package io.strait.trade.ingest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param phase what is done now; null when it has ended
 * @param phases those it has come through, the last one perhaps not ended
 * @param rowsPerSecond rows received a second while it is received, later rows a second from its first byte on
 * @param bytesReceived of the body as it came, packed or not
 * @param bytesExpected likewise; null when the sender did not say
 * @param secondsLeft until it is completed, by the bytes still to come, the jobs before it, and how fast recent jobs were
 *     applied; 0 when it has ended, null when it cannot be told
 * @param secondsLeftReason why it cannot be told
 * @param putOff why it waits, when the database could not take it
 */
record Progress(
        @Nullable IngestPhase phase,
        List<Phase> phases,
        @Nullable BigDecimal rowsPerSecond,
        long bytesReceived,
        @Nullable Long bytesExpected,
        @Nullable Long secondsLeft,
        @Nullable String secondsLeftReason,
        @Nullable String putOff) {

    /** @param seconds how long it took, or has taken so far */
    record Phase(IngestPhase phase, Instant begunAt, BigDecimal seconds) {}

    /** A time to come, or why there is none. */
    private record Left(@Nullable Double seconds, @Nullable String reason) {
        static Left none(String reason) {
            return new Left(null, reason);
        }
    }

    private static final double NANOS = 1e9;

    static Progress of(IngestJob job, ApplyQueue queue) {
        IngestJob.Course course = job.course();
        Instant end = job.finishedAt() == null ? course.now() : job.finishedAt();
        List<Phase> phases = phases(course.phases(), end);
        boolean ended = job.state().isEnd();
        Left left = ended ? new Left(0.0, null) : left(job, queue);
        boolean receiving = job.state() == IngestState.RECEIVING;
        double seconds = seconds(job.receivedAt(), end);
        return new Progress(
                ended || phases.isEmpty() ? null : phases.get(phases.size() - 1).phase(),
                phases,
                seconds <= 0 || (receiving && job.rows().read() == 0)
                        ? null
                        : BigDecimal.valueOf(job.rows().read() / seconds).setScale(1, RoundingMode.HALF_UP),
                course.bytesReceived(),
                course.bytesExpected(),
                left.seconds() == null ? null : (long) Math.ceil(left.seconds()),
                left.reason(),
                ended ? null : course.putOff());
    }

    private static List<Phase> phases(Map<IngestPhase, Instant> begun, Instant end) {
        List<Phase> phases = new ArrayList<>();
        List<Map.Entry<IngestPhase, Instant>> entries = List.copyOf(begun.entrySet());
        for (int i = 0; i < entries.size(); i++) {
            Instant from = entries.get(i).getValue();
            Instant to = i + 1 < entries.size() ? entries.get(i + 1).getValue() : end;
            phases.add(new Phase(
                    entries.get(i).getKey(),
                    from,
                    BigDecimal.valueOf(Math.max(0, Duration.between(from, to).toMillis()), 3)));
        }
        return phases;
    }

    private static Left left(IngestJob job, ApplyQueue queue) {
        IngestJob.Course course = job.course();
        if (course.putOff() != null) {
            return Left.none("put off: " + course.putOff());
        }
        Double speed = queue.rowsPerSecond();
        if (job.state() == IngestState.RECEIVING) {
            Long expected = course.bytesExpected();
            if (expected == null) {
                return Left.none("the length of the body was not told");
            }
            if (course.bytesReceived() == 0) {
                return Left.none("nothing of the body was read yet");
            }
            double share = Math.max(1, (double) expected / course.bytesReceived());
            double receiving = seconds(job.receivedAt(), course.now()) * (share - 1);
            Left applying = applying(queue, null, job.rows().read() * share, speed, course.now());
            return applying.seconds() == null ? applying : new Left(receiving + applying.seconds(), null);
        }
        return applying(queue, job.id(), job.rows().read(), speed, course.now());
    }

    /** All that is before the job, and the job itself. */
    private static Left applying(
            ApplyQueue queue, @Nullable String id, double ownRows, @Nullable Double speed, Instant now) {
        if (speed == null) {
            return Left.none("no ingest was applied yet to go by");
        }
        double left = 0;
        for (ApplyQueue.Staged staged : queue.jobs()) {
            boolean own = staged.id().equals(id);
            double rest = staged.rows() / speed - (staged.since() == null ? 0 : seconds(staged.since(), now));
            if (own && rest < 0) {
                return Left.none("it takes longer than recent ingests of its size");
            }
            left += Math.max(0, rest);
            if (own) {
                return new Left(left, null);
            }
        }
        return new Left(left + ownRows / speed, null);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / NANOS);
    }
}
