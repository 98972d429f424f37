package io.strait.trade.ingest.format;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes checked rows of UN Comtrade's cells. One a file: it remembers the last period, for neighbours share it. Not
 * thread-safe.
 */
final class ComtradeRowMapper {
    /** UN Comtrade gives every value in US dollars. */
    private static final String CURRENCY = "USD";

    private final Set<String> flows;
    private final FileFindings findings;
    private final RowChecks checks = new RowChecks();
    private final String[] labels;
    private final boolean anyEdition;
    private String[] cells = new String[0];

    private String lastFrequency = "";
    private String lastPeriodText = "";
    private @Nullable Period lastPeriod;

    ComtradeRowMapper(Set<String> flows, FileFindings findings) {
        this(
                flows,
                findings,
                Arrays.stream(ComtradeColumn.values())
                        .map(ComtradeColumn::label)
                        .toArray(String[]::new),
                false);
    }

    /**
     * @param labels what the file calls its columns, by {@link ComtradeColumn#ordinal()}
     * @param anyEdition whether HS may stand without its edition
     */
    ComtradeRowMapper(Set<String> flows, FileFindings findings, String[] labels, boolean anyEdition) {
        this.anyEdition = anyEdition;
        this.flows = flows;
        this.findings = findings;
        this.labels = labels.clone();
    }

    /**
     * @param values by {@link ComtradeColumn#ordinal()}, trimmed; the empty text where a cell is empty, null or absent
     */
    RowOutcome map(long line, String[] values) {
        cells = values;
        checks.begin();
        if (!text(ComtradeColumn.TYPE).isEmpty() && !text(ComtradeColumn.TYPE).equals("C")) {
            fault(ComtradeColumn.TYPE, "is no trade in goods", "C");
        }
        Period period = period();
        int reporter = area(ComtradeColumn.REPORTER, true);
        int partner = area(ComtradeColumn.PARTNER, true);
        int partner2 = area(ComtradeColumn.PARTNER2, false);
        String flow = checks.flow(label(ComtradeColumn.FLOW), text(ComtradeColumn.FLOW), flows);
        String classification = checks.classification(
                label(ComtradeColumn.CLASSIFICATION), text(ComtradeColumn.CLASSIFICATION), anyEdition);
        String commodity =
                checks.commodity(label(ComtradeColumn.COMMODITY), text(ComtradeColumn.COMMODITY), classification);
        String customs = code(ComtradeColumn.CUSTOMS, TradeRow.ALL_CUSTOMS);
        String transport = code(ComtradeColumn.TRANSPORT, TradeRow.ALL_MODES);
        String supply = code(ComtradeColumn.SUPPLY, TradeRow.ALL_MODES);
        TradeRow.Figures figures = new TradeRow.Figures(
                number(ComtradeColumn.PRIMARY_VALUE),
                number(ComtradeColumn.CIF_VALUE),
                number(ComtradeColumn.FOB_VALUE),
                number(ComtradeColumn.NET_WEIGHT),
                number(ComtradeColumn.GROSS_WEIGHT),
                number(ComtradeColumn.QUANTITY),
                unit(ComtradeColumn.QUANTITY_UNIT),
                number(ComtradeColumn.ALT_QUANTITY),
                unit(ComtradeColumn.ALT_QUANTITY_UNIT),
                flag(ComtradeColumn.NET_WEIGHT_ESTIMATED, TradeRow.Figures.NET_WEIGHT_ESTIMATED)
                        | flag(ComtradeColumn.GROSS_WEIGHT_ESTIMATED, TradeRow.Figures.GROSS_WEIGHT_ESTIMATED)
                        | flag(ComtradeColumn.QUANTITY_ESTIMATED, TradeRow.Figures.QUANTITY_ESTIMATED)
                        | flag(ComtradeColumn.ALT_QUANTITY_ESTIMATED, TradeRow.Figures.ALT_QUANTITY_ESTIMATED));
        if (period == null || !checks.sound()) {
            return checks.rejected(line);
        }
        findings.area(reporter, text(ComtradeColumn.REPORTER_ISO), text(ComtradeColumn.REPORTER_NAME));
        findings.area(partner, text(ComtradeColumn.PARTNER_ISO), text(ComtradeColumn.PARTNER_NAME));
        findings.area(partner2, text(ComtradeColumn.PARTNER2_ISO), text(ComtradeColumn.PARTNER2_NAME));
        return new RowOutcome.Accepted(new TradeRow(
                line,
                period,
                new TradeRow.Dimensions(
                        reporter,
                        partner,
                        partner2,
                        flow,
                        classification,
                        commodity,
                        customs,
                        transport,
                        supply,
                        CURRENCY),
                figures));
    }

    private String text(ComtradeColumn column) {
        return cells[column.ordinal()];
    }

    private String label(ComtradeColumn column) {
        return labels[column.ordinal()];
    }

    private void fault(ComtradeColumn column, String message, String expected) {
        checks.fault(label(column), text(column), message, expected);
    }

    /** The period, written as UN Comtrade does: {@code 2024} in annual rows, {@code 202408} in monthly ones. */
    private @Nullable Period period() {
        String frequency = text(ComtradeColumn.FREQUENCY);
        String period = text(ComtradeColumn.PERIOD);
        if (lastPeriod != null && period.equals(lastPeriodText) && frequency.equals(lastFrequency)) {
            return lastPeriod;
        }
        boolean annual = frequency.equals("A");
        if (!annual && !frequency.equals("M")) {
            fault(ComtradeColumn.FREQUENCY, "is no frequency", "A (annual) or M (monthly)");
            return null;
        }
        String years = "year " + Period.MIN_YEAR + " to " + Period.MAX_YEAR;
        String expected = annual
                ? "YYYY, " + years + ", as freqCode is A"
                : "YYYYMM, " + years + ", month 01 to 12, as freqCode is M";
        if (period.length() != (annual ? 4 : 6) || !RowChecks.digits(period)) {
            fault(ComtradeColumn.PERIOD, annual ? "is no year" : "is no month", expected);
            return null;
        }
        int year = Integer.parseInt(period, 0, 4, 10);
        int month = annual ? 1 : Integer.parseInt(period, 4, 6, 10);
        if (year < Period.MIN_YEAR || year > Period.MAX_YEAR || month < 1 || month > 12) {
            fault(ComtradeColumn.PERIOD, annual ? "is no year" : "is no month", expected);
            return null;
        }
        lastFrequency = frequency;
        lastPeriodText = period;
        lastPeriod = new Period(annual ? Frequency.ANNUAL : Frequency.MONTHLY, LocalDate.of(year, month, 1));
        return lastPeriod;
    }

    private int area(ComtradeColumn column, boolean required) {
        return checks.area(label(column), text(column), required);
    }

    private String code(ComtradeColumn column, String total) {
        return checks.code(label(column), text(column), total);
    }

    private @Nullable BigDecimal number(ComtradeColumn column) {
        return checks.number(label(column), text(column));
    }

    private @Nullable Integer unit(ComtradeColumn column) {
        return checks.unit(label(column), text(column));
    }

    private int flag(ComtradeColumn column, int bit) {
        return checks.flag(label(column), text(column), bit);
    }
}
