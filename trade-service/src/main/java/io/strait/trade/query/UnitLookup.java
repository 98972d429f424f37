package io.strait.trade.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The units of quantities. Only migrations change them, so they are read once. Thread-safe. */
@ApplicationScoped
class UnitLookup {
    /** A unit, and what it is in words. */
    record NamedUnit(int code, String abbreviation, String name) {}

    private final ReadStatements statements;
    private volatile Map<Integer, NamedUnit> units = Map.of();

    UnitLookup(ReadStatements statements) {
        this.statements = statements;
    }

    /** Empty for a code that is in no list. */
    Optional<NamedUnit> of(int code) {
        if (units.isEmpty()) {
            units = statements.query("select code, abbreviation, name from quantity_unit", List.of(), rows -> {
                Map<Integer, NamedUnit> read = new HashMap<>();
                while (rows.next()) {
                    read.put(rows.getInt(1), new NamedUnit(rows.getInt(1), rows.getString(2), rows.getString(3)));
                }
                return Map.copyOf(read);
            });
        }
        return Optional.ofNullable(units.get(code));
    }
}
