package io.strait.trade.ingest.format;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Strait takes from a component of SDMX. Each provider has a data structure of its own, so the ids are those that
 * the structures of trade in goods have: SDMX's cross-domain concepts and OECD's, Eurostat's Comext in small letters,
 * IMF's IMTS with COUNTRY, COUNTERPART_COUNTRY and STATUS.
 */
enum SdmxConcept {
    ACTION("ACTION"),
    DATAFLOW("STRUCTURE_ID", "DATAFLOW"),
    FREQUENCY("FREQ", "FREQUENCY"),
    REPORTER("REF_AREA", "REPORTER", "REPORTING_AREA", "COUNTRY"),
    PARTNER("COUNTERPART_AREA", "PARTNER", "COUNTERPART_COUNTRY"),
    FLOW("TRADE_FLOW", "FLOW"),
    INDICATOR("INDICATOR", "INDICATORS"),
    COMMODITY("COMMODITY", "PRODUCT"),
    CLASSIFICATION("CLASSIFICATION"),
    PERIOD("TIME_PERIOD"),
    VALUE("OBS_VALUE"),
    UNIT("UNIT_MEASURE", "UNIT"),
    UNIT_MULT("UNIT_MULT"),
    SCALE("SCALE"),
    CURRENCY("CURRENCY"),
    STATUS("OBS_STATUS", "OBS_FLAG", "STATUS"),
    CONFIDENTIALITY("CONF_STATUS", "OBS_CONF");

    /**
     * What says nothing of which figure it is: columns of SDMX-CSV beside the components, and attributes that structures
     * share. Any other component that is not known may be a dimension.
     */
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "STRUCTURE",
            "STRUCTURE_NAME",
            "DATAFLOW_NAME",
            "KEY",
            "SERIES_KEY",
            "OBS_KEY",
            "UPDATED",
            "PREPARED",
            "VALID_FROM",
            "VALID_TO",
            "TIME_FORMAT",
            "TITLE",
            "TITLE_COMPL",
            "DECIMALS",
            "DECIMALS_DISPLAYED",
            "PRECISION",
            "COLLECTION",
            "SOURCE_AGENCY",
            "DERIVATION_TYPE",
            "OVERLAP",
            "VALUATION",
            "COMMENT",
            "COMMENT_OBS",
            "OBS_COM",
            "OBS_PRE_BREAK",
            "PRE_BREAK_VALUE",
            "EMBARGO_TIME",
            "EMBARGO_DATE");

    private static final Map<String, SdmxConcept> BY_ID = new HashMap<>();

    static {
        for (SdmxConcept concept : values()) {
            concept.ids.forEach(id -> BY_ID.put(id, concept));
        }
    }

    private final List<String> ids;

    SdmxConcept(String... ids) {
        this.ids = List.of(ids);
    }

    /** Its first id, for messages where a file has none. */
    String label() {
        return ids.get(0);
    }

    /** All ids, for messages. */
    String choice() {
        return String.join(" or ", ids);
    }

    /** The concept of a component's id in whatever case, null where it is not known. */
    static @Nullable SdmxConcept of(String id) {
        return BY_ID.get(id.toUpperCase(Locale.ROOT));
    }

    /** Whether a component that is not known is surely no dimension. */
    static boolean withoutMeaning(String id) {
        return WITHOUT_MEANING.contains(id.toUpperCase(Locale.ROOT)) || !id.matches("[A-Za-z][A-Za-z0-9_@$-]*");
    }

    /** Whether it tells figures apart, or is the figure. */
    boolean ofKey() {
        return compareTo(FREQUENCY) >= 0 && compareTo(VALUE) <= 0;
    }
}
