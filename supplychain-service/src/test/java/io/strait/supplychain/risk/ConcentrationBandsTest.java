package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.supplychain.catalogue.model.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcentrationBandsTest {
    @ParameterizedTest
    @ValueSource(strings = {"us2010", "us2023", "1500,2500.5", "0,10000", "1800,1800"})
    void bandsAreReadAsTheyAreWritten(String text) {
        assertThat(ConcentrationBands.parse(text)).map(ConcentrationBands::code).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "eu", "1500", "2500,1500", "0,10001", "-1,5", "1,2,3", "NaN,1", "1e3,2e3", "1500, 2500"})
    void whatIsNoBandsIsRefused(String text) {
        assertThat(ConcentrationBands.parse(text)).isEmpty();
    }

    @Test
    void aRangeIsNamedByTheBandsItSpans() {
        ConcentrationBands bands = ConcentrationBands.US_2023;

        assertThat(bands.of(new Interval(1000, 1800))).isEqualTo("MODERATE");
        assertThat(bands.of(new Interval(0, 10_000))).isEqualTo("LOW_TO_HIGH");
        assertThat(bands.of(new Interval(1800, 1801))).isEqualTo("MODERATE_TO_HIGH");
    }

    @Test
    void aMarketOfThousandsIsMeasuredWithoutSearchingAllOfThem() {
        // 20,000 with up to 0.01 each: nobody can have more, but one unnamed one
        List<SupplierShare> shares = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            shares.add(new SupplierShare("s" + i, new Share.Known(BigDecimal.ZERO, new BigDecimal("0.01"))));
        }

        Interval hhi = Concentration.of(shares).hhi();

        assertThat(hhi.low()).isZero();
        assertThat(hhi.high()).isEqualTo(10_000);
    }
}
