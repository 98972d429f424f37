package io.strait.trade.reference.concordance;

import io.strait.trade.reference.DatabaseStatements;
import io.strait.trade.reference.concordance.Concordance.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps tables of weights, every version of them. */
@ApplicationScoped
class ConcordanceStore {
    static final int MAX_VERSIONS = 100;

    /** A table at a version. */
    record Version(String from, String to, int version, String table, int codes, Instant loadedAt, String loadedBy) {}

    private static final long LOCK = 0x5354_5241_4954_0012L;
    private static final int MAX_TABLES = 1_000;

    private static final String VERSION = """
            select from_classification, to_classification, version, table_source, codes, loaded_at, loaded_by
            from concordance_version""";

    private final DatabaseStatements statements;

    ConcordanceStore(DatabaseStatements statements) {
        this.statements = statements;
    }

    /** One writer at a time, until its transaction ends. */
    void lock() {
        statements.list("select pg_advisory_xact_lock(" + LOCK + ")", List.of(), row -> 1);
    }

    /** The newest version of each. */
    List<Version> newest() {
        return statements.list(
                "select distinct on (from_classification, to_classification) v.* from (" + VERSION
                        + ") v order by from_classification, to_classification, version desc limit ?",
                List.of(MAX_TABLES),
                ConcordanceStore::version);
    }

    Optional<Version> newest(String from, String to) {
        return statements
                .list(
                        VERSION + " where from_classification = ? and to_classification = ?"
                                + " order by version desc limit 1",
                        List.of(from, to),
                        ConcordanceStore::version)
                .stream()
                .findFirst();
    }

    Optional<Version> version(String from, String to, int version) {
        return statements
                .list(
                        VERSION + " where from_classification = ? and to_classification = ? and version = ?",
                        List.of(from, to, version),
                        ConcordanceStore::version)
                .stream()
                .findFirst();
    }

    /** The weights of these codes. */
    SortedMap<String, List<Target>> weights(Version version, Collection<String> codes) {
        return weights(version, "source_code = any (?)", codes.toArray(String[]::new), Integer.MAX_VALUE);
    }

    /** The weights of some codes, in their order. */
    SortedMap<String, List<Target>> weightsAfter(Version version, String after, int codes) {
        List<String> next = statements.list(
                """
                select distinct source_code collate "C" as code from concordance_weight
                where from_classification = ? and to_classification = ? and version = ? and source_code collate "C" > ?
                order by code limit ?""", List.of(version.from(), version.to(), version.version(), after, codes), row -> row.getString(1));
        return weights(version, next);
    }

    SortedMap<String, List<Target>> all(Version version) {
        return weights(version, "source_code > ?", "", Integer.MAX_VALUE);
    }

    private SortedMap<String, List<Target>> weights(Version version, String which, Object value, int limit) {
        SortedMap<String, List<Target>> weights = new TreeMap<>();
        statements.list(
                """
                select source_code, target_code, weight from concordance_weight
                where from_classification = ? and to_classification = ? and version = ? and %s
                order by source_code, weight desc, target_code limit ?""".formatted(which), List.of(version.from(), version.to(), version.version(), value, limit), row -> {
                    String target = row.getString(2);
                    return weights.computeIfAbsent(row.getString(1), code -> new ArrayList<>())
                            .add(new Target(target.isEmpty() ? null : target, row.getBigDecimal(3)));
                });
        return weights;
    }

    Version add(String from, String to, int version, String table, Concordance concordance, String editor) {
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        List<String> weights = new ArrayList<>();
        concordance
                .targets()
                .forEach((code, list) -> list.forEach(target -> {
                    String to1 = target.code();
                    sources.add(code);
                    targets.add(to1 == null ? "" : to1);
                    weights.add(target.weight().toPlainString());
                }));
        statements.update("""
                insert into concordance_version
                    (from_classification, to_classification, version, table_source, codes, loaded_at, loaded_by)
                values (?, ?, ?, ?, ?, clock_timestamp(), ?)""", from, to, version, table, concordance.targets().size(), editor);
        statements.update(
                """
                insert into concordance_weight
                    (from_classification, to_classification, version, source_code, target_code, weight)
                select ?, ?, ?, w.source_code, w.target_code, w.weight::numeric
                from unnest(?, ?, ?) as w (source_code, target_code, weight)""",
                from,
                to,
                version,
                sources.toArray(String[]::new),
                targets.toArray(String[]::new),
                weights.toArray(String[]::new));
        return version(from, to, version).orElseThrow();
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getInt(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7));
    }
}
