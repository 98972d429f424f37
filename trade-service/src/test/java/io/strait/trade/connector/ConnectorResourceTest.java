package io.strait.trade.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ConnectorResourceTest {
    private static final String PATH = "/trade/v1/connectors/";
    private static final String BODY = """
            {"kind": "comtrade", "source": "COMTRADE", "callsADay": 100, "vintageKind": "provisional",
             "schedule": {"cron": "30 6 16 * *", "zone": "Asia/Seoul"},
             "settings": {"frequency": "M", "lastPeriods": 3, "reporter": ["410"], "commodity": ["854231"]}}""";

    @Inject
    Fetching fetching;

    @AfterEach
    void stop() {
        fetching.stopAll();
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static ValidatableResponse put(String id, String body) {
        return as(Tokens.contributor())
                .contentType("application/json")
                .body(body)
                .put(PATH + id)
                .then();
    }

    private static ValidatableResponse put(String id, String body, String ifMatch) {
        return as(Tokens.contributor())
                .contentType("application/json")
                .header("If-Match", ifMatch)
                .body(body)
                .put(PATH + id)
                .then();
    }

    @Test
    void aConnectorIsDefinedAndRead() {
        put("rest-defined", BODY)
                .statusCode(201)
                .header("Location", equalTo(PATH + "rest-defined"))
                .header("ETag", equalTo("\"v1\""));

        as(Tokens.viewer())
                .get(PATH + "rest-defined")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v1\""))
                .body("kind", equalTo("comtrade"))
                .body("settings.reporter", contains("410"))
                .body("keyName", equalTo("comtrade"))
                .body("keyConfigured", equalTo(false))
                .body("vintageKind", equalTo("provisional"))
                .body("schedule.zone", equalTo("Asia/Seoul"))
                .body("calls.aDay", equalTo(100))
                .body("calls.today", equalTo(0))
                .body("enabled", equalTo(true))
                .body("nextRun", matchesPattern("\\d{4}-\\d{2}-15T21:30:00Z"))
                .body("lastRun", nullValue())
                .body("changedBy", equalTo("test@strait.local"));
    }

    @Test
    void aChangeSaysWhichVersionItChanges() {
        put("rest-versions", BODY).statusCode(201);

        put("rest-versions", BODY).statusCode(428).body("violations[0].field", equalTo("If-Match"));
        put("rest-versions", BODY, "\"v7\"").statusCode(412).body("detail", containsString("\"v1\""));
        put("rest-versions", BODY, "W/\"v1\"").statusCode(412);
        put("rest-versions", BODY, "v1").statusCode(400).body("violations[0].field", equalTo("If-Match"));
        put("rest-versions", BODY.replace("\"callsADay\": 100", "\"callsADay\": 7"), "\"v1\"")
                .statusCode(200)
                .header("ETag", equalTo("\"v2\""))
                .body("calls.aDay", equalTo(7));
        put("rest-versions", BODY, "*").statusCode(200).header("ETag", equalTo("\"v3\""));
        put("rest-versions-none", BODY, "*").statusCode(412);
    }

    @Test
    void whatIsWrongIsToldAllAtOnce() {
        put("rest-wrong", """
                        {"kind": "comtrade", "source": "COMTRAD", "callsADay": 0, "keyName": "e-stat", "vintageKind": "new",
                         "schedule": {"cron": "0 0 31 2 *", "zone": "Mars"},
                         "settings": {"frequency": "W", "period": ["2024-13"], "reporter": ["KOR"], "maxRecords": 0,
                                      "comodity": ["1"]}}""")
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-parameter"))
                .body(
                        "violations.field",
                        hasItems(
                                "source",
                                "callsADay",
                                "keyName",
                                "vintageKind",
                                "schedule.cron",
                                "schedule.zone",
                                "settings.frequency",
                                "settings.period",
                                "settings.reporter",
                                "settings.maxRecords",
                                "settings.comodity"))
                .body("violations.find { it.field == 'source' }.expected", containsString("COMTRADE"))
                .body("violations.find { it.field == 'settings.comodity' }.expected", containsString("commodity"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | {\"kind\": \"comtrad\", \"source\": \"DEMO\", \"settings\": {}} | kind",
                "x | {\"source\": \"DEMO\", \"settings\": {}} | kind",
                "x | {\"kind\": \"url\", \"source\": \"DEMO\"} | settings",
                "x | {\"kind\": \"url\", \"source\": \"DEMO\", \"settings\": []} | settings",
                "x | {\"kind\": \"url\", \"source\": \"DEMO\", \"settings\": {}} | settings.url",
                "x | {\"kind\": \"url\", \"source\": \"DEMO\", \"settings\": {\"url\": \"file:///etc/passwd\"}} | settings.url",
                "x | {\"kind\": \"url\", \"source\": \"DEMO\", \"settings\": {\"url\": \"https://u:p@x.org/\"}} | settings.url",
                "x | {\"kind\": \"url\", \"source\": \"DEMO\", \"keyName\": \"url\", \"settings\": {\"url\": \"https://x.org/\"}} | keyName",
                "x | {\"kind\": \"folder\", \"source\": \"DEMO\", \"settings\": {\"folder\": \"../x\"}} | settings.folder",
                "x | {\"kind\": \"folder\", \"source\": \"DEMO\", \"settings\": {\"folder\": \"x\", \"glob\": \"[\"}} | settings.glob",
                "x | {\"kind\": \"sdmx\", \"source\": \"DEMO\", \"settings\": {\"url\": \"https://x.org\", \"version\": \"3\", \"flow\": \"F\"}} | settings.version",
                "x | {\"kind\": \"korea-customs\", \"source\": \"DEMO\", \"settings\": {\"lastPeriods\": 2}} | settings.commodity",
                "x | {\"kind\": \"e-stat\", \"source\": \"DEMO\", \"settings\": {\"statsCode\": \"1\"}} | settings.statsCode",
                "X_y | {\"kind\": \"url\", \"source\": \"DEMO\", \"settings\": {\"url\": \"https://x.org/\"}} | id",
            })
    void eachFaultNamesItsField(String id, String body, String field) {
        put(id, body).statusCode(400).body("violations.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"kind\": \"url\", \"secret\": 1}"})
    void whatIsNoDefinitionIsNoBody(String body) {
        put("rest-body", body).statusCode(400).body("type", equalTo("/problems/malformed-body"));
    }

    @Test
    void onlyContributorsWrite() {
        as(Tokens.viewer())
                .contentType("application/json")
                .body(BODY)
                .put(PATH + "rest-roles")
                .then()
                .statusCode(403);
        given().get(PATH).then().statusCode(401);
        put("rest-roles", BODY).statusCode(201);
        as(Tokens.viewer()).post(PATH + "rest-roles/runs").then().statusCode(403);
        as(Tokens.viewer()).get(PATH + "rest-roles/runs").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void aRunIsAskedForFollowedAndCancelled() {
        put("rest-run", BODY).statusCode(201);
        String location = as(Tokens.contributor())
                .post(PATH + "rest-run/runs")
                .then()
                .statusCode(202)
                .body("state", equalTo("QUEUED"))
                .body("cause", equalTo("REQUEST"))
                .body("next", notNullValue())
                .extract()
                .header("Location");
        as(Tokens.contributor())
                .post(PATH + "rest-run/runs")
                .then()
                .statusCode(200)
                .header("Location", equalTo(location));
        as(Tokens.viewer()).get(location).then().statusCode(200).body("parts.all", equalTo(0));
        as(Tokens.viewer()).get(PATH + "rest-run").then().body("lastRun.state", equalTo("QUEUED"));
        as(Tokens.contributor())
                .post(location + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"))
                .body("ended", notNullValue())
                .body("next", nullValue());
        as(Tokens.contributor())
                .post(location + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
    }

    @Test
    void aConnectorIsTakenAwayWhenNoRunIsOpen() {
        put("rest-gone", BODY).statusCode(201);
        String run = as(Tokens.contributor())
                .post(PATH + "rest-gone/runs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");

        delete(Tokens.viewer(), "rest-gone", "\"v1\"").statusCode(403);
        as(Tokens.contributor()).delete(PATH + "rest-gone").then().statusCode(428);
        delete(Tokens.contributor(), "rest-gone", "\"v2\"").statusCode(412);
        delete(Tokens.contributor(), "rest-gone", "\"v1\"").statusCode(409).body("detail", containsString("cancel"));
        as(Tokens.contributor()).post(run + "/cancel").then().statusCode(200);
        delete(Tokens.contributor(), "rest-gone", "\"v1\"").statusCode(204);

        as(Tokens.viewer()).get(PATH + "rest-gone").then().statusCode(404);
        as(Tokens.viewer()).get(run).then().statusCode(404);
        as(Tokens.contributor()).post(PATH + "rest-gone/runs").then().statusCode(404);
        delete(Tokens.contributor(), "rest-gone", "*").statusCode(404);
        put("rest-gone", BODY).statusCode(201).header("ETag", equalTo("\"v1\""));
    }

    private static ValidatableResponse delete(String token, String id, String ifMatch) {
        return as(token).header("If-Match", ifMatch).delete(PATH + id).then();
    }

    @Test
    void whatIsNotEnabledDoesNotRun() {
        put("rest-off", BODY.replaceFirst("\\{", "{\"enabled\": false, "))
                .statusCode(201)
                .body("nextRun", nullValue());

        as(Tokens.contributor()).post(PATH + "rest-off/runs").then().statusCode(409);
    }

    @Test
    void listsArePaged() {
        for (String id : List.of("rest-page-a", "rest-page-b", "rest-page-c")) {
            put(id, BODY).statusCode(201);
        }
        String next = as(Tokens.viewer())
                .queryParam("limit", 2)
                .queryParam("cursor", "rest-page")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items.id", contains("rest-page-a", "rest-page-b"))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .path("next");
        as(Tokens.viewer())
                .queryParam("limit", 1)
                .queryParam("cursor", next)
                .get(PATH)
                .then()
                .body("items.id", contains("rest-page-c"));
        as(Tokens.viewer())
                .queryParam("limit", 0)
                .queryParam("cursor", "X")
                .queryParam("from", "x")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("limit", "cursor", "from"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "none/runs", "none/runs/1", "NO%00NE", "rest-missing/runs/x", "none/runs/1/parts"})
    void whatIsNotThereIs404(String path) {
        as(Tokens.viewer())
                .urlEncodingEnabled(false)
                .get(PATH + path)
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void noKeyIsEverToldNotEvenWhenTheProviderRepeatsIt() {
        // Given: a provider whose errors repeat the key as it came, and encoded
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(String.valueOf(record.getMessage()));
                if (record instanceof org.jboss.logmanager.ExtLogRecord formatted) {
                    logged.add(formatted.getFormattedMessage());
                }
                logged.add(String.valueOf(record.getThrown()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logs = Logger.getLogger("io.strait.trade.connector");
        logs.addHandler(ear);
        try {
            Fetching.Bench bench = fetching.at(server);
            String said = "key " + TestConfig.KOREA_KEY + " or korea%2BSecret%2F2%3D%3D or " + TestConfig.COMTRADE_KEY;
            server.stubFor(get(urlPathEqualTo("/1220000/nitemtrade/getNitemtradeList"))
                    .willReturn(ok("<response><header><resultCode>10</resultCode><resultMsg>" + said
                            + "</resultMsg></header></response>")));
            server.stubFor(get(urlPathEqualTo("/data/v1/get/C/M/HS"))
                    .willReturn(aResponse().withStatus(400).withBody(said)));
            server.stubFor(get(urlPathEqualTo("/rest/3.0/app/json/getDataCatalog"))
                    .willReturn(aResponse().withStatus(500).withBody(TestConfig.E_STAT_KEY)));
            Definition korea = bench.define(
                    "secret-korea",
                    ConnectorKind.KOREA_CUSTOMS,
                    "{\"period\": [\"2024-01\"], \"commodity\": [\"85\"]}");
            Definition comtrade = bench.define(
                    "secret-comtrade", ConnectorKind.COMTRADE, "{\"frequency\": \"M\", \"period\": [\"2024-01\"]}");
            Definition eStat = bench.define("secret-e-stat", ConnectorKind.E_STAT, "{}");
            // When
            StoredRun one = bench.run(korea);
            StoredRun two = bench.run(comtrade);
            StoredRun three = bench.run(eStat);
            // Then: it was sent, was repeated, and is told nowhere
            server.verify(3, com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(anyUrl()));
            assertThat(one.failureDetail()).contains("***");
            assertThat(two.failureDetail()).contains("***");
            assertThat(three.waitsFor()).contains("***");
            assertThat(logged).anyMatch(line -> line.contains("***"));
            StringBuilder all = new StringBuilder(String.join("\n", logged));
            for (StoredRun run : List.of(one, two, three)) {
                String path = PATH + run.connectorId();
                for (String end : List.of("", "/runs", "/runs/" + run.id(), "/runs/" + run.id() + "/parts")) {
                    all.append(as(Tokens.viewer())
                            .get(path + end)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString());
                }
            }
            all.append(fetching.query("select * from connector_run"))
                    .append(fetching.query("select * from connector_part"))
                    .append(fetching.query("select * from connector"));
            assertThat(all.toString())
                    .doesNotContain(TestConfig.KOREA_KEY, TestConfig.COMTRADE_KEY, TestConfig.E_STAT_KEY)
                    .doesNotContain(Keys.encoded(TestConfig.KOREA_KEY), Keys.encoded(TestConfig.COMTRADE_KEY));
        } finally {
            logs.removeHandler(ear);
            server.stop();
        }
    }

    @Test
    void partsTellWhatWasAskedAndWhatCameOfIt() {
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            server.stubFor(get(anyUrl()).willReturn(ok("{\"count\":0,\"data\":[],\"error\":\"\"}")));
            Fetching.Bench bench = fetching.at(server);
            Definition definition = bench.define(
                    "rest-parts", ConnectorKind.COMTRADE, "{\"frequency\": \"A\", \"period\": [\"2000..2023\"]}");
            StoredRun run = bench.run(definition);
            String path = PATH + "rest-parts/runs/" + run.id() + "/parts";
            Object next = as(Tokens.viewer())
                    .queryParam("limit", 1)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("items[0].asks.period", hasSize(12))
                    .body("items[0].state", equalTo("DONE"))
                    .body("items[0].note", containsString("No rows"))
                    .body(
                            "items[0].finishedAt",
                            equalTo(Instant.parse("2024-09-20T10:00:00Z").toString()))
                    .extract()
                    .path("next");
            as(Tokens.viewer())
                    .queryParam("cursor", next)
                    .get(path)
                    .then()
                    .body("items", hasSize(1))
                    .body("items[0].asks.period[11]", equalTo("2023"));
        } finally {
            server.stop();
        }
    }
}
