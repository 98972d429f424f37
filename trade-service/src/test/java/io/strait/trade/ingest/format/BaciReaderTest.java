package io.strait.trade.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.ingest.Packed;
import io.strait.trade.series.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaciReaderTest {
    private static final String NAME = "BACI_HS17_Y2021_V202401b.csv";

    @Test
    void thousandsAndTonnesBecomeDollarsAndKilograms() throws IOException {
        // When
        Reading reading = read(
                NAME,
                "t,i,j,k,v,q\n2021,490,842,854231,0.042,     1.5\n"
                        + "2021,490,842,10121,12,          NA\n2021,251,757,854231,NA,0\n");
        // Then
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows().get(0))
                .isEqualTo(new TradeRow(
                        2,
                        Period.year(2021),
                        new TradeRow.Dimensions(490, 842, 0, "X", "H5", "854231", "C00", "0", "0", "USD"),
                        new TradeRow.Figures(
                                BigDecimal.valueOf(42),
                                null,
                                null,
                                BigDecimal.valueOf(1500),
                                null,
                                null,
                                null,
                                null,
                                null,
                                0)));
        assertThat(reading.rows())
                .extracting(row -> row.dimensions().commodity() + " "
                        + row.figures().primaryValue() + " " + row.figures().netWeight())
                .containsExactly("854231 42 1500", "010121 12000 null", "854231 null 0");
        assertThat(reading.findings().areas()).containsKeys(0, 490, 842, 251, 757);
        assertThat(reading.findings().notes())
                .contains("1 HS codes had lost the zero at their head: given back")
                .anySatisfy(note -> assertThat(note).contains("neither side's report"));
    }

    @Test
    void anArchiveOfYearsIsReadWithItsTables() throws IOException {
        // Given
        byte[] zip = new Packed()
                .with("BACI_HS92_Y2020_V202401b.csv", "t,i,j,k,v,q\n2020,4,8,010121,1,1\n2020,4,8,010129,x,1\n")
                .with("BACI_HS92_Y2021_V202401b.csv", "t,i,j,k,v,q\n2021,4,899,010121,2,\n2021,4,8,1,2,3\n")
                .with("Readme.txt", "t,i,j,k,v,q\n")
                .with(
                        "country_codes_V202401b.csv",
                        "country_code,country_name,country_iso2,country_iso3\n4,Afghanistan,AF,AFG\n"
                                + "899,\"Areas, not elsewhere specified\",,\n5,Nowhere,NW,NWW\nx,y,z,z\n")
                .with("product_codes_HS92_V202401b.csv", "code,description\n010121,\"Horses, pure-bred\"\n")
                .zip();
        // When
        Reading reading = Reading.ofBody("BACI_HS92_V202401b.zip", zip);
        // Then
        assertThat(reading.rows())
                .extracting(row ->
                        row.line() + " " + row.period() + " " + row.dimensions().classification())
                .containsExactly("2 2020 H0", "5 2021 H0");
        assertThat(reading.faults()).containsExactly("3 v x", "6 k 1");
        assertThat(reading.findings().areas())
                .containsEntry(4, new FileFindings.AreaName("AFG", "Afghanistan"))
                .containsEntry(899, new FileFindings.AreaName("", "Areas, not elsewhere specified"))
                .doesNotContainKey(5);
        assertThat(reading.findings().notes())
                .contains(
                        "BACI_HS92_Y2021_V202401b.csv: its line n is told as line 3 + n",
                        "country_codes_V202401b.csv: 3 areas, whose names are kept for those that are in no list;"
                                + " 1 lines cannot be used",
                        "product_codes_HS92_V202401b.csv: 1 products, not kept",
                        "files of the archive not read: Readme.txt");
    }

    @ParameterizedTest
    @CsvSource({"baci92_1995.csv,H0", "BACI_HS02_Y2005.csv,H2", "BACI_HS22_Y2022_V202401.csv,H6", "x/baci_hs12.csv,H4"})
    void theEditionIsInTheName(String name, String classification) throws IOException {
        Reading reading = read(name, "t,hs6,i,j,v,q\n1995,010121,4,8,1,1\n");

        assertThat(reading.rows().get(0).dimensions().classification()).isEqualTo(classification);
    }

    @Test
    void withoutAnEditionOrAColumnTheFileIsRefused() {
        String file = "t,i,j,k,v,q\n2021,4,8,010121,1,1\n";
        for (String name : new String[] {"", "baci.csv", "BACI_HS18.csv", "BACI_HS172.csv"}) {
            assertThatThrownBy(() -> read(name, file)).hasMessageContaining("does not say the edition of HS");
        }
        assertThatThrownBy(() -> read(NAME, "t,i,j,v\n")).hasMessageContaining("lacks k, q");
        assertThatThrownBy(() -> read(NAME, "t,i,j,v,k,q,v\n")).hasMessageContaining("stands twice");
        byte[] table = "country_code,country_name\n4,Afghanistan\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Reading.ofBody("c.csv", table)).hasMessageContaining("has codes and no figures");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t|202413",
                "t|1899",
                "i|AFG",
                "j|10000",
                "j|",
                "k|0101",
                "k|01012x",
                "v|1e309",
                "v|NaN",
                "v|1 234",
                "q|-1",
                "q|N/A"
            })
    void aBadValueCostsItsRowOnly(String column, String value) throws IOException {
        String[] names = "t;i;j;k;v;q".split(";");
        String[] cells = "2021;4;8;010121;1;1".split(";");
        String good = String.join(";", cells);
        cells["tijkvq".indexOf(column)] = value == null ? "" : value;

        Reading reading =
                read(NAME, String.join(";", names) + "\n" + good + "\n" + String.join(";", cells) + "\n" + good + "\n");

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.faults()).containsExactly("3 " + column + " " + (value == null ? "" : value));
    }

    private static Reading read(String name, String file) throws IOException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        assertThat(FormatDetector.detect(bytes)).isEqualTo(TradeFormat.BACI_CSV);
        return Reading.ofBody(name, bytes);
    }
}
