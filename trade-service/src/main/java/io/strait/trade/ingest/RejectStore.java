package io.strait.trade.ingest;

import io.strait.trade.ingest.format.BadValue;
import io.strait.trade.ingest.format.OriginalRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rejected rows and their faults. Thread-safe. */
@ApplicationScoped
class RejectStore {
    private static final int BATCH = 1_000;

    private final DataSource database;

    RejectStore(DataSource database) {
        this.database = database;
    }

    /** Keeps what a reader refused, in the transaction that stages the rest. */
    void keep(Connection connection, String id, RejectedRows rejected) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ingest_reject (ingest_id, seq, line, field, value, message, expected)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Reject reject : rejected.faults()) {
                BadValue bad = reject.badValue();
                Statements.set(
                        insert,
                        id,
                        reject.seq(),
                        reject.line(),
                        bad.field(),
                        bad.value(),
                        bad.message(),
                        bad.expected());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        OriginalRow.Form form = rejected.form();
        if (form == null) {
            return;
        }
        Statements.execute(
                connection,
                "update ingest set row_header = ?, row_delimiter = ? where id = ?",
                form.header().toArray(String[]::new),
                String.valueOf(form.delimiter()),
                id);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ingest_reject_row (ingest_id, line, cells) values (?, ?, ?)")) {
            int waiting = 0;
            for (Map.Entry<Long, OriginalRow> row : rejected.originals().entrySet()) {
                Statements.set(insert, id, row.getKey(), row.getValue().cells().toArray(String[]::new));
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Faults in the order in which they were found, after {@code seq}. */
    List<Reject> faults(String id, long seq, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select seq, line, field, value, message, expected from ingest_reject
                        where ingest_id = ? and seq > ? order by seq limit ?
                        """)) {
            Statements.set(query, id, seq, limit);
            List<Reject> rejects = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    rejects.add(new Reject(
                            rows.getLong(1),
                            rows.getLong(2),
                            new BadValue(rows.getString(3), rows.getString(4), rows.getString(5), rows.getString(6))));
                }
            }
            return rejects;
        }
    }

    /** The rows that are kept, by line, from one line to another. */
    Map<Long, OriginalRow> originals(String id, long first, long last) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select r.line, r.cells, i.row_header, i.row_delimiter
                        from ingest_reject_row r join ingest i on i.id = r.ingest_id
                        where r.ingest_id = ? and r.line between ? and ? order by r.line
                        """)) {
            Statements.set(query, id, first, last);
            Map<Long, OriginalRow> originals = new LinkedHashMap<>();
            OriginalRow.@Nullable Form form = null;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    if (form == null) {
                        form = new OriginalRow.Form(
                                texts(rows, 3), rows.getString(4).charAt(0));
                    }
                    originals.put(rows.getLong(1), new OriginalRow(form, texts(rows, 2)));
                }
            }
            return originals;
        }
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
