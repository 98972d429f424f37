package io.strait.trade.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "1446430000.00, 1446430000",
        "0.10, 0.1",
        "0, 0",
        "0.000, 0",
        "100, 100",
        "-5.050, -5.05",
        "0.0000001, 0.0000001"
    })
    void zerosAfterThePointAreLeftOut(String number, String plain) {
        assertThat(PlainNumbers.plain(number)).isEqualTo(plain);
        assertThat(PlainNumbers.plain(new BigDecimal(number))).isEqualByComparingTo(plain);
    }
}
