package io.strait.trade.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.trade.TradeTestResource;
import io.strait.trade.connector.RunStore.Claim;
import io.strait.trade.connector.RunStore.LostException;
import io.strait.trade.connector.RunStore.Pending;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs shared by replicas: leases, what a dead one leaves, budgets, schedules. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class RunsTest {
    private static final String MONTHLY = "/data/v1/get/C/M/HS";
    /** Three parts: one for each twelve months. */
    private static final String THREE_PARTS = """
            {"frequency": "M", "period": ["2021-01..2023-12"], "commodity": ["854231"]}""";

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

    @Test
    void aRunIsNeverOfTwoReplicasAtOnce() {
        Definition definition = bench.define("run-lease", ConnectorKind.COMTRADE, THREE_PARTS);
        bench.ask(definition);

        assertThat(bench.runs.claim("one", Duration.ofMinutes(1), bench.clock.instant()))
                .isPresent();

        assertThat(bench.replica("two").step()).isFalse();
        server.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void whatAReplicaThatIsGoneHasFinishedIsNotAskedForAgain() throws LostException {
        // Given: one part done, a second begun with by a replica that dies
        Definition definition = bench.define("run-killed", ConnectorKind.COMTRADE, THREE_PARTS);
        long id = bench.ask(definition);
        ConnectorWorker doomed = bench.replica("doomed");
        assertThat(doomed.step()).isTrue();
        Claim left = bench.runs
                .claim("doomed", Duration.ofMinutes(1), bench.clock.instant())
                .orElseThrow();
        Pending part = bench.runs.next(left.id()).orElseThrow();
        ConnectorWorker other = bench.replica("other");
        assertThat(other.step()).as("while the lease holds").isFalse();
        fetching.execute("update connector_run set lease_until = clock_timestamp() - interval '1 ms' where id = " + id);
        // When
        while (other.step()) {
            assertThat(server.getAllServeEvents()).hasSizeLessThan(10);
        }
        // Then: each part once, all of it there
        StoredRun run = bench.read(definition, id);
        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(run.partsDone()).isEqualTo(3);
        assertThat(server.getAllServeEvents()).hasSize(3);
        assertThat(fetching.figures(definition.source())).hasSize(36);
        // And: the dead one, should it come back, changes nothing
        assertThatThrownBy(() ->
                        bench.runs.finish(left, "doomed", part, PartResult.nothing("late"), bench.clock.instant()))
                .isInstanceOf(LostException.class);
        assertThat(bench.parts(run)).noneMatch(done -> "late".equals(done.note()));
    }

    @Test
    void replicasTakeTurnsAtOneRun() {
        Definition definition = bench.define("run-turns", ConnectorKind.COMTRADE, THREE_PARTS);
        long id = bench.ask(definition);
        ConnectorWorker one = bench.replica("one");
        ConnectorWorker two = bench.replica("two");

        for (int part = 0; part < 4; part++) {
            assertThat((part % 2 == 0 ? one : two).step()).isTrue();
        }

        assertThat(bench.read(definition, id).state()).isEqualTo(RunState.COMPLETED);
        assertThat(server.getAllServeEvents()).hasSize(3);
    }

    @Test
    void manyReplicasAtOnceDoEachPartOnce() throws Exception {
        Definition definition = bench.define("run-many", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2000-01..2009-12"], "commodity": ["854231"]}""");
        long id = bench.ask(definition);
        List<Callable<Void>> replicas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ConnectorWorker replica = bench.replica("replica-" + i);
            replicas.add(() -> {
                while (bench.read(definition, id).state() != RunState.COMPLETED) {
                    replica.step();
                }
                return null;
            });
        }

        all(replicas);

        assertThat(server.getAllServeEvents()).hasSize(10);
        assertThat(fetching.figures(definition.source())).hasSize(120);
    }

    @Test
    void aRunThatUsedUpTheCallsOfItsDayWaitsForTomorrowAndSaysSo() {
        // Given
        Definition definition = bench.define("run-budget", ConnectorKind.COMTRADE, THREE_PARTS, null, 2);
        // When
        StoredRun run = bench.run(definition);
        // Then
        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(run.partsDone()).isEqualTo(2);
        assertThat(run.next()).isEqualTo(Instant.parse("2024-09-21T00:00:00Z"));
        assertThat(run.waitsFor())
                .contains("The 2 calls of this day (UTC) are used up")
                .contains("tomorrow");
        assertThat(bench.read(definition).callsToday()).isEqualTo(2);
        server.verify(2, getRequestedFor(anyUrl()));
        // And: the next day it goes on where it was
        bench.clock.set(Instant.parse("2024-09-21T00:00:00Z"));
        bench.work();
        assertThat(bench.read(definition, run.id()).state()).isEqualTo(RunState.COMPLETED);
        assertThat(bench.read(definition).callsToday()).isEqualTo(1);
        server.verify(3, getRequestedFor(anyUrl()));
    }

    @Test
    void replicasCannotOverspendTogether() throws Exception {
        Definition definition = bench.define("run-spend", ConnectorKind.COMTRADE, THREE_PARTS);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(() -> bench.runs.spend(definition.id(), bench.clock.instant(), 11));
        }

        List<Boolean> granted = all(calls);

        assertThat(granted).filteredOn(Boolean::booleanValue).hasSize(11);
        assertThat(bench.read(definition).callsToday()).isEqualTo(11);
    }

    @Test
    void aCancelledRunStops() {
        Definition definition = bench.define("run-cancel", ConnectorKind.COMTRADE, THREE_PARTS);
        long id = bench.ask(definition);
        ConnectorWorker replica = bench.replica("one");
        replica.step();

        assertThat(bench.runs.cancel(definition.id(), id, bench.clock.instant()))
                .isTrue();

        assertThat(replica.step()).isFalse();
        StoredRun run = bench.read(definition, id);
        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
        assertThat(run.endedAt()).isEqualTo(Fetching.START);
        assertThat(run.partsDone()).isEqualTo(1);
        assertThat(bench.runs.cancel(definition.id(), id, bench.clock.instant()))
                .as("once more")
                .isFalse();
        assertThat(bench.runs.ask(definition, "test", bench.clock.instant())).isPresent();
    }

    @Test
    void aConnectorHasOneRunAtATime() {
        Definition definition = bench.define("run-one", ConnectorKind.COMTRADE, THREE_PARTS);
        bench.ask(definition);

        assertThat(bench.runs.ask(definition, "test", bench.clock.instant())).isEmpty();
    }

    @Test
    void aScheduleMakesOneRunHoweverManyReplicasLook() throws Exception {
        // Given: the clock stands at 10:00 UTC, which is 19:00 in Seoul
        Definition definition = bench.define(
                "run-cron", ConnectorKind.COMTRADE, THREE_PARTS, new Schedule("30 19 * * *", "Asia/Seoul"), 500);
        assertThat(bench.read(definition).nextRun()).isEqualTo(Instant.parse("2024-09-20T10:30:00Z"));
        bench.replica("early").schedule();
        assertThat(bench.read(definition).lastRun()).isNull();
        bench.clock.pass(Duration.ofMinutes(30));
        List<Callable<Void>> replicas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ConnectorWorker replica = bench.replica("replica-" + i);
            replicas.add(() -> {
                replica.schedule();
                return null;
            });
        }
        // When
        all(replicas);
        bench.work();
        // Then
        StoredConnector connector = bench.read(definition);
        assertThat(fetching.query("select count(*) from connector_run where connector_id = 'run-cron'"))
                .containsExactly("1");
        assertThat(connector.lastRun()).isNotNull().satisfies(run -> {
            assertThat(run.cause()).isEqualTo("SCHEDULE");
            assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        });
        assertThat(connector.nextRun()).isEqualTo(Instant.parse("2024-09-21T10:30:00Z"));
    }

    @Test
    void aConnectorThatFailsIsTriedLaterAndLater() {
        // Given: every minute, and a key that is refused
        server.stubFor(get(urlPathEqualTo(MONTHLY))
                .willReturn(com.github.tomakehurst.wiremock.client.WireMock.unauthorized()));
        Definition definition =
                bench.define("run-failing", ConnectorKind.COMTRADE, THREE_PARTS, new Schedule("* * * * *", "UTC"), 500);
        ConnectorWorker replica = bench.replica("one");
        Duration last = Duration.ZERO;
        for (int failures = 1; failures <= 6; failures++) {
            Instant due = bench.read(definition).nextRun();
            assertThat(due).isNotNull();
            bench.clock.set(due);
            // When
            replica.schedule();
            while (replica.step()) {
                assertThat(failures).isLessThan(7);
            }
            // Then
            StoredConnector connector = bench.read(definition);
            assertThat(connector.failures()).isEqualTo(failures);
            last = Duration.between(due, connector.nextRun());
        }
        assertThat(last).isBetween(Duration.ofMinutes(16), Duration.ofMinutes(32));
    }

    @Test
    void aRunGoesOnAsItWasWhenItsDefinitionChanges() {
        Definition definition = bench.define("run-changed", ConnectorKind.COMTRADE, THREE_PARTS);
        long id = bench.ask(definition);
        bench.replica("one").step();

        fetching.execute("update connector set settings = '{\"frequency\": \"A\", \"period\": [\"2020\"]}', version = 2"
                + " where id = 'run-changed'");
        bench.work();

        assertThat(bench.read(definition, id).partsDone()).isEqualTo(3);
        server.verify(3, getRequestedFor(urlPathEqualTo(MONTHLY)));
    }

    @Test
    void aRunOfTooManyPartsFails() {
        bench.config.maxParts = 2;
        Definition definition = bench.define("run-parts", ConnectorKind.COMTRADE, THREE_PARTS);

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failureDetail()).contains("more than 2 parts");
        server.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void aRunThatIsSplitIntoTooManyPartsFailsToo() {
        bench.config.maxParts = 5;
        Definition definition = bench.define("run-splits", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01..2023-12"], "commodity": ["854231"], "maxRecords": 2}""");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failureDetail()).contains("more than 5 parts");
    }

    @Test
    void oldRunsAreForgotten() {
        bench.config.keepRuns = 2;
        Definition definition = bench.define("run-old", ConnectorKind.COMTRADE, """
                {"frequency": "M", "period": ["2023-01"], "commodity": ["854231"]}""");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(bench.run(definition).id());
        }

        assertThat(fetching.query("select id from connector_run where connector_id = 'run-old' order by id"))
                .containsExactly(ids.get(2).toString(), ids.get(3).toString());
    }

    @Test
    void aPartThatPassesEndsTheCountOfAttempts() {
        // Given: each part fails twice, at most three times is allowed
        bench.config.maxAttempts = 3;
        Definition definition = bench.define("run-attempts", ConnectorKind.COMTRADE, THREE_PARTS);
        long id = bench.ask(definition);
        for (String period : List.of("2021", "2022", "2023")) {
            server.stubFor(get(urlPathEqualTo(MONTHLY)).atPriority(1).willReturn(serverError()));
            for (int i = 0; i < 2; i++) {
                bench.work();
                bench.clock.set(bench.read(definition, id).next());
            }
            server.resetMappings();
            server.stubFor(get(urlPathEqualTo(MONTHLY)).willReturn(ok().withTransformers(ComtradeApi.NAME)));
            bench.replica("helper").step();
            server.verify(
                    3,
                    getRequestedFor(urlPathEqualTo(MONTHLY))
                            .withQueryParam(
                                    "period",
                                    com.github.tomakehurst.wiremock.client.WireMock.matching(period + "01,.*")));
        }

        bench.work();

        assertThat(bench.read(definition, id).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void withoutAKeyInTheConfigurationARunSaysWhichIsMissing() {
        Definition definition = bench.define("run-nokey", ConnectorKind.COMTRADE, THREE_PARTS);
        fetching.execute("update connector set key_name = 'comtrade-empty' where id = 'run-nokey'");
        Definition held = bench.read(definition).definition();
        bench.ask(held);

        bench.work();

        StoredRun run = Objects.requireNonNull(bench.read(definition).lastRun());
        assertThat(run.failureDetail())
                .isEqualTo("No key is configured as strait.trade.connectors.keys.comtrade-empty");
        server.verify(0, getRequestedFor(anyUrl()));
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
