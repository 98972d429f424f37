package io.strait.trade.ingest;

import io.strait.trade.ingest.format.BadValue;

/**
 * A fault of a row, as kept.
 *
 * @param seq its place among the ingest's faults, from 1
 * @param line of the file, from 1; a JSON body counts its records instead
 */
record Reject(long seq, long line, BadValue badValue) {}
