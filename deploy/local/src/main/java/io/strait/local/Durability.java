package io.strait.local;

/** What a crash of the machine may cost. */
public enum Durability {
    /** Every commit is on disk before it is acknowledged: where people keep data, in crash tests and benchmarks. */
    DURABLE,
    /** Nothing is synced: unit tests only, whose data nobody keeps. */
    VOLATILE
}
