package io.strait.trade.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Korea's customs, e-Stat and SDMX, in the shapes that they are documented to answer. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ProvidersTest {
    private static final String KOREA = "/1220000/nitemtrade/getNitemtradeList";
    private static final String CATALOGUE = "/rest/3.0/app/json/getDataCatalog";
    private static final String KOREA_SETTINGS = """
            {"period": ["2025-01..2025-02"], "commodity": ["854232"], "partner": ["JP"]}""";
    private static final String SDMX_HEADER =
            "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n";

    @Inject
    Fetching fetching;

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private Fetching.Bench bench;

    @BeforeEach
    void start() {
        server.start();
        bench = fetching.at(server);
    }

    @AfterEach
    void stop() {
        fetching.stopAll();
        server.stop();
    }

    private void korea(String body) {
        server.stubFor(get(urlPathEqualTo(KOREA))
                .willReturn(ok(body).withHeader("Content-Type", "application/xml;charset=UTF-8")));
    }

    @Test
    void koreaIsAskedByItemCountryAndAtMostAYear() {
        // Given
        korea("""
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?><response><header><resultCode>00</resultCode>
                <resultMsg>정상서비스.</resultMsg></header><body><items>
                <item><balPayments>30</balPayments><expDlr>50</expDlr><expWgt>5</expWgt><hsCd>-</hsCd><impDlr>20</impDlr>
                <impWgt>2</impWgt><statCd>-</statCd><statCdCntnKor1>-</statCdCntnKor1><statKor>-</statKor><year>총계</year></item>
                <item><balPayments>30</balPayments><expDlr>50</expDlr><expWgt>5</expWgt><hsCd>8542321010</hsCd><impDlr>20</impDlr>
                <impWgt>2</impWgt><statCd>JP</statCd><statCdCntnKor1>일본</statCdCntnKor1><statKor>디램</statKor><year>2025.01</year></item>
                </items></body></response>""");
        Definition definition = bench.define("korea", ConnectorKind.KOREA_CUSTOMS, """
                {"period": ["2024-01..2025-02", "2025-05"], "commodity": ["854232"], "partner": ["JP"]}""");
        // When
        StoredRun run = bench.run(definition);
        // Then: 14 months are 12 and 2, and a gap is another call
        assertThat(run.state()).as(run.toString()).isEqualTo(RunState.COMPLETED);
        assertThat(run.partsAll()).isEqualTo(3);
        for (List<String> range :
                List.of(List.of("202401", "202412"), List.of("202501", "202502"), List.of("202505", "202505"))) {
            server.verify(
                    1,
                    getRequestedFor(urlPathEqualTo(KOREA))
                            .withQueryParam("strtYymm", equalTo(range.get(0)))
                            .withQueryParam("endYymm", equalTo(range.get(1)))
                            .withQueryParam("hsSgn", equalTo("854232"))
                            .withQueryParam("cntyCd", equalTo("JP"))
                            .withQueryParam("serviceKey", equalTo(TestConfig.KOREA_KEY)));
        }
        assertThat(fetching.figures(definition.source()))
                .containsExactly("2025-01 M 8542321010 20", "2025-01 X 8542321010 50");
    }

    @Test
    void koreasUsedUpDayIsWaitedForUntilKoreasNext() {
        korea("""
                <OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>
                <returnAuthMsg>LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR</returnAuthMsg>
                <returnReasonCode>22</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>""");
        Definition definition = bench.define("korea-22", ConnectorKind.KOREA_CUSTOMS, KOREA_SETTINGS);

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(run.next()).isEqualTo(Instant.parse("2024-09-20T15:00:00Z"));
        assertThat(run.waitsFor()).contains("LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR");
    }

    @ParameterizedTest
    @CsvSource({
        "30, SERVICE_KEY_IS_NOT_REGISTERED_ERROR, FAILED, forbidden",
        "31, DEADLINE_HAS_EXPIRED_ERROR, FAILED, forbidden",
        "99, SERVICE KEY IS NOT REGISTERED ERROR., FAILED, forbidden",
        "10, INVALID_REQUEST_PARAMETER_ERROR, FAILED, unprocessable",
        "04, HTTP_ERROR, WAITING,",
        "99, UNKNOWN_ERROR, WAITING,",
        "03, NODATA_ERROR, COMPLETED,",
    })
    void koreasErrorsComeWithHttp200(String code, String message, RunState state, String failure) {
        korea("<response><header><resultCode>" + code + "</resultCode><resultMsg>" + message
                + "</resultMsg></header></response>");
        Definition definition = bench.define(
                "korea-" + code + "-" + state.name().toLowerCase(java.util.Locale.ROOT),
                ConnectorKind.KOREA_CUSTOMS,
                KOREA_SETTINGS);

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(state);
        assertThat(run.failure()).isEqualTo(failure);
        assertThat(fetching.query("select * from ingest where source = '" + definition.source() + "'"))
                .isEmpty();
    }

    private static String catalogue(int status, String entries, String next) {
        return "{\"GET_DATA_CATALOG\":{\"RESULT\":{\"STATUS\":" + status
                + ",\"ERROR_MSG\":\"正常に終了しました。\",\"DATE\":\"2024-09-20T19:00:00.000+09:00\"},"
                + "\"DATA_CATALOG_LIST_INF\":{\"NUMBER\":3,\"RESULT_INF\":{\"FROM_NUMBER\":1,\"TO_NUMBER\":2" + next
                + "},\"DATA_CATALOG_INF\":" + entries + "}}}";
    }

    private String resource(String id, String format, String modified) {
        return "{\"@id\":\"" + id + "\",\"TITLE\":{\"NAME\":\"第85類\",\"TABLE_NO\":\"1\"},\"URL\":\"" + server.baseUrl()
                + "/file-download?statInfId=" + id + "&fileKind=1\",\"FORMAT\":\"" + format
                + "\",\"LAST_MODIFIED_DATE\":\"" + modified + "\"}";
    }

    private static String entry(String resources) {
        return "{\"@id\":\"000001\",\"DATASET\":{\"TITLE\":{\"NAME\":\"普通貿易統計 品別国別表 輸出\"}},"
                + "\"RESOURCES\":{\"RESOURCE\":" + resources + "}}";
    }

    @Test
    void theFilesThatEStatsCatalogueListsAreFetchedWhereTheyChanged() {
        // Given: one entry as an object, its resource too, as e-Stat writes one of a kind; then an array of both
        server.stubFor(get(urlPathEqualTo(CATALOGUE))
                .withQueryParam("startPosition", equalTo("1"))
                .withQueryParam("appId", equalTo(TestConfig.E_STAT_KEY))
                .withQueryParam("statsCode", equalTo("00350300"))
                .withQueryParam("dataType", equalTo("CSV"))
                .willReturn(
                        ok(catalogue(0, entry(resource("000040000001", "CSV", "2024-09-18")), ",\"NEXT_KEY\":101"))));
        server.stubFor(get(urlPathEqualTo(CATALOGUE))
                .withQueryParam("startPosition", equalTo("101"))
                .willReturn(ok(catalogue(
                        0,
                        "["
                                + entry("[" + resource("000040000002", "CSV", "2024-09-20") + ","
                                        + resource("000040000003", "PDF", "2024-09-20") + "]")
                                + "]",
                        ""))));
        server.stubFor(get(urlPathEqualTo("/file-download"))
                .withQueryParam("statInfId", equalTo("000040000001"))
                .willReturn(ok("Exp or Imp,Year,HS,Country,Unit1,Unit2,Quantity1-Year,Quantity2-Year,Value-Year,"
                        + "Quantity1-Jan,Quantity2-Jan,Value-Jan\n1,2024,'852351000',103,,NO,0,30,2047,0,30,2047\n")));
        server.stubFor(get(urlPathEqualTo("/file-download"))
                .withQueryParam("statInfId", equalTo("000040000002"))
                .willReturn(ok("Exp or Imp,Year,HS,Country,Unit1,Unit2,Quantity1-Year,Quantity2-Year,Value-Year,"
                        + "Quantity1-Jan,Quantity2-Jan,Value-Jan\n1,2024,'852352000',103,,NO,0,3,7,0,3,7\n")));
        Definition definition = bench.define("e-stat", ConnectorKind.E_STAT, "{\"titleContains\": \"品別国別表\"}");
        // When
        StoredRun run = bench.run(definition);
        // Then
        assertThat(run.state()).as(run.toString()).isEqualTo(RunState.COMPLETED);
        assertThat(run.ingestCount()).isEqualTo(2);
        assertThat(fetching.figures(definition.source()))
                .containsExactly("2024-01 X 852351000 2047000", "2024-01 X 852352000 7000");
        // The files are elsewhere than the API: no key goes there.
        server.verify(2, getRequestedFor(urlPathEqualTo("/file-download")).withQueryParam("appId", absent()));
        // And: the next run passes over what was there before this one
        StoredRun second = bench.run(definition);
        assertThat(second.state()).isEqualTo(RunState.COMPLETED);
        server.verify(
                1,
                getRequestedFor(urlPathEqualTo("/file-download")).withQueryParam("statInfId", equalTo("000040000001")));
    }

    @Test
    void eStatRefusesAKeyWithHttp200() {
        server.stubFor(get(urlPathEqualTo(CATALOGUE))
                .willReturn(ok("{\"GET_DATA_CATALOG\":{\"RESULT\":{\"STATUS\":100,\"ERROR_MSG\":"
                        + "\"認証に失敗しました。アプリケーションIDを確認して下さい。\"}}}")));
        Definition definition = bench.define("e-stat-100", ConnectorKind.E_STAT, "{}");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failure()).isEqualTo("forbidden");
        assertThat(run.failureDetail()).contains("認証に失敗しました");
    }

    @Test
    void sdmxIsAskedForWhatChangedSinceTheLastRunThatCompleted() {
        // Given
        String row = "ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,DE,VN,03046200,1,VALUE_IN_EUROS,2024-07,32313884,\n";
        server.stubFor(get(anyUrl()).willReturn(ok(SDMX_HEADER + row)));
        Definition definition = bench.define("sdmx-one", ConnectorKind.SDMX, """
                {"url": "%s/sdmx/2.1/", "version": "1", "agency": "ESTAT", "flow": "DS-045409",
                 "key": "M.DE+FR..03046200.1.", "startPeriod": "2024-01"}""".formatted(server.baseUrl()));
        // When
        StoredRun first = bench.run(definition);
        // Then
        assertThat(first.state()).as(first.toString()).isEqualTo(RunState.COMPLETED);
        server.verify(
                1,
                getRequestedFor(urlPathEqualTo("/sdmx/2.1/data/ESTAT,DS-045409/M.DE+FR..03046200.1."))
                        .withQueryParam("startPeriod", equalTo("2024-01"))
                        .withQueryParam("updatedAfter", absent())
                        .withHeader("Accept", equalTo("application/vnd.sdmx.data+csv;version=1.0.0")));
        assertThat(fetching.figures(definition.source())).containsExactly("2024-07 M 03046200 32313884");
        // When: nothing changed, which version 1 answers with 404
        server.resetAll();
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        bench.clock.pass(java.time.Duration.ofDays(1));
        StoredRun second = bench.run(definition);
        // Then
        assertThat(second.state()).isEqualTo(RunState.COMPLETED);
        assertThat(bench.parts(second).get(0).note()).isEqualTo("Nothing changed since 2024-09-20T10:00:00Z");
        server.verify(1, getRequestedFor(anyUrl()).withQueryParam("updatedAfter", equalTo("2024-09-20T10:00:00Z")));
        // When: a run fails
        server.resetAll();
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(400)));
        assertThat(bench.run(definition).state()).isEqualTo(RunState.FAILED);
        server.resetAll();
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        bench.clock.pass(java.time.Duration.ofDays(1));
        bench.run(definition);
        // Then: the one after it asks from where the last good one stood
        server.verify(1, getRequestedFor(anyUrl()).withQueryParam("updatedAfter", equalTo("2024-09-21T10:00:00Z")));
    }

    @Test
    void sdmxOfVersion2HasAnAddressOfItsOwn() {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(204)));
        Definition definition = bench.define("sdmx-two", ConnectorKind.SDMX, """
                {"url": "%s/rest", "version": "2", "agency": "OECD.SDD", "flow": "DSD_IMTS@DF_IMTS", "flowVersion": "1.0",
                 "key": "JPN.KOR.*", "startPeriod": "2024-01", "endPeriod": "2024-08", "format": "json"}""".formatted(server.baseUrl()));

        StoredRun run = bench.run(definition);

        assertThat(run.state()).as(run.toString()).isEqualTo(RunState.COMPLETED);
        assertThat(run.ingestCount()).isZero();
        server.verify(
                1,
                getRequestedFor(urlPathEqualTo("/rest/data/dataflow/OECD.SDD/DSD_IMTS@DF_IMTS/1.0/JPN.KOR.*"))
                        .withQueryParam("c[TIME_PERIOD]", equalTo("ge:2024-01+le:2024-08"))
                        .withHeader("Accept", containing("data+json;version=2.0.0")));
    }

    @Test
    void sdmxThatHasNoSuchFlowIsAFailureTheFirstTime() {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404).withBody("No results")));
        Definition definition = bench.define("sdmx-404", ConnectorKind.SDMX, """
                {"url": "%s", "version": "1", "flow": "NONE"}""".formatted(server.baseUrl()));

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failureDetail()).contains("404");
    }

    @Test
    void anAnswerThatTheProviderFindsTooLargeIsTold() {
        server.stubFor(get(anyUrl())
                .willReturn(aResponse()
                        .withStatus(413)
                        .withBody("EXTRACTION_TOO_BIG: estimated 420709314 rows, max authorised is 5000000")));
        Definition definition = bench.define("sdmx-413", ConnectorKind.SDMX, """
                {"url": "%s", "version": "1", "flow": "DS-045409"}""".formatted(server.baseUrl()));

        StoredRun run = bench.run(definition);

        assertThat(run.failure()).isEqualTo("payload-too-large");
        assertThat(run.failureDetail()).contains("EXTRACTION_TOO_BIG").contains("5000000");
    }
}
