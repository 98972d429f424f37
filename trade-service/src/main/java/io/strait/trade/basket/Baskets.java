package io.strait.trade.basket;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.VersionPrecondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The product groups: read as of an instant, changed one at a time. */
@ApplicationScoped
public class Baskets {
    /** Later than every edit. */
    private static final Instant NOW = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * What became of a write.
     *
     * @param created whether there was none
     */
    record Written(BasketVersion version, boolean created) {}

    /**
     * A basket with its codes and those of the baskets in it.
     *
     * @param versions of all baskets that are in it, its own among them
     */
    record Resolved(BasketVersion basket, List<BasketCode> codes, Map<String, Integer> versions) {
        String name() {
            BasketDefinition definition = basket.definition();
            return definition == null ? "" : definition.name();
        }
    }

    private final BasketStore store;

    Baskets(BasketStore store) {
        this.store = store;
    }

    /** @param asOf null for now */
    @Transactional
    List<BasketVersion> page(String after, int limit, @Nullable Instant asOf) {
        return store.page(after, limit, awaited(asOf));
    }

    /**
     * @param asOf null for now
     * @throws ProblemException NOT_FOUND when there is none then
     */
    @Transactional
    BasketVersion get(String id, @Nullable Instant asOf) {
        return store.newest(id, awaited(asOf))
                .filter(version -> version.definition() != null)
                .orElseThrow(() -> notFound(id));
    }

    /** @param asOf null for now */
    @Transactional
    boolean isThere(String id, @Nullable Instant asOf) {
        return store.newest(id, awaited(asOf))
                .filter(version -> version.definition() != null)
                .isPresent();
    }

    /** @throws ProblemException NOT_FOUND when there never was one */
    @Transactional
    List<BasketVersion> versions(String id) {
        List<BasketVersion> versions = store.versions(id);
        if (versions.isEmpty()) {
            throw notFound(id);
        }
        return versions;
    }

    /**
     * @param asOf null for now; of all baskets that are in it too
     * @throws ProblemException NOT_FOUND when there is none then
     */
    @Transactional
    Resolved resolve(String id, @Nullable Instant asOf) {
        Instant at = awaited(asOf);
        BasketVersion basket = get(id, asOf);
        Map<String, BasketVersion> all = within(List.of(id), at);
        Map<String, BasketDefinition> definitions = new HashMap<>();
        Map<String, Integer> versions = new TreeMap<>();
        all.values().forEach(version -> {
            versions.put(version.id(), version.version());
            Optional.ofNullable(version.definition())
                    .ifPresent(definition -> definitions.put(version.id(), definition));
        });
        return new Resolved(basket, new BasketResolver(definitions).resolve(id), versions);
    }

    /**
     * A new version, unless it says the same as the one before.
     *
     * @throws ProblemException PRECONDITION_FAILED, PRECONDITION_REQUIRED; UNPROCESSABLE when it, or a basket that has it
     *     in it, would contradict itself
     */
    @Transactional
    Written put(String id, BasketDefinition definition, VersionPrecondition precondition, String editor) {
        store.lock();
        BasketVersion held = store.newest(id, NOW).orElse(null);
        BasketVersion there = held == null || held.definition() == null ? null : held;
        precondition.check("Basket " + id, there == null ? null : there.version());
        if (there != null && definition.equals(there.definition())) {
            return new Written(there, false);
        }
        if (held == null && store.count() >= BasketStore.MAX_BASKETS) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "There are " + BasketStore.MAX_BASKETS + " baskets, which is the most");
        }
        int version = held == null ? 1 : held.version() + 1;
        if (version > BasketStore.MAX_VERSIONS) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Basket " + id + " has " + BasketStore.MAX_VERSIONS + " versions already");
        }
        BasketVersion added = store.add(id, version, definition, editor);
        mustResolve(id);
        return new Written(added, there == null);
    }

    /**
     * The basket is no more; its versions stay.
     *
     * @throws ProblemException NOT_FOUND, PRECONDITION_FAILED, PRECONDITION_REQUIRED; CONFLICT when it is in another
     */
    @Transactional
    void delete(String id, VersionPrecondition precondition, String editor) {
        store.lock();
        BasketVersion held = get(id, null);
        precondition.check("Basket " + id, held.version());
        List<String> users = store.usersOf(List.of(id));
        if (!users.isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Basket " + id + " is in " + String.join(", ", users) + ": change these first");
        }
        store.add(id, held.version() + 1, null, editor);
    }

    /** The basket and all that have it in them, directly or not, still have one answer. */
    private void mustResolve(String id) {
        Set<String> affected = new LinkedHashSet<>(List.of(id));
        List<String> next = List.of(id);
        while (!next.isEmpty()) {
            next = store.usersOf(next).stream().filter(affected::add).toList();
        }
        Map<String, BasketDefinition> definitions = new HashMap<>();
        within(affected, NOW).values().forEach(version -> Optional.ofNullable(version.definition())
                .ifPresent(definition -> definitions.put(version.id(), definition)));
        BasketResolver resolver = new BasketResolver(definitions);
        affected.forEach(resolver::resolve);
    }

    /** These baskets and all that are in them. */
    private Map<String, BasketVersion> within(Collection<String> ids, Instant asOf) {
        Map<String, BasketVersion> all = new HashMap<>();
        Set<String> asked = new LinkedHashSet<>(ids);
        List<String> next = new ArrayList<>(ids);
        while (!next.isEmpty()) {
            List<BasketVersion> found = store.newest(next, asOf);
            found.forEach(version -> all.put(version.id(), version));
            next = found.stream()
                    .flatMap(version -> Optional.ofNullable(version.definition()).stream())
                    .flatMap(definition -> definition.baskets().stream())
                    .map(BasketDefinition.Nested::id)
                    .filter(asked::add)
                    .toList();
        }
        return all;
    }

    private Instant awaited(@Nullable Instant asOf) {
        if (asOf == null) {
            return NOW;
        }
        store.awaitWriter();
        return asOf;
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(ProblemType.NOT_FOUND, "No basket " + id + " (GET /trade/v1/baskets lists them)");
    }
}
