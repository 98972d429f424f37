package io.strait.trade.query;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Runs statements of readers, each in a snapshot of its own and within the time that is configured. Thread-safe. */
@ApplicationScoped
class ReadStatements {
    /** What becomes of the rows. */
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** The database failed; the cause says how, and whether it may pass. */
    static final class ReadFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReadFailedException(SQLException cause) {
            super("figures could not be read", cause);
        }
    }

    private final AgroalDataSource database;
    private final int timeoutSeconds;

    ReadStatements(AgroalDataSource database, QueryConfig config) {
        this.database = database;
        this.timeoutSeconds = Math.max(1, (int) config.timeout().toSeconds());
    }

    /** @param values of the statement's parameters, in order; arrays become arrays of the database */
    <T> T query(String sql, List<Object> values, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(timeoutSeconds);
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value instanceof Object[] array) {
                    statement.setArray(i + 1, connection.createArrayOf(Conditions.sqlType(array), array));
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw new ReadFailedException(e);
        }
    }
}
