package io.strait.trade.rate;

/** Which trade a rate is for: customs of some countries publish one for exports and another for imports. */
public enum RateUse {
    ANY,
    EXPORT,
    IMPORT
}
