package io.strait.trade.query;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Conditions of a statement and their values, in order. The text depends only on which conditions there are, so that few
 * statements are prepared.
 */
final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Conditions add(String condition, Object... values) {
        conditions.add(condition);
        this.values.addAll(List.of(values));
        return this;
    }

    /** No condition when there are no codes. */
    void anyOf(String column, Collection<?> codes) {
        if (codes.isEmpty()) {
            return;
        }
        if (codes.size() == 1) {
            add(column + " = ?", codes.iterator().next());
        } else {
            conditions.add(column + " = any (?)");
            values.add(
                    codes.iterator().next() instanceof Integer
                            ? codes.toArray(Integer[]::new)
                            : codes.toArray(String[]::new));
        }
    }

    String sql() {
        return conditions.isEmpty() ? "true" : String.join("\n  and ", conditions);
    }

    List<Object> values() {
        return values;
    }

    static String sqlType(Object[] array) {
        if (array instanceof Integer[]) {
            return "integer";
        }
        if (array instanceof Long[]) {
            return "bigint";
        }
        return array instanceof Date[] ? "date" : "text";
    }
}
