package io.strait.trade.ingest.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of UN Comtrade before v1 in the terms of v1, which {@link ComtradeRowMapper} then checks. One a file. Not
 * thread-safe.
 */
final class LegacyRowMapper {
    private static final Map<String, String> FLOWS = Map.ofEntries(
            Map.entry("1", "M"),
            Map.entry("2", "X"),
            Map.entry("3", "RX"),
            Map.entry("4", "RM"),
            Map.entry("import", "M"),
            Map.entry("imports", "M"),
            Map.entry("export", "X"),
            Map.entry("exports", "X"),
            Map.entry("re-export", "RX"),
            Map.entry("re-exports", "RX"),
            Map.entry("re-import", "RM"),
            Map.entry("re-imports", "RM"));

    /** Of HS codes whose file does not say the edition. */
    static final String HS = "HS";

    private final FileFindings findings;
    private final Set<ComtradeColumn> found;
    private final String[] labels;
    private final ComtradeRowMapper mapper;
    private final String[] cells = new String[ComtradeColumn.values().length];
    private long zerosGiven;
    private long withoutEdition;
    private long unknownUnits;
    private long unknownFlags;

    /** @param labels what the file calls its columns, by {@link ComtradeColumn#ordinal()} */
    LegacyRowMapper(Set<String> flows, FileFindings findings, String[] labels, Set<ComtradeColumn> found) {
        this.findings = findings;
        this.found = Set.copyOf(found);
        this.labels = labels.clone();
        if (!found.contains(ComtradeColumn.PERIOD)) {
            this.labels[ComtradeColumn.PERIOD.ordinal()] = labels[ComtradeColumn.REF_YEAR.ordinal()];
        }
        this.labels[ComtradeColumn.FREQUENCY.ordinal()] = this.labels[ComtradeColumn.PERIOD.ordinal()];
        this.mapper = new ComtradeRowMapper(flows, findings, this.labels, true);
    }

    /** @param row as the file has it; it is left as it is */
    RowOutcome map(long line, String[] row) {
        System.arraycopy(row, 0, cells, 0, cells.length);
        @Nullable BadValue flow = flow();
        period();
        commodity();
        unit(ComtradeColumn.QUANTITY_UNIT, ComtradeColumn.QUANTITY_UNIT_NAME);
        unit(ComtradeColumn.ALT_QUANTITY_UNIT, ComtradeColumn.ALT_QUANTITY_UNIT_NAME);
        estimates();
        return flow == null ? mapper.map(line, cells) : new RowOutcome.Rejected(line, List.of(flow));
    }

    /** Tells what was made of cells that are not as UN Comtrade writes them. */
    void conclude() {
        if (zerosGiven > 0) {
            findings.note(zerosGiven + " HS codes had lost the zero at their head: given back");
        }
        if (withoutEdition > 0) {
            findings.note(withoutEdition + " rows do not say the edition of HS: kept under the classification HS");
        }
        if (unknownUnits > 0) {
            findings.note(unknownUnits + " units of quantity have no code and no known name: kept without a unit");
        }
        if (unknownFlags > 0) {
            findings.note(unknownFlags + " estimation flags are other than 0, 2, 4 and 6: not taken for estimates");
        }
    }

    private String text(ComtradeColumn column) {
        return cells[column.ordinal()];
    }

    private void put(ComtradeColumn column, String value) {
        cells[column.ordinal()] = value;
    }

    /** By code and by word; where both are there they must agree. */
    private @Nullable BadValue flow() {
        String code = text(ComtradeColumn.FLOW);
        String word = text(ComtradeColumn.FLOW_NAME);
        @Nullable String byCode = FLOWS.get(code);
        @Nullable String byWord = FLOWS.get(word.toLowerCase(Locale.ROOT));
        boolean coded = !code.isEmpty();
        @Nullable String flow = coded ? byCode : byWord;
        if (flow == null || (coded && byWord != null && !byWord.equals(flow))) {
            ComtradeColumn column =
                    coded || !found.contains(ComtradeColumn.FLOW_NAME) ? ComtradeColumn.FLOW : ComtradeColumn.FLOW_NAME;
            String value = coded ? code : word;
            return new BadValue(
                    labels[column.ordinal()],
                    value,
                    value.isEmpty() ? "is empty" : flow == null ? "is no known flow" : "is not the same as " + word,
                    "1 (Import), 2 (Export), 3 (Re-Export) or 4 (Re-Import)");
        }
        put(ComtradeColumn.FLOW, flow);
        return null;
    }

    private void period() {
        if (text(ComtradeColumn.PERIOD).isEmpty()) {
            put(ComtradeColumn.PERIOD, text(ComtradeColumn.REF_YEAR));
        }
        put(ComtradeColumn.FREQUENCY, text(ComtradeColumn.PERIOD).length() == 6 ? "M" : "A");
    }

    private void commodity() {
        String classification = text(ComtradeColumn.CLASSIFICATION);
        if (classification.isEmpty() || classification.equalsIgnoreCase(HS)) {
            classification = HS;
            put(ComtradeColumn.CLASSIFICATION, HS);
            withoutEdition++;
        }
        String code = text(ComtradeColumn.COMMODITY);
        String level = text(ComtradeColumn.LEVEL);
        // Spreadsheets take 01 for 1; HS codes have 2, 4 or 6 digits.
        boolean odd = code.length() % 2 == 1 && code.length() < 6 && RowChecks.digits(code);
        if (classification.startsWith("H")
                && odd
                && (level.isEmpty() || level.equals(String.valueOf(code.length() + 1)))) {
            put(ComtradeColumn.COMMODITY, "0" + code);
            zerosGiven++;
        }
    }

    private void unit(ComtradeColumn code, ComtradeColumn name) {
        if (text(code).isEmpty() && !text(name).isEmpty()) {
            @Nullable Integer known = QuantityUnits.code(text(name));
            if (known == null) {
                unknownUnits++;
            } else {
                put(code, String.valueOf(known));
            }
        }
    }

    /** 2: the quantity is an estimate; 4: the net weight; 6: both. */
    private void estimates() {
        String flag = text(ComtradeColumn.LEGACY_ESTIMATION);
        switch (flag) {
            case "", "0" -> {}
            case "2" -> put(ComtradeColumn.QUANTITY_ESTIMATED, "1");
            case "4" -> put(ComtradeColumn.NET_WEIGHT_ESTIMATED, "1");
            case "6" -> {
                put(ComtradeColumn.QUANTITY_ESTIMATED, "1");
                put(ComtradeColumn.NET_WEIGHT_ESTIMATED, "1");
            }
            default -> unknownFlags++;
        }
    }
}
