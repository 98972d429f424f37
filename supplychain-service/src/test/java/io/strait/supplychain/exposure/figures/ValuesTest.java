package io.strait.supplychain.exposure.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.supplychain.catalogue.model.ExternalId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes, series keys, periods, figures: what is taken and what is not. */
class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "HS, 2811.11, 281111, ",
        "hs, 281111, 281111, ",
        "HS2017, 8486, 8486, H5",
        "HS 2022, 84, 84, H6",
        "H0, 39 20 99, 392099, H0"
    })
    void aCodeIsReadHoweverItIsWritten(String scheme, String text, String digits, String edition) {
        HsCode code =
                HsCode.of(new ExternalId(scheme, text, new BigDecimal("0.5"))).orElseThrow();
        assertThat(code.digits()).isEqualTo(digits);
        assertThat(code.edition()).isEqualTo(edition);
        assertThat(code.weight()).isEqualByComparingTo("0.5");
    }

    @ParameterizedTest
    @CsvSource({"LEI, 281111", "HS2018, 281111", "HS, 28111", "HS, TOTAL", "HS, 28111.1x", "SITC, 7764"})
    void whatIsNoHsCodeIsNone(String scheme, String text) {
        assertThat(HsCode.of(new ExternalId(scheme, text, null))).isEmpty();
    }

    @Test
    void codesAddUpWhereNoneIsPartOfAnother() {
        List<HsCode> codes = List.of(Imports.code("848620"), Imports.code("8486"), Imports.code("281111"));
        assertThat(HsCode.disjoint(codes)).extracting(HsCode::digits).containsExactly("8486", "281111");
        assertThat(HsCode.partOf(codes.get(0), codes)).contains(codes.get(1));
    }

    @Test
    void aSeriesOfImportsIsReadFromItsKey() {
        assertThat(ImportSeries.ofKey("COMTRADE.M.KOR.JPN.M.H6.281111"))
                .contains(new ImportSeries("COMTRADE", "M", "KOR", "JPN", "H6", "281111"));
        assertThat(ImportSeries.ofKey("COMTRADE.A.490.490.M.H6.8542"))
                .contains(new ImportSeries("COMTRADE", "A", "TWN", "490", "H6", "8542"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMTRADE.M.KOR.JPN.X.H6.281111", // exports
                "COMTRADE.M.KOR.JPN.RM.H6.281111", // part of the imports
                "COMTRADE.M.KOR.JPN.M.H6.281111.W00.C00.2100.0", // by sea alone
                "COMTRADE.Q.KOR.JPN.M.H6.281111",
                "COMTRADE.M.KOR.JPN.M.S4.7764", // another nomenclature
                "COMTRADE.M.KOR.JPN.M.H6.TOTAL"
            })
    void aSeriesThatIsOfNoUseIsPassedOver(String key) {
        assertThat(ImportSeries.ofKey(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "COMTRADE.M.KOR.JPN.M.H6.281111.x", "COMTRADE.M.K'R.JPN.M.H6.281111"})
    void whatIsNoKeyIsRefused(String key) {
        assertThatThrownBy(() -> ImportSeries.ofKey(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2020, 2020-01, 2020-12",
        "2024-08, 2024-08, 2024-08",
        "2024-01..2024-08, 2024-01, 2024-08",
        "2018..2020, 2018-01, 2020-12"
    })
    void aPeriodIsWholeMonths(String text, String from, String to) {
        Window window = Window.parse(text).orElseThrow();
        assertThat(window.from()).hasToString(from);
        assertThat(window.to()).hasToString(to);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-13", "24", "2024..2023", "2024-01..2025", "2000..2020", "2024-Q1", "0000", "2024-08-01"})
    void whatIsNoPeriodIsNone(String text) {
        assertThat(Window.parse(text)).isEmpty();
    }

    @Test
    void aFigureHasAValueExactlyWhereItsStatusSaysSo() {
        assertThatThrownBy(() -> new Figure(Status.SUPPRESSED, BigDecimal.ONE))
                .hasMessageContaining("SUPPRESSED with a value");
        assertThatThrownBy(() -> new Figure(Status.REPORTED, null)).hasMessageContaining("REPORTED without a value");
        assertThatThrownBy(() -> new Figure(Status.REPORTED, new BigDecimal("1e999999999")))
                .hasMessageContaining("40 digits");
        assertThatThrownBy(() -> new Figure(Status.REPORTED, new BigDecimal("-1")))
                .hasMessageContaining("negative");
    }

    @Test
    void whatIsWatchedIsACodeAndAllThatIsNarrower() {
        Watch watch = new Watch(1, Set.of("8486", "281111"), Set.of("KOR"), 0);
        assertThat(List.of("8486", "848620", "281111", "28111190"))
                .allMatch(code -> watch.wants(new ImportSeries("S", "M", "KOR", "JPN", "H6", code)));
        assertThat(List.of("84", "8487", "2811"))
                .noneMatch(code -> watch.wants(new ImportSeries("S", "M", "KOR", "JPN", "H6", code)));
        assertThat(watch.wants(new ImportSeries("S", "M", "DEU", "JPN", "H6", "8486")))
                .isFalse();
    }
}
