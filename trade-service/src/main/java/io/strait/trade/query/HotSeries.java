package io.strait.trade.query;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one series as they are now, in columns: some 50 bytes each, where rows of objects would be ten times that.
 * An amount is its digits as a whole number, and how many of them stand after the point. Immutable.
 */
final class HotSeries {
    private static final long NONE = Long.MIN_VALUE;
    private static final int NO_UNIT = Integer.MIN_VALUE;
    private static final List<String> STATUSES = List.of("REPORTED", "ESTIMATED", "MISSING", "SUPPRESSED");
    /** Of the objects and the entries of maps around the columns, roughly. */
    private static final int OVERHEAD = 600;

    /** An amount of every figure; {@value #NONE} where there is none. */
    private record Column(long[] digits, byte[] scales) {}

    private final long id;
    private final int[] days;
    private final long[] revisions;
    private final byte[] statuses;
    private final byte[] estimated;
    private final @Nullable Column[] amounts;
    private final int[][] units;

    private HotSeries(long id, List<Read> rows) {
        int size = rows.size();
        this.id = id;
        this.days = rows.stream().mapToInt(row -> row.day).toArray();
        this.revisions = rows.stream().mapToLong(row -> row.revision).toArray();
        this.statuses = new byte[size];
        this.estimated = new byte[size];
        for (int i = 0; i < size; i++) {
            statuses[i] = (byte) STATUSES.indexOf(rows.get(i).status);
            estimated[i] = (byte) rows.get(i).estimated;
        }
        this.amounts = new @Nullable Column[Measure.ALL.size()];
        Arrays.setAll(amounts, measure -> column(rows, measure));
        this.units = new int[][] {
            rows.stream().mapToInt(row -> row.quantityUnit).toArray(),
            rows.stream().mapToInt(row -> row.altQuantityUnit).toArray()
        };
    }

    private static @Nullable Column column(List<Read> rows, int measure) {
        if (rows.stream().allMatch(row -> row.digits[measure] == NONE)) {
            return null;
        }
        Column column = new Column(new long[rows.size()], new byte[rows.size()]);
        for (int i = 0; i < rows.size(); i++) {
            column.digits[i] = rows.get(i).digits[measure];
            column.scales[i] = rows.get(i).scales[measure];
        }
        return column;
    }

    /** A row on its way into the columns. */
    private static final class Read {
        private int day;
        private long revision;
        private String status = "";
        private int estimated;
        private int quantityUnit;
        private int altQuantityUnit;
        private final long[] digits = new long[Measure.ALL.size()];
        private final byte[] scales = new byte[Measure.ALL.size()];
    }

    /** Takes the rows of {@link HotSeriesStore}. */
    static final class Builder {
        private final long id;
        private final List<Read> rows = new ArrayList<>();
        private boolean fits = true;

        Builder(long id) {
            this.id = id;
        }

        /**
         * Columns by their places: from {@code first} on the day, the revision, the status, the amounts in the order of
         * {@link Measure}, the two units, the bits of what is estimated.
         */
        void add(ResultSet row, int first) throws SQLException {
            Read read = new Read();
            read.day = (int) row.getObject(first, LocalDate.class).toEpochDay();
            read.revision = row.getLong(first + 1);
            read.status = row.getString(first + 2);
            int next = first + 3;
            for (int measure = 0; measure < Measure.ALL.size(); measure++) {
                String amount = PlainNumbers.plain(row.getString(next++));
                read.digits[measure] = NONE;
                if (amount != null) {
                    BigDecimal number = new BigDecimal(amount);
                    // Eighteen digits are far more than any trade statistic has; what has more is not held.
                    fits &= number.precision() <= 18 && number.scale() <= Byte.MAX_VALUE;
                    read.digits[measure] = number.unscaledValue().longValue();
                    read.scales[measure] = (byte) number.scale();
                }
            }
            read.quantityUnit = unit(row, next++);
            read.altQuantityUnit = unit(row, next++);
            read.estimated = row.getInt(next);
            rows.add(read);
        }

        private static int unit(ResultSet row, int column) throws SQLException {
            int unit = row.getInt(column);
            return row.wasNull() ? NO_UNIT : unit;
        }

        /** Empty when an amount does not fit. */
        Optional<HotSeries> build() {
            return fits ? Optional.of(new HotSeries(id, rows)) : Optional.empty();
        }
    }

    long id() {
        return id;
    }

    int size() {
        return days.length;
    }

    /** Of memory, roughly. */
    long bytes() {
        long columns = Arrays.stream(amounts).filter(column -> column != null).count();
        return OVERHEAD + days.length * (4L + 8 + 1 + 1 + 2 * 4 + columns * 9);
    }

    /** Figures in the order of their periods, each as a place in the columns. */
    List<Integer> places(Predicate<LocalDate> periods) {
        List<Integer> places = new ArrayList<>(days.length);
        for (int i = 0; i < days.length; i++) {
            if (periods.test(day(i))) {
                places.add(i);
            }
        }
        return places;
    }

    LocalDate day(int place) {
        return LocalDate.ofEpochDay(days[place]);
    }

    long revision(int place) {
        return revisions[place];
    }

    String status(int place) {
        return STATUSES.get(statuses[place]);
    }

    int estimated(int place) {
        return estimated[place];
    }

    @Nullable
    BigDecimal amount(Measure measure, int place) {
        Column column = amounts[measure.ordinal()];
        return column == null || column.digits[place] == NONE
                ? null
                : BigDecimal.valueOf(column.digits[place], column.scales[place]);
    }

    /** Of {@link Measure#QUANTITY} or {@link Measure#ALT_QUANTITY}. */
    @Nullable
    Integer unit(Measure measure, int place) {
        int unit = units[measure == Measure.QUANTITY ? 0 : 1][place];
        return unit == NO_UNIT ? null : Integer.valueOf(unit);
    }

    /** With the amounts of {@code measures}, and the value, by which figures are added. */
    FigureRow row(int place, List<Measure> measures) {
        @Nullable String[] texts = new @Nullable String[amounts.length];
        for (Measure measure : Measure.ALL) {
            if (measure == Measure.PRIMARY_VALUE || measures.contains(measure)) {
                texts[measure.ordinal()] = text(measure, place);
            }
        }
        return new FigureRow(
                id,
                day(place),
                revisions[place],
                status(place),
                Collections.unmodifiableList(Arrays.asList(texts)),
                measures.contains(Measure.QUANTITY) ? unit(Measure.QUANTITY, place) : null,
                measures.contains(Measure.ALT_QUANTITY) ? unit(Measure.ALT_QUANTITY, place) : null,
                estimated[place],
                null);
    }

    private @Nullable String text(Measure measure, int place) {
        Column column = amounts[measure.ordinal()];
        if (column == null || column.digits[place] == NONE) {
            return null;
        }
        return column.scales[place] == 0
                ? Long.toString(column.digits[place])
                : BigDecimal.valueOf(column.digits[place], column.scales[place]).toPlainString();
    }
}
