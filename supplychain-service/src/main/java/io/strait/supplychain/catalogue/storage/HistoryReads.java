package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What revisions there are, and which facts differ between two. Thread-safe. */
@ApplicationScoped
public class HistoryReads {
    /** How many facts of a kind a revision touched. */
    public record Counts(int added, int changed, int removed) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    /** A revision as it is told. */
    public record Entry(Revision revision, @Nullable String why, Map<FactKind, Counts> counts) {}

    private record Counted(long revision, Counts counts) {}

    private final Queries queries;

    HistoryReads(DataSource database) {
        queries = new Queries(database);
    }

    public Optional<Revision> revision(long id) {
        return queries
                .list(
                        "select id, at, changed_by, why from revision where id = ?",
                        query -> query.setLong(1, id),
                        HistoryReads::revision)
                .stream()
                .findFirst();
    }

    /** The last revisions before one, the newest first. */
    public List<Entry> revisions(long before, int limit) {
        record Said(Revision revision, @Nullable String why) {}
        List<Said> revisions = queries.list(
                "select id, at, changed_by, why from revision where id < ? order by id desc limit ?",
                query -> {
                    query.setLong(1, before);
                    query.setInt(2, limit);
                },
                row -> new Said(revision(row), row.getString(4)));
        Object[] ids = revisions.stream().map(said -> said.revision().id()).toArray();
        Map<FactKind, Map<Long, Counts>> counts = new EnumMap<>(FactKind.class);
        for (FactKind kind : FactKind.values()) {
            counts.put(kind, counts(kind, ids));
        }
        return revisions.stream()
                .map(said -> {
                    Map<FactKind, Counts> ofRevision = new EnumMap<>(FactKind.class);
                    counts.forEach((kind, all) -> ofRevision.put(
                            kind, all.getOrDefault(said.revision().id(), Counts.NONE)));
                    return new Entry(said.revision(), said.why(), ofRevision);
                })
                .toList();
    }

    /** A version that ends where another begins was changed; otherwise it was removed. */
    private Map<Long, Counts> counts(FactKind kind, Object[] revisions) {
        String sql = """
                with asked as (select ?::bigint[] as revisions)
                select coalesce(begun.revision, ended.revision),
                       count(*) filter (where ended.id is null),
                       count(*) filter (where begun.id is not null and ended.id is not null),
                       count(*) filter (where begun.id is null)
                from (select id, valid_from_revision as revision from %1$s
                      where valid_from_revision = any((select revisions from asked)::bigint[])) begun
                full join (select id, valid_to_revision as revision from %1$s
                      where valid_to_revision = any((select revisions from asked)::bigint[])) ended
                  on begun.id = ended.id and begun.revision = ended.revision
                group by 1""".formatted(kind.code());
        Map<Long, Counts> counts = new HashMap<>();
        queries.list(
                        sql,
                        query -> query.setArray(1, query.getConnection().createArrayOf("bigint", revisions)),
                        row -> new Counted(row.getLong(1), new Counts(row.getInt(2), row.getInt(3), row.getInt(4))))
                .forEach(counted -> counts.put(counted.revision(), counted.counts()));
        return counts;
    }

    /**
     * Facts that do not say the same at two revisions, by id. What was changed and changed back in between is not among
     * them.
     *
     * @param node show only facts that are this node or name it, then or now; all where null
     * @param after the last id of the page before, or empty
     */
    public List<String> differing(
            FactKind kind, long since, long until, @Nullable String node, String after, int limit) {
        String sql = """
                with asked as (select ?::bigint as since, ?::bigint as until, ?::text as after, ?::text as node),
                touched as (
                  select id from %1$s where valid_from_revision > (select since from asked)
                    and valid_from_revision <= (select until from asked) and id > (select after from asked)
                  union
                  select id from %1$s where valid_to_revision > (select since from asked)
                    and valid_to_revision <= (select until from asked) and id > (select after from asked))
                select id from (%2$s) b full join (%3$s) a using (id)
                where b.said is distinct from a.said and (b.named or a.named)
                order by id limit ?""".formatted(kind.code(), said(kind, "since"), said(kind, "until"));
        return queries.list(
                sql,
                query -> {
                    query.setLong(1, since);
                    query.setLong(2, until);
                    query.setString(3, after);
                    query.setString(4, node);
                    query.setInt(5, limit);
                },
                row -> row.getString(1));
    }

    private static String said(FactKind kind, String revision) {
        String names =
                switch (kind) {
                    case NODE -> "asked.node = f.id or asked.node = any(f.type_of)";
                    case REQUIREMENT ->
                        "asked.node in (f.node, f.input)"
                                + " or f.substitutes @> jsonb_build_array(jsonb_build_object('node', asked.node))";
                    case SUPPLY -> "asked.node in (f.supplier, f.input, coalesce(f.recipient, ''))";
                };
        return """
                select f.id, to_jsonb(f) - '{valid_from_revision,valid_to_revision}'::text[] as said,
                       asked.node is null or (%1$s) as named
                from %2$s f, asked where f.id in (select id from touched) and f.valid_from_revision <= asked.%3$s
                  and (f.valid_to_revision is null or f.valid_to_revision > asked.%3$s)""".formatted(names, kind.code(), revision);
    }

    private static Revision revision(ResultSet row) throws SQLException {
        return new Revision(row.getLong(1), row.getTimestamp(2).toInstant(), row.getString(3));
    }
}
