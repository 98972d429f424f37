package io.strait.trade.ingest.format;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format. A reader has no state of its own: it may be used by several threads. */
public interface TradeFileReader {
    /**
     * Reads {@code body} to its end; memory does not grow with its size. The stream is left open.
     *
     * @throws FileRejectedException when the file as a whole cannot be used; rows given out before are to be forgotten
     * @throws IOException when the stream breaks
     */
    void read(InputStream body, RowSink sink, FileFindings findings) throws IOException;
}
