package io.strait.trade.ingest;

import io.strait.trade.ingest.RemovalResource.Removal;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads what {@link Removals} kept. Thread-safe. */
@ApplicationScoped
class RemovalStore {
    private final DataSource database;

    RemovalStore(DataSource database) {
        this.database = database;
    }

    /** From the one behind number {@code after} on. */
    List<Removal> removals(String ingestId, long after, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select series_key, period, status, trim_scale(primary_value), currency from ingest_removal
                        where ingest_id = ? and seq > ? order by seq limit ?
                        """)) {
            Statements.set(query, ingestId, after, limit);
            List<Removal> removals = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    removals.add(new Removal(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getBigDecimal(4),
                            rows.getString(5)));
                }
            }
            return removals;
        }
    }

    long kept(String ingestId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from ingest_removal where ingest_id = ?")) {
            Statements.set(query, ingestId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
