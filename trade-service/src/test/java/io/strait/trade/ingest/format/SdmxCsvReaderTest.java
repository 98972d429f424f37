package io.strait.trade.ingest.format;

import static io.strait.trade.ingest.format.TradeFormat.SDMX_CSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import io.strait.trade.series.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdmxCsvReaderTest {
    private static final String COMEXT =
            "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n";
    private static final String GENERAL = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,"
            + "CLASSIFICATION,COMMODITY,TIME_PERIOD,OBS_VALUE,CURRENCY,UNIT_MULT,OBS_STATUS,CONF_STATUS\n";
    private static final String START = "dataflow,AG:DF(1.0),";
    private static final String KEY = "M,KOR,JPN,X,H6,854232,2024-08,";

    @Test
    void eurostatsComextIsReadAndItsQuantitiesAreNot() throws IOException {
        // Given: a value and a quantity a month, as Comext gives them
        String file = COMEXT
                + "ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,DE,VN,03046200,1,QUANTITY_IN_100KG,2024-07,90212.63,\n"
                + "ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,DE,VN,03046200,1,VALUE_IN_EUROS,2024-07,32313884,\n"
                + "ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,DE:Germany,EL,85,2,VALUE_IN_EUROS,2024-07,0,e\n"
                + "ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,EU27_2020,WORLD,TOTAL,2,VALUE_IN_EUROS,2024-07,5.5,bp\n"
                + "ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,DE,VN,85,2,VALUE_IN_EUROS,2024-08,,c\n";
        // When
        Reading reading = Reading.ofBody("", utf8(file));
        // Then
        assertThat(reading.rows().get(0))
                .isEqualTo(new TradeRow(
                        3,
                        Period.month(2024, 7),
                        new TradeRow.Dimensions(276, 704, 0, "M", "HS", "03046200", "C00", "0", "0", "EUR"),
                        new TradeRow.Figures(
                                BigDecimal.valueOf(32313884), null, null, null, null, null, null, null, null, 0)));
        assertThat(figures(reading))
                .containsExactly(
                        "3 2024-07 276 704 M HS 03046200 32313884 REPORTED",
                        "4 2024-07 276 300 X HS 85 0 ESTIMATED",
                        "5 2024-07 97 0 X HS TOTAL 5.5 REPORTED",
                        "6 2024-08 276 704 X HS 85 null SUPPRESSED");
        assertThat(reading.faults()).containsExactly("2 indicators QUANTITY_IN_100KG");
        assertThat(reading.findings().notes())
                .contains(
                        "values are kept in EUR",
                        "components not used: LAST UPDATE",
                        "OBS_FLAG b, break in the series: 1 rows",
                        "OBS_FLAG p, provisional: 1 rows");
    }

    @Test
    void theNameOfAFileTellsComextsDataFlow() throws IOException {
        String file = COMEXT.replace("DATAFLOW,", "") + "x,A,DE,VN,85,1,VALUE_IN_EUROS,2024,1,\n";

        assertThat(figures(Reading.ofBody("estat_ds-059341_filtered_en.csv", utf8(file))))
                .containsExactly("2 2024 276 704 M HS 85 1 REPORTED");
        assertThat(Reading.ofBody("estat_ds-059331.csv", utf8(file)).faults()).containsExactly("2 CLASSIFICATION ");
    }

    @Test
    void theImfsTradeInGoodsIsRead() throws IOException {
        String header = "STRUCTURE[;],STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,"
                + "OBS_VALUE,SCALE,PRECISION,DECIMALS_DISPLAYED,TRADE_FLOW,VALUATION,UNIT,DERIVATION_TYPE,OVERLAP,STATUS\n";
        String start = "dataflow,IMF.STA:IMTS(1.0.0),R,";

        Reading reading = Reading.ofBody(
                "",
                utf8(header
                        + start + "USA,XG_FOB_USD,G001,A,2024,2065411250609,6,,,XG,FOB,USD,M,OL,\n"
                        + start + "USA,MG_CIF_USD,CAN,M,2024-M08,NaN,,,,MG,CIF,USD,M,OL,\n"
                        + start + "USA,TBG_USD,CAN,A,2024,1,6,,,,,USD,M,OL,\n"
                        + start + "USA,XG_FOB_USD,G163,Q,2024-Q3,1,6,,,MG,FOB,USD,M,OL,\n"));

        assertThat(figures(reading))
                .containsExactly(
                        "2 2024 842 0 X HS TOTAL 2065411250609 REPORTED", "3 2024-08 842 124 M HS TOTAL null MISSING");
        assertThat(reading.rows().get(0).figures().fobValue()).isEqualTo(new BigDecimal("2065411250609"));
        assertThat(reading.faults()).containsExactly("4 INDICATOR TBG_USD", "5 TRADE_FLOW MG");
    }

    @Test
    void namesBesideTheCodesArePassedOver() throws IOException {
        String named = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,FREQ,Frequency,REF_AREA,Reference area,"
                + "COUNTERPART_AREA,Counterpart area,TRADE_FLOW,Trade flow,COMMODITY,Commodity,UNIT_MEASURE,Unit of measure,"
                + "TIME_PERIOD,Time period,OBS_VALUE,Observation value,UNIT_MULT,Unit multiplier\n"
                + "DATAFLOW,OECD:DF(1.0),Trade,I,A,Annual,KOR,Korea,W,World,X,Exports,HS17_8542,Circuits,USD_EXC,US dollar,"
                + "2024,2024,1.5,1.5,6,Millions\n";
        String both = "STRUCTURE[|];STRUCTURE_ID;ACTION;FREQ: Frequency;REF_AREA: Area;COUNTERPART_AREA: Partner;"
                + "TRADE_FLOW: Flow;COMMODITY: Good;UNIT_MEASURE: Unit;TIME_PERIOD: Time;OBS_VALUE: Value\n"
                + "dataflow;OECD:DF(1.0): Trade;I;A: Annual;KOR: Korea;W: World;X: Exports;HS17_8542: Circuits;"
                + "MIO_USD: Millions;2024: 2024;1.5\n";

        for (String file : List.of(named, both)) {
            Reading reading = Reading.ofBody("", utf8(file));
            assertThat(figures(reading)).containsExactly("2 2024 410 0 X H5 8542 1500000 REPORTED");
        }
    }

    @Test
    void namesBesideIdsInSmallLettersArePassedOver() throws IOException {
        String header =
                "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,reporter,REPORTER NAME,partner,Partner,"
                        + "product,Product,flow,Flow,indicators,Indicators,TIME_PERIOD,Time,OBS_VALUE,Observation value\n";

        Reading reading = Reading.ofBody(
                "",
                utf8(header
                        + "dataflow,ESTAT:DS-059341(1.0),Trade,A,Annual,DE,Germany,VN,Viet Nam,85,Machines,1,IMPORT,"
                        + "VALUE_IN_EUROS,Value,2024,2024,9,\n"));

        assertThat(figures(reading)).containsExactly("2 2024 276 704 M HS 85 9 REPORTED");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08,M,2024-08",
        "2024-M08,M,2024-08",
        "2024M08,M,2024-08",
        "202408,M,2024-08",
        "2024-Q3,Q,2024-Q3",
        "2024,A,2024",
        "2024-A1,A,2024",
        "2024-08,,2024-08"
    })
    void periodsAreReadAsTheyOccur(String period, @Nullable String frequency, String read) throws IOException {
        Reading reading = Reading.of(
                SDMX_CSV,
                GENERAL + START + "I," + (frequency == null ? "" : frequency) + ",KOR,JPN,X,H6,854232," + period
                        + ",1,USD,,,\n");

        assertThat(reading.rows()).hasSize(1);
        assertThat(reading.rows().get(0).period()).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource({
        "0,A,F,0 REPORTED",
        "7,,,7 REPORTED",
        "7,P,,7 REPORTED",
        "7,E,F,7 ESTIMATED",
        "7,I,,7 ESTIMATED",
        "'',M,,null MISSING",
        "'',L,,null MISSING",
        "'',O,F,null MISSING",
        "NaN,,,null MISSING",
        "'',,,null MISSING",
        "'',K,,null MISSING",
        "7,K,,7 REPORTED",
        "'',Q,,null SUPPRESSED",
        "'',,C,null SUPPRESSED",
        "'',M,N,null SUPPRESSED",
        "NaN,Q,,null SUPPRESSED"
    })
    void zeroMissingSuppressedAndEstimatedStayApart(
            String value, @Nullable String status, @Nullable String confidentiality, String read) throws IOException {
        Reading reading = Reading.of(
                SDMX_CSV,
                GENERAL + START + "I," + KEY + value + ",USD,0," + empty(status) + "," + empty(confidentiality) + "\n");

        assertThat(reading.rejected()).isEmpty();
        assertThat(figures(reading)).containsExactly("2 2024-08 410 392 X H6 854232 " + read);
    }

    @ParameterizedTest
    @CsvSource({
        "7,M,,OBS_STATUS M",
        "0,O,,OBS_STATUS O",
        "7,Q,,OBS_STATUS Q",
        "7,A,C,CONF_STATUS C",
        "'',A,,OBS_STATUS A",
        "'',E,,OBS_STATUS E",
        "7,F,,OBS_STATUS F",
        "7,?,,OBS_STATUS ?",
        "1e309,,,OBS_VALUE 1e309",
        "x,,,OBS_VALUE x",
        "-1,,,OBS_VALUE -1"
    })
    void whatContradictsItselfIsRejected(
            String value, @Nullable String status, @Nullable String confidentiality, String fault) throws IOException {
        String good = START + "I," + KEY + "1,USD,0,A,F\n";
        Reading reading = Reading.of(
                SDMX_CSV,
                GENERAL + good + START + "I," + KEY + value + ",USD,0," + empty(status) + "," + empty(confidentiality)
                        + "\n" + good);

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.faults()).containsExactly("3 " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|M|A|FREQ A",
                "9|2024-08|202413|TIME_PERIOD 202413",
                "9|2024-08|2024-08-01|TIME_PERIOD 2024-08-01",
                "4|KOR|K R|REF_AREA K R",
                "5|JPN||COUNTERPART_AREA ",
                "6|X|Z|TRADE_FLOW Z",
                "7|H6|CPA|CLASSIFICATION CPA",
                "7|H6||CLASSIFICATION ",
                "8|854232|85423|COMMODITY 85423",
                "10|1|\"1,234\"|OBS_VALUE 1,234",
                "11|USD|XXQ|CURRENCY XXQ",
                "11|USD||CURRENCY ",
                "11|USD|EUR|currency EUR",
                "12|0|99|UNIT_MULT 99",
                "12|0|1.5|UNIT_MULT 1.5",
                "2|I|D|ACTION D",
                "2|I|Y|ACTION Y"
            })
    void aBadValueCostsItsRowOnly(int column, String good, @Nullable String bad, String fault) throws IOException {
        String[] cells = (START + "I," + KEY + "1,USD,0,A,F").split(",", -1);
        String line = String.join(",", cells) + "\n";
        assertThat(cells[column]).isEqualTo(good);
        cells[column] = empty(bad);

        Reading reading = Reading.of(SDMX_CSV, GENERAL + line + String.join(",", cells) + "\n" + line);

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.faults()).singleElement().asString().isEqualToIgnoringWhitespace("3 " + fault);
    }

    @Test
    void aDeletionIsToldAndNotIgnored() throws IOException {
        Reading reading = Reading.of(
                SDMX_CSV,
                GENERAL + START + "D,,KOR,,,,,,-,,,,\n" + START + "A," + KEY + "1,USD,0,,\n" + START + "A," + KEY
                        + ",USD,0,,\n");

        assertThat(reading.rows()).hasSize(1);
        assertThat(reading.rejected().get(0).because())
                .containsExactly(new BadValue("ACTION", "D", "deletes, and no figure is deleted here", "I, A, M or R"));
        assertThat(reading.faults()).containsExactly("2 ACTION D", "4 OBS_VALUE ");
    }

    @Test
    void aDimensionThatIsNotKeptLetsOnlyTotalsThrough() throws IOException {
        String header =
                GENERAL.replace("TIME_PERIOD", "MODE_OF_TRANSPORT,TIME_PERIOD").replace("CONF_STATUS", "PRICE_BASE");
        String start = START + "I,M,KOR,JPN,X,H6,854232,";

        Reading reading = Reading.of(
                SDMX_CSV,
                header + start + "_T,2024-08,1,USD,0,,V\n" + start + "SEA,2024-08,2,USD,0,,V\n" + start
                        + ",2024-09,3,USD,0,,V\n");

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.faults()).containsExactly("3 MODE_OF_TRANSPORT SEA");
        assertThat(reading.findings().notes())
                .contains(
                        "components not used: PRICE_BASE, STRUCTURE",
                        "dimensions not known, of which only totals are kept: MODE_OF_TRANSPORT");
    }

    @Test
    void aCommodityThatIsNotToldIsNoTotal() throws IOException {
        String header = GENERAL.replace("COMMODITY,", "").strip() + ",HS6\n";

        Reading reading = Reading.of(SDMX_CSV, header + START + "I,M,KOR,JPN,X,H6,2024-08,1,USD,0,A,F,854232\n");

        assertThat(reading.rows()).isEmpty();
        assertThat(reading.faults()).containsExactly("2 COMMODITY ");
    }

    @ParameterizedTest
    @CsvSource({"KG", "T", "L", "PURE_NUMB", "USDX"})
    void quantitiesNeverBecomeValues(String unit) throws IOException {
        String header = GENERAL.replace("CURRENCY", "UNIT_MEASURE");

        Reading reading = Reading.of(SDMX_CSV, header + START + "I," + KEY + "1," + unit + ",0,,\n");

        assertThat(reading.rows()).isEmpty();
        assertThat(reading.faults()).containsExactly("2 UNIT_MEASURE " + unit);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 15})
    void valuesAreMultipliedExactly(int power) throws IOException {
        Reading reading = Reading.of(
                SDMX_CSV,
                GENERAL + START + "I," + KEY + "1.25,USD," + power + ",,\n" + START + "I," + KEY
                        + "999999999999999999999999,USD," + power + ",,\n");

        assertThat(reading.rows().get(0).figures().primaryValue())
                .isEqualByComparingTo(new BigDecimal("1.25").scaleByPowerOfTen(power));
        assertThat(reading.rejected()).hasSize(power == 0 ? 0 : 1);
    }

    @Test
    void aHeaderThatCannotBeUsedIsNamed() {
        assertRefused(Kind.UNPROCESSABLE, "DATAFLOW,FREQ\n", "lacks REF_AREA or REPORTER");
        assertRefused(
                Kind.UNPROCESSABLE, GENERAL.replace("TRADE_FLOW", "X_FLOW"), "lacks TRADE_FLOW or FLOW or INDICATOR");
        assertRefused(Kind.UNPROCESSABLE, GENERAL.replace("CONF_STATUS", "freq"), "stands twice");
        assertRefused(Kind.UNPROCESSABLE, GENERAL.replace("CONF_STATUS", "REPORTER"), "means the same as REF_AREA");
        assertRefused(Kind.UNPROCESSABLE, GENERAL.strip() + ",X".repeat(10_000) + "\n", "too many columns");
        assertRefused(
                Kind.UNPROCESSABLE,
                "A1,A2,A3,A4,A5,A6,A7,A8,A9,B1,B2,B3,B4,B5,B6,B7,B8,B9,C1,C2,C3," + GENERAL,
                "one dimension too many");
        assertRefused(Kind.MALFORMED, GENERAL + "x".repeat(10_000_000), "longer than can be taken");
        assertRefused(Kind.MALFORMED, GENERAL + START + "\"I,", "quote that is never closed");
        assertRefused(Kind.MALFORMED, GENERAL + START + "\0", "NUL");
    }

    @Test
    void aFileThatIsCutShortKeepsItsWholeRows() throws IOException {
        Reading reading = Reading.of(SDMX_CSV, GENERAL + START + "I," + KEY + "1,USD,0,A,F\n" + START + "I,M,KO");

        assertThat(reading.rows()).hasSize(1);
        assertThat(reading.faults()).containsExactly("3 line 5 fields");
    }

    private static void assertRefused(Kind kind, String file, String words) {
        assertThatThrownBy(() -> Reading.of(SDMX_CSV, file))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        FileRejectedException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static String empty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> figures(Reading reading) {
        return reading.rows().stream()
                .map(row -> row.line() + " " + row.period() + " "
                        + row.dimensions().reporter() + " "
                        + row.dimensions().partner() + " " + row.dimensions().flow() + " "
                        + row.dimensions().classification() + " "
                        + row.dimensions().commodity() + " "
                        + plain(row.figures().primaryValue()) + " "
                        + row.figures().status())
                .toList();
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "null" : number.toPlainString();
    }
}
