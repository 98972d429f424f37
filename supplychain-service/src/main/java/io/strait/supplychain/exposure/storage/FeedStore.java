package io.strait.supplychain.exposure.storage;

import io.strait.supplychain.catalogue.model.ExternalId;
import io.strait.supplychain.catalogue.storage.StorageException;
import io.strait.supplychain.exposure.figures.HsCode;
import io.strait.supplychain.exposure.figures.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How far trade-service has been followed, and by whom; in the caller's transaction where there is one. Thread-safe. */
@ApplicationScoped
public class FeedStore {
    /**
     * What is known of trade-service.
     *
     * @param version counts the changes of the figures that are held
     * @param confirmedAt when it last answered; null is never
     * @param awaySince null while it answers
     */
    public record State(
            long version,
            @Nullable Instant confirmedAt,
            @Nullable Instant awaySince,
            @Nullable String awayReason) {}

    /**
     * What has been fetched of a code.
     *
     * @param scope for which reporters and years
     * @param revision of trade-service
     * @param complete false where there was more than may be kept
     */
    public record Pull(String scope, long revision, boolean complete, Instant at) {}

    /** A source of figures. */
    public record Source(String name, boolean demonstration) {}

    private final DataSource database;

    FeedStore(DataSource database) {
        this.database = database;
    }

    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.run(statement);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** Becomes or stays the one that follows, by the clock of the database; false where another one is. */
    public boolean lease(String owner, Duration time) {
        return run("""
                update trade_follower set owner = ?, expires = clock_timestamp() + ? * interval '1 millisecond'
                where owner is null or owner = ? or expires < clock_timestamp()""", statement -> {
            statement.setString(1, owner);
            statement.setLong(2, time.toMillis());
            statement.setString(3, owner);
            return statement.executeUpdate() == 1;
        });
    }

    public void release(String owner) {
        run("update trade_follower set owner = null, expires = null where owner = ?", statement -> {
            statement.setString(1, owner);
            return statement.executeUpdate();
        });
    }

    /** The next offset of each partition that has been read. */
    public Map<Integer, Long> positions(String topic) {
        return run("select partition, next_offset from trade_position where topic = ?", statement -> {
            statement.setString(1, topic);
            Map<Integer, Long> positions = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    positions.put(row.getInt(1), row.getLong(2));
                }
            }
            return positions;
        });
    }

    /**
     * Moves a position from where the caller believes it to be; null is nowhere yet.
     *
     * @return false where it is elsewhere: another replica has read on, and the caller must not commit
     */
    public boolean move(String topic, int partition, @Nullable Long from, long to) {
        String sql = from == null
                ? "insert into trade_position (next_offset, topic, partition) values (?, ?, ?) on conflict do nothing"
                : "update trade_position set next_offset = ? where topic = ? and partition = ? and next_offset = ?";
        return run(sql, statement -> {
            statement.setLong(1, to);
            statement.setString(2, topic);
            statement.setInt(3, partition);
            if (from != null) {
                statement.setLong(4, from);
            }
            return statement.executeUpdate() == 1;
        });
    }

    /** Remembers ids of events; answers those that were not known. */
    public Set<String> remember(Collection<String> ids) {
        return run(
                "insert into trade_event (id) select distinct unnest(?::text[]) on conflict do nothing returning id",
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", ids.toArray()));
                    Set<String> fresh = new HashSet<>();
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            fresh.add(row.getString(1));
                        }
                    }
                    return fresh;
                });
    }

    /** Forgets ids that are so old that their rows alone must tell. */
    public void forget(Duration age) {
        run("delete from trade_event where at < now() - ? * interval '1 second'", statement -> {
            statement.setLong(1, age.toSeconds());
            return statement.executeUpdate();
        });
    }

    public long revision() {
        return run("select max(id) from revision", statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** The codes that nodes carry now, the first {@code maxCodes} of them, and the areas they are at home in. */
    public Watch watch(int maxCodes) {
        long revision = revision();
        Set<String> codes = new TreeSet<>();
        run(
                """
                select distinct x ->> 'scheme', x ->> 'code'
                from node, jsonb_array_elements(external_ids) x
                where valid_to_revision is null and external_ids <> '[]' and x ->> 'scheme' ilike 'h%'""",
                statement -> {
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            HsCode.of(new ExternalId(row.getString(1), row.getString(2), null))
                                    .ifPresent(code -> codes.add(code.digits()));
                        }
                    }
                    return codes;
                });
        Set<String> areas = run(
                "select distinct area from node where valid_to_revision is null and area is not null", statement -> {
                    Set<String> found = new TreeSet<>();
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            found.add(row.getString(1));
                        }
                    }
                    return found;
                });
        Set<String> kept = new TreeSet<>();
        codes.stream().limit(maxCodes).forEach(kept::add);
        return new Watch(revision, kept, areas, codes.size() - kept.size());
    }

    public Optional<Pull> pull(String code) {
        return Optional.ofNullable(pulls().get(code));
    }

    public Map<String, Pull> pulls() {
        return run("select code, scope, revision, complete, pulled_at from trade_pull", statement -> {
            Map<String, Pull> pulls = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    pulls.put(
                            row.getString(1),
                            new Pull(
                                    row.getString(2),
                                    row.getLong(3),
                                    row.getBoolean(4),
                                    row.getObject(5, OffsetDateTime.class).toInstant()));
                }
            }
            return pulls;
        });
    }

    public void pulled(String code, String scope, long revision, boolean complete) {
        run("""
                insert into trade_pull (code, scope, revision, complete, pulled_at) values (?, ?, ?, ?, now())
                on conflict (code) do update set scope = excluded.scope, revision = excluded.revision,
                    complete = excluded.complete, pulled_at = excluded.pulled_at""", statement -> {
            statement.setString(1, code);
            statement.setString(2, scope);
            statement.setLong(3, revision);
            statement.setBoolean(4, complete);
            return statement.executeUpdate();
        });
    }

    /** Everything is to be fetched again: events were lost. */
    public void pullAgain() {
        run("delete from trade_pull", PreparedStatement::executeUpdate);
    }

    public Map<String, Source> sources() {
        return run("select code, name, demonstration from trade_source", statement -> {
            Map<String, Source> sources = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sources.put(row.getString(1), new Source(row.getString(2), row.getBoolean(3)));
                }
            }
            return sources;
        });
    }

    public void sources(Map<String, Source> sources) {
        run("""
                insert into trade_source (code, name, demonstration)
                select * from unnest(?::text[], ?::text[], ?::bool[])
                on conflict (code) do update set name = excluded.name, demonstration = excluded.demonstration
                where (trade_source.name, trade_source.demonstration) is distinct from (excluded.name, excluded.demonstration)""", statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(
                    1, connection.createArrayOf("text", sources.keySet().toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", sources.values().stream().map(Source::name).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bool",
                            sources.values().stream().map(Source::demonstration).toArray()));
            int changed = statement.executeUpdate();
            if (changed > 0) {
                FigureStore.bump(connection);
            }
            return changed;
        });
    }

    public State state() {
        return run("select version, confirmed_at, away_since, away_reason from trade_state", statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new State(
                        row.getLong(1), instant(row, "confirmed_at"), instant(row, "away_since"), row.getString(4));
            }
        });
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** Trade-service has answered. */
    public void confirmed() {
        run(
                "update trade_state set confirmed_at = clock_timestamp(), away_since = null, away_reason = null",
                PreparedStatement::executeUpdate);
    }

    /** Trade-service has not answered, since the first time that this was said. */
    public void away(String reason) {
        run(
                "update trade_state set away_since = coalesce(away_since, clock_timestamp()), away_reason = ?",
                statement -> {
                    statement.setString(1, reason);
                    return statement.executeUpdate();
                });
    }
}
