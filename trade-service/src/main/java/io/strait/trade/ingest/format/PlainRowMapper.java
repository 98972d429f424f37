package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.TradeRow.Figures;
import io.strait.trade.ingest.format.TradeRow.Status;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes checked rows of the cells of Strait's own format. One a file. Not thread-safe. */
final class PlainRowMapper {
    private static final String DEFAULT_CURRENCY = "USD";
    private static final String STATUSES = Arrays.toString(Status.values());

    private static final Map<String, Integer> ESTIMATES = Map.of(
            "netWeight", Figures.NET_WEIGHT_ESTIMATED,
            "grossWeight", Figures.GROSS_WEIGHT_ESTIMATED,
            "quantity", Figures.QUANTITY_ESTIMATED,
            "altQuantity", Figures.ALT_QUANTITY_ESTIMATED);

    private final Set<String> flows;
    private final FileFindings findings;
    private final RowChecks checks = new RowChecks();
    private String[] cells = new String[0];
    private String lastPeriodText = "";
    private @Nullable Period lastPeriod;
    private String currency = "";

    PlainRowMapper(Set<String> flows, FileFindings findings) {
        this.flows = flows;
        this.findings = findings;
    }

    /** @param values by {@link PlainColumn#ordinal()}, trimmed; the empty text where there is nothing */
    RowOutcome map(long line, String[] values) {
        cells = values;
        checks.begin();
        Period period = period();
        int reporter = area(PlainColumn.REPORTER, true);
        int partner = area(PlainColumn.PARTNER, true);
        int partner2 = area(PlainColumn.PARTNER2, false);
        String flow = checks.flow(PlainColumn.FLOW.label(), text(PlainColumn.FLOW), flows);
        String classification =
                checks.classification(PlainColumn.CLASSIFICATION.label(), text(PlainColumn.CLASSIFICATION), true);
        TradeRow.Dimensions dimensions = new TradeRow.Dimensions(
                reporter,
                partner,
                partner2,
                flow,
                classification,
                checks.commodity(PlainColumn.COMMODITY.label(), text(PlainColumn.COMMODITY), classification),
                code(PlainColumn.CUSTOMS, TradeRow.ALL_CUSTOMS),
                code(PlainColumn.TRANSPORT, TradeRow.ALL_MODES),
                code(PlainColumn.SUPPLY, TradeRow.ALL_MODES),
                currency());
        @Nullable Figures figures = figures();
        if (period == null || figures == null || !checks.sound()) {
            return checks.rejected(line);
        }
        findings.area(reporter, text(PlainColumn.REPORTER_ALPHA3), name(PlainColumn.REPORTER_NAME));
        findings.area(partner, text(PlainColumn.PARTNER_ALPHA3), name(PlainColumn.PARTNER_NAME));
        findings.area(partner2, "", "");
        return new RowOutcome.Accepted(new TradeRow(line, period, dimensions, figures));
    }

    private @Nullable Figures figures() {
        @Nullable BigDecimal value = number(PlainColumn.PRIMARY_VALUE);
        @Nullable Status status = status(value != null);
        @Nullable BigDecimal cif = number(PlainColumn.CIF_VALUE);
        @Nullable BigDecimal fob = number(PlainColumn.FOB_VALUE);
        @Nullable BigDecimal net = number(PlainColumn.NET_WEIGHT);
        @Nullable BigDecimal gross = number(PlainColumn.GROSS_WEIGHT);
        @Nullable BigDecimal quantity = number(PlainColumn.QUANTITY);
        @Nullable Integer unit = unit(PlainColumn.QUANTITY_UNIT);
        @Nullable BigDecimal altQuantity = number(PlainColumn.ALT_QUANTITY);
        @Nullable Integer altUnit = unit(PlainColumn.ALT_QUANTITY_UNIT);
        int estimated = estimated();
        if (status == null || !checks.sound()) {
            return null;
        }
        return new Figures(value, cif, fob, net, gross, quantity, unit, altQuantity, altUnit, estimated, status);
    }

    private String text(PlainColumn column) {
        return cells[column.ordinal()];
    }

    private void fault(PlainColumn column, String message, String expected) {
        checks.fault(column.label(), text(column), message, expected);
    }

    private int area(PlainColumn column, boolean required) {
        return checks.area(column.label(), text(column), required);
    }

    private String code(PlainColumn column, String total) {
        return checks.code(column.label(), text(column), total);
    }

    private @Nullable BigDecimal number(PlainColumn column) {
        return checks.number(column.label(), text(column));
    }

    private @Nullable Period period() {
        String text = text(PlainColumn.PERIOD);
        @Nullable Period period = lastPeriod;
        if (period == null || !text.equals(lastPeriodText)) {
            try {
                period = Period.parse(text);
            } catch (IllegalArgumentException e) {
                fault(PlainColumn.PERIOD, "is no period", Period.EXPECTED);
                return null;
            }
            lastPeriodText = text;
            lastPeriod = period;
        }
        String frequency = text(PlainColumn.FREQUENCY);
        if (!frequency.isEmpty() && !frequency.equals(period.frequency().code())) {
            fault(
                    PlainColumn.FREQUENCY,
                    "is not the period's",
                    period.frequency().code() + ", or nothing");
        }
        return period;
    }

    /** A series has one currency; a file of two would contradict itself within a series. */
    private String currency() {
        String value = text(PlainColumn.CURRENCY);
        String given = value.isEmpty() ? DEFAULT_CURRENCY : value;
        if (!given.matches("[A-Z]{3}")) {
            fault(PlainColumn.CURRENCY, "is no currency", "three capital letters (ISO 4217); USD where it is empty");
        } else if (currency.isEmpty()) {
            currency = given;
        } else if (!currency.equals(given)) {
            fault(PlainColumn.CURRENCY, "is not the currency of the rows before", currency + ", or a file of its own");
        }
        return given;
    }

    private @Nullable Status status(boolean hasValue) {
        String text = text(PlainColumn.STATUS);
        if (text.isEmpty()) {
            return hasValue ? Status.REPORTED : Status.MISSING;
        }
        for (Status status : Status.values()) {
            if (status.name().equals(text)) {
                if (status.hasValue() != hasValue && checks.sound()) {
                    fault(
                            PlainColumn.STATUS,
                            hasValue ? "stands with a value" : "stands without a value",
                            hasValue ? "REPORTED or ESTIMATED" : "MISSING or SUPPRESSED");
                }
                return status;
            }
        }
        fault(
                PlainColumn.STATUS,
                "is no status",
                "one of " + STATUSES.substring(1, STATUSES.length() - 1) + "; what is not reported has no row");
        return null;
    }

    private @Nullable Integer unit(PlainColumn column) {
        String text = text(column);
        @Nullable Integer named = text.isEmpty() ? null : QuantityUnits.code(text);
        return named != null ? named : checks.unit(column.label(), text);
    }

    /** Names of the estimated amounts, with semicolons between. */
    private int estimated() {
        String text = text(PlainColumn.ESTIMATED);
        int bits = 0;
        if (text.isEmpty()) {
            return bits;
        }
        for (String name : text.split(";", -1)) {
            @Nullable Integer bit = ESTIMATES.get(name.trim());
            if (bit == null) {
                fault(
                        PlainColumn.ESTIMATED,
                        "has names that are none of an amount",
                        "netWeight, grossWeight, quantity, altQuantity, with semicolons between");
                return bits;
            }
            bits |= bit;
        }
        return bits;
    }

    /** Exports put an apostrophe before what a spreadsheet would take for a formula. */
    private String name(PlainColumn column) {
        String name = text(column);
        return name.length() > 1 && name.charAt(0) == '\'' && "=+-@".indexOf(name.charAt(1)) >= 0
                ? name.substring(1)
                : name;
    }
}
