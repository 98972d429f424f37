package io.strait.trade.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SeriesKeyTest {
    @Test
    void aSeriesWithoutBreakdownHasSevenParts() {
        SeriesKey key = SeriesKey.of("COMTRADE", Frequency.ANNUAL, "THA", "W00", "M", "H4", "8542");

        assertThat(key).hasToString("COMTRADE.A.THA.W00.M.H4.8542");
        assertThat(SeriesKey.parse("COMTRADE.A.THA.W00.M.H4.8542")).isEqualTo(key);
    }

    @Test
    void aBreakdownIsNamedInFull() {
        String text = "COMTRADE.M.KOR.JPN.X.H6.271012.W00.C00.2100.0";

        SeriesKey key = SeriesKey.parse(text);

        assertThat(key.transport()).isEqualTo("2100");
        assertThat(key.breakdownIsTotal()).isFalse();
        assertThat(key).hasToString(text);
    }

    @Test
    void anythingElseIsNoKey() {
        for (String text : new String[] {"", "COMTRADE.A.THA", "COMTRADE.Z.THA.W00.M.H4.8542", "A.A.A.A.A.A.B C"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> SeriesKey.parse(text));
        }
    }
}
