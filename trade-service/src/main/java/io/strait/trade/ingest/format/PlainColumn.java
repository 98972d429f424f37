package io.strait.trade.ingest.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of Strait's own format, in CSV and NDJSON alike; {@code observations} gives them under the same names. */
enum PlainColumn {
    REPORTER("reporter", true),
    REPORTER_ALPHA3("reporterAlpha3", false),
    REPORTER_NAME("reporterName", false),
    PARTNER("partner", true),
    PARTNER_ALPHA3("partnerAlpha3", false),
    PARTNER_NAME("partnerName", false),
    PARTNER2("partner2", false),
    FLOW("flow", true),
    CLASSIFICATION("classification", true),
    COMMODITY("commodity", true),
    CUSTOMS("customs", false),
    TRANSPORT("transport", false),
    SUPPLY("supply", false),
    FREQUENCY("frequency", false),
    PERIOD("period", true),
    STATUS("status", false),
    PRIMARY_VALUE("primaryValue", true),
    CURRENCY("currency", false),
    CIF_VALUE("cifValue", false),
    FOB_VALUE("fobValue", false),
    NET_WEIGHT("netWeight", false),
    GROSS_WEIGHT("grossWeight", false),
    QUANTITY("quantity", false),
    QUANTITY_UNIT("quantityUnit", false),
    ALT_QUANTITY("altQuantity", false),
    ALT_QUANTITY_UNIT("altQuantityUnit", false),
    ESTIMATED("estimated", false);

    private static final Map<String, PlainColumn> BY_NAME = new HashMap<>();

    static {
        for (PlainColumn column : values()) {
            BY_NAME.put(column.label.toLowerCase(Locale.ROOT), column);
        }
    }

    private final String label;
    private final boolean required;

    PlainColumn(String label, boolean required) {
        this.label = label;
        this.required = required;
    }

    /** The column of that name, in whatever case. */
    static @Nullable PlainColumn named(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    String label() {
        return label;
    }

    boolean required() {
        return required;
    }
}
