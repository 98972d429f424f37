package io.strait.trade.ingest.format;

import static io.strait.trade.ingest.format.SdmxCsvReaderTest.figures;
import static io.strait.trade.ingest.format.TradeFormat.SDMX_JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdmxJsonReaderTest {
    private static final String PERIODS = component("TIME_PERIOD", "2024-07", "2024-08", "202413");
    private static final String SERIES_DIMENSIONS = component("REF_AREA", "KOR", "JPN") + ","
            + component("COUNTERPART_AREA", "W", "US") + "," + component("COMMODITY", "HS17_8542", "HS17_85");
    private static final String DATA_SET_DIMENSIONS = component("FREQ", "M") + "," + component("TRADE_FLOW", "X");
    private static final String ATTRIBUTES = "{'dataSet':[{'id':'UNIT_MULT'},"
            + component("CURRENCY", "USD")
            + "],'series':[{'id':'TITLE'}],'observation':["
            + component("OBS_STATUS", "A", "E", "M", "Q") + ",{'id':'OBS_COM'}]}";
    private static final String BY_SERIES = "{'dimensions':{'dataSet':[" + DATA_SET_DIMENSIONS + "],'series':["
            + SERIES_DIMENSIONS + "],'observation':[" + PERIODS + "]},'attributes':" + ATTRIBUTES
            + ",'measures':{'observation':[{'id':'OBS_VALUE','name':'Value'}]}}";
    private static final String FLAT = "{'dimensions':{'observation':[" + DATA_SET_DIMENSIONS + "," + SERIES_DIMENSIONS
            + "," + PERIODS + "]},'attributes':" + ATTRIBUTES + "}";
    private static final String SERIES = "{'0:1:0':{'attributes':['Chips'],'observations':{'0':[1.5,0,'x'],'1':[0]}},"
            + "'1:0:1':{'observations':{'0':[null,2],'1':[null,3],'2':[4,0]}}}";
    private static final List<String> READ = List.of(
            "1 2024-07 410 842 X H5 8542 1500 REPORTED",
            "2 2024-08 410 842 X H5 8542 0 REPORTED",
            "3 2024-07 392 0 X H5 85 null MISSING",
            "4 2024-08 392 0 X H5 85 null SUPPRESSED");

    @Test
    void version2IsReadBySeries() throws IOException {
        String file =
                "{'meta':{'schema':'https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json'},'data':{'structures':["
                        + BY_SERIES + "],'dataSets':[{'structure':0,'action':'Replace','attributes':[3,0],'series':"
                        + SERIES
                        + "}]},'errors':[]}";

        assertRead(file);
    }

    @Test
    void version1IsReadWithItsStructureBehindTheData() throws IOException {
        assertRead("{'header':{'id':'x'},'dataSets':[{'action':'Information','attributes':[3,0],'series':" + SERIES
                + "}],'structure':" + BY_SERIES.replaceFirst(",'measures'.*", "}") + "}");
        assertRead("{'meta':{},'data':{'dataSets':[{'attributes':['3',0],'series':" + SERIES + "}],'structures':["
                + BY_SERIES + "]}}");
    }

    @Test
    void flatObservationsAreRead() throws IOException {
        assertRead("{'meta':{},'data':{'structure':" + FLAT
                + ",'dataSets':[{'attributes':[3,0],'observations':{'0:0:0:1:0:0':[1.5,0],'0:0:0:1:0:1':[0],"
                + "'0:0:1:0:1:0':[null,2],'0:0:1:0:1:1':[null,3],'0:0:1:0:1:2':[4,0]}}]}}");
    }

    private static void assertRead(String file) throws IOException {
        Reading reading = Reading.ofBody("", json(file));
        assertThat(figures(reading)).containsExactlyElementsOf(READ);
        assertThat(reading.faults()).containsExactly("5 TIME_PERIOD 202413");
        assertThat(reading.rows().get(0).dimensions().currency()).isEqualTo("USD");
    }

    @Test
    void numbersKeepTheirDigitsWhenDataIsSetAside() throws IOException {
        String file = "{'dataSets':[{'attributes':[0,0],'series':{'0:1:0':{'observations':"
                + "{'0':[123456789012345678901.25],'1':[1e309]}}}}],'structure':" + BY_SERIES + "}";

        Reading reading = Reading.ofBody("", json(file));

        assertThat(figures(reading)).containsExactly("1 2024-07 410 842 X H5 8542 123456789012345678901.25 REPORTED");
        assertThat(reading.faults()).containsExactly("2 OBS_VALUE 1e309");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'9:1:0':{'observations':{'0':[1]}}}|REF_AREA 9",
                "{'0:1':{'observations':{'0':[1]}}}|key 0:1",
                "{'0:1:-1':{'observations':{'0':[1]}}}|COMMODITY -1",
                "{'0:1:0':{'observations':{'7':[1]}}}|TIME_PERIOD 7",
                "{'0:1:0':{'observations':{'':[1]}}}|key",
                "{'0:1:0':{'observations':{'0':[1,9]}}}|OBS_STATUS 9",
                "{'0:1:0':{'observations':{'0':['NaN',0]}}}|OBS_STATUS A",
                "{'0:1:0':{'observations':{'0':['1,234']}}}|OBS_VALUE 1,234",
                "{'0:1:0':{'observations':{'0':[-1]}}}|OBS_VALUE -1",
                "{'0:1:0':{'observations':{'0':[[1]]}}}|OBS_VALUE",
                "{'0:1:0':{'observations':{'0':7}}}|observations 7",
                "{'0:1:0':{'observations':{'0':[1e999999999]}}}|OBS_VALUE 1e999999999"
            })
    void aBadObservationCostsItselfOnly(String bad, String fault) throws IOException {
        String good = "{'0:1:0':{'observations':{'0':[1]}}}";
        String file = "{'structure':" + BY_SERIES + ",'dataSets':[" + dataSet(good) + "," + dataSet(bad) + ","
                + dataSet(good) + "]}";

        Reading reading = Reading.ofBody("", json(file));

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.faults()).singleElement().asString().isEqualToIgnoringWhitespace("2 " + fault);
    }

    @Test
    void anAttributeThatIsNotGivenHasItsDefault() throws IOException {
        String structure = BY_SERIES.replace("{'id':'UNIT_MULT'}", "{'id':'UNIT_MULT','default':'6'}");

        Reading reading = Reading.ofBody(
                "",
                json("{'structure':" + structure + ",'dataSets':[{'attributes':[null,0],'series':"
                        + "{'0:1:0':{'observations':{'0':[2]}}}}]}"));

        assertThat(figures(reading)).containsExactly("1 2024-07 410 842 X H5 8542 2000000 REPORTED");
    }

    @Test
    void aDeletionIsToldAndNotIgnored() throws IOException {
        Reading reading = Reading.ofBody(
                "",
                json("{'structure':" + BY_SERIES + ",'dataSets':[{'action':'Delete','attributes':[0,0],'series':"
                        + SERIES + "}]}"));

        assertThat(reading.rows()).isEmpty();
        assertThat(reading.faults()).hasSize(5).allMatch(fault -> fault.endsWith("ACTION Delete"));
    }

    @Test
    void aDimensionThatIsNotKeptLetsOnlyTotalsThrough() throws IOException {
        String structure =
                BY_SERIES.replaceFirst("'series':\\[", "'series':[" + component("VALUATION", "_T", "FOB") + ",");
        Reading reading = Reading.ofBody(
                "",
                json("{'structure':" + structure + ",'dataSets':["
                        + dataSet("{'0:0:1:0':{'observations':{'0':[1]}},'1:0:1:0':{'observations':{'0':[2]}}}")
                        + "]}"));

        assertThat(reading.rows()).hasSize(1);
        assertThat(reading.faults()).containsExactly("2 VALUATION FOB");
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        String data = "'dataSets':[" + dataSet(SERIES) + "]";
        assertRefused(Kind.UNPROCESSABLE, "{" + data + "}", "structure is missing");
        assertRefused(Kind.UNPROCESSABLE, "{'structure':" + BY_SERIES + "}", "dataSets is missing");
        assertRefused(Kind.UNPROCESSABLE, "[]", "is no message");
        assertRefused(Kind.UNPROCESSABLE, "{'errors':[{'code':404,'title':'No data'}]}", "No data");
        assertRefused(
                Kind.UNPROCESSABLE,
                "{'structure':" + BY_SERIES.replace("REF_AREA", "X1") + "," + data + "}",
                "lacks REF_AREA");
        assertRefused(
                Kind.UNPROCESSABLE,
                "{'structure':" + BY_SERIES.replace("'CURRENCY'", "'FREQ'") + "," + data + "}",
                "stands twice");
        assertRefused(
                Kind.UNPROCESSABLE,
                "{'structure':" + BY_SERIES.replace("'id':'OBS_COM'", "'id':'REPORTER'") + "," + data + "}",
                "means the same as REF_AREA");
        assertRefused(
                Kind.UNPROCESSABLE,
                "{'structure':" + BY_SERIES + ",'dataSets':[{'series':" + SERIES + ",'attributes':[6,0]}]}",
                "stands behind the observations");
        assertRefused(
                Kind.UNPROCESSABLE,
                "{'structure':"
                        + BY_SERIES.replace(
                                "{'dataSet':[{'id':'UNIT_MULT'}",
                                "{'dimensionGroup':[{'id':'UNIT_MULT'}],'dataSet':[{'id':'XX'}")
                        + ",'dataSets':[{'attributes':[0,0],'dimensionGroupAttributes':{'0:~':[6]},'series':" + SERIES
                        + "}]}",
                "attached to groups");
        assertRefused(
                Kind.UNPROCESSABLE,
                "{'structure':"
                        + BY_SERIES.replace(
                                "'observation':[{'id':'TIME",
                                "'observation':[" + "{'id':'A1'},".repeat(3) + "{'id':'TIME")
                        + "," + data + "}",
                "stands twice");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 300, 700, 1100})
    void aFileThatIsCutShortIsRefused(int length) {
        byte[] whole = json("{'structure':" + BY_SERIES + ",'dataSets':[" + dataSet(SERIES) + "]}");
        assertThat(whole.length).isGreaterThan(length);

        assertRefused(Kind.MALFORMED, new String(whole, 0, length, StandardCharsets.UTF_8), "well-formed JSON");
    }

    @Test
    void whatGoesOnAndOnIsRefused() {
        String text = "x".repeat(10_000_000);
        assertRefused(Kind.MALFORMED, "{'structure':" + BY_SERIES.replace("KOR", text) + "}", "well-formed JSON");
        assertRefused(Kind.MALFORMED, "{'" + text + "':1}", "well-formed JSON");
        assertRefused(Kind.MALFORMED, "{'dataSets':" + "[".repeat(10_000), "well-formed JSON");
        StringBuilder components = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            components.append("{'id':'A").append(i).append("'},");
        }
        assertRefused(
                Kind.UNPROCESSABLE,
                "{'structure':{'attributes':{'series':[" + components + "{'id':'Z'}]}}}",
                "one component too many");
    }

    private static void assertRefused(Kind kind, String file, String words) {
        assertThatThrownBy(() -> Reading.of(SDMX_JSON, json(file)))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        FileRejectedException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static String dataSet(String series) {
        return "{'structure':0,'attributes':[0,0],'series':" + series + "}";
    }

    private static String component(String id, String... values) {
        StringBuilder text = new StringBuilder("{'id':'" + id + "','name':'n','values':[");
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",").append("{'id':'").append(values[i]).append("','name':'n'}");
        }
        return text + "]}";
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
