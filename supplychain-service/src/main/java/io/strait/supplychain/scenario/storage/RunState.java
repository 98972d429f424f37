package io.strait.supplychain.scenario.storage;

import io.strait.supplychain.catalogue.model.Coded;
import java.util.Locale;

/** Where a run is. */
public enum RunState implements Coded {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isOpen() {
        return this == QUEUED || this == RUNNING;
    }
}
