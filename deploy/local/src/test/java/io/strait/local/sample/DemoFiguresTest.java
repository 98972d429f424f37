package io.strait.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoFiguresTest {
    @Test
    void januaryToAugust2024IsTheReportedSumAndStrictlyTheHighest() {
        // When
        Map<Integer, Long> windows = IntStream.rangeClosed(1992, 2024)
                .boxed()
                .collect(Collectors.toMap(year -> year, DemoFiguresTest::januaryToAugust));
        // Then
        assertThat(windows).containsEntry(2024, 1_446_430_000L);
        windows.remove(2024);
        assertThat(windows.values()).allSatisfy(window -> assertThat(window).isBetween(1L, 1_446_429_999L));
    }

    @Test
    void everyMonthOfEverySeriesHasOnePositiveFigure() {
        // When
        var bySeries = DemoFigures.rows().stream()
                .collect(
                        Collectors.groupingBy(row -> row.reporter() + row.flow().name() + row.commodity()));
        // Then
        assertThat(bySeries).hasSize(4).allSatisfy((series, rows) -> {
            assertThat(rows).allSatisfy(row -> assertThat(row.value()).isPositive());
            assertThat(rows)
                    .extracting(ComtradeRow::month)
                    .doesNotHaveDuplicates()
                    .hasSize(32 * 12 + 8);
        });
    }

    @Test
    void theFileIsOfComtradesShapeAndSaysThatItIsMadeUp() {
        // When
        String[] lines = new String(DemoFigures.csv(), DemoFigures.CHARSET).split("\n");
        // Then
        assertThat(lines[0].split(",")).hasSize(47);
        assertThat(lines).hasSize(1 + 4 * (32 * 12 + 8));
        for (int line = 1; line < lines.length; line++) {
            // A comma more than the header, as in the source's own files.
            assertThat(lines[line].split(",", -1)).hasSize(48);
            assertThat(lines[line]).contains("\"DEMO (made up): ");
        }
    }

    private static long januaryToAugust(int year) {
        return IntStream.rangeClosed(1, 8)
                .mapToLong(month -> DemoFigures.gasoline(YearMonth.of(year, month)))
                .sum();
    }
}
