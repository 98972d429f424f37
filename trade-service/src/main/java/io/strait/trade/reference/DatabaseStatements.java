package io.strait.trade.reference;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements of stores, in the caller's transaction where there is one; otherwise each is its own. Values may be
 * null; a {@code String[]} becomes an array of texts and an {@code Integer[]} one of integers. Thread-safe.
 */
@ApplicationScoped
public class DatabaseStatements {
    private static final int TIMEOUT_SECONDS = 20;

    /** Makes something of one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The database failed; the cause says how, and whether it may pass. */
    public static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(SQLException cause) {
            super("a statement failed", cause);
        }
    }

    private final AgroalDataSource database;

    DatabaseStatements(AgroalDataSource database) {
        this.database = database;
    }

    /** All rows, so the statement must bound them. */
    public <T> List<T> list(String sql, List<@Nullable Object> values, RowReader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        } catch (SQLException e) {
            throw new FailedException(e);
        }
    }

    /** How many rows were written. */
    public int update(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, Arrays.asList(values))) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new FailedException(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<@Nullable Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value instanceof String[] texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts));
                } else if (value instanceof Integer[] numbers) {
                    statement.setArray(i + 1, connection.createArrayOf("integer", numbers));
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
