package io.strait.trade.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.series.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComtradeLegacyReaderTest {
    private static final String NARROW =
            "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,"
                    + "Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Qty Unit Code,"
                    + "Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag\n";
    private static final String WIDE =
            "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,"
                    + "Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,"
                    + "2nd Partner ISO,Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,"
                    + "Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Alt Qty Unit Code,Alt Qty Unit,Alt Qty,"
                    + "Netweight (kg),Gross weight (kg),Trade Value (US$),CIF Trade Value (US$),"
                    + "FOB Trade Value (US$),Flag\n";

    @Test
    void aRowOf22ColumnsIsReadWhole() throws IOException {
        // When
        Reading reading = read(NARROW
                + "H4,2015,201503,March 2015,4,0,1,Imports,410,Rep. of Korea,KOR,0,World,WLD,0101,Horses,5,"
                + "Number of items,0,12.50,7000,4\n");
        // Then
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows())
                .containsExactly(new TradeRow(
                        2,
                        Period.month(2015, 3),
                        new TradeRow.Dimensions(410, 0, 0, "M", "H4", "0101", "C00", "0", "0", "USD"),
                        new TradeRow.Figures(
                                BigDecimal.valueOf(7000),
                                null,
                                null,
                                new BigDecimal("12.5"),
                                null,
                                BigDecimal.ZERO,
                                5,
                                null,
                                null,
                                TradeRow.Figures.NET_WEIGHT_ESTIMATED)));
        assertThat(reading.findings().areas()).containsEntry(0, new FileFindings.AreaName("WLD", "World"));
        assertThat(reading.findings().notes())
                .anySatisfy(note -> assertThat(note).startsWith("columns absent: 2nd Partner Code, 2nd Partner,"));
    }

    @Test
    void aRowOf35ColumnsIsReadWhole() throws IOException {
        Reading reading = read(WIDE
                + "S3,2008,2008,2008,1,0,2,Export,4,Afghanistan,AFG,36,Australia,AUS,156,China,CHN,C04,x,2100,Sea,"
                + "01,Live animals,8,Weight in kilograms,3,5,Number of items,,10,11,100,120,90,6\n");

        assertThat(reading.rejected()).isEmpty();
        TradeRow row = reading.rows().get(0);
        assertThat(row.dimensions())
                .isEqualTo(new TradeRow.Dimensions(4, 36, 156, "X", "S3", "01", "C04", "2100", "0", "USD"));
        assertThat(row.figures())
                .isEqualTo(new TradeRow.Figures(
                        BigDecimal.valueOf(100),
                        BigDecimal.valueOf(120),
                        BigDecimal.valueOf(90),
                        BigDecimal.TEN,
                        BigDecimal.valueOf(11),
                        BigDecimal.valueOf(3),
                        8,
                        null,
                        5,
                        TradeRow.Figures.NET_WEIGHT_ESTIMATED | TradeRow.Figures.QUANTITY_ESTIMATED));
        assertThat(reading.findings().notes()).noneMatch(note -> note.startsWith("columns absent"));
    }

    @ParameterizedTest
    @CsvSource({
        "1,,M",
        "2,,X",
        "3,,RX",
        "4,,RM",
        ",Import,M",
        ",Exports,X",
        ",re-exports,RX",
        ",Re-imports,RM",
        "2,Export,X"
    })
    void flowsAreReadByCodeAndByWord(String code, String word, String flow) throws IOException {
        String row = "H4,2015,%s,%s,410,0,01,5\n".formatted(code == null ? "" : code, word == null ? "" : word);

        Reading reading = read(
                "Classification,Year,TradeFlow Code,TradeFlow,Reporter Code,Partner Code,Commodity Code,TradeValueUS\n"
                        + row);

        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows().get(0).dimensions().flow()).isEqualTo(flow);
    }

    @Test
    void aCutFileIsReadAndWhatItLacksIsTold() throws IOException {
        // When: an Excel line first, semicolons, zeros lost, no edition, units by name, the header once more
        String header =
                "Year;Trade Flow;Reporter Code;Partner Code;Commodity Code;Qty Unit;Supplementary Quantity;Value";
        Reading reading = read("sep=;\n" + header + "\n2015;Import;410;392;1;Number of items;7;100\n" + header
                + "\n2015;Import;410;392;10121;furlongs;;0\n2015;Import;410;392;27;;;\n");
        // Then
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows()).extracting(TradeRow::line).containsExactly(3L, 5L, 6L);
        assertThat(reading.rows())
                .extracting(row -> row.dimensions().classification()
                        + " " + row.dimensions().commodity()
                        + " " + row.figures().primaryValue()
                        + " " + row.figures().status()
                        + " " + row.figures().quantityUnit())
                .containsExactly("HS 01 100 REPORTED 5", "HS 010121 0 REPORTED null", "HS 27 null MISSING null");
        assertThat(reading.findings().notes())
                .contains(
                        "2 HS codes had lost the zero at their head: given back",
                        "3 rows do not say the edition of HS: kept under the classification HS",
                        "1 units of quantity have no code and no known name: kept without a unit")
                .anySatisfy(note -> assertThat(note).startsWith("columns absent: Classification, Period,"));
    }

    @Test
    void whatCannotBeReadWithoutIsNamed() {
        assertThatThrownBy(() -> read("Year,Trade Flow,Reporter,Partner,Commodity,Value\n"))
                .hasMessageContaining("lacks Reporter Code, Partner Code, Commodity Code");
        assertThatThrownBy(() -> read("Trade Flow,Reporter Code,Partner Code,Commodity Code\n"))
                .hasMessageContaining("lacks Period or Year, Trade Value (US$)");
        assertThatThrownBy(() -> read(NARROW.replace("Flag", "TradeValueUS"))).hasMessageContaining("stands twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Year|202413",
                "Year|20",
                "Trade Flow Code|5",
                "Trade Flow Code|x",
                "Trade Flow Code|2",
                "Reporter Code|KOR",
                "Partner Code|",
                "Classification|H",
                "Commodity Code|total",
                "Commodity Code|0101211",
                "Trade Value (US$)|1,234",
                "Trade Value (US$)|1e309",
                "Trade Value (US$)|NaN",
                "Trade Value (US$)|-1"
            })
    void aBadValueCostsItsRowOnly(String column, String value) throws IOException {
        String header =
                "Classification|Year|Trade Flow Code|Trade Flow|Reporter Code|Partner Code|Commodity Code|Trade Value (US$)";
        String good = "H4|2015|1|Import|410|392|01|5";
        String[] cells = good.split("\\|");
        for (int i = 0; i < cells.length; i++) {
            cells[i] = header.split("\\|")[i].equals(column) ? (value == null ? "" : value) : cells[i];
        }

        Reading reading = read(header + "\n" + good + "\n" + String.join("|", cells) + "\n" + good + "\n");

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.faults()).containsExactly("3 " + column + " " + (value == null ? "" : value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16"})
    void namesSurviveEveryEncoding(String charset) throws IOException {
        byte[] file = (NARROW + "H4,2015,2015,2015,2,0,1,Import,384,Côte d'Ivoire,CIV,0,World,WLD,01,x,,,,,1,0\n")
                .getBytes(charset);

        Reading reading = Reading.ofBody("x", file);

        assertThat(reading.findings().areas()).containsEntry(384, new FileFindings.AreaName("CIV", "Côte d'Ivoire"));
    }

    private static Reading read(String file) throws IOException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        assertThat(FormatDetector.detect(bytes)).isEqualTo(TradeFormat.COMTRADE_LEGACY_CSV);
        return Reading.ofBody("x", bytes);
    }
}
