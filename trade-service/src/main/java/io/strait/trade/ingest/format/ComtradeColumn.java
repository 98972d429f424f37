package io.strait.trade.ingest.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of UN Comtrade v1, in CSV and JSON alike. */
enum ComtradeColumn {
    TYPE("typeCode", Use.OPTIONAL),
    FREQUENCY("freqCode", Use.REQUIRED),
    REF_PERIOD("refPeriodId", Use.IGNORED),
    REF_YEAR("refYear", Use.IGNORED),
    REF_MONTH("refMonth", Use.IGNORED),
    PERIOD("period", Use.REQUIRED),
    REPORTER("reporterCode", Use.REQUIRED),
    REPORTER_ISO("reporterISO", Use.OPTIONAL),
    REPORTER_NAME("reporterDesc", Use.OPTIONAL),
    FLOW("flowCode", Use.REQUIRED),
    FLOW_NAME("flowDesc", Use.IGNORED),
    PARTNER("partnerCode", Use.REQUIRED),
    PARTNER_ISO("partnerISO", Use.OPTIONAL),
    PARTNER_NAME("partnerDesc", Use.OPTIONAL),
    PARTNER2("partner2Code", Use.OPTIONAL),
    PARTNER2_ISO("partner2ISO", Use.OPTIONAL),
    PARTNER2_NAME("partner2Desc", Use.OPTIONAL),
    CLASSIFICATION("classificationCode", Use.REQUIRED),
    CLASSIFICATION_SEARCH("classificationSearchCode", Use.IGNORED),
    ORIGINAL_CLASSIFICATION("isOriginalClassification", Use.IGNORED),
    COMMODITY("cmdCode", Use.REQUIRED),
    COMMODITY_NAME("cmdDesc", Use.IGNORED),
    // Levels and totals are told by the codes: these flags are not the same in every answer.
    LEVEL("aggrLevel", Use.IGNORED),
    LEAF("isLeaf", Use.IGNORED),
    CUSTOMS("customsCode", Use.OPTIONAL),
    CUSTOMS_NAME("customsDesc", Use.IGNORED),
    SUPPLY("mosCode", Use.OPTIONAL),
    TRANSPORT("motCode", Use.OPTIONAL),
    TRANSPORT_NAME("motDesc", Use.IGNORED),
    QUANTITY_UNIT("qtyUnitCode", Use.OPTIONAL),
    QUANTITY_UNIT_NAME("qtyUnitAbbr", Use.IGNORED),
    QUANTITY("qty", Use.OPTIONAL),
    QUANTITY_ESTIMATED("isQtyEstimated", Use.OPTIONAL),
    ALT_QUANTITY_UNIT("altQtyUnitCode", Use.OPTIONAL),
    ALT_QUANTITY_UNIT_NAME("altQtyUnitAbbr", Use.IGNORED),
    ALT_QUANTITY("altQty", Use.OPTIONAL),
    ALT_QUANTITY_ESTIMATED("isAltQtyEstimated", Use.OPTIONAL),
    NET_WEIGHT("netWgt", Use.OPTIONAL),
    NET_WEIGHT_ESTIMATED("isNetWgtEstimated", Use.OPTIONAL),
    GROSS_WEIGHT("grossWgt", Use.OPTIONAL),
    GROSS_WEIGHT_ESTIMATED("isGrossWgtEstimated", Use.OPTIONAL),
    CIF_VALUE("cifvalue", Use.OPTIONAL),
    FOB_VALUE("fobvalue", Use.OPTIONAL),
    PRIMARY_VALUE("primaryValue", Use.REQUIRED),
    LEGACY_ESTIMATION("legacyEstimationFlag", Use.IGNORED),
    REPORTED("isReported", Use.IGNORED),
    AGGREGATE("isAggregate", Use.IGNORED);

    private enum Use {
        REQUIRED,
        OPTIONAL,
        IGNORED
    }

    private static final Map<String, ComtradeColumn> BY_NAME = new HashMap<>();

    static {
        for (ComtradeColumn column : values()) {
            BY_NAME.put(column.label.toLowerCase(Locale.ROOT), column);
        }
        // As early v1 files spell them.
        BY_NAME.put("prtner2code", PARTNER2);
        BY_NAME.put("atlqty", ALT_QUANTITY);
    }

    private final String label;
    private final Use use;

    ComtradeColumn(String label, Use use) {
        this.label = label;
        this.use = use;
    }

    /** The column of that header, in whatever case; early files begin it with a capital. */
    static @Nullable ComtradeColumn named(String header) {
        return BY_NAME.get(header.trim().toLowerCase(Locale.ROOT));
    }

    String label() {
        return label;
    }

    boolean required() {
        return use == Use.REQUIRED;
    }

    /** Whether its values are looked at. */
    boolean wanted() {
        return use != Use.IGNORED;
    }
}
