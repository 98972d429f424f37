package io.strait.trade.rate;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.reference.CsvTable;
import io.strait.trade.reference.RowFaults;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a file of rates: from, to, period, rate, and use where it has such a column. */
final class RateFile {
    /** A row. */
    record Row(String from, String to, Period period, RateUse use, BigDecimal rate) {}

    private record Key(String from, String to, Period period, RateUse use) {}

    private static final List<String> ORDER = List.of("from", "to", "period", "rate", "use");
    private static final Map<String, String> COLUMNS =
            Map.of("from", "from", "to", "to", "period", "period", "rate", "rate", "use", "use");
    private static final Pattern RATE = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,18})?");

    private RateFile() {}

    /** @throws ProblemException UNPROCESSABLE that names the lines at fault: a file is taken as a whole or not at all */
    static List<Row> read(String text) {
        CsvTable table = CsvTable.read(text, COLUMNS, ORDER, ORDER.subList(0, 4));
        RowFaults faults = new RowFaults();
        List<Row> rows = new ArrayList<>();
        Map<Key, Long> lines = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            Row read = row(row, faults);
            if (read != null) {
                Long other = lines.putIfAbsent(new Key(read.from(), read.to(), read.period(), read.use()), row.line());
                if (other != null) {
                    faults.add(
                            "line " + row.line(),
                            read.from() + " to " + read.to() + ", " + read.period() + ", " + read.use(),
                            "is in line " + other + " too",
                            "each rate once");
                }
                rows.add(read);
            }
        }
        if (table.rows().isEmpty()) {
            faults.add("body", "", "has no rows", "at least one");
        }
        faults.check();
        return rows;
    }

    /** Null when it is at fault. */
    private static @Nullable Row row(CsvTable.Row row, RowFaults faults) {
        String where = "line " + row.line() + ", ";
        List<String> cells = row.cells();
        String from = read(faults, where + "from", cells.get(0), CurrencyCode.EXPECTED, CurrencyCode::parse);
        String to = read(faults, where + "to", cells.get(1), CurrencyCode.EXPECTED, CurrencyCode::parse);
        Period period = read(faults, where + "period", cells.get(2), Period.EXPECTED, Period::parse);
        BigDecimal rate = read(
                faults,
                where + "rate",
                cells.get(3),
                "more than 0, with a decimal point, at most 12 digits before it and 18 after it",
                RateFile::rate);
        RateUse use = read(faults, where + "use", cells.get(4), "any, export or import", RateFile::use);
        if (from == null || to == null || period == null || rate == null || use == null) {
            return null;
        }
        if (from.equals(to)) {
            faults.add(where + "to", to, "is the same currency", "another one");
            return null;
        }
        return new Row(from, to, period, use, rate);
    }

    private static <T> @Nullable T read(
            RowFaults faults, String where, String cell, String expected, Function<String, T> parse) {
        try {
            return parse.apply(cell);
        } catch (ExpectedException e) {
            faults.add(where, cell, e.reason(), e.expected());
        } catch (IllegalArgumentException e) {
            faults.add(where, cell, "cannot be read", expected);
        }
        return null;
    }

    private static BigDecimal rate(String text) {
        if (!RATE.matcher(text).matches() || new BigDecimal(text).signum() == 0) {
            throw new IllegalArgumentException("rate: " + text);
        }
        return new BigDecimal(text);
    }

    private static RateUse use(String text) {
        return text.isEmpty() ? RateUse.ANY : RateUse.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
