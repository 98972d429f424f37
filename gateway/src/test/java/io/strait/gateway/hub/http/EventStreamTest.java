package io.strait.gateway.hub.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.gateway.DoorResource;
import io.strait.gateway.Tokens;
import io.strait.gateway.hub.TestEvents;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The stream as a dashboard sees it. Each test has subjects of its own. */
@QuarkusTest
@QuarkusTestResource(value = HubKafka.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = DoorResource.class, restrictToAnnotatedClass = true)
class EventStreamTest {
    private static final String TRADE = "strait.trade.v1";
    private static final String SUPPLY = "strait.supplychain.v1";
    private static final String CHANGED = "strait.trade.series.changed";

    @TestHTTPResource("/events/v1")
    @SuppressWarnings("NullAway.Init")
    URL stream;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    @SuppressWarnings("NullAway.Init")
    String bootstrapServers;

    private final List<SseClient> clients = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private TestEvents events;

    private String mine = "";

    @BeforeAll
    static void patience() {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        org.awaitility.Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    @BeforeEach
    void begin(TestInfo test) {
        mine = test.getTestMethod().orElseThrow().getName();
        events = new TestEvents(bootstrapServers);
        await().until(() -> given().get("/events/v1/position").statusCode() == 200);
    }

    @AfterEach
    void end() {
        clients.forEach(SseClient::close);
        events.close();
    }

    @Test
    void aLiveStreamHasTheRightHeadAndTheEventsThatPassItsFilter() throws Exception {
        // Given
        SseClient client = connect("?type=" + CHANGED + ",strait.trade.record.broken&subject=" + mine + ".KOR.*");
        assertThat(client.header("content-type")).isEqualTo("text/event-stream");
        assertThat(client.header("cache-control")).isEqualTo("no-store");
        assertThat(client.header("x-accel-buffering")).isEqualTo("no");
        await().until(() -> !client.frames().isEmpty());
        assertThat(client.frames().get(0).event()).isEqualTo("position");
        assertThat(client.retry()).isBetween(1500L, 4500L);
        // When
        events.send(TRADE, 0, mine + 1, CHANGED, mine + ".KOR.JPN", "{\n\"value\": 1446430000.10\n}");
        events.send(TRADE, 0, mine + 2, CHANGED, mine + ".USA.JPN");
        events.send(TRADE, 0, mine + 3, "strait.trade.ingest.completed", mine + ".KOR.JPN");
        events.send(TRADE, 0, mine + 4, "strait.trade.record.broken", mine + ".KOR.");
        // Then
        await().until(() -> client.eventIds().size() >= 2);
        assertThat(client.eventIds()).containsExactly(mine + 1, mine + 4);
        SseClient.Frame first = client.events().get(0);
        assertThat(first.event()).isEqualTo(CHANGED);
        assertThat(first.id()).matches("[A-Za-z0-9_-]+");
        assertThat(first.data())
                .contains("\"specversion\":\"1.0\"", "\"subject\":\"" + mine + ".KOR.JPN\"", "1446430000.10");
        assertThat(first.json().path("data").path("value").decimalValue()).isEqualByComparingTo("1446430000.1");
    }

    @Test
    void aReconnectGetsTheRestExactlyOnceAlsoFromBeforeTheTail() throws Exception {
        // Given
        SseClient first = connect("?subject=" + mine + "*");
        await().until(() -> !first.frames().isEmpty());
        send(0, 30);
        await().until(() -> first.eventIds().size() >= 90);
        String middle = first.events().get(40).id();
        String last = first.events().get(89).id();
        List<String> seen = first.eventIds().subList(0, 41);
        first.close();
        // When nobody is connected
        send(30, 100);
        // Then
        SseClient again = connect("?subject=" + mine + "*", "Last-Event-ID", middle);
        await().until(() -> again.eventIds().size() >= 300 - 41);
        List<String> all = new ArrayList<>(seen);
        all.addAll(again.eventIds());
        assertThat(all).doesNotHaveDuplicates().hasSize(300);
        for (int partition = 0; partition < 3; partition++) {
            String prefix = mine + "/" + partition + "/";
            assertThat(all.stream().filter(id -> id.startsWith(prefix)).toList())
                    .isEqualTo(ids(partition, 0, 100));
        }
        // And the header wins over the query
        SseClient header = connect("?subject=" + mine + "*&lastEventId=" + middle, "Last-Event-ID", last);
        await().until(() -> header.eventIds().size() >= 210);
        SseClient query = connect("?subject=" + mine + "*&lastEventId=" + middle);
        await().until(() -> query.eventIds().size() >= 259);
        assertThat(header.eventIds()).hasSize(210);
        assertThat(query.eventIds()).hasSize(259);
    }

    @Test
    void aForgedPositionGetsAResetInTheStream() throws Exception {
        for (String forged : List.of("0", "AQAAAA", "..%2F", "x".repeat(5000))) {
            SseClient client = connect("?subject=" + mine + "*&lastEventId=" + forged);
            await().until(() -> !client.frames().isEmpty());
            SseClient.Frame reset = client.frames().get(0);
            assertThat(reset.event()).isEqualTo("reset");
            assertThat(reset.json().path("reason").asText()).isEqualTo("malformed");
            assertThat(reset.json().path("position").asText()).isEqualTo(reset.id());
            assertThat(reset.json().path("snapshots")).hasSize(2);
            String id = mine + Integer.toHexString(forged.hashCode());
            events.send(SUPPLY, 1, id, CHANGED, mine);
            await().until(() -> client.eventIds().contains(id));
            SseClient oldest = connect("?subject=" + mine + "*&lastEventId="
                    + reset.json().path("oldest").asText());
            await().until(() -> oldest.eventIds().contains(id));
        }
    }

    @Test
    void aPositionWhoseEventsAreGoneGetsAReset() throws Exception {
        SseClient first = connect("?subject=" + mine + "*");
        await().until(() -> !first.frames().isEmpty());
        String start = first.frames().get(0).id();
        long offset = 0;
        for (int i = 0; i < 60; i++) {
            offset = events.send(SUPPLY, 2, mine + i, CHANGED, mine).get().offset();
        }
        await().until(() -> first.eventIds().size() == 60);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.deleteRecords(Map.of(new TopicPartition(SUPPLY, 2), RecordsToDelete.beforeOffset(offset - 1)))
                    .all()
                    .get();
        }
        SseClient late = connect("?subject=" + mine + "*", "Last-Event-ID", start);
        await().until(() -> late.eventIds().size() >= 2);
        assertThat(late.frames().get(0).event()).isEqualTo("reset");
        assertThat(late.frames().get(0).json().path("reason").asText()).isEqualTo("retention-passed");
        assertThat(late.eventIds()).containsExactly(mine + 58, mine + 59);
    }

    @Test
    void aSlowClientIsClosedAloneAndCanResume() throws Exception {
        SseClient healthy = connect("?subject=" + mine + "*");
        await().until(() -> !healthy.frames().isEmpty());
        String start = healthy.frames().get(0).id();
        int count = 60;
        try (Socket slow = new Socket()) {
            // Small, so that the server soon feels it; not so small that what is on its way takes minutes to read.
            slow.setReceiveBufferSize(32_768);
            slow.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
            OutputStream out = slow.getOutputStream();
            out.write(("GET /events/v1?subject=" + mine + "* HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = slow.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            double before = closings();
            // When it reads nothing more, while the other keeps up
            String large = "\"" + "x".repeat(500_000) + "\"";
            for (int i = 0; i < count; i++) {
                events.send(TRADE, 1, mine + i, CHANGED, mine, large).get();
                int sent = i + 1;
                await().until(() -> healthy.eventIds().size() >= sent);
            }
            // Then
            await().until(() -> closings() > before);
            assertThat(healthy.eventIds()).hasSize(count);
        }
        SseClient resumed = connect("?subject=" + mine + "*", "Last-Event-ID", start);
        await().until(() -> resumed.eventIds().size() >= count);
        assertThat(resumed.eventIds()).hasSize(count);
    }

    private double closings() {
        return io.micrometer.core.instrument.Metrics.globalRegistry
                .find("strait.hub.closings")
                .tag("reason", "slow-client")
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void anIdleClientGetsHeartbeatsAndItsPosition() throws Exception {
        SseClient client = connect("?subject=nothing");
        await().until(() -> client.comments() >= 2);
        events.send(TRADE, 2, mine, CHANGED, mine).get();
        await().until(() -> client.frames().size() >= 2);
        assertThat(client.frames()).allMatch(frame -> frame.event().equals("position"));
        String now = given().get("/events/v1/position").jsonPath().getString("position");
        await().until(() ->
                now.equals(client.frames().get(client.frames().size() - 1).id()));
    }

    @Test
    void theStreamEndsWithTheToken() throws Exception {
        String token =
                Tokens.claims("viewer").expiresAt(Instant.now().plusSeconds(2)).sign();
        SseClient client = connect("?subject=nothing", "Authorization", "Bearer " + token);
        await().until(client::hasEnded);
        SseClient.Frame last = client.frames().get(client.frames().size() - 1);
        assertThat(last.event()).isEqualTo("closing");
        assertThat(last.json().path("reason").asText()).isEqualTo("token-expired");
    }

    @Test
    void everyKindOfFilterAppliesToWhatIsReplayedAndToWhatIsLive() throws Exception {
        String series = "{\"series\":{\"reporter\":\"%s\",\"partner\":\"JPN\",\"commodity\":\"%s\"}}";
        String node = "{\"after\":{\"supplier\":\"" + mine + "\",\"input\":\"b\"}}";
        SseClient before = connect("?subject=nothing");
        await().until(() -> !before.frames().isEmpty());
        String start = before.frames().get(0).id();
        List<SseClient> asked = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            // When some came before, and the rest while the client is there
            events.send(TRADE, 0, mine + "a" + round, CHANGED, mine + ".1", series.formatted("KOR", "271012"));
            events.send(TRADE, 1, mine + "b" + round, CHANGED, mine + ".2", series.formatted("USA", "8541"));
            events.send(SUPPLY, 0, mine + "c" + round, "strait.supplychain.link.added", mine + ".3", node);
            events.flush();
            if (round == 0) {
                for (String query : List.of(
                        "reporter=KR&commodity=2710*&subject=" + mine + ".*",
                        "node=" + mine,
                        "sql=" + encoded("subject LIKE '" + mine + ".%' AND type NOT LIKE '%.added'"),
                        "filter="
                                + encoded(
                                        "[{\"prefix\":{\"subject\":\"" + mine + ".\"}},{\"any\":["
                                                + "{\"suffix\":{\"subject\":\".3\"}},{\"not\":{\"sql\":\"INT(subject) = 1\"}}]}]"))) {
                    asked.add(connect("?" + query, "Last-Event-ID", start));
                }
            }
        }
        // Then
        List<String> wanted = List.of("a", "c", "ab", "abc");
        for (int i = 0; i < asked.size(); i++) {
            SseClient client = asked.get(i);
            List<String> ids = new ArrayList<>();
            wanted.get(i)
                    .chars()
                    .forEach(letter -> ids.addAll(List.of(mine + (char) letter + 0, mine + (char) letter + 1)));
            await().untilAsserted(() -> assertThat(client.eventIds()).hasSizeGreaterThanOrEqualTo(ids.size()));
            assertThat(client.eventIds()).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void everythingThatIsWrongWithTheQueryIsNamedBeforeTheStreamBegins() {
        given().accept("text/event-stream")
                .queryParam("type", "a*b", "")
                .queryParam("since", "yesterday")
                .queryParam("filter", "[{\"sql\":\"type =\"}]")
                .queryParam("colour", "red")
                .queryParam("lastEventId", "1", "2")
                .get("/events/v1")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-parameter"))
                .body(
                        "violations.field",
                        containsInAnyOrder("type", "type", "since", "filter[0].sql", "colour", "lastEventId"));
    }

    @Test
    void everyCommandOfTheReadmeIsAnswered() throws Exception {
        String position = given().get("/events/v1/position").jsonPath().getString("position");
        Matcher command = Pattern.compile("curl (.*?)'?\"?http://localhost:8080(/events/v1[^ '\"\n]*)"
                        + "(?: --data-urlencode (['\"])(\\w+)=(.*)\\3)?")
                .matcher(Files.readString(Path.of("README.md")));
        int commands = 0;
        while (command.find()) {
            String target = command.group(2).replace("$ID", position);
            if (command.group(3) != null) {
                target += "?" + command.group(4) + "=" + URLEncoder.encode(command.group(5), StandardCharsets.UTF_8);
            }
            if (target.equals("/events/v1/position")) {
                given().get(target).then().statusCode(200);
            } else if (command.group(1).contains("application/json")) {
                given().accept("application/json").get(target).then().statusCode(200);
            } else {
                String[] headers = command.group(1).contains("Last-Event-ID")
                        ? new String[] {"Last-Event-ID", position}
                        : new String[0];
                SseClient client = connect(target.substring("/events/v1".length()), headers);
                await().until(() -> client.retry() > 0);
                assertThat(client.frames()).noneMatch(frame -> frame.event().equals("reset"));
            }
            commands++;
        }
        assertThat(commands).isEqualTo(13);
    }

    @Test
    void otherMethodsAndFormatsAreRefused() {
        given().post("/events/v1").then().statusCode(equalTo(401));
        given().header("Authorization", "Bearer " + Tokens.of("contributor"))
                .post("/events/v1")
                .then()
                .statusCode(405)
                .header("Allow", "GET")
                .contentType("application/problem+json");
        given().accept("text/html").get("/events/v1").then().statusCode(406);
        given().accept("text/html").get("/events/v1/position").then().statusCode(406);
        given().header("Authorization", "Bearer nonsense")
                .get("/events/v1")
                .then()
                .statusCode(401);
    }

    private void send(int from, int to) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = from; i < to; i++) {
            for (int partition = 0; partition < 3; partition++) {
                sent.add(events.send(TRADE, partition, mine + "/" + partition + "/" + i, CHANGED, mine));
            }
        }
        TestEvents.await(sent);
    }

    private List<String> ids(int partition, int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ids.add(mine + "/" + partition + "/" + i);
        }
        return ids;
    }

    private SseClient connect(String query, String... headers) throws Exception {
        SseClient client = SseClient.open(URI.create(stream + query), headers);
        clients.add(client);
        return client;
    }
}
