package io.strait.trade.basket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.trade.reference.DatabaseStatements;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps baskets, every version of them. */
@ApplicationScoped
class BasketStore {
    static final int MAX_BASKETS = 1_000;
    static final int MAX_VERSIONS = 1_000;

    /** Names the lock of writers in the database; any number that nobody else uses. */
    private static final long LOCK = 0x5354_5241_4954_0011L;

    private static final String NEWEST = """
            select distinct on (basket) basket, version, definition, edited_at, edited_by
            from basket_version
            where edited_at <= ? and %s
            order by basket, version desc""";

    private final DatabaseStatements statements;
    private final ObjectMapper json;

    BasketStore(DatabaseStatements statements, ObjectMapper json) {
        this.statements = statements;
        this.json = json;
    }

    /** One writer at a time, until its transaction ends: baskets hold one another, and are checked together. */
    void lock() {
        statements.list("select pg_advisory_xact_lock(" + LOCK + ")", List.of(), row -> 1);
    }

    /** Waits for the writer that may be about to commit: what is answered of an instant once is answered ever after. */
    void awaitWriter() {
        statements.list("select pg_advisory_xact_lock_shared(" + LOCK + ")", List.of(), row -> 1);
    }

    /** The newest version up to the instant, maybe a deletion. */
    Optional<BasketVersion> newest(String id, Instant asOf) {
        return newest(List.of(id), asOf).stream().findFirst();
    }

    List<BasketVersion> newest(Collection<String> ids, Instant asOf) {
        return statements.list(
                NEWEST.formatted("basket = any (?)"), List.of(utc(asOf), ids.toArray(String[]::new)), this::version);
    }

    /** In the order of their ids, after one of them, deletions left out. */
    List<BasketVersion> page(String after, int limit, Instant asOf) {
        return statements.list(
                "select * from (" + NEWEST.formatted("basket collate \"C\" > ?")
                        + ") b where definition is not null order by basket collate \"C\" limit ?",
                List.of(utc(asOf), after, limit),
                this::version);
    }

    Optional<BasketVersion> version(String id, int version) {
        return statements
                .list(
                        "select basket, version, definition, edited_at, edited_by from basket_version"
                                + " where basket = ? and version = ?",
                        List.of(id, version),
                        this::version)
                .stream()
                .findFirst();
    }

    /** The newest first. */
    List<BasketVersion> versions(String id) {
        return statements.list(
                "select basket, version, definition, edited_at, edited_by from basket_version"
                        + " where basket = ? order by version desc limit ?",
                List.of(id, MAX_VERSIONS),
                this::version);
    }

    /** Baskets that have one of these in them directly, today. */
    List<String> usersOf(Collection<String> ids) {
        List<String> users = new ArrayList<>();
        for (String id : ids) {
            users.addAll(statements.list("""
                    select basket from basket_version v
                    where definition -> 'baskets' @> jsonb_build_array(jsonb_build_object('id', cast(? as text)))
                      and version = (select max(version) from basket_version n where n.basket = v.basket)
                    order by basket""", List.of(id), row -> row.getString(1)));
        }
        return users;
    }

    long count() {
        return statements
                .list("select count(distinct basket) from basket_version", List.of(), row -> row.getLong(1))
                .get(0);
    }

    /** In the transaction that holds the lock, so that no version is earlier than one before it. */
    BasketVersion add(String id, int version, @Nullable BasketDefinition definition, String editor) {
        statements.update("""
                insert into basket_version (basket, version, definition, edited_at, edited_by)
                select ?, ?, cast(? as jsonb), greatest(clock_timestamp(), max(edited_at)), ? from basket_version""", id, version, definition == null ? null : written(definition), editor);
        return version(id, version).orElseThrow();
    }

    private BasketVersion version(ResultSet row) throws SQLException {
        String definition = row.getString("definition");
        return new BasketVersion(
                row.getString("basket"),
                row.getInt("version"),
                definition == null ? null : read(definition),
                row.getObject("edited_at", OffsetDateTime.class).toInstant(),
                row.getString("edited_by"));
    }

    private String written(BasketDefinition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a basket cannot be written", e);
        }
    }

    private BasketDefinition read(String definition) {
        try {
            return json.readValue(definition, BasketDefinition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored basket cannot be read", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
