package io.strait.trade.ingest;

import io.strait.trade.ingest.format.TradeRow;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Writes the rows of an upload and their series into its staging tables by COPY, in the caller's transaction. Not
 * thread-safe.
 */
final class StagingCopy {
    private static final int BUFFER = 1 << 16;
    /** Codes and numbers are bounded by the readers, far below this. */
    private static final int MAX_ROW = 1 << 12;
    /** Series at a time; a file of more numbers some of them twice. */
    private static final int MAX_SERIES = 200_000;

    private final CopyManager copies;
    private final StagingTable table;
    private final StagedSeries series;
    private final byte[] buffer = new byte[BUFFER];
    private CopyIn copy;
    private int length;

    private StagingCopy(CopyManager copies, StagingTable table, int maxSeries) throws SQLException {
        this.copies = copies;
        this.table = table;
        this.series = new StagedSeries(maxSeries);
        this.copy = copies.copyIn(table.copyRows());
    }

    /** Makes the tables and begins to write into them. */
    static StagingCopy open(Connection connection, StagingTable table) throws SQLException {
        return open(connection, table, MAX_SERIES);
    }

    /** @param maxSeries numbered at a time */
    static StagingCopy open(Connection connection, StagingTable table, int maxSeries) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(table.create());
        }
        return new StagingCopy(connection.unwrap(PGConnection.class).getCopyAPI(), table, maxSeries);
    }

    void write(TradeRow row) throws SQLException {
        if (series.isFull()) {
            writeSeries();
            copy = copies.copyIn(table.copyRows());
        }
        TradeRow.Figures figures = row.figures();
        number(series.number(row));
        date(row.period().start());
        number(row.line());
        text(figures.status().name());
        decimal(figures.primaryValue());
        decimal(figures.cifValue());
        decimal(figures.fobValue());
        decimal(figures.netWeight());
        decimal(figures.grossWeight());
        decimal(figures.quantity());
        unit(figures.quantityUnit());
        decimal(figures.altQuantity());
        unit(figures.altQuantityUnit());
        number(figures.estimated());
        endRow();
    }

    /** Ends the COPY; the rows are there once the transaction commits. */
    void finish() throws SQLException {
        writeSeries();
    }

    /** Gives the connection back its use after a fault; does nothing once the COPY has ended. */
    void cancel() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            // The connection is of no more use; its transaction ends with it.
            return;
        }
    }

    /** One COPY at a time is all that a connection has: that of the rows ends, that of the series begins. */
    private void writeSeries() throws SQLException {
        flush();
        copy.endCopy();
        copy = copies.copyIn(table.copySeries());
        for (StagedSeries.Entry entry : series.take()) {
            TradeRow.Dimensions dimensions = entry.dimensions;
            number(entry.number);
            text(entry.frequency.code());
            number(dimensions.reporter());
            number(dimensions.partner());
            number(dimensions.partner2());
            text(dimensions.flow());
            text(dimensions.classification());
            text(dimensions.commodity());
            text(dimensions.customs());
            text(dimensions.transport());
            text(dimensions.supply());
            text(dimensions.currency());
            number(entry.rows());
            date(entry.first().start());
            date(entry.last().start());
            text(entry.repeats() ? "t" : "f");
            endRow();
        }
        flush();
        copy.endCopy();
    }

    private void endRow() throws SQLException {
        buffer[length - 1] = '\n';
        if (length > BUFFER - MAX_ROW) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (length > 0) {
            copy.writeToCopy(buffer, 0, length);
            length = 0;
        }
    }

    private void decimal(@Nullable BigDecimal value) {
        if (value == null) {
            none();
        } else if (value.scale() == 0 && value.precision() <= 18) {
            number(value.longValue());
        } else {
            text(value.toPlainString());
        }
    }

    private void unit(@Nullable Integer value) {
        if (value == null) {
            none();
        } else {
            number(value);
        }
    }

    private void none() {
        buffer[length++] = '\\';
        buffer[length++] = 'N';
        buffer[length++] = '\t';
    }

    private void date(LocalDate date) {
        digits(date.getYear(), 4);
        buffer[length++] = '-';
        digits(date.getMonthValue(), 2);
        buffer[length++] = '-';
        digits(date.getDayOfMonth(), 2);
        buffer[length++] = '\t';
    }

    private void number(long value) {
        long rest = value;
        if (rest < 0) {
            buffer[length++] = '-';
            rest = -rest;
        }
        int count = 1;
        for (long power = 10; count < 19 && rest >= power; power *= 10) {
            count++;
        }
        digits(rest, count);
        buffer[length++] = '\t';
    }

    private void digits(long value, int count) {
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            buffer[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void text(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c == '\\' || c > '~') {
                throw new IllegalArgumentException("code: " + value + " (expected: printable ASCII)");
            }
            buffer[length++] = (byte) c;
        }
        buffer[length++] = '\t';
    }
}
