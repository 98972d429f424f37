package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads facts, in the caller's transaction where there is one. Thread-safe. */
@ApplicationScoped
public class FactReads {
    /** Links and nodes that name a node, by kind. */
    public record Uses(Set<String> requirements, Set<String> supplies, Set<String> substitutes, Set<String> types) {
        public boolean isEmpty() {
            return requirements.isEmpty() && supplies.isEmpty() && substitutes.isEmpty() && types.isEmpty();
        }
    }

    private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);

    private final NodeRows nodes;
    private final RequirementRows requirements;
    private final SupplyRows supplies;
    private final DataSource database;
    private final Clock clock;

    FactReads(NodeRows nodes, RequirementRows requirements, SupplyRows supplies, DataSource database, Clock clock) {
        this.nodes = nodes;
        this.requirements = requirements;
        this.supplies = supplies;
        this.database = database;
        this.clock = clock;
    }

    private FactRows<? extends FactRow> rows(FactKind kind) {
        return switch (kind) {
            case NODE -> nodes;
            case REQUIREMENT -> requirements;
            case SUPPLY -> supplies;
        };
    }

    public Optional<Versioned> current(FactKind kind, String id) {
        return rows(kind).current(id).map(FactRow::versioned);
    }

    /** Whether a fact is there now. */
    public boolean exists(FactKind kind, String id) {
        boolean[] found = new boolean[1];
        forEach(
                "select 1 from " + kind.code() + " where valid_to_revision is null and id = any(?)",
                List.of(id),
                row -> found[0] = true);
        return found[0];
    }

    public List<Versioned> current(FactKind kind, Collection<String> ids) {
        return rows(kind).current(ids).stream().map(FactRow::versioned).toList();
    }

    /** Those of the facts that were there at a revision. */
    public List<Versioned> at(FactKind kind, Collection<String> ids, long revision) {
        return rows(kind).at(ids, revision).stream().map(FactRow::versioned).toList();
    }

    public Optional<Versioned> at(FactKind kind, String id, long revision) {
        return rows(kind).at(id, revision).map(FactRow::versioned);
    }

    /**
     * Facts valid at a revision, by id.
     *
     * @param equal names of the fact's members and what they must be
     * @param searched a part of a node's search text, lower case
     * @param after the last id of the page before, or empty
     */
    public List<Versioned> page(
            FactKind kind,
            Map<String, String> equal,
            @Nullable String searched,
            long revision,
            String after,
            int limit) {
        return rows(kind).page(equal, searched, revision, after, limit).stream()
                .map(FactRow::versioned)
                .toList();
    }

    /** Facts valid at {@code revision} whose version was made after {@code known} (-1: all of them), by id. */
    public List<Versioned> addedBetween(FactKind kind, long known, long revision, String after, int limit) {
        return rows(kind).addedBetween(known, revision, after, limit).stream()
                .map(FactRow::versioned)
                .toList();
    }

    /** Ids of the facts whose version of {@code known} had ended by {@code revision}; they may have a newer one. */
    public List<String> endedBetween(FactKind kind, long known, long revision) {
        return rows(kind).endedBetween(known, revision);
    }

    /** The last committed revision. */
    public long latestRevision() {
        return single("select max(id) from revision", null).orElseThrow();
    }

    /**
     * The revision that was current at an instant, empty before the first. A revision's time is drawn before its
     * commit; so an instant that a writer at work may have drawn is answered only when that writer is done. What was
     * answered once is then answered ever after.
     */
    public OptionalLong revisionAt(Instant at) {
        if (at.isAfter(clock.instant().minus(LONGEST_WRITE))) {
            awaitWriters();
        }
        return single("select max(id) from revision where at <= ?", at);
    }

    private void awaitWriters() {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '10s'");
            statement.execute("select pg_advisory_xact_lock_shared(" + FactWrites.WRITERS + ")");
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private OptionalLong single(String sql, @Nullable Instant parameter) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            if (parameter != null) {
                query.setTimestamp(1, Timestamp.from(parameter));
            }
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                long value = rows.getLong(1);
                return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** The kinds of those nodes that are there now. */
    public Map<String, String> kindsOf(Collection<String> ids) {
        Map<String, String> kinds = new HashMap<>();
        forEach(
                "select id, kind from node where valid_to_revision is null and id = any(?)",
                ids,
                row -> kinds.put(row.getString(1), row.getString(2)));
        return kinds;
    }

    /** Every nesting there is now: a node and its wider types. */
    public Map<String, List<String>> nesting() {
        Map<String, List<String>> nesting = new HashMap<>();
        forEach("""
                select id, type_of from node
                where valid_to_revision is null and type_of <> '{}' and ?::text[] is not null""", List.of(), row -> nesting.put(row.getString(1), texts(row, 2)));
        return nesting;
    }

    /** Ids of the current links among the ends of these facts: their natural keys may be taken by another id. */
    public Map<String, String> idsByEnds(FactKind kind, Collection<? extends Fact> facts) {
        Map<String, String> ids = new HashMap<>();
        Set<String> keys = new HashSet<>();
        facts.forEach(fact -> keys.add(Ends.of(fact)));
        String sql = kind == FactKind.REQUIREMENT ? """
                select node || ' ' || input, id from requirement
                where valid_to_revision is null and node || ' ' || input = any(?)
                  and node = any(select split_part(k, ' ', 1) from unnest(?::text[]) k)""" : """
                select supplier || ' ' || input || ' ' || coalesce(recipient, ''), id from supply
                where valid_to_revision is null
                  and supplier || ' ' || input || ' ' || coalesce(recipient, '') = any(?)
                  and supplier = any(select split_part(k, ' ', 1) from unnest(?::text[]) k)""";
        forEach(sql, keys, row -> ids.put(row.getString(1), row.getString(2)));
        return ids;
    }

    /** A fact that names a node. */
    public record Use(String node, FactKind kind, String id) {}

    /** Who names any of these nodes now. */
    public List<Use> usesOf(Collection<String> nodes) {
        List<Use> uses = new ArrayList<>();
        forEach(
                """
                select node, 'requirement', id from requirement where valid_to_revision is null and node = any(?)
                union all
                select input, 'requirement', id from requirement where valid_to_revision is null and input = any(?)
                union all
                select s ->> 'node', 'requirement', id from requirement, jsonb_array_elements(substitutes) s
                where valid_to_revision is null and substitutes <> '[]' and s ->> 'node' = any(?)
                union all
                select supplier, 'supply', id from supply where valid_to_revision is null and supplier = any(?)
                union all
                select input, 'supply', id from supply where valid_to_revision is null and input = any(?)
                union all
                select recipient, 'supply', id from supply where valid_to_revision is null and recipient = any(?)
                union all
                select t, 'node', id from node, unnest(type_of) t
                where valid_to_revision is null and type_of && ?::text[] and t = any(?)""",
                nodes,
                row -> uses.add(
                        new Use(row.getString(1), FactRow.code(FactKind.class, row.getString(2)), row.getString(3))));
        return uses;
    }

    /** Who names a node now. */
    public Uses usesOf(String node) {
        return new Uses(
                ids(
                        "select id from requirement where valid_to_revision is null and (node = any(?) or input = any(?))",
                        node),
                ids("""
                        select id from supply where valid_to_revision is null
                          and (supplier = any(?) or input = any(?) or recipient = any(?))""", node),
                ids("""
                        select id from requirement where valid_to_revision is null
                          and substitutes @> jsonb_build_array(jsonb_build_object('node', (?::text[])[1]))""", node),
                ids("select id from node where valid_to_revision is null and type_of @> ?", node));
    }

    private Set<String> ids(String sql, String node) {
        Set<String> ids = new java.util.TreeSet<>();
        forEach(sql, List.of(node), row -> ids.add(row.getString(1)));
        return ids;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Every parameter of the statement is the same array. */
    private void forEach(String sql, Collection<String> parameter, RowReader reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            Object array = connection.createArrayOf("text", parameter.toArray());
            for (int i = 1; i <= sql.chars().filter(c -> c == '?').count(); i++) {
                query.setObject(i, array);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    static List<String> texts(ResultSet row, int column) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object text : (Object[]) row.getArray(column).getArray()) {
            texts.add((String) text);
        }
        return texts;
    }
}
