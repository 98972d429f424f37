package io.strait.gateway.hub.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.strait.gateway.DoorResource;
import io.strait.gateway.Tokens;
import io.strait.gateway.hub.Hub;
import io.strait.gateway.hub.TestEvents;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The stream as a WebSocket, over real connections. */
@QuarkusTest
@QuarkusTestResource(value = HubKafka.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = DoorResource.class, restrictToAnnotatedClass = true)
class WebSocketTest {
    private static final String TRADE = "strait.trade.v1";
    private static final String CHANGED = "strait.trade.series.changed";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource("/events/v1")
    @SuppressWarnings("NullAway.Init")
    URL stream;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Hub hub;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Router router;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    @SuppressWarnings("NullAway.Init")
    String bootstrapServers;

    private final List<AutoCloseable> clients = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private TestEvents events;

    private String mine = "";

    @BeforeEach
    void begin(TestInfo test) {
        mine = test.getTestMethod().orElseThrow().getName();
        events = new TestEvents(bootstrapServers);
        await().atMost(PATIENCE).until(hub::isReady);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        events.close();
    }

    @Test
    void everyMessageIsACloudEventWithThePlaceAfterIt() {
        // Given
        SocketClient client = connect("?type=" + CHANGED + "&sql=subject%3D'" + mine + "'");
        assertThat(client.socket().getSubprotocol()).isEqualTo("cloudevents.json");
        await().atMost(PATIENCE).until(() -> !client.messages().isEmpty());
        JsonNode first = client.messages().get(0);
        assertThat(first.path("specversion").asText()).isEqualTo("1.0");
        assertThat(first.path("type").asText()).isEqualTo("strait.stream.position");
        assertThat(first.path("position")).isEqualTo(first.path("data").path("position"));
        // When
        events.send(
                TRADE, 0, mine + 1, CHANGED, mine, "{\"value\":\"\u00fc\", \"large\":\"" + "x".repeat(200_000) + "\"}");
        events.send(TRADE, 0, mine + 2, CHANGED, "other");
        events.send(TRADE, 0, mine + 3, CHANGED, mine);
        // Then
        await().atMost(PATIENCE).until(() -> client.events().size() >= 2);
        assertThat(client.eventIds()).containsExactly(mine + 1, mine + 3);
        JsonNode event = client.events().get(0);
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("subject").asText()).isEqualTo(mine);
        assertThat(event.path("data").path("value").asText()).isEqualTo("\u00fc");
        assertThat(event.path("data").path("large").asText()).hasSize(200_000);
        assertThat(event.path("position").asText()).matches("[A-Za-z0-9_-]+");
    }

    /** Positions are those of every other transport, and whoever comes back has the rest, also from before the tail. */
    @Test
    void aReconnectGoesOnWhereAnyTransportStopped() throws Exception {
        SocketClient first = connect("?subject=" + mine);
        await().atMost(PATIENCE).until(() -> !first.messages().isEmpty());
        send(0, 100);
        await().atMost(PATIENCE).until(() -> first.events().size() >= 100);
        String middle = first.events().get(29).path("position").asText();
        first.close();
        // When nobody is connected
        send(100, 200);
        // Then
        List<String> rest = ids(30, 200);
        SocketClient again = connect("?subject=" + mine + "&lastEventId=" + middle);
        SocketClient since = connect("?subject=" + mine + "&since=" + middle);
        SocketClient header = connect("?subject=" + mine, "Last-Event-ID", middle);
        for (SocketClient client : List.of(again, since, header)) {
            await().atMost(PATIENCE).until(() -> client.events().size() >= rest.size());
            assertThat(client.eventIds()).isEqualTo(rest);
        }
        String late = again.events().get(99).path("position").asText();
        SseClient sse = SseClient.open(URI.create(stream + "?subject=" + mine), "Last-Event-ID", late);
        clients.add(sse);
        await().atMost(PATIENCE).until(() -> sse.eventIds().size() >= 70);
        assertThat(sse.eventIds()).isEqualTo(ids(130, 200));
        SocketClient back =
                connect("?subject=" + mine + "&since=" + sse.events().get(9).id());
        await().atMost(PATIENCE).until(() -> back.events().size() >= 60);
        assertThat(back.eventIds()).isEqualTo(ids(140, 200));
    }

    @Test
    void aForgedPositionIsToldWithAReset() {
        SocketClient client = connect("?subject=" + mine + "&lastEventId=forged");
        await().atMost(PATIENCE).until(() -> !client.messages().isEmpty());
        JsonNode reset = client.messages().get(0);
        assertThat(reset.path("type").asText()).isEqualTo("strait.stream.reset");
        assertThat(reset.path("data").path("reason").asText()).isEqualTo("malformed");
        assertThat(reset.path("data").path("snapshots")).hasSize(2);
        events.send(TRADE, 0, mine, CHANGED, mine);
        await().atMost(PATIENCE).until(() -> client.eventIds().contains(mine));
    }

    @Test
    void anIdleClientGetsPings() {
        SocketClient client = connect("?subject=nothing");
        await().atMost(PATIENCE).until(() -> client.pings() >= 2);
        assertThat(client.code()).isEqualTo(-1);
    }

    @Test
    void theSocketIsClosedWithTheToken() {
        String token =
                Tokens.claims("viewer").expiresAt(Instant.now().plusSeconds(2)).sign();
        SocketClient client = connect("?subject=nothing", "Authorization", "Bearer " + token);
        await().atMost(PATIENCE).until(() -> client.code() != -1);
        assertThat(client.code()).isEqualTo(4401);
        assertThat(client.reason()).isEqualTo("token-expired");
        assertThat(client.last().path("type").asText()).isEqualTo("strait.stream.closing");
        assertThat(client.last().path("data").path("reason").asText()).isEqualTo("token-expired");
    }

    @Test
    void whoSendsSomethingIsTurnedAway() {
        SocketClient client = connect("?subject=nothing");
        client.socket().sendText("hello", true);
        await().atMost(PATIENCE).until(() -> client.code() != -1);
        assertThat(client.code()).isEqualTo(1003);
    }

    @Test
    void whoLeavesIsForgotten() {
        await().atMost(PATIENCE).until(() -> hub.clients() == 0);
        SocketClient polite = connect("?subject=nothing");
        SocketClient rude = connect("?subject=nothing");
        await().atMost(PATIENCE).until(() -> hub.clients() == 2);
        polite.socket().sendClose(1000, "bye");
        rude.socket().abort();
        await().atMost(PATIENCE).until(() -> hub.clients() == 0);
    }

    /** Else the process, when it is to end, would wait for requests of which nothing is left. */
    @Test
    void theFrameworkHearsThatARequestHasEndedWithItsSocket() {
        AtomicInteger ended = new AtomicInteger();
        router.get("/events/v1/ws").order(-40_000).handler(context -> {
            if (context.request().query().contains(mine)) {
                QuarkusRequestWrapper.get(context.request()).addRequestDoneHandler(done -> ended.incrementAndGet());
            }
            context.next();
        });
        SocketClient client = connect("?subject=" + mine);
        await().atMost(PATIENCE).until(() -> !client.messages().isEmpty());
        assertThat(ended).hasValue(0);
        client.socket().sendClose(1000, "bye");
        await().atMost(PATIENCE).until(() -> ended.get() == 1);
    }

    @Test
    void aSlowClientIsClosedAloneAndCanResume() throws Exception {
        SocketClient healthy = connect("?subject=" + mine);
        await().atMost(PATIENCE).until(() -> !healthy.messages().isEmpty());
        String start = healthy.messages().get(0).path("position").asText();
        int count = 60;
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(32_768);
            slow.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
            slow.getOutputStream()
                    .write(("GET /events/v1/ws?subject=" + mine
                                    + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            assertThat(in.readNBytes(12)).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 101");
            await().atMost(PATIENCE).until(() -> hub.clients() == 2);
            // When it reads nothing more, while the other keeps up
            String large = "\"" + "x".repeat(500_000) + "\"";
            for (int i = 0; i < count; i++) {
                events.send(TRADE, 1, mine + i, CHANGED, mine, large).get();
                int sent = i + 1;
                await().atMost(PATIENCE).until(() -> healthy.events().size() >= sent);
            }
            // Then
            await().atMost(PATIENCE).until(() -> hub.clients() == 1);
            assertThat(healthy.eventIds()).isEqualTo(ids(0, count));
        }
        SocketClient resumed = connect("?subject=" + mine + "&since=" + start);
        await().atMost(PATIENCE).until(() -> resumed.events().size() >= count);
        assertThat(resumed.eventIds()).isEqualTo(ids(0, count));
    }

    /** No policy of a browser keeps a page of another site from reading a WebSocket. */
    @Test
    void pagesOfOtherSitesAreRefusedSaveThoseListed() {
        URI address = address("?subject=nothing");
        String own = stream.getHost() + ":" + stream.getPort();
        assertThat(SocketClient.refusal(address, "cloudevents.json", "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(SocketClient.refusal(address, "cloudevents.json", "Origin", "null"))
                .isEqualTo(403);
        assertThat(SocketClient.refusal(address, "cloudevents.json", "Origin", "http://" + stream.getHost()))
                .isEqualTo(403);
        assertThat(SocketClient.refusal(address, "cloudevents.json", "Origin", "http://" + own))
                .isEqualTo(101);
        assertThat(SocketClient.refusal(address, "cloudevents.json", "Origin", "https://dashboard.example"))
                .isEqualTo(101);
    }

    @Test
    void whatCannotBeOpenedIsAProblem() {
        URI address = address("?subject=nothing");
        assertThat(SocketClient.refusal(address, "mqtt")).isEqualTo(400);
        assertThat(SocketClient.refusal(address("?colour=red"), "cloudevents.json"))
                .isEqualTo(400);
        assertThat(SocketClient.refusal(address, "cloudevents.json", "Authorization", "Bearer nonsense"))
                .isEqualTo(401);
        given().get("/events/v1/ws")
                .then()
                .statusCode(426)
                .header("Upgrade", "websocket")
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/upgrade-required"));
        given().header("Authorization", "Bearer " + Tokens.of("contributor"))
                .post("/events/v1/ws")
                .then()
                .statusCode(405);
    }

    private void send(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            events.send(TRADE, 0, mine + i, CHANGED, mine);
        }
        events.flush();
    }

    private List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> mine + i).toList();
    }

    private URI address(String query) {
        return URI.create("ws://" + stream.getHost() + ":" + stream.getPort() + "/events/v1/ws" + query);
    }

    private SocketClient connect(String query, String... headers) {
        SocketClient client = SocketClient.open(address(query), headers);
        clients.add(client);
        return client;
    }
}
