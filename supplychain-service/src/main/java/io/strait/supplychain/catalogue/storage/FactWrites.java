package io.strait.supplychain.catalogue.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.events.SupplyChainEvent;
import io.strait.events.outbox.Outbox;
import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.ExternalId;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Revision;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes facts, a whole set at a time, in the caller's transaction. Writers take turns: {@link #begin} takes the lock
 * that makes the order of revisions the order of commits.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class FactWrites {
    /** "supply" in ASCII; any constant does, as long as nobody else of this database uses it. */
    static final long WRITERS = 0x737570706c79L;

    private static final String NODE_COLUMNS = """
            kind text, name text, names jsonb, aliases text[], description text, grade text, area text,
            collective boolean, type_of text[], external_ids jsonb, search_text text""";
    private static final String REQUIREMENT_COLUMNS = """
            node text, input text, essentiality text, amount numeric, amount_unit text, stock_days numeric,
            substitutes jsonb""";
    private static final String SUPPLY_COLUMNS = """
            supplier text, input text, recipient text, share_low numeric, share_high numeric,
            share_negligible boolean, capacity numeric, capacity_unit text, lead_time_days numeric,
            area_of_origin text""";
    private static final String COMMON_COLUMNS = "id text, source text, year int, confidence text";

    private final DataSource database;

    FactWrites(DataSource database) {
        this.database = database;
    }

    /** Waits for its turn, at most ten seconds. To be called before anything is read that the change rests on. */
    public void begin() {
        run(connection -> {
            try (var statement = connection.createStatement()) {
                // One round to the database: others wait for it
                statement.execute("set local lock_timeout = '10s'; select pg_advisory_xact_lock(" + WRITERS + ")");
            }
            return Boolean.TRUE;
        });
    }

    /** A new revision, one after the last. Its time is later than the last one's even if the clock went back. */
    public Revision allocate(String changedBy, @Nullable String why) {
        return run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into revision (id, at, changed_by, why)
                    select id + 1, greatest(clock_timestamp(), at + interval '1 microsecond'), ?, ?
                    from revision order by id desc limit 1
                    returning id, at""")) {
                insert.setString(1, changedBy);
                insert.setString(2, why);
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return new Revision(row.getLong(1), row.getTimestamp(2).toInstant(), changedBy);
                }
            }
        });
    }

    /** Ends the versions before, adds the ones after, and leaves their events in the outbox. */
    public void write(Revision revision, Collection<Change> changes, @Nullable String traceparent) {
        run(connection -> {
            for (FactKind kind : FactKind.values()) {
                List<Change> ofKind = changes.stream()
                        .filter(change -> change.fact().factKind() == kind)
                        .toList();
                if (!ofKind.isEmpty()) {
                    end(connection, kind, revision, ofKind);
                    add(connection, kind, revision, ofKind);
                }
            }
            Outbox.append(
                    connection,
                    changes.stream().map(change -> event(change, revision)).toList(),
                    traceparent);
            return Boolean.TRUE;
        });
    }

    private static void end(Connection connection, FactKind kind, Revision revision, List<Change> changes)
            throws SQLException {
        List<String> ids = changes.stream()
                .filter(change -> change.before() != null)
                .map(change -> change.fact().id())
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("update " + kind.code()
                + " set valid_to_revision = ? where valid_to_revision is null and id = any(?)")) {
            update.setLong(1, revision.id());
            update.setArray(2, connection.createArrayOf("text", ids.toArray()));
            if (update.executeUpdate() != ids.size()) {
                throw new IllegalStateException("a version to end was not there: kind=" + kind.code());
            }
        }
    }

    private static void add(Connection connection, FactKind kind, Revision revision, List<Change> changes)
            throws SQLException {
        ArrayNode rows = Json.array();
        for (Change change : changes) {
            Fact after = change.after();
            if (after != null) {
                rows.add(row(after));
            }
        }
        String columns =
                switch (kind) {
                    case NODE -> NODE_COLUMNS;
                    case REQUIREMENT -> REQUIREMENT_COLUMNS;
                    case SUPPLY -> SUPPLY_COLUMNS;
                };
        String names = (columns + ", " + COMMON_COLUMNS).replaceAll("(\\w+) [a-z]+(\\[\\])?(?=,|$)", "$1");
        try (PreparedStatement insert = connection.prepareStatement("insert into " + kind.code()
                + " (valid_from_revision, " + names + ") select ?, " + names
                + " from jsonb_to_recordset(?::jsonb) as t(" + columns + ", " + COMMON_COLUMNS + ")")) {
            insert.setLong(1, revision.id());
            insert.setString(2, Json.write(rows));
            insert.executeUpdate();
        }
    }

    private static ObjectNode row(Fact fact) {
        ObjectNode row = Json.object()
                .put("id", fact.id())
                .put("source", fact.evidence().source())
                .put("year", fact.evidence().year())
                .put("confidence", fact.evidence().confidence().code());
        if (fact instanceof Node node) {
            row.put("kind", node.kind().code()).put("name", node.name());
            ObjectNode names = row.putObject("names");
            node.names().forEach(names::put);
            ArrayNode aliases = row.putArray("aliases");
            node.aliases().forEach(aliases::add);
            row.put("description", node.description())
                    .put("grade", node.grade())
                    .put("area", node.area())
                    .put("collective", node.collective());
            ArrayNode types = row.putArray("type_of");
            node.typeOf().forEach(types::add);
            row.set("external_ids", FactWriter.externalIds(node.externalIds()));
            row.put("search_text", searchText(node));
        } else if (fact instanceof Requirement requirement) {
            row.put("node", requirement.node())
                    .put("input", requirement.input())
                    .put("essentiality", requirement.essentiality().code())
                    .put("amount", requirement.amount())
                    .put("amount_unit", requirement.amountUnit())
                    .put("stock_days", requirement.stockDays());
            row.set("substitutes", FactWriter.substitutes(requirement.substitutes()));
        } else if (fact instanceof Supply supply) {
            Share.Known known = supply.share() instanceof Share.Known k ? k : null;
            row.put("supplier", supply.supplier())
                    .put("input", supply.input())
                    .put("recipient", supply.recipient())
                    .put("share_low", known == null ? null : known.low())
                    .put("share_high", known == null ? null : known.high())
                    .put("share_negligible", supply.share() instanceof Share.Negligible)
                    .put("capacity", supply.capacity())
                    .put("capacity_unit", supply.capacityUnit())
                    .put("lead_time_days", supply.leadTimeDays())
                    .put("area_of_origin", supply.areaOfOrigin());
        }
        return row;
    }

    private static String searchText(Node node) {
        TreeSet<String> words = new TreeSet<>();
        words.add(node.id());
        words.add(node.name());
        words.addAll(node.names().values());
        words.addAll(node.aliases());
        node.externalIds().stream().map(ExternalId::code).forEach(words::add);
        return String.join("\n", words).toLowerCase(Locale.ROOT);
    }

    private static SupplyChainEvent event(Change change, Revision revision) {
        ObjectNode before = change.before() == null ? null : FactWriter.write(change.before());
        ObjectNode after = change.after() == null ? null : FactWriter.write(change.after(), revision);
        SupplyChainEvent.Change what = before == null
                ? SupplyChainEvent.Change.ADDED
                : after == null ? SupplyChainEvent.Change.REMOVED : SupplyChainEvent.Change.CHANGED;
        Fact fact = change.fact();
        return fact.factKind() == FactKind.NODE
                ? new SupplyChainEvent.NodeChanged(what, fact.id(), before, after, revision.id(), revision.changedBy())
                : new SupplyChainEvent.LinkChanged(
                        what, fact.id(), fact.factKind().name(), before, after, revision.id(), revision.changedBy());
    }

    /** What a request with an Idempotency-Key has led to. */
    public record Remembered(String digest, String answer) {}

    public Optional<Remembered> recall(String caller, String key) {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select digest, answer from idempotency where caller = ? and key = ? and at > now() - interval '1 day'")) {
                query.setString(1, caller);
                query.setString(2, key);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Remembered(row.getString(1), row.getString(2)))
                            : Optional.<Remembered>empty();
                }
            }
        });
    }

    public void remember(String caller, String key, Remembered remembered) {
        run(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("delete from idempotency where at <= now() - interval '1 day'");
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into idempotency (caller, key, digest, answer) values (?, ?, ?, ?::json)")) {
                insert.setString(1, caller);
                insert.setString(2, key);
                insert.setString(3, remembered.digest());
                insert.setString(4, remembered.answer());
                insert.executeUpdate();
            }
            return Boolean.TRUE;
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** On the connection of the caller's transaction. */
    private <T> T run(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }
}
