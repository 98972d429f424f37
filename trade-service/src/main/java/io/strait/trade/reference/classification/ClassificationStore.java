package io.strait.trade.reference.classification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.reference.DatabaseStatements;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps classifications and their items, every version of them. */
@ApplicationScoped
class ClassificationStore {
    static final int MAX_CLASSIFICATIONS = 500;
    static final int MAX_VERSIONS = 1_000;

    /**
     * A classification.
     *
     * @param base whose codes of 6 digits are parents of its lines; null for an international one
     * @param version of its items; 0 when none are loaded
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Classification(
            String code, String name, @Nullable String base, int version, long items) {}

    /** What a load changed. */
    record Version(
            String classification,
            int version,
            String language,
            String source,
            int added,
            int changed,
            int removed,
            Instant loadedAt,
            String loadedBy) {}

    /** Which items; null for all. */
    record Filter(
            String language,
            int version,
            @Nullable List<String> codes,
            @Nullable String parent,
            @Nullable Integer level) {}

    private static final long LOCK = 0x5354_5241_4954_0013L;

    private static final String NEW =
            "with new as (select * from unnest(?, ?, ?, ?) as n (code, description, parent, level))\n";

    private final DatabaseStatements statements;

    ClassificationStore(DatabaseStatements statements) {
        this.statements = statements;
    }

    /** One writer at a time, until its transaction ends. */
    void lock() {
        statements.list("select pg_advisory_xact_lock(" + LOCK + ")", List.of(), row -> 1);
    }

    List<Classification> list() {
        return statements.list(
                """
                select c.code, c.name, c.base,
                       coalesce((select max(version) from classification_version v where v.classification = c.code), 0),
                       (select count(distinct i.code) from classification_item i
                        where i.classification = c.code and i.to_version is null)
                from classification c order by c.code limit ?""",
                List.of(MAX_CLASSIFICATIONS),
                row -> new Classification(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getLong(5)));
    }

    Optional<Classification> get(String code) {
        return statements
                .list(
                        """
                        select c.code, c.name, c.base,
                               coalesce((select max(version) from classification_version v
                                         where v.classification = c.code), 0), 0
                        from classification c where c.code = ?""",
                        List.of(code),
                        row -> new Classification(
                                row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getLong(5)))
                .stream()
                .findFirst();
    }

    void declare(String code, String name, String base) {
        statements.update("""
                insert into classification (code, name, base) values (?, ?, ?)
                on conflict (code) do update set name = excluded.name, base = excluded.base""", code, name, base);
    }

    Optional<Version> version(String classification, int version) {
        return statements.list("""
                        select classification, version, language, item_source, added, changed, removed, loaded_at, loaded_by
                        from classification_version where classification = ? and version = ?""", List.of(classification, version), ClassificationStore::version).stream()
                .findFirst();
    }

    Set<String> codes(String classification, String language) {
        return new HashSet<>(statements.list(
                "select code from classification_item where classification = ? and language = ? and to_version is null",
                List.of(classification, language),
                row -> row.getString(1)));
    }

    /** In the order of their codes, after one of them. */
    List<Item> items(String classification, Filter filter, String after, int limit) {
        StringBuilder sql = new StringBuilder("""
                select code, description, parent, level from classification_item
                where classification = ? and language = ? and from_version <= ?
                  and (to_version is null or to_version > ?) and code collate "C" > ?""");
        List<@Nullable Object> values =
                new ArrayList<>(List.of(classification, filter.language(), filter.version(), filter.version(), after));
        List<String> codes = filter.codes();
        if (codes != null) {
            sql.append(" and code = any (?)");
            values.add(codes.toArray(String[]::new));
        }
        if (filter.parent() != null) {
            sql.append(" and parent = ?");
            values.add(filter.parent());
        }
        if (filter.level() != null) {
            sql.append(" and level = ?");
            values.add(filter.level());
        }
        values.add(limit);
        return statements.list(
                sql.append(" order by code collate \"C\" limit ?").toString(),
                values,
                row -> new Item(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)));
    }

    /**
     * Takes items over as the next version; nothing when they say what is there.
     *
     * @param whole whether what is not among them is no more
     */
    Optional<Version> load(
            String classification,
            int next,
            String language,
            String source,
            Collection<Item> items,
            boolean whole,
            String editor) {
        String[] codes = items.stream().map(Item::code).toArray(String[]::new);
        String[] descriptions = items.stream().map(Item::description).toArray(String[]::new);
        @Nullable String[] parents = items.stream().map(Item::parent).toArray(String[]::new);
        Integer[] levels = items.stream().map(Item::level).toArray(Integer[]::new);
        int closed = statements.update(NEW + """
                        update classification_item i set to_version = ?
                        from new n
                        where i.classification = ? and i.language = ? and i.to_version is null and n.code = i.code
                          and (n.description, n.parent, n.level::smallint)
                              is distinct from (i.description, i.parent, i.level)""", codes, descriptions, parents, levels, next, classification, language);
        int removed = !whole ? 0 : statements.update("""
                        update classification_item i set to_version = ?
                        where i.classification = ? and i.language = ? and i.to_version is null
                          and i.code <> all (?)""", next, classification, language, codes);
        int written = statements.update(
                NEW + """
                        insert into classification_item
                            (classification, code, language, from_version, description, parent, level)
                        select ?, n.code, ?, ?, n.description, n.parent, n.level from new n
                        where not exists (select from classification_item i
                            where i.classification = ? and i.language = ? and i.to_version is null and i.code = n.code)""",
                codes,
                descriptions,
                parents,
                levels,
                classification,
                language,
                next,
                classification,
                language);
        if (removed + written == 0) {
            return Optional.empty();
        }
        statements.update("""
                insert into classification_version
                    (classification, version, language, item_source, added, changed, removed, loaded_at, loaded_by)
                values (?, ?, ?, ?, ?, ?, ?, clock_timestamp(), ?)""", classification, next, language, source, written - closed, closed, removed, editor);
        return version(classification, next);
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9));
    }
}
