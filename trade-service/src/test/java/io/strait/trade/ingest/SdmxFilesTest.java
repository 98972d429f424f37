package io.strait.trade.ingest;

import static io.strait.trade.ingest.Trade.ingestAs;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.read;
import static io.strait.trade.ingest.Trade.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.TradeTestResource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Files of SDMX from the body to the figure. Each case has a commodity of its own. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class SdmxFilesTest {
    private static final String OBSERVATIONS =
            "/trade/v1/observations?source=COMTRADE&reporter=KOR&partner=JPN&flow=X&frequency=M&format=csv&commodity=";

    @Test
    void csvIsReadBack() {
        // When
        JsonPath job = ingest("""
                STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,CLASSIFICATION,COMMODITY,TIME_PERIOD,OBS_VALUE,CURRENCY,UNIT_MULT,OBS_STATUS
                dataflow,AG:DF(1.0),I,M,KOR,JPN,X,HS2022,050790,2024-M01,1.5,USD,3,A
                dataflow,AG:DF(1.0),I,M,KOR,JPN,X,HS2022,050790,2024-02,0,USD,3,E
                dataflow,AG:DF(1.0),I,M,KOR,JPN,X,HS2022,050790,2024-03,,USD,3,Q
                dataflow,AG:DF(1.0),I,M,KOR,JPN,X,HS2022,050790,2024-04,,USD,3,M
                dataflow,AG:DF(1.0),D,M,KOR,JPN,X,HS2022,050790,2024-05,,USD,3,
                dataflow,AG:DF(1.0),I,M,KOR,JPN,X,HS2022,050790,202413,1,USD,3,A
                """);
        // Then
        assertThat(job.getString("format")).isEqualTo("sdmx-csv");
        assertThat(rows(job)).isEqualTo("read 6 accepted 4 unchanged 0 revised 0 rejected 2");
        assertThat(read(OBSERVATIONS + "050790").asString())
                .contains("COMTRADE.M.KOR.JPN.X.H6.050790")
                .contains("2024-01,REPORTED,1500,USD")
                .contains("2024-02,ESTIMATED,0,USD")
                .contains("2024-03,SUPPRESSED,,USD")
                .contains("2024-04,MISSING,,USD")
                .doesNotContain("2024-05");
        assertThat(read(job.getString("rejects.href")).jsonPath().getList("items.field", String.class))
                .containsExactly("ACTION", "TIME_PERIOD");
    }

    @Test
    void jsonIsReadBack() {
        JsonPath job = ingest("""
                {"meta": {"id": "x"}, "data": {"dataSets": [{"structure": 0, "action": "Replace", "attributes": [0],
                  "series": {"0:0": {"observations": {"0": [12], "1": [null]}}}}],
                 "structures": [{"dimensions": {
                  "dataSet": [{"id": "FREQ", "values": [{"id": "M"}]}, {"id": "TRADE_FLOW", "values": [{"id": "X"}]},
                    {"id": "COMMODITY", "values": [{"id": "HS22_050800"}]}],
                  "series": [{"id": "REF_AREA", "values": [{"id": "KR"}]}, {"id": "COUNTERPART_AREA", "values": [{"id": "JP"}]}],
                  "observation": [{"id": "TIME_PERIOD", "values": [{"value": "2024-01"}, {"value": "2024-02"}]}]},
                  "measures": {"observation": [{"id": "OBS_VALUE"}]},
                  "attributes": {"dataSet": [{"id": "UNIT_MEASURE", "values": [{"id": "USD"}]}]}}]}}
                """);

        assertThat(job.getString("format")).isEqualTo("sdmx-json");
        assertThat(rows(job)).isEqualTo("read 2 accepted 2 unchanged 0 revised 0 rejected 0");
        assertThat(read(OBSERVATIONS + "050800").asString())
                .contains("2024-01,REPORTED,12,USD")
                .contains("2024-02,MISSING,,USD");
    }

    @Test
    void xmlIsReadBack() {
        JsonPath job = ingest("""
                <?xml version="1.0"?>
                <m:StructureSpecificData xmlns:m="urn:m" xmlns:ss="urn:ss"><m:Header/><m:DataSet ss:action="Append">
                <Series FREQ="M" REF_AREA="410" COUNTERPART_AREA="JP" TRADE_FLOW="EXP" CLASSIFICATION="H6"
                  COMMODITY="051000" CURRENCY="USD"><Obs TIME_PERIOD="2024-01" OBS_VALUE="7"/><Obs TIME_PERIOD="2024-02"
                  OBS_VALUE="1e309"/></Series></m:DataSet></m:StructureSpecificData>
                """);

        assertThat(job.getString("format")).isEqualTo("sdmx-ml");
        assertThat(rows(job)).isEqualTo("read 2 accepted 1 unchanged 0 revised 0 rejected 1");
        assertThat(read(OBSERVATIONS + "051000").asString()).contains("2024-01,REPORTED,7,USD");
    }

    @Test
    void theFormatCanBeSaid() {
        Response response = post(
                "?source=COMTRADE&format=sdmx-ml",
                "application/octet-stream",
                "FREQ,REF_AREA\n".getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.asString()).contains("well-formed XML");
    }

    private static JsonPath ingest(String file) {
        return ingestAs("?source=COMTRADE", "application/octet-stream", file.getBytes(StandardCharsets.UTF_8));
    }
}
