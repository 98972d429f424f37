package io.strait.trade.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.series.Period;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodGapsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01 2024-02 2024-03         | ''",
                "2024-01                         | ''",
                "2023-11 2024-02                 | 2023-12..2024-01",
                "2024-01 2024-03 2024-07 2024-08 | 2024-02 2024-04..2024-06",
                "2023-Q4 2024-Q2                 | 2024-Q1",
                "1992 1995 1997                  | 1993..1994 1996"
            })
    void aGapLiesBetweenTheFirstAndTheNewest(String held, String missing) {
        TreeSet<Period> periods =
                Arrays.stream(held.trim().split(" ")).map(Period::parse).collect(Collectors.toCollection(TreeSet::new));

        assertThat(String.join(" ", PeriodGaps.ranges(PeriodGaps.missing(periods))))
                .isEqualTo(missing);
    }

    @Test
    void ofNothingNothingIsMissing() {
        assertThat(PeriodGaps.missing(new TreeSet<>())).isEmpty();
    }
}
