package io.strait.trade.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.problem.ExpectedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommodityPatternTest {
    @ParameterizedTest
    @ValueSource(strings = {"271012", "TOTAL", "total", "9999AA", "2710*", "27??", "*", "??", "27?0*", "123456789012"})
    void acceptsCodesAndWildcards(String text) {
        assertThat(CommodityPattern.parse(text)).isEqualToIgnoringCase(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"27.10", "2710**", "*10", "27%", "TOT*", "1234567890123", "27?????????????"})
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> CommodityPattern.parse(text)).isInstanceOf(ExpectedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2710*, 2710, true",
        "2710*, 27101234, true",
        "2710*, 2711, false",
        "27??, 2710, true",
        "27??, 271012, false",
        "27??, 27, false",
        "27?0*, 279012, true",
        "*, TOTAL, true"
    })
    void matchesAsTheDatabaseDoes(String pattern, String code, boolean matches) {
        assertThat(CommodityPattern.matches(pattern, code)).isEqualTo(matches);
    }

    @Test
    void aRangeHoldsEverythingThatMayMatch() {
        assertThat(CommodityPattern.range(List.of("2710*"))).contains(List.of("2710", "2711"));
        assertThat(CommodityPattern.range(List.of("29??"))).contains(List.of("29", "3"));
        assertThat(CommodityPattern.range(List.of("99*"))).contains(List.of("99"));
        assertThat(CommodityPattern.range(List.of("99*", "01"))).contains(List.of("01"));
        assertThat(CommodityPattern.range(List.of("8542*", "27??", "271012"))).contains(List.of("27", "8543"));
        assertThat(CommodityPattern.range(List.of("9999AA", "27*"))).contains(List.of("27"));
        assertThat(CommodityPattern.range(List.of("TOTAL", "27*"))).isEmpty();
        assertThat(CommodityPattern.range(List.of("??12"))).isEmpty();
    }
}
