package io.strait.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** What the tables and their indexes take on disk. */
final class TableSizes {
    private static final String SIZE = """
            select sum(pg_table_size(relid)) / 1048576.0 as main, sum(pg_indexes_size(relid)) / 1048576.0 as indexes,
                   sum(pg_total_relation_size(relid)) / 1048576.0 as total, (select count(*) from %1$s) as rows
            from (select relid from pg_partition_tree('%1$s') union select '%1$s'::regclass) parts
            """;

    private TableSizes() {}

    static List<Finding> measure(DataSource trade) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = trade.getConnection();
                var statement = connection.createStatement()) {
            for (String table : List.of("observation", "observation_history", "series", "series_revision")) {
                try (ResultSet size = statement.executeQuery(SIZE.formatted(table))) {
                    size.next();
                    double millions = size.getLong("rows") / 1e6;
                    findings.add(Finding.of(
                            "size of " + table + " for a million of its rows",
                            "",
                            String.format(
                                    Locale.ROOT,
                                    "%.0f MB (table %.0f, indexes %.0f; of %,d rows)",
                                    size.getDouble("total") / millions,
                                    size.getDouble("main") / millions,
                                    size.getDouble("indexes") / millions,
                                    size.getLong("rows"))));
                }
            }
        }
        return findings;
    }
}
