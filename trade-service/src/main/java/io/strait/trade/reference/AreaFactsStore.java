package io.strait.trade.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what migrations say of areas and their groups. */
@ApplicationScoped
class AreaFactsStore {
    private final DatabaseStatements statements;

    AreaFactsStore(DatabaseStatements statements) {
        this.statements = statements;
    }

    AreaFacts facts() {
        return new AreaFacts(
                statements.list(
                        "select system, code, area from area_code order by system, code",
                        List.of(),
                        row -> new AreaFacts.Code(row.getString(1), row.getString(2), row.getInt(3))),
                statements.list(
                        "select area, successor, since from area_successor order by area, successor",
                        List.of(),
                        row -> new AreaFacts.Succession(
                                row.getInt(1), row.getInt(2), row.getObject(3, LocalDate.class))));
    }

    List<AreaGroup> groups() {
        Map<String, AreaGroup> groups = new LinkedHashMap<>();
        statements
                .list(
                        "select code, name, note, of_group, at from area_group order by code",
                        List.of(),
                        row -> new AreaGroup(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                date(row, 5),
                                new ArrayList<>()))
                .forEach(group -> groups.put(group.code(), group));
        statements.list(
                "select group_code, area, valid_from, valid_to from area_group_member order by valid_from, area",
                List.of(),
                row -> {
                    AreaGroup group = groups.get(row.getString(1));
                    return group != null
                            && group.memberships()
                                    .add(new AreaGroup.Membership(
                                            row.getInt(2), row.getObject(3, LocalDate.class), date(row, 4)));
                });
        return List.copyOf(groups.values());
    }

    private static @Nullable LocalDate date(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
