package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.ingest.format.TradeFormat;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a connector works with while it does a part. Of one thread. */
interface Work {
    Definition definition();

    /** What earlier runs left. */
    ObjectNode memory();

    /** When the run started. */
    Instant startedAt();

    Instant now();

    /**
     * The key that the definition names.
     *
     * @throws RefusedException when the configuration has none of that name
     */
    String key() throws RefusedException;

    /**
     * Asks over HTTP. Counts against the budget of the day; an answer that is an error is told by an exception.
     *
     * @throws PutOffException when the day's calls are used up, or the provider cannot answer now
     * @throws RefusedException when the provider refuses, or answers too much
     */
    Fetched get(Ask ask) throws PutOffException, RefusedException;

    /** Opens a body; it is opened only when it is wanted. */
    interface Body {
        InputStream open() throws IOException;
    }

    /**
     * Hands a body to the same door as an upload.
     *
     * @param format null when it is to be told by the content
     * @return the job; the same one for the same body
     * @throws PutOffException when it cannot be taken now
     * @throws RefusedException when it cannot be read
     */
    String handOver(Body body, String fileName, @Nullable TradeFormat format) throws PutOffException, RefusedException;
}
