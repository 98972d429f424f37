package io.strait.trade.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads figures in any order, a page or all of them, as they are or added up to longer periods. */
@ApplicationScoped
class ObservationStore {
    /**
     * Figures, and the revision that was the newest when they were read.
     *
     * @param revision 0 when there is no figure: then it is not known
     */
    record Read(long revision, List<FigureRow> rows) {}

    /** What becomes of figures that are streamed. */
    interface Batches {
        void take(List<FigureRow> rows) throws IOException;
    }

    private static final int BATCH = 5000;

    private final ReadStatements statements;

    ObservationStore(ReadStatements statements) {
        this.statements = statements;
    }

    /**
     * At most {@code limit} figures that come after a position.
     *
     * @param revision null for what is true now
     */
    Read page(ObservationQuery query, @Nullable Long revision, @Nullable Position after, int limit) {
        FigureSql.Statement statement = new FigureSql(query.selection(), query.conversion(), revision)
                .figures(query.measures(), query.order(), after, limit);
        Columns columns = new Columns(query);
        return statements.query(statement.sql(), statement.values(), rows -> {
            List<FigureRow> read = new ArrayList<>();
            long newest = 0;
            while (rows.next()) {
                newest = rows.getLong(1);
                read.add(columns.row(rows));
            }
            return new Read(newest, read);
        });
    }

    /** Whether there are more than so many. */
    boolean isMoreThan(int count, ObservationQuery query, long revision) {
        List<Object> values = new ArrayList<>();
        String from = new FigureSql(query.selection(), null, revision).from(values);
        values.add(count + 1);
        return statements.query(
                "select count(*) from (select 1 " + from + "\nlimit ?) x",
                values,
                rows -> rows.next() && rows.getLong(1) > count);
    }

    /**
     * All figures, of one revision. Flat in memory.
     *
     * @param revision null for what is true now
     * @param expected the newest revision that there may be; with another one nothing is taken
     * @return whether the newest revision was the expected one
     */
    boolean stream(ObservationQuery query, @Nullable Long revision, long expected, Batches batches) throws IOException {
        FigureSql.Statement statement = new FigureSql(query.selection(), query.conversion(), revision)
                .figures(query.measures(), query.streamOrder(), null, null);
        Columns columns = new Columns(query);
        boolean[] outdated = new boolean[1];
        statements.stream(statement.sql(), statement.values(), rows -> {
            List<FigureRow> batch = new ArrayList<>(BATCH);
            while (rows.next()) {
                if (revision == null && rows.getLong(1) != expected) {
                    outdated[0] = true;
                    return;
                }
                batch.add(columns.row(rows));
                if (batch.size() == BATCH) {
                    batches.take(batch);
                    batch.clear();
                }
            }
            batches.take(batch);
        });
        return !outdated[0];
    }

    /** Where the columns of {@link FigureSql#figures} stand: rows are read by number, which is faster than by name. */
    private static final class Columns {
        private static final int FIRST_AMOUNT = 6;

        private final int[] amounts = new int[Measure.ALL.size()];
        private final int quantityUnit;
        private final int altQuantityUnit;
        private final int estimated;
        private final boolean converted;

        Columns(ObservationQuery query) {
            int next = FIRST_AMOUNT;
            int[] units = new int[Measure.ALL.size()];
            for (Measure measure : Measure.ALL) {
                if (measure == Measure.PRIMARY_VALUE || query.measures().contains(measure)) {
                    amounts[measure.ordinal()] = next++;
                    if (measure.hasUnit()) {
                        units[measure.ordinal()] = next++;
                    }
                }
            }
            quantityUnit = units[Measure.QUANTITY.ordinal()];
            altQuantityUnit = units[Measure.ALT_QUANTITY.ordinal()];
            estimated = next;
            converted = query.conversion() != null;
        }

        FigureRow row(ResultSet row) throws SQLException {
            @Nullable String[] read = new @Nullable String[amounts.length];
            for (int i = 0; i < amounts.length; i++) {
                read[i] = amounts[i] == 0 ? null : PlainNumbers.plain(row.getString(amounts[i]));
            }
            return new FigureRow(
                    row.getLong(2),
                    row.getObject(3, LocalDate.class),
                    row.getLong(4),
                    row.getString(5),
                    Collections.unmodifiableList(Arrays.asList(read)),
                    number(row, quantityUnit),
                    number(row, altQuantityUnit),
                    row.getInt(estimated),
                    converted
                            ? new FigureRow.Parts(
                                    row.getInt(estimated + 1),
                                    row.getInt(estimated + 2),
                                    row.getInt(estimated + 3),
                                    row.getInt(estimated + 4))
                            : null);
        }

        private static @Nullable Integer number(ResultSet row, int column) throws SQLException {
            if (column == 0) {
                return null;
            }
            int number = row.getInt(column);
            return row.wasNull() ? null : number;
        }
    }
}
