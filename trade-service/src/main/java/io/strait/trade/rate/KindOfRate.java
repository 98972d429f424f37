package io.strait.trade.rate;

/** A rate and what it is of its period. */
record KindOfRate(RateKind kind, Rate rate) {}
