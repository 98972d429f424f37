package io.strait.trade.query;

/**
 * What a revision told of one period of a series.
 *
 * @param current whether it is what holds now
 */
record StoredVintage(StoredSeries series, StoredRevision revision, Measures measures, boolean current) {}
