package io.strait.supplychain.catalogue.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Set-based reads, on the connection of the caller's transaction where there is one. Thread-safe. */
final class Queries {
    interface Binding {
        void to(PreparedStatement query) throws SQLException;
    }

    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource database;

    Queries(DataSource database) {
        this.database = database;
    }

    <T> List<T> list(String sql, Binding binding, RowReader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            binding.to(query);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /**
     * Versions valid at the revision of the statement's {@code asked}. Two selects instead of an "or", so that the
     * indexes of the current versions serve one and the index on the end the other.
     */
    static String valid(String table, String columns, String condition) {
        String select = "select " + columns + " from " + table
                + " where valid_from_revision <= (select revision from asked) and (" + condition + ") and ";
        return select + "valid_to_revision is null union all " + select
                + "valid_to_revision > (select revision from asked)";
    }
}
