package io.strait.trade.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The areas, read again when they may have changed: ingests add unmapped ones. Thread-safe. */
@ApplicationScoped
public class Areas {
    /** How long an area that an ingest added may be unknown here. */
    private static final Duration MAX_AGE = Duration.ofSeconds(2);

    private final AreaRepository repository;
    private final Recent<AreaList> recent =
            new Recent<>(MAX_AGE, () -> QuarkusTransaction.joiningExisting().call(this::read));

    Areas(AreaRepository repository) {
        this.repository = repository;
    }

    /** The list, at most some seconds old. */
    public AreaList list() {
        return recent.list();
    }

    /** The list as it is now: for a code that a figure has and {@link #list()} did not know. */
    public AreaList fresh() {
        return recent.fresh();
    }

    /** Of a code that a figure has. */
    public Area ofCode(int code) {
        return list().ofCode(code)
                .or(() -> fresh().ofCode(code))
                .orElseThrow(() -> new IllegalStateException("area " + code + " is in no code list"));
    }

    /** What an area is called in the keys of series; its code where it is in no list. */
    public String keyOf(int code) {
        return list().ofCode(code).map(Area::key).orElseGet(() -> String.valueOf(code));
    }

    private AreaList read() {
        return new AreaList(
                repository.all(),
                repository.aliases().stream()
                        .map(alias -> new AreaList.Alias(alias.alias, alias.code, alias.note))
                        .toList());
    }
}
