package io.strait.trade.reference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The areas, read again when they may have changed: ingests add unmapped ones. Thread-safe. */
@ApplicationScoped
public class Areas {
    /** How long an area that an ingest added may be unknown here. */
    private static final long MAX_AGE_NANOS = Duration.ofSeconds(2).toNanos();

    private record Read(AreaList list, long atNanos) {}

    private final AreaRepository repository;
    private volatile @Nullable Read last;

    Areas(AreaRepository repository) {
        this.repository = repository;
    }

    /** The list, at most some seconds old. */
    @Transactional
    public AreaList list() {
        Read read = last;
        return read == null || System.nanoTime() - read.atNanos() > MAX_AGE_NANOS ? fresh() : read.list();
    }

    /** The list as it is now: for a code that a figure has and {@link #list()} did not know. */
    @Transactional
    public AreaList fresh() {
        AreaList list = new AreaList(
                repository.all(),
                repository.aliases().stream()
                        .map(alias -> new AreaList.Alias(alias.alias, alias.code, alias.note))
                        .toList());
        last = new Read(list, System.nanoTime());
        return list;
    }
}
