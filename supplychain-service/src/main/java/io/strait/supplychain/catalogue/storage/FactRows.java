package io.strait.supplychain.catalogue.storage;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of one kind of fact. */
interface FactRows<R extends FactRow> extends PanacheRepositoryBase<R, FactRow.Key> {
    int SLICE = 10_000;

    /** The entity, as HQL names it. */
    String entity();

    private String select() {
        return "from " + entity() + " f join fetch f.revision where ";
    }

    /** Not a list of one: a query for a list is made anew each time. */
    default Optional<R> current(String id) {
        return find(select() + "f.validTo is null and f.id = ?1", id).singleResultOptional();
    }

    default List<R> current(Collection<String> ids) {
        List<R> found = new ArrayList<>();
        for (List<String> some : slices(ids)) {
            found.addAll(list(select() + "f.validTo is null and f.id in ?1", some));
        }
        return found;
    }

    default List<R> at(Collection<String> ids, long revision) {
        List<R> found = new ArrayList<>();
        for (List<String> some : slices(ids)) {
            found.addAll(list(
                    select() + "f.id in ?1 and f.validFrom <= ?2 and (f.validTo is null or f.validTo > ?2)",
                    some,
                    revision));
        }
        return found;
    }

    /** A statement takes at most 65,535 parameters. */
    private static List<List<String>> slices(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SLICE) {
            slices.add(all.subList(from, Math.min(from + SLICE, all.size())));
        }
        return slices;
    }

    default Optional<R> at(String id, long revision) {
        return find(
                        select() + "f.id = ?1 and f.validFrom <= ?2 and (f.validTo is null or f.validTo > ?2)",
                        id,
                        revision)
                .firstResultOptional();
    }

    /** Versions valid at {@code revision} that were made after {@code known}, by id. */
    default List<R> addedBetween(long known, long revision, String after, int limit) {
        return find(
                        select() + "f.id > ?1 and f.validFrom > ?2 and f.validFrom <= ?3"
                                + " and (f.validTo is null or f.validTo > ?3) order by f.id",
                        after,
                        known,
                        revision)
                .range(0, limit - 1)
                .list();
    }

    /** Ids of the versions that were valid at {@code known} and ended up to {@code revision}. */
    default List<String> endedBetween(long known, long revision) {
        return find(
                        "select f.id from " + entity()
                                + " f where f.validFrom <= ?1 and f.validTo > ?1 and f.validTo <= ?2",
                        known,
                        revision)
                .project(String.class)
                .list();
    }

    /** Versions valid at a revision whose columns have the given values, by id. */
    default List<R> page(Map<String, String> equal, @Nullable String searched, long revision, String after, int limit) {
        StringBuilder where = new StringBuilder(
                select() + "f.id > :after and f.validFrom <= :at and (f.validTo is null or f.validTo > :at)");
        Parameters parameters = Parameters.with("after", after).and("at", revision);
        for (Map.Entry<String, String> filter : equal.entrySet()) {
            // The names come from an enum of the caller, never from a request.
            where.append(" and f.").append(filter.getKey()).append(" = :").append(filter.getKey());
            parameters.and(filter.getKey(), filter.getValue());
        }
        if (searched != null) {
            where.append(" and f.searchText like :searched escape '!'");
            parameters.and("searched", "%" + searched.replaceAll("([!%_])", "!$1") + "%");
        }
        return find(where.append(" order by f.id").toString(), parameters)
                .range(0, limit - 1)
                .list();
    }
}
