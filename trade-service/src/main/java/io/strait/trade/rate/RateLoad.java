package io.strait.trade.rate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of rates that was taken: a version of the table.
 *
 * @param source who publishes the rates
 * @param rows in the file
 * @param changed those that were new, or other than before
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RateLoad(
        int version,
        String source,
        @Nullable String url,
        RateKind kind,
        int rows,
        int changed,
        Instant loadedAt,
        String loadedBy) {}
