package io.strait.events.outbox;

/** Where a test can break the relay. */
interface RelayHook {
    RelayHook NONE = acknowledged -> {};

    /** Kafka has acknowledged rows that are still in the table; what is thrown here is a crash at the worst moment. */
    void beforeDelete(int acknowledged);
}
