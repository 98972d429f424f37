package io.strait.trade.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.ingest.FetchedFiles;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown.
 *
 * @param next when it goes on; null once it has ended
 * @param waitsFor why it is put off
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RunView(
        long id,
        String connector,
        RunState state,
        String cause,
        String askedBy,
        Instant createdAt,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Instant next,
        @Nullable String waitsFor,
        Parts parts,
        Ingests ingests,
        @Nullable Failure failure) {

    /**
     * @param all so far: an answer that is too large is asked for again in smaller parts
     * @param href where they can be read one by one
     */
    record Parts(long done, long failed, long all, String href) {}

    /** @param first at most {@value StoredRun#MAX_INGESTS} of them; the parts name all */
    record Ingests(long count, List<String> first) {}

    /** Why it failed. */
    record Failure(String type, String detail) {}

    static RunView of(StoredRun run) {
        return new RunView(
                run.id(),
                run.connectorId(),
                run.state(),
                run.cause(),
                run.askedBy(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                run.next(),
                run.waitsFor(),
                new Parts(run.partsDone(), run.partsFailed(), run.partsAll(), path(run) + "/parts"),
                new Ingests(
                        run.ingestCount(),
                        run.ingests().stream().map(FetchedFiles::path).toList()),
                run.failure() == null
                        ? null
                        : new Failure("/problems/" + run.failure(), String.valueOf(run.failureDetail())));
    }

    static String path(StoredRun run) {
        return ConnectorView.path(run.connectorId()) + "/runs/" + run.id();
    }
}
