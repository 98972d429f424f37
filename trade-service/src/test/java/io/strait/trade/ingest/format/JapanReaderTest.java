package io.strait.trade.ingest.format;

import static io.strait.trade.ingest.format.TradeFormat.JAPAN_CSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JapanReaderTest {
    private static final String HEADER =
            "Exp or Imp,Year,HS,Country,Unit1,Unit2,Quantity1-Year,Quantity2-Year,Value-Year,Quantity1-Jan,Quantity2-Jan,"
                    + "Value-Jan,Quantity1-Feb,Quantity2-Feb,Value-Feb,Quantity1-Mar,Quantity2-Mar,Value-Mar\n";

    @Test
    void monthsBecomeFiguresAndThousandsYen() throws IOException {
        // Given
        String file = HEADER
                + "1,2026,'852351000',106,  ,NO,0,30,2047,0,10,2047,0,20,0,0,0,0\n"
                + "2,2026,'270900900',304,MT,KL,1,2,3,4,5,6,0,0,7,0,0,\n"
                + "2,2025,'270900900',304,MT,KL,0,0,5,0,0,0,0,0,0,0,0,5\n";
        // When
        Reading reading = Reading.ofBody("", file.getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(reading.rejected()).isEmpty();
        assertThat(KoreaReadersTest.figures(reading))
                .containsExactlyInAnyOrder(
                        "2 2026-01 490 X 852351000 2047000 null",
                        "2 2026-02 490 X 852351000 0 null",
                        "3 2026-01 842 M 270900900 6000 4000",
                        "3 2026-02 842 M 270900900 7000 0",
                        "3 2026-03 842 M 270900900 null 0",
                        "4 2025-01 842 M 270900900 0 0",
                        "4 2025-02 842 M 270900900 0 0",
                        "4 2025-03 842 M 270900900 5000 0");
        TradeRow oil = reading.rows().stream()
                .filter(row -> row.line() == 3)
                .findFirst()
                .orElseThrow();
        assertThat(oil.dimensions().currency()).isEqualTo("JPY");
        assertThat(oil.figures().quantity()).isEqualTo(BigDecimal.valueOf(5000));
        assertThat(oil.figures().cifValue()).isEqualTo(BigDecimal.valueOf(6000));
        assertThat(reading.findings().notes())
                .contains("1 zeros of months in which the file has no figure: taken as not reported");
    }

    @Test
    void anAreaOfNoListIsKeptAsUnmappedAndNotAsAnother() throws IOException {
        Reading reading = Reading.of(JAPAN_CSV, HEADER + "1,2026,'010121000',702,,XX,0,0,0,0,1,5,0,0,0,0,0,0\n");

        int partner = reading.rows().get(0).dimensions().partner();
        assertThat(partner).isGreaterThan(9_999);
        assertThat(reading.findings().areas())
                .containsEntry(partner, new FileFindings.AreaName("", "Area 702 of Japan's customs"));
        assertThat(reading.findings().notes())
                .contains(
                        "1 areas in no list, kept as unmapped: JP702",
                        "units in no list, whose quantities are not kept: XX");
    }

    @ParameterizedTest
    @CsvSource({"103,410", "105,156", "106,490", "129,446", "210,251", "213,276", "304,842", "507,729", "628,585"})
    void japansNumbersAreThoseOfItsTable(String number, int code) throws IOException {
        Reading reading =
                Reading.of(JAPAN_CSV, HEADER + "1,2026,'010121000'," + number + ",,NO,0,0,0,0,1,5,0,0,0,0,0,0\n");

        assertThat(reading.rows().get(0).dimensions().partner()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"216", "326", "327", "502", "523", "701"})
    void whatIsSeveralAreasOrNoneIsNoOneOfThem(String number) throws IOException {
        Reading reading =
                Reading.of(JAPAN_CSV, HEADER + "1,2026,'010121000'," + number + ",,NO,0,0,0,0,1,5,0,0,0,0,0,0\n");

        assertThat(reading.rows().get(0).dimensions().partner()).isGreaterThan(9_999);
    }

    @ParameterizedTest
    @CsvSource({"0,3", "1,202413", "2,123", "3,USA", "11,1e309", "11,NaN", "11,-1", "10,x"})
    void aBadValueCostsItsRowOrMonthOnly(int column, String value) throws IOException {
        String[] cells = "1,2026,852351000,106,,NO,0,0,0,0,1,5,0,1,5,0,1,5".split(",", -1);
        String good = String.join(",", cells);
        cells[column] = value;

        Reading reading = Reading.of(JAPAN_CSV, HEADER + good + "\n" + String.join(",", cells) + "\n" + good + "\n");

        assertThat(reading.rows()).hasSize(column < 6 ? 6 : 8);
        assertThat(reading.faults()).containsExactly("3 " + HEADER.split(",")[column] + " " + value);
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        assertThatThrownBy(() -> Reading.of(JAPAN_CSV, HEADER.replace("Year,HS", "Year,Custom,HS")))
                .hasMessageContaining("tells ports apart");
        assertThatThrownBy(() -> Reading.of(JAPAN_CSV, "Exp or Imp,Year,HS\n")).hasMessageContaining("lacks columns");
        assertThatThrownBy(() -> Reading.of(JAPAN_CSV, HEADER + "1,\0")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> Reading.of(JAPAN_CSV, HEADER + "x".repeat(10_000_000)))
                .hasMessageContaining("longer than can be taken");
    }

    @Test
    void shiftJisIsReadAndTold() throws IOException {
        String file = HEADER.replace("Value-Mar\n", "Value-Mar,備考\n")
                + "1,2026,'852351000',103,,NO,0,0,0,0,1,5,0,0,6,0,0,7,表示\n";

        Reading reading = Reading.ofBody("", file.getBytes(Charset.forName("windows-31j")));

        assertThat(reading.rows()).hasSize(3);
        assertThat(reading.findings().notes())
                .anySatisfy(note -> assertThat(note).contains("windows-31j"));
    }
}
