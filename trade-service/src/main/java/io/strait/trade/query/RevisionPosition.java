package io.strait.trade.query;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a list of changes was read: all before it, in the order of the list, is done.
 *
 * @param period the last one of the series that was given; null when the series is done in this revision
 */
record RevisionPosition(
        long revision, long seriesId, @Nullable LocalDate period) {}
