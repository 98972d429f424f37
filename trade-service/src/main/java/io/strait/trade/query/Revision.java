package io.strait.trade.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state of all figures.
 *
 * @param number 0 before the first ingest
 * @param vintage since when it holds; null for 0
 */
record Revision(long number, @Nullable Instant vintage) {}
