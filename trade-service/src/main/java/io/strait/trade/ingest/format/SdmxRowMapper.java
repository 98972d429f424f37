package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.SdmxCodes.Indicator;
import io.strait.trade.ingest.format.SdmxCodes.Meaning;
import io.strait.trade.ingest.format.SdmxCodes.MoneyUnit;
import io.strait.trade.ingest.format.SdmxCodes.ObservationStatus;
import io.strait.trade.ingest.format.TradeRow.Figures;
import io.strait.trade.ingest.format.TradeRow.Status;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a figure of an observation of SDMX, whichever of its formats it came in. What the codes mean stands in
 * {@link SdmxCodes}; an observation that says something else is rejected, never taken for what it is not. One a file. Not
 * thread-safe.
 */
final class SdmxRowMapper {
    private static final int LONGEST_CODE = 10;
    private static final int MAX_MULTIPLIER = 15;
    private static final String NO_VALUE = "NaN";
    private static final String ANY_EDITION = "HS";
    private static final String TOTAL = "TOTAL";
    private static final String PERIOD_EXPECTED = Period.EXPECTED + "; YYYY-Mmm and YYYY-A1 too";

    private final Set<String> flows;
    private final String fileName;
    private final FileFindings findings;
    private final RowChecks checks = new RowChecks();
    private final AreaCodes areas = new AreaCodes();
    private final Map<String, Long> told = new TreeMap<>();
    private String[] cells = new String[0];
    private SdmxComponents components;
    private String currency = "";
    private String lastPeriodText = "";
    private @Nullable Period lastPeriod;

    /** @param fileName may name the data flow where nothing else does */
    SdmxRowMapper(Set<String> flows, String fileName, FileFindings findings) {
        this.flows = flows;
        this.fileName = fileName;
        this.findings = findings;
        this.components = new SdmxComponents(0);
    }

    /** @param values by the cells of {@code of}, trimmed; the empty text where there is nothing */
    RowOutcome map(long line, String[] values, SdmxComponents of) {
        cells = values;
        components = of;
        checks.begin();
        String action = action();
        if (action.isEmpty()) {
            // What a deletion leaves out is no fault.
            return checks.rejected(line);
        }
        others();
        @Nullable Period period = period();
        int reporter = area(SdmxConcept.REPORTER);
        int partner = area(SdmxConcept.PARTNER);
        @Nullable Indicator indicator = indicator();
        if (indicator == null && !SdmxCodes.isTotal(text(SdmxConcept.INDICATOR))) {
            // Of a row that is no value nothing else need be right.
            return checks.rejected(line);
        }
        String flow = flow(indicator);
        String[] commodity = commodity(indicator);
        int power = power(indicator);
        @Nullable Figures figures = figures(action, power, indicator);
        if (period == null || figures == null || !checks.sound()) {
            return checks.rejected(line);
        }
        tell(reporter, SdmxConcept.REPORTER);
        tell(partner, SdmxConcept.PARTNER);
        findings.area(TradeRow.WORLD, "", "");
        return new RowOutcome.Accepted(new TradeRow(
                line,
                period,
                new TradeRow.Dimensions(
                        reporter,
                        partner,
                        TradeRow.WORLD,
                        flow,
                        commodity[0],
                        commodity[1],
                        TradeRow.ALL_CUSTOMS,
                        TradeRow.ALL_MODES,
                        TradeRow.ALL_MODES,
                        currency),
                figures));
    }

    void conclude() {
        areas.conclude(findings);
        told.forEach((words, rows) -> findings.note(words + ": " + rows + " rows"));
        if (!currency.isEmpty()) {
            findings.note("values are kept in " + currency);
        }
    }

    private void told(String words) {
        told.merge(words, 1L, Long::sum);
    }

    private void tell(int area, SdmxConcept concept) {
        findings.area(area, "", area > 9_999 ? "Area " + text(concept) : "");
    }

    private String label(SdmxConcept concept) {
        return components.label(concept.ordinal());
    }

    /** A code without the name that {@code labels=both} sets behind it. */
    private String text(SdmxConcept concept) {
        return code(cells[concept.ordinal()]);
    }

    private static String code(String cell) {
        int colon = cell.indexOf(':');
        return colon > 0 ? cell.substring(0, colon).trim() : cell;
    }

    private void fault(SdmxConcept concept, String message, String expected) {
        checks.fault(label(concept), text(concept), message, expected);
    }

    private String action() {
        String action = SdmxCodes.action(text(SdmxConcept.ACTION));
        if (action.equals("D")) {
            fault(SdmxConcept.ACTION, "deletes, and no figure is deleted here", SdmxCodes.ACTIONS);
            return "";
        }
        if (action.isEmpty()) {
            fault(SdmxConcept.ACTION, "is no action", SdmxCodes.ACTIONS);
        }
        return action;
    }

    private void others() {
        for (int cell = SdmxComponents.firstOther(); cell < components.endOfOthers(); cell++) {
            String code = code(cells[cell]);
            if (!SdmxCodes.isTotal(code)) {
                checks.fault(
                        components.label(cell),
                        code,
                        "is of a dimension that is not kept",
                        "_T (total), _Z (does not apply) or nothing, or a file without it");
            }
        }
    }

    private @Nullable Period period() {
        String text = text(SdmxConcept.PERIOD);
        @Nullable Period period = lastPeriod;
        if (period == null || !text.equals(lastPeriodText)) {
            try {
                period = Period.parse(text.endsWith("-A1") ? text.substring(0, text.length() - 3) : text);
            } catch (IllegalArgumentException e) {
                fault(SdmxConcept.PERIOD, "is no period", PERIOD_EXPECTED);
                return null;
            }
            lastPeriodText = text;
            lastPeriod = period;
        }
        String frequency = text(SdmxConcept.FREQUENCY);
        if (!frequency.isEmpty() && !frequency.equals(period.frequency().code())) {
            fault(
                    SdmxConcept.FREQUENCY,
                    "is not the period's",
                    period.frequency().code() + ", or nothing");
        }
        return period;
    }

    private int area(SdmxConcept concept) {
        String code = text(concept);
        boolean world = code.equals("G001") && SdmxCodes.isOfImf(cells[SdmxConcept.DATAFLOW.ordinal()]);
        return world ? TradeRow.WORLD : areas.find(checks, label(concept), code);
    }

    private @Nullable Indicator indicator() {
        String code = text(SdmxConcept.INDICATOR);
        if (SdmxCodes.isTotal(code)) {
            return null;
        }
        @Nullable Indicator indicator = SdmxCodes.indicator(code);
        if (indicator == null) {
            fault(SdmxConcept.INDICATOR, "is no measure of value that is known", SdmxCodes.INDICATORS);
        }
        return indicator;
    }

    /** By itself and by the indicator; where both say it they must agree. */
    private String flow(@Nullable Indicator indicator) {
        String code = text(SdmxConcept.FLOW);
        String indicated = indicator == null ? "" : indicator.flow();
        if (code.isEmpty() && !indicated.isEmpty()) {
            return indicated;
        }
        @Nullable String flow = SdmxCodes.flow(code, flows);
        if (flow == null) {
            fault(SdmxConcept.FLOW, "is no known flow", SdmxCodes.FLOWS);
            return "";
        }
        if (!indicated.isEmpty() && !indicated.equals(flow)) {
            fault(SdmxConcept.FLOW, "is not the flow of " + text(SdmxConcept.INDICATOR), indicated);
        }
        return flow;
    }

    /** Classification and code. */
    private String[] commodity(@Nullable Indicator indicator) {
        if (!components.has(SdmxConcept.COMMODITY)) {
            // The IMF's indicators are of all goods; of others it may stand in a component that is not known.
            if (indicator == null || indicator.valuation().isEmpty()) {
                fault(SdmxConcept.COMMODITY, "is not told", "a code of a commodity; _T where it is all goods");
            }
            told("no dimension of commodities: taken as " + TOTAL);
            return new String[] {ANY_EDITION, TOTAL};
        }
        String code = text(SdmxConcept.COMMODITY);
        String @Nullable [] prefixed = SdmxCodes.prefixed(code);
        String plain = prefixed != null ? prefixed[1] : code.equals("_T") ? TOTAL : code;
        String named = text(SdmxConcept.CLASSIFICATION);
        @Nullable String classification = SdmxCodes.isTotal(named) ? null : SdmxCodes.classification(named);
        boolean unknown = classification == null && !SdmxCodes.isTotal(named);
        if (unknown) {
            fault(SdmxConcept.CLASSIFICATION, "is no classification that is known", SdmxCodes.CLASSIFICATIONS);
        }
        if (classification == null && prefixed != null) {
            classification = prefixed[0];
        }
        if (classification == null && (plain.equals(TOTAL) || isByHs())) {
            classification = ANY_EDITION;
        }
        if (classification == null) {
            if (!unknown) {
                fault(SdmxConcept.CLASSIFICATION, "is not told", SdmxCodes.CLASSIFICATIONS);
            }
            return new String[] {"", plain};
        }
        String label = label(SdmxConcept.COMMODITY);
        String checked = classification.equals(ANY_EDITION)
                ? checks.nationalCommodity(label, plain, LONGEST_CODE)
                : checks.commodity(label, plain, classification);
        return new String[] {classification, checked};
    }

    private boolean isByHs() {
        return SdmxCodes.isByHs(cells[SdmxConcept.DATAFLOW.ordinal()]) || SdmxCodes.isByHs(fileName);
    }

    /** Finds the currency, and gives the power of ten to its unit. */
    private int power(@Nullable Indicator indicator) {
        int power = multiplier(indicator);
        String found = indicator == null ? "" : indicator.currency();
        String named = text(SdmxConcept.CURRENCY);
        if (!SdmxCodes.isTotal(named)) {
            if (!SdmxCodes.isCurrency(named)) {
                fault(SdmxConcept.CURRENCY, "is no currency", "a code of ISO 4217");
                return power;
            }
            found = agreed(SdmxConcept.CURRENCY, found, named);
        }
        String unit = text(SdmxConcept.UNIT);
        if (!SdmxCodes.isTotal(unit)) {
            @Nullable MoneyUnit money = SdmxCodes.money(unit);
            if (money == null) {
                fault(SdmxConcept.UNIT, "is no unit of money that is known", SdmxCodes.CURRENCIES);
                return power;
            }
            found = agreed(SdmxConcept.UNIT, found, money.currency());
            if (money.power() > 0 && power > 0) {
                fault(SdmxConcept.UNIT_MULT, "multiplies " + unit + ", which is a multiple", "0");
            }
            power += money.power();
        }
        if (found.isEmpty()) {
            SdmxConcept concept = components.has(SdmxConcept.UNIT) ? SdmxConcept.UNIT : SdmxConcept.CURRENCY;
            fault(concept, "tells no currency", SdmxCodes.CURRENCIES);
        } else if (currency.isEmpty()) {
            if (checks.sound()) {
                currency = found;
            }
        } else if (!currency.equals(found)) {
            // A series has one currency, and a file of two would contradict itself within a series.
            checks.fault(
                    "currency", found, "is not the currency of the rows before", currency + ", or a file of its own");
        }
        return power;
    }

    private String agreed(SdmxConcept concept, String before, String found) {
        if (!before.isEmpty() && !before.equals(found)) {
            fault(concept, "is not the currency that the rest of the row tells", before);
        }
        return found;
    }

    private int multiplier(@Nullable Indicator indicator) {
        String scale = text(SdmxConcept.SCALE);
        if (!scale.isEmpty() && !scale.equals("0")) {
            // The IMF's is how its tables are shown: the values of its files are units of the currency.
            if (indicator == null || indicator.valuation().isEmpty()) {
                fault(SdmxConcept.SCALE, "may multiply the value or not", "0 or nothing, and UNIT_MULT");
            } else {
                told(label(SdmxConcept.SCALE) + " " + scale + " of the IMF multiplies nothing: not used");
            }
        }
        String text = text(SdmxConcept.UNIT_MULT);
        if (text.isEmpty()) {
            return 0;
        }
        boolean known = text.length() <= 2 && RowChecks.digits(text) && Integer.parseInt(text) <= MAX_MULTIPLIER;
        if (!known) {
            fault(SdmxConcept.UNIT_MULT, "is no power of ten", "0 to " + MAX_MULTIPLIER);
            return 0;
        }
        return Integer.parseInt(text);
    }

    private @Nullable Figures figures(String action, int power, @Nullable Indicator indicator) {
        String text = cells[SdmxConcept.VALUE.ordinal()];
        String label = label(SdmxConcept.VALUE);
        @Nullable BigDecimal value = checks.number(label, text.equals(NO_VALUE) ? "" : text);
        boolean hasValue = !text.isEmpty() && !text.equals(NO_VALUE);
        if (value != null && power > 0) {
            // In bounds once more: what is multiplied may not be.
            value = checks.number(label, RowChecks.scaled(value, power).toPlainString());
        }
        @Nullable Status status = status(action, hasValue);
        if (status == null || !checks.sound()) {
            return null;
        }
        String valuation = indicator == null ? "" : indicator.valuation();
        return new Figures(
                value,
                valuation.equals("CIF") ? value : null,
                valuation.equals("FOB") ? value : null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                status);
    }

    private @Nullable Status status(String action, boolean hasValue) {
        String confidentiality = text(SdmxConcept.CONFIDENTIALITY);
        boolean confidential = !SdmxCodes.isFree(confidentiality);
        if (confidential && hasValue) {
            fault(SdmxConcept.CONFIDENTIALITY, "is confidential and stands with a value", "F, or no value");
            return null;
        }
        String text = text(SdmxConcept.STATUS);
        if (text.isEmpty()) {
            return confidential ? Status.SUPPRESSED : withoutCode(action, hasValue);
        }
        @Nullable Status status = confidential ? Status.SUPPRESSED : null;
        List<String> codes = SdmxCodes.statuses(text);
        for (String code : codes) {
            @Nullable ObservationStatus known = SdmxCodes.status(code);
            if (known == null || known.meaning() == Meaning.FORECAST) {
                fault(SdmxConcept.STATUS, known == null ? "is no known status" : "is a forecast", SdmxCodes.STATUSES);
                return null;
            }
            @Nullable Status meant = meant(known.meaning());
            // The later of them outweighs: a value that is an estimate and missing is missing.
            status = status == null || (meant != null && meant.compareTo(status) > 0) ? meant : status;
        }
        if (status == null) {
            status = hasValue ? Status.REPORTED : Status.MISSING;
        }
        if (status.hasValue() != hasValue) {
            fault(
                    SdmxConcept.STATUS,
                    hasValue ? "stands with a value" : "stands without a value",
                    hasValue ? "A, E or P, or no value" : "M, L, O or Q, or a value");
            return null;
        }
        for (String code : codes) {
            @Nullable ObservationStatus known = SdmxCodes.status(code);
            if (known != null && !known.words().isEmpty()) {
                told(label(SdmxConcept.STATUS) + " " + code + ", " + known.words());
            }
        }
        return status;
    }

    /** Without a value, SDMX's append and merge leave the one that is held as it is, which no figure can say. */
    private @Nullable Status withoutCode(String action, boolean hasValue) {
        if (!hasValue && (action.equals("A") || action.equals("M"))) {
            checks.fault(
                    label(SdmxConcept.VALUE),
                    cells[SdmxConcept.VALUE.ordinal()],
                    "is no value",
                    "a value, or OBS_STATUS M, L, O or Q where there is none, as the action is " + action);
            return null;
        }
        return hasValue ? Status.REPORTED : Status.MISSING;
    }

    private static @Nullable Status meant(Meaning meaning) {
        return switch (meaning) {
            case VALUE -> Status.REPORTED;
            case ESTIMATED -> Status.ESTIMATED;
            case MISSING -> Status.MISSING;
            case SUPPRESSED -> Status.SUPPRESSED;
            case EITHER, FORECAST -> null;
        };
    }
}
