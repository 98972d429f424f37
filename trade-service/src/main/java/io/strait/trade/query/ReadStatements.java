package io.strait.trade.query;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
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

    /** Likewise, where they are sent on. */
    interface Sender {
        void send(ResultSet rows) throws SQLException, IOException;
    }

    /** Rows that the driver holds at a time while all are sent. */
    private static final int FETCH_SIZE = 5000;

    private final AgroalDataSource database;
    private final int timeoutSeconds;
    private final int streamTimeoutSeconds;

    ReadStatements(AgroalDataSource database, QueryConfig config) {
        this.database = database;
        this.timeoutSeconds = Math.max(1, (int) config.timeout().toSeconds());
        this.streamTimeoutSeconds = Math.max(1, (int) config.streamTimeout().toSeconds());
    }

    /** @param values of the statement's parameters, in order; arrays become arrays of the database */
    <T> T query(String sql, List<Object> values, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(timeoutSeconds);
            set(connection, statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw new ReadFailedException(e);
        }
    }

    /**
     * Reads any number of rows without holding them: the database keeps them back until they are fetched. Its snapshot
     * and a connection are held as long as the client takes.
     */
    void stream(String sql, List<Object> values, Sender sender) throws IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(streamTimeoutSeconds);
                statement.setFetchSize(FETCH_SIZE);
                set(connection, statement, values);
                try (ResultSet rows = statement.executeQuery()) {
                    sender.send(rows);
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new ReadFailedException(e);
        }
    }

    private static void set(Connection connection, PreparedStatement statement, List<Object> values)
            throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Object[] array) {
                statement.setArray(i + 1, connection.createArrayOf(Conditions.sqlType(array), array));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
