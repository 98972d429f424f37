package io.strait.trade.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * UN Comtrade before v1, CSV of 22 or 35 columns, and what people cut of it. Columns are found by their names, whatever
 * blanks, brackets and hyphens these have.
 */
final class ComtradeLegacyCsvReader implements TradeFileReader {
    private static final Map<String, ComtradeColumn> COLUMNS = new LinkedHashMap<>();
    /** Full names as UN Comtrade writes them, for messages. */
    private static final Map<ComtradeColumn, String> LABELS = new LinkedHashMap<>();

    /** What is not read and needs no mention. */
    private static final Set<String> PASSED_OVER =
            Set.of("perioddesc", "isleafcode", "customs", "modeoftransport", "commodity");

    static {
        column(ComtradeColumn.CLASSIFICATION, "Classification");
        column(ComtradeColumn.REF_YEAR, "Year");
        column(ComtradeColumn.PERIOD, "Period");
        column(ComtradeColumn.LEVEL, "Aggregate Level");
        column(ComtradeColumn.FLOW, "Trade Flow Code");
        column(ComtradeColumn.FLOW_NAME, "Trade Flow", "Flow");
        column(ComtradeColumn.REPORTER, "Reporter Code");
        column(ComtradeColumn.REPORTER_NAME, "Reporter");
        column(ComtradeColumn.REPORTER_ISO, "Reporter ISO");
        column(ComtradeColumn.PARTNER, "Partner Code");
        column(ComtradeColumn.PARTNER_NAME, "Partner");
        column(ComtradeColumn.PARTNER_ISO, "Partner ISO");
        column(ComtradeColumn.PARTNER2, "2nd Partner Code");
        column(ComtradeColumn.PARTNER2_NAME, "2nd Partner");
        column(ComtradeColumn.PARTNER2_ISO, "2nd Partner ISO");
        column(ComtradeColumn.CUSTOMS, "Customs Proc. Code");
        column(ComtradeColumn.TRANSPORT, "Mode of Transport Code");
        column(ComtradeColumn.COMMODITY, "Commodity Code");
        column(ComtradeColumn.QUANTITY_UNIT, "Qty Unit Code");
        column(ComtradeColumn.QUANTITY_UNIT_NAME, "Qty Unit");
        column(ComtradeColumn.QUANTITY, "Qty", "Supplementary Quantity");
        column(ComtradeColumn.ALT_QUANTITY_UNIT, "Alt Qty Unit Code");
        column(ComtradeColumn.ALT_QUANTITY_UNIT_NAME, "Alt Qty Unit");
        column(ComtradeColumn.ALT_QUANTITY, "Alt Qty");
        column(ComtradeColumn.NET_WEIGHT, "Netweight (kg)");
        column(ComtradeColumn.GROSS_WEIGHT, "Gross weight (kg)");
        column(ComtradeColumn.PRIMARY_VALUE, "Trade Value (US$)", "Trade Value", "Value");
        column(ComtradeColumn.CIF_VALUE, "CIF Trade Value (US$)");
        column(ComtradeColumn.FOB_VALUE, "FOB Trade Value (US$)");
        column(ComtradeColumn.LEGACY_ESTIMATION, "Flag", "Estimation Code");
    }

    private final ReaderLimits limits;
    private final Set<String> flows;

    ComtradeLegacyCsvReader(ReaderLimits limits, Set<String> flows) {
        this.limits = limits;
        this.flows = flows;
    }

    private static void column(ComtradeColumn column, String... names) {
        LABELS.put(column, names[0]);
        for (String name : names) {
            COLUMNS.put(plain(name), column);
        }
    }

    /** {@code Trade Value (US$)} and {@code TradeValueUS} are the same column. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        CsvRows rows = new CsvRows(body, limits, ComtradeColumn.values().length, findings);
        EnumSet<ComtradeColumn> found = EnumSet.noneOf(ComtradeColumn.class);
        String[] labels = new String[ComtradeColumn.values().length];
        Arrays.setAll(labels, i -> LABELS.getOrDefault(ComtradeColumn.values()[i], ComtradeColumn.values()[i].label()));
        int[] columns = columns(rows, found, labels, findings);
        LegacyRowMapper mapper = new LegacyRowMapper(flows, findings, labels, found);
        rows.read(columns, mapper::map, sink);
        mapper.conclude();
    }

    private static int[] columns(CsvRows rows, EnumSet<ComtradeColumn> found, String[] labels, FileFindings findings) {
        List<String> header = rows.header();
        int[] cellOf = new int[header.size()];
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < cellOf.length; i++) {
            String name = header.get(i);
            @Nullable ComtradeColumn column = COLUMNS.get(plain(name));
            cellOf[i] = column == null ? -1 : column.ordinal();
            if (column == null) {
                if (!name.isEmpty() && !PASSED_OVER.contains(plain(name))) {
                    unknown.add(name);
                }
            } else if (!found.add(column)) {
                throw rows.badHeader(name, "stands twice", "each column once");
            } else {
                labels[column.ordinal()] = name;
            }
        }
        List<String> missing = new ArrayList<>();
        require(found, missing, ComtradeColumn.PERIOD, ComtradeColumn.REF_YEAR);
        require(found, missing, ComtradeColumn.FLOW, ComtradeColumn.FLOW_NAME);
        // Names of areas and goods are not the same from year to year: only codes say which series a row is of.
        require(found, missing, ComtradeColumn.REPORTER);
        require(found, missing, ComtradeColumn.PARTNER);
        require(found, missing, ComtradeColumn.COMMODITY);
        require(found, missing, ComtradeColumn.PRIMARY_VALUE);
        if (!missing.isEmpty()) {
            throw rows.badHeader(
                    String.join(",", header),
                    "lacks " + String.join(", ", missing),
                    "the column names of UN Comtrade before v1; areas and commodities by code");
        }
        if (!unknown.isEmpty()) {
            findings.note("columns not used: " + String.join(", ", unknown));
        }
        List<String> absent = LABELS.keySet().stream()
                .filter(column -> !found.contains(column))
                .map(LABELS::get)
                .toList();
        if (!absent.isEmpty()) {
            findings.note("columns absent: " + String.join(", ", absent));
        }
        return cellOf;
    }

    private static void require(Set<ComtradeColumn> found, List<String> missing, ComtradeColumn... oneOf) {
        if (Arrays.stream(oneOf).noneMatch(found::contains)) {
            missing.add(
                    String.join(" or ", Arrays.stream(oneOf).map(LABELS::get).toList()));
        }
    }
}
