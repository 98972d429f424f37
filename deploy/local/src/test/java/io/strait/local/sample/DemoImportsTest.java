package io.strait.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.local.sample.ComtradeRow.Country;
import io.strait.local.sample.ComtradeRow.Flow;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoImportsTest {
    @Test
    void noMonthHasMoreByOriginThanInTotal() {
        // When
        var markets = DemoImports.rows().stream()
                .collect(Collectors.groupingBy(row -> row.reporter() + row.commodity() + row.month()));
        // Then
        assertThat(markets).hasSize(6 * 12).allSatisfy((market, rows) -> {
            long world = rows.stream()
                    .filter(row -> row.partner() == Country.WORLD)
                    .mapToLong(ComtradeRow::value)
                    .sum();
            long origins = rows.stream()
                    .filter(row -> row.partner() != Country.WORLD)
                    .mapToLong(ComtradeRow::value)
                    .sum();
            assertThat(rows).hasSizeGreaterThan(2).allMatch(row -> row.flow() == Flow.IMPORT);
            assertThat(origins).isPositive().isLessThan(world);
        });
    }

    @Test
    void everyLineSaysThatItIsMadeUp() {
        String[] lines = new String(DemoImports.csv(), DemoFigures.CHARSET).split("\n");
        assertThat(lines).hasSizeGreaterThan(100);
        for (int line = 1; line < lines.length; line++) {
            // A comma within quotes ("Other Asia, nes") parts no fields.
            assertThat(lines[line].replaceAll("\"[^\"]*\"", "").split(",", -1)).hasSize(48);
            assertThat(lines[line]).contains("\"DEMO (made up): ");
        }
    }
}
