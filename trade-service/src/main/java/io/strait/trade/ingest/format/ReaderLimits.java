package io.strait.trade.ingest.format;

/**
 * What a reader refuses, so that no file can make it grow.
 *
 * @param maxLineBytes of one line, quoted line breaks included, or of one JSON text
 * @param maxColumns of a CSV header
 */
public record ReaderLimits(int maxLineBytes, int maxColumns) {
    public ReaderLimits {
        if (maxLineBytes < 1024 || maxColumns < 1) {
            throw new IllegalArgumentException(
                    "limits: " + maxLineBytes + ", " + maxColumns + " (expected: at least 1024 bytes, 1 column)");
        }
    }
}
