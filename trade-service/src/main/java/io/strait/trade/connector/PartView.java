package io.strait.trade.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.strait.trade.ingest.FetchedFiles;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run as it is shown.
 *
 * @param asks what is asked for, as the kind writes it
 * @param state PENDING, DONE, SPLIT (others stand for it) or FAILED
 * @param ingest the job that its answer became; null without figures
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PartView(
        long number,

        @JsonRawValue @Schema(type = SchemaType.OBJECT, implementation = Object.class)
        String asks,

        String state,
        @Nullable String ingest,
        @Nullable String note,
        RunView.@Nullable Failure failure,
        @Nullable Instant finishedAt) {

    static PartView of(StoredPart part) {
        return new PartView(
                part.seq(),
                part.spec(),
                part.state(),
                part.ingestId() == null ? null : FetchedFiles.path(part.ingestId()),
                part.note(),
                part.failure() == null
                        ? null
                        : new RunView.Failure("/problems/" + part.failure(), String.valueOf(part.failureDetail())),
                part.finishedAt());
    }
}
