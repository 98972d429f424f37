package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was told of one period of a series at one time.
 *
 * @param status REPORTED and ESTIMATED have a value, zero being one; MISSING and SUPPRESSED have none; REMOVED says that
 *     there is no figure any more
 * @param primaryValue in units of the series' currency
 * @param netWeight in kg
 * @param grossWeight in kg
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Measures(
        String status,
        @Nullable BigDecimal primaryValue,
        @Nullable BigDecimal cifValue,
        @Nullable BigDecimal fobValue,
        @Nullable BigDecimal netWeight,
        @Nullable BigDecimal grossWeight,
        @Nullable BigDecimal quantity,
        ObservationAnswer.@Nullable Unit quantityUnit,
        @Nullable BigDecimal altQuantity,
        ObservationAnswer.@Nullable Unit altQuantityUnit,
        ObservationAnswer.Estimated estimated) {
    private static final List<String> COLUMNS = List.of(
            "status",
            "primary_value",
            "cif_value",
            "fob_value",
            "net_weight",
            "gross_weight",
            "quantity",
            "quantity_unit",
            "alt_quantity",
            "alt_quantity_unit",
            "estimated");

    /** The columns of a row {@code alias}, each called {@code prefix} and its name, and the names of the units. */
    static String columns(String alias, String prefix) {
        List<String> columns = new ArrayList<>();
        COLUMNS.forEach(column -> columns.add("%s.%s as %s%s".formatted(alias, column, prefix, column)));
        for (String unit : List.of("quantity_unit", "alt_quantity_unit")) {
            columns.add("(select abbreviation from quantity_unit where code = %1$s.%2$s) as %3$s%2$s_name"
                    .formatted(alias, unit, prefix));
        }
        return String.join(", ", columns);
    }

    /** What {@link #columns} selected. */
    static Measures of(ResultSet row, String prefix) throws SQLException {
        return new Measures(
                row.getString(prefix + "status"),
                PlainNumbers.plain(row.getBigDecimal(prefix + "primary_value")),
                PlainNumbers.plain(row.getBigDecimal(prefix + "cif_value")),
                PlainNumbers.plain(row.getBigDecimal(prefix + "fob_value")),
                PlainNumbers.plain(row.getBigDecimal(prefix + "net_weight")),
                PlainNumbers.plain(row.getBigDecimal(prefix + "gross_weight")),
                PlainNumbers.plain(row.getBigDecimal(prefix + "quantity")),
                unit(row, prefix + "quantity_unit"),
                PlainNumbers.plain(row.getBigDecimal(prefix + "alt_quantity")),
                unit(row, prefix + "alt_quantity_unit"),
                ObservationAnswer.Estimated.of(row.getInt(prefix + "estimated")));
    }

    private static ObservationAnswer.@Nullable Unit unit(ResultSet row, String column) throws SQLException {
        return ObservationAnswer.Unit.of(row.getObject(column, Integer.class), row.getString(column + "_name"));
    }

    /** Whether it says that a figure was taken away. */
    boolean isRemoved() {
        return status.equals("REMOVED");
    }

    /** The names of the members in which the two differ. */
    static List<String> changed(Measures before, Measures after) {
        List<String> names = new ArrayList<>();
        differ(names, "status", before.status, after.status);
        differ(names, "primaryValue", before.primaryValue, after.primaryValue);
        differ(names, "cifValue", before.cifValue, after.cifValue);
        differ(names, "fobValue", before.fobValue, after.fobValue);
        differ(names, "netWeight", before.netWeight, after.netWeight);
        differ(names, "grossWeight", before.grossWeight, after.grossWeight);
        differ(names, "quantity", before.quantity, after.quantity);
        differ(names, "quantityUnit", before.quantityUnit, after.quantityUnit);
        differ(names, "altQuantity", before.altQuantity, after.altQuantity);
        differ(names, "altQuantityUnit", before.altQuantityUnit, after.altQuantityUnit);
        differ(names, "estimated", before.estimated, after.estimated);
        return names;
    }

    private static void differ(List<String> names, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            names.add(name);
        }
    }
}
