package io.strait.trade.rate;

/** What a rate is of its period. Trade is a flow, so it is converted by averages; the others are only kept and shown. */
public enum RateKind {
    AVERAGE,
    END_OF_PERIOD
}
