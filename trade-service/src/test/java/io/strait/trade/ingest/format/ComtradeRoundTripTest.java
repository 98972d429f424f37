package io.strait.trade.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.ingest.ComtradeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ComtradeRoundTripTest {
    /** One row: what is written, and what it must be read as. */
    record Given(
            int year, int month, int reporter, int partner, String name, String commodity, String value, int flags) {}

    @Provide
    Arbitrary<List<Given>> rows() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, new BigDecimal("999999999999999999"))
                        .ofScale(3)
                        .map(BigDecimal::toPlainString),
                Arbitraries.longs().greaterOrEqual(0).map(String::valueOf));
        Arbitrary<String> name = Arbitraries.strings()
                .withChars('a', '"', ',', '\'', '\\', 'é', '€', '東', '\r', '\n', ' ')
                .withChars('b', 'c')
                .ofMaxLength(12);
        return Combinators.combine(
                        Arbitraries.integers().between(1900, 2100),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 9999),
                        Arbitraries.integers().between(0, 9999),
                        name,
                        Arbitraries.of("TOTAL", "01", "2710", "271012", "9999AA"),
                        value,
                        Arbitraries.integers().between(0, 15))
                .as(Given::new)
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 150, seed = "42")
    void whatIsWrittenIsReadInWhateverPieces(@ForAll("rows") List<Given> given, @ForAll byte piece) throws IOException {
        // Given
        ComtradeFile file = new ComtradeFile();
        for (Given row : given) {
            String period = row.month == 0 ? "" + row.year : "%d%02d".formatted(row.year, row.month);
            file.with(
                    row.commodity,
                    period,
                    row.value,
                    "reporterCode",
                    "" + row.reporter,
                    "partnerCode",
                    "" + row.partner,
                    "cmdDesc",
                    row.name,
                    "netWgt",
                    row.value,
                    "isNetWgtEstimated",
                    "" + ((row.flags & 1) != 0),
                    "isGrossWgtEstimated",
                    "" + ((row.flags & 2) != 0),
                    "isQtyEstimated",
                    (row.flags & 4) != 0 ? "1" : "0",
                    "isAltQtyEstimated",
                    (row.flags & 8) != 0 ? "True" : "");
        }
        // When
        InputStream pieces = new Pieces(file.csv(StandardCharsets.UTF_8), 1 + (piece & 0x3F));
        Reading reading = Reading.of(TradeFormat.COMTRADE_CSV, pieces, Reading.LIMITS);
        // Then
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows()).hasSameSizeAs(given);
        for (int i = 0; i < given.size(); i++) {
            Given expected = given.get(i);
            TradeRow row = reading.rows().get(i);
            assertThat(row.period().year()).isEqualTo(expected.year);
            assertThat(row.dimensions().reporter()).isEqualTo(expected.reporter);
            assertThat(row.dimensions().partner()).isEqualTo(expected.partner);
            assertThat(row.dimensions().commodity()).isEqualTo(expected.commodity);
            assertThat(row.figures().estimated()).isEqualTo(expected.flags);
            if (expected.value.isEmpty()) {
                assertThat(row.figures().primaryValue()).isNull();
                assertThat(row.figures().status()).isEqualTo(TradeRow.Status.MISSING);
            } else {
                assertThat(row.figures().primaryValue()).isEqualByComparingTo(expected.value);
                assertThat(row.figures().netWeight()).isEqualByComparingTo(expected.value);
            }
        }
    }

    @Property(tries = 300, seed = "42")
    void noBytesDoMoreThanRefuseTheFile(@ForAll byte[] noise) throws IOException {
        byte[] header = (String.join(",", ComtradeFile.COLUMNS) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[header.length + noise.length];
        System.arraycopy(header, 0, file, 0, header.length);
        System.arraycopy(noise, 0, file, header.length, noise.length);
        for (TradeFormat format : TradeFormat.values()) {
            try {
                assertThat(Reading.of(format, format == TradeFormat.COMTRADE_CSV ? file : noise)
                                .rows())
                        .isEmpty();
            } catch (FileRejectedException e) {
                assertThat(e.getMessage()).contains("expected");
            }
        }
    }

    /** A stream that gives a few bytes at a time, as a socket may. */
    private static final class Pieces extends ByteArrayInputStream {
        private final int size;

        Pieces(byte[] bytes, int size) {
            super(bytes);
            this.size = size;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, size));
        }
    }
}
