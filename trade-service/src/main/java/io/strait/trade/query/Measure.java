package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An amount that a figure may have. */
enum Measure {
    PRIMARY_VALUE("primaryValue", "primary_value"),
    CIF_VALUE("cifValue", "cif_value"),
    FOB_VALUE("fobValue", "fob_value"),
    NET_WEIGHT("netWeight", "net_weight"),
    GROSS_WEIGHT("grossWeight", "gross_weight"),
    QUANTITY("quantity", "quantity"),
    ALT_QUANTITY("altQuantity", "alt_quantity");

    static final List<Measure> ALL = List.of(values());

    /** Those with one unit for all figures: money, within a currency, and kg. */
    static final Set<Measure> ADDED = EnumSet.of(PRIMARY_VALUE, CIF_VALUE, FOB_VALUE, NET_WEIGHT, GROSS_WEIGHT);

    private final String code;
    private final String column;

    Measure(String code, String column) {
        this.code = code;
        this.column = column;
    }

    String code() {
        return code;
    }

    String column() {
        return column;
    }

    /** Whether it is in the series' currency. */
    boolean isMoney() {
        return this == PRIMARY_VALUE || this == CIF_VALUE || this == FOB_VALUE;
    }

    boolean hasUnit() {
        return this == QUANTITY || this == ALT_QUANTITY;
    }

    /** The parameter {@code measures}, in the order of the columns; {@code otherwise} when it is not there. */
    static List<Measure> read(Parameters parameters, Set<Measure> offered, List<Measure> otherwise) {
        String expected =
                "of " + String.join(", ", offered.stream().map(Measure::code).toList());
        List<Measure> given = parameters.list("measures", values().length, expected, text -> Arrays.stream(values())
                .filter(measure -> measure.code.equals(text) && offered.contains(measure))
                .findFirst()
                .orElseThrow(() -> new ExpectedException("no such measure", expected)));
        return parameters.has("measures") ? given : otherwise;
    }
}
