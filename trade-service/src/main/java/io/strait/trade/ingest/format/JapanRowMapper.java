package io.strait.trade.ingest.format;

import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a figure of each month of a row. Months that have not happened are written as zeros, so a zero counts only when
 * some row has a figure in that month of that year or a later one: zeros wait for one, within a window of rows that keeps
 * memory flat. One a file. Not thread-safe.
 */
final class JapanRowMapper {
    private static final int JAPAN = 392;
    private static final int THOUSAND = 3;
    private static final int NATIONAL = 9;
    private static final int WINDOW = 20_000;
    private static final int MAX_UNITS = 20;

    /** UN Comtrade's unit and the power of ten to it. */
    private record Unit(int code, int power) {}

    private static final int KILOGRAM = 8;
    private static final Map<String, Unit> UNITS = Map.of(
            "KG", new Unit(KILOGRAM, 0),
            "MT", new Unit(KILOGRAM, THOUSAND),
            "GR", new Unit(KILOGRAM, -THOUSAND),
            "NO", new Unit(5, 0),
            "PR", new Unit(6, 0),
            "L", new Unit(7, 0),
            "KL", new Unit(7, THOUSAND),
            "TH", new Unit(9, 0),
            "DZ", new Unit(11, 0),
            "SM", new Unit(2, 0));

    private final String[] labels;
    private final FileFindings findings;
    private final RowSink sink;
    private final RowChecks checks = new RowChecks();
    private final AreaCodes areas = new AreaCodes();
    private final TreeSet<String> unknownUnits = new TreeSet<>();
    private final ArrayDeque<TradeRow> waiting = new ArrayDeque<>();
    private final int[] lastMonth = new int[Period.MAX_YEAR + 1];
    private String[] cells = new String[0];
    private long noFigures;

    JapanRowMapper(String[] labels, FileFindings findings, RowSink sink) {
        this.labels = labels;
        this.findings = findings;
        this.sink = sink;
    }

    /** @param values by {@link JapanColumn}, trimmed */
    void map(long line, String[] values) {
        cells = values;
        checks.begin();
        String flow = flow();
        int year = year();
        String hs = cells[JapanColumn.COMMODITY].replaceFirst("^'(.*)'$", "$1");
        String commodity = checks.nationalCommodity(labels[JapanColumn.COMMODITY], hs, NATIONAL);
        int partner = partner();
        if (!checks.sound()) {
            sink.accept(checks.rejected(line));
            return;
        }
        findings.area(JAPAN, "JPN", "");
        findings.area(TradeRow.WORLD, "", "");
        findings.area(partner, "", "Area " + cells[JapanColumn.COUNTRY] + " of Japan's customs");
        TradeRow.Dimensions dimensions = new TradeRow.Dimensions(
                JAPAN,
                partner,
                TradeRow.WORLD,
                flow,
                // The file does not say the edition.
                "HS",
                commodity,
                TradeRow.ALL_CUSTOMS,
                TradeRow.ALL_MODES,
                TradeRow.ALL_MODES,
                "JPY");
        for (int month = 0; month < 12; month++) {
            if (!labels[JapanColumn.value(month)].isEmpty()) {
                month(line, Period.month(year, month + 1), dimensions, month);
            }
        }
    }

    void conclude() {
        while (!waiting.isEmpty()) {
            release(waiting.removeFirst());
        }
        if (noFigures > 0) {
            findings.note(noFigures + " zeros of months in which the file has no figure: taken as not reported");
        }
        areas.conclude(findings);
        if (!unknownUnits.isEmpty()) {
            findings.note("units in no list, whose quantities are not kept: " + String.join(", ", unknownUnits));
        }
    }

    private void month(long line, Period period, TradeRow.Dimensions dimensions, int month) {
        checks.begin();
        @Nullable BigDecimal value = number(JapanColumn.value(month), THOUSAND);
        @Nullable Unit unit2 = unit(JapanColumn.UNIT2);
        @Nullable Unit unit1 = unit(JapanColumn.UNIT1);
        @Nullable BigDecimal quantity2 = number(JapanColumn.quantity2(month), unit2 == null ? 0 : unit2.power());
        @Nullable BigDecimal quantity1 = number(JapanColumn.quantity1(month), unit1 == null ? 0 : unit1.power());
        if (!checks.sound()) {
            sink.accept(checks.rejected(line));
            return;
        }
        quantity2 = unit2 == null ? null : quantity2;
        quantity1 = unit1 == null ? null : quantity1;
        @Nullable
        BigDecimal weight = unit2 != null && unit2.code() == KILOGRAM
                ? quantity2
                : unit1 != null && unit1.code() == KILOGRAM ? quantity1 : null;
        boolean export = dimensions.flow().equals("X");
        TradeRow row = new TradeRow(
                line,
                period,
                dimensions,
                new TradeRow.Figures(
                        value,
                        export ? null : value,
                        export ? value : null,
                        weight,
                        null,
                        quantity2,
                        unit2 == null ? null : unit2.code(),
                        quantity1,
                        unit1 == null ? null : unit1.code(),
                        0));
        boolean zero = value != null && value.signum() == 0;
        boolean amounts = positive(quantity1) || positive(quantity2);
        if (zero && !amounts && !happened(period)) {
            waiting.addLast(row);
            if (waiting.size() > WINDOW) {
                release(waiting.removeFirst());
            }
            return;
        }
        if (value != null) {
            lastMonth[period.year()] =
                    Math.max(lastMonth[period.year()], period.start().getMonthValue());
        }
        sink.accept(new RowOutcome.Accepted(row));
    }

    private void release(TradeRow row) {
        if (happened(row.period())) {
            sink.accept(new RowOutcome.Accepted(row));
        } else {
            noFigures++;
        }
    }

    private boolean happened(Period period) {
        return period.start().getMonthValue() <= lastMonth[period.year()];
    }

    private static boolean positive(@Nullable BigDecimal number) {
        return number != null && number.signum() > 0;
    }

    private String flow() {
        String text = cells[JapanColumn.FLOW];
        if (!text.equals("1") && !text.equals("2")) {
            checks.fault(labels[JapanColumn.FLOW], text, "is no flow", "1 (export) or 2 (import)");
        }
        return text.equals("1") ? "X" : "M";
    }

    private int year() {
        String text = cells[JapanColumn.YEAR];
        int year = text.length() == 4 && RowChecks.digits(text) ? Integer.parseInt(text) : 0;
        if (year < Period.MIN_YEAR || year > Period.MAX_YEAR) {
            checks.fault(
                    labels[JapanColumn.YEAR],
                    text,
                    "is no year",
                    "YYYY, year " + Period.MIN_YEAR + " to " + Period.MAX_YEAR);
        }
        return year;
    }

    private int partner() {
        String text = cells[JapanColumn.COUNTRY];
        if (text.length() != 3 || !RowChecks.digits(text)) {
            checks.fault(labels[JapanColumn.COUNTRY], text, "is no area of Japan's customs", "three digits");
            return TradeRow.WORLD;
        }
        @Nullable String iso = JapanAreas.iso(text);
        // With letters before it, for the digits alone would be another area's code.
        return iso == null
                ? areas.ofOwn(checks, labels[JapanColumn.COUNTRY], "JP" + text)
                : areas.find(checks, labels[JapanColumn.COUNTRY], iso);
    }

    private @Nullable Unit unit(int cell) {
        String text = cells[cell].toUpperCase(Locale.ROOT);
        @Nullable Unit unit = UNITS.get(text);
        if (unit == null && !text.isEmpty() && unknownUnits.size() < MAX_UNITS) {
            unknownUnits.add(Text.clean(text, 20));
        }
        return unit;
    }

    private @Nullable BigDecimal number(int cell, int power) {
        @Nullable BigDecimal number = checks.number(labels[cell], cells[cell]);
        return number == null ? null : RowChecks.scaled(number, power);
    }
}
