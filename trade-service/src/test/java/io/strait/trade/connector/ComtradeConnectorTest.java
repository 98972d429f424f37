package io.strait.trade.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ComtradeConnectorTest {
    private static final String MONTHLY = "/data/v1/get/C/M/HS";

    @Inject
    Fetching fetching;

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").extensions(new ComtradeApi()));
    private Fetching.Bench bench;

    @BeforeEach
    void start() {
        server.start();
        bench = fetching.at(server);
        server.stubFor(get(urlPathEqualTo(MONTHLY)).willReturn(ok().withTransformers(ComtradeApi.NAME)));
    }

    @AfterEach
    void stop() {
        fetching.stopAll();
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 12, 36, 37})
    void aRequestIsSplitUntilNoAnswerReachesTheLimit(int limit) {
        // Given: 36 rows, of which the server gives the first ones only
        Definition definition = bench.define("ct-split-" + limit, ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01..2023-12"], "reporter": ["410"],
                 "commodity": ["854231", "854232", "854239"], "maxRecords": %d}""".formatted(limit));
        // When
        StoredRun run = bench.run(definition);
        // Then
        assertThat(run.state()).as(run.toString()).isEqualTo(RunState.COMPLETED);
        assertThat(run.partsDone()).isEqualTo(run.partsAll());
        List<String> expected = Stream.of("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12")
                .flatMap(month ->
                        Stream.of("31", "32", "39").map(end -> "2023-" + month + " X 8542" + end + " 23" + month + end))
                .toList();
        assertThat(fetching.figures(definition.source())).isEqualTo(expected);
        assertThat(fetching.query("select count(*) from ingest where rows_read >= " + limit + " and source = '"
                        + definition.source() + "'"))
                .containsExactly("0");
    }

    @Test
    void oneRowAtALimitOfOneCannotBeSplitAndFailsLoudlyTakingNothing() {
        Definition definition = bench.define("ct-indivisible", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01"], "commodity": ["854231"], "maxRecords": 1}""");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failure()).isEqualTo("unprocessable");
        assertThat(run.failureDetail())
                .contains("1 of 1 parts failed")
                .contains("1 is the limit at which answers are cut")
                .contains("nothing of it is taken");
        assertThat(fetching.query("select * from ingest where source = '" + definition.source() + "'"))
                .isEmpty();
    }

    @Test
    void totalsOfBreakdownsAreAskedForAndAtMostTwelvePeriods() {
        Definition definition = bench.define("ct-periods", ConnectorKind.COMTRADE, """
                {"frequency": "M", "lastPeriods": 14, "commodity": ["854231"]}""");

        StoredRun run = bench.run(definition);

        assertThat(run.partsAll()).isEqualTo(2);
        server.verify(
                1,
                getRequestedFor(urlPathEqualTo(MONTHLY))
                        .withQueryParam(
                                "period",
                                equalTo(
                                        "202308,202309,202310,202311,202312,202401,202402,202403,202404,202405,202406,202407"))
                        .withQueryParam("partner2Code", equalTo("0"))
                        .withQueryParam("customsCode", equalTo("C00"))
                        .withQueryParam("motCode", equalTo("0"))
                        .withQueryParam("maxRecords", equalTo("100000")));
        server.verify(1, getRequestedFor(urlPathEqualTo(MONTHLY)).withQueryParam("period", equalTo("202408,202409")));
    }

    @Test
    void anAnswerWithoutRowsIsTold() {
        server.stubFor(get(anyUrl())
                .willReturn(okJson("{\"elapsedTime\":\"0.09 secs\",\"count\":0,\"data\":[],\"error\":\"\"}")));
        Definition definition = bench.define("ct-empty", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01"]}""");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(run.ingestCount()).isZero();
        assertThat(bench.parts(run).get(0).note())
                .contains("No rows for period 202301")
                .contains("does not know");
    }

    @Test
    void theSameFiguresAgainAreTheSameJobWhateverTheTimeTheyTook() {
        Definition definition = bench.define("ct-again", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01"], "commodity": ["854231"]}""");

        StoredRun first = bench.run(definition);
        StoredRun second = bench.run(definition);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(first.ingests()).hasSize(1);
        assertThat(second.ingests()).isEqualTo(first.ingests());
    }

    @Test
    void a429IsWaitedForAsLongAsItAsks() {
        // Given
        server.stubFor(get(urlPathEqualTo(MONTHLY))
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", "7200")
                        .withBody("{\"statusCode\":429,\"message\":\"Rate limit is exceeded.\"}")));
        Definition definition = bench.define("ct-429", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01"], "commodity": ["854231"]}""");
        StoredRun waiting = bench.run(definition);
        assertThat(waiting.state()).isEqualTo(RunState.WAITING);
        assertThat(waiting.next()).isEqualTo(Fetching.START.plus(Duration.ofHours(2)));
        assertThat(waiting.waitsFor()).contains("429").contains("Rate limit is exceeded");
        server.stubFor(get(urlPathEqualTo(MONTHLY)).willReturn(ok().withTransformers(ComtradeApi.NAME)));
        // When: a moment too early
        bench.clock.pass(Duration.ofHours(2).minusMillis(1));
        bench.work();
        // Then
        assertThat(bench.read(definition, waiting.id()).state()).isEqualTo(RunState.WAITING);
        server.verify(1, getRequestedFor(anyUrl()));
        bench.clock.pass(Duration.ofMillis(1));
        bench.work();
        assertThat(bench.read(definition, waiting.id()).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void a403OfAUsedUpQuotaIsWaitedForUntilTheDateItNames() {
        server.stubFor(get(urlPathEqualTo(MONTHLY))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withHeader("Retry-After", "Fri, 20 Sep 2024 23:59:59 GMT")
                        .withBody("{\"statusCode\":403,\"message\":\"Out of call volume quota.\"}")));
        Definition definition = bench.define("ct-403", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01"]}""");

        StoredRun run = bench.run(definition);

        assertThat(run.next()).isEqualTo(Instant.parse("2024-09-20T23:59:59Z"));
        assertThat(run.waitsFor()).contains("Out of call volume quota");
    }

    @Test
    void aWaitBeyondTheBoundIsCutToIt() {
        server.stubFor(get(urlPathEqualTo(MONTHLY))
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "999999999")));
        Definition definition = bench.define("ct-bound", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01"]}""");

        StoredRun run = bench.run(definition);

        assertThat(run.next()).isEqualTo(Fetching.START.plus(Duration.ofHours(24)));
    }

    @Test
    void whatMayPassIsTriedAgainLaterAndLaterAndThenGivenUp() {
        server.stubFor(get(urlPathEqualTo(MONTHLY)).willReturn(aResponse().withStatus(502)));
        Definition definition = bench.define("ct-502", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01"]}""");
        long id = bench.ask(definition);
        long[] mostMinutes = {1, 2, 4};
        for (long most : mostMinutes) {
            Instant before = bench.clock.instant();
            bench.work();
            StoredRun run = bench.read(definition, id);
            assertThat(run.state()).isEqualTo(RunState.WAITING);
            assertThat(Duration.between(before, run.next()))
                    .isBetween(Duration.ofSeconds(most * 30), Duration.ofMinutes(most));
            bench.clock.set(run.next());
        }

        bench.work();

        StoredRun run = bench.read(definition, id);
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failure()).isEqualTo("unavailable");
        assertThat(run.failureDetail())
                .contains("Given up after 3 more attempts")
                .contains("502");
    }

    @Test
    void aRefusedKeyEndsTheRun() {
        server.stubFor(get(urlPathEqualTo(MONTHLY)).willReturn(aResponse().withStatus(401)));
        Definition definition = bench.define("ct-401", ConnectorKind.COMTRADE, """
                {"frequency": "M", "lastPeriods": 30}""");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failure()).isEqualTo("forbidden");
        server.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void aPartThatCannotBeReadCostsNoOtherPart() {
        server.stubFor(get(urlPathEqualTo(MONTHLY))
                .atPriority(1)
                .withQueryParam("period", equalTo("202401"))
                .willReturn(ok("<html><body>The resource you are looking for has been removed</body></html>")));
        Definition definition = bench.define("ct-html", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01..2024-01"], "commodity": ["854231"]}""");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failureDetail()).contains("1 of 2 parts failed").contains("no whole JSON document");
        assertThat(fetching.figures(definition.source())).hasSize(12);
    }

    @Test
    void aLongListIsSplitBeforeTheAddressIsTooLong() {
        String commodities = java.util.stream.IntStream.range(0, 1500)
                .mapToObj(i -> "\"" + (100000 + i) + "\"")
                .collect(java.util.stream.Collectors.joining(","));
        Definition definition = bench.define(
                "ct-long",
                ConnectorKind.COMTRADE,
                "{\"frequency\": \"M\", \"period\": [\"2023-01\"], \"commodity\": [" + commodities + "]}");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(server.getAllServeEvents()).isNotEmpty().allSatisfy(event -> assertThat(
                        event.getRequest().getUrl().length())
                .isLessThan(4000));
        assertThat(fetching.figures(definition.source())).hasSize(1500);
    }
}
