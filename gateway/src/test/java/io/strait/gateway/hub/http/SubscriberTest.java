package io.strait.gateway.hub.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strait.gateway.DoorResource;
import io.strait.gateway.Tokens;
import io.strait.gateway.hub.Hub;
import io.strait.gateway.hub.TestEvents;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator sees of the stream's clients, and nobody else. Reading is public here. */
@QuarkusTest
@QuarkusTestResource(value = HubKafka.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = DoorResource.class, restrictToAnnotatedClass = true)
class SubscriberTest {
    private static final String TRADE = "strait.trade.v1";
    private static final String CHANGED = "strait.trade.series.changed";
    private static final String SUBSCRIBERS = "/admin/v1/subscribers";
    private static final String REASON = "disconnected-by-an-administrator";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource("/events/v1")
    @SuppressWarnings("NullAway.Init")
    URL stream;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Hub hub;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    @SuppressWarnings("NullAway.Init")
    String bootstrapServers;

    private final List<AutoCloseable> open = new ArrayList<>();

    private String mine = "";

    @BeforeEach
    void begin(TestInfo test) {
        mine = test.getTestMethod().orElseThrow().getName();
        await().atMost(PATIENCE).until(hub::isReady);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
    void onlyAnAdministratorComesIn(String method) {
        for (String path : List.of(SUBSCRIBERS, SUBSCRIBERS + "/" + UUID.randomUUID(), "/admin", "/admin/v1/none")) {
            given().request(method, path).then().statusCode(401);
            for (String role : List.of("viewer", "contributor")) {
                given().auth()
                        .oauth2(Tokens.of(role))
                        .request(method, path)
                        .then()
                        .statusCode(403);
            }
        }
        int status = method.equals("GET") ? 200 : 405;
        admin().request(method, SUBSCRIBERS).then().statusCode(status);
    }

    @Test
    void whoIsConnectedIsSeen() throws Exception {
        // Given
        Instant before = Instant.now();
        SseClient sse = open(SseClient.open(
                address("?conflate=subject&subject=" + mine + "&type=strait.*&since=now"),
                "Authorization",
                "Bearer " + Tokens.of("viewer")));
        SocketClient socket = open(SocketClient.open(socketAddress("?subject=" + mine)));
        CompletableFuture<HttpResponse<String>> poll = poll();
        await().atMost(PATIENCE)
                .until(() -> !sse.frames().isEmpty() && !socket.messages().isEmpty());
        await().atMost(PATIENCE).until(() -> ofMine().size() == 3);
        // When
        try (TestEvents events = new TestEvents(bootstrapServers)) {
            events.send(TRADE, 0, mine + 1, CHANGED, mine);
            events.send(TRADE, 0, mine + 2, CHANGED, "other");
        }
        await().atMost(PATIENCE)
                .until(() -> sse.eventIds().size() == 1 && socket.eventIds().size() == 1);
        assertThat(poll.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        // Then
        await().atMost(PATIENCE).until(() -> {
            List<JsonNode> all = ofMine();
            return all.size() == 2
                    && all.stream()
                            .allMatch(one -> one.path("sentEvents").asInt() == 1
                                    && one.path("lag").asInt(-1) == 0);
        });
        JsonNode one = ofMine().stream()
                .filter(it -> it.path("kind").asText().equals("sse"))
                .findAny()
                .orElseThrow();
        assertThat(one.path("caller").asText()).isEqualTo("tester");
        assertThat(one.path("address").asText()).matches("(127\\.0\\.0\\.1|\\[?[0:]+1]?):\\d+");
        assertThat(one.path("filter").asText()).isEqualTo("type=strait.*&subject=" + mine);
        assertThat(one.path("conflate").asText()).isEqualTo("subject");
        assertThat(one.path("queuedBytes").asLong(-1)).isZero();
        assertThat(Instant.parse(one.path("since").asText())).isBetween(before, Instant.now());
        admin().get(SUBSCRIBERS + "/" + one.path("id").asText())
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("id", equalTo(one.path("id").asText()))
                .body("kind", equalTo("sse"));
        JsonNode other = ofMine().stream()
                .filter(it -> it.path("kind").asText().equals("websocket"))
                .findAny()
                .orElseThrow();
        assertThat(other.path("caller").isNull()).isTrue();
        assertThat(other.path("conflate").isNull()).isTrue();
    }

    @Test
    void oneIsDisconnectedWithAReasonAndMayComeBack() throws Exception {
        // Given
        SseClient sse = open(SseClient.open(address("?subject=" + mine)));
        SseClient stays = open(SseClient.open(address("?subject=" + mine + "*")));
        SocketClient socket = open(SocketClient.open(socketAddress("?subject=" + mine)));
        CompletableFuture<HttpResponse<String>> poll = poll();
        await().atMost(PATIENCE)
                .until(() -> !sse.frames().isEmpty()
                        && !stays.frames().isEmpty()
                        && !socket.messages().isEmpty()
                        && ofMine().size() == 4);
        // When
        List<String> ids = ofMine().stream()
                .filter(one -> !one.path("filter").asText().endsWith("*"))
                .map(one -> one.path("id").asText())
                .toList();
        assertThat(ids).hasSize(3);
        for (String id : ids) {
            admin().delete(SUBSCRIBERS + "/" + id).then().statusCode(204);
        }
        // Then
        await().atMost(PATIENCE).until(() -> sse.hasEnded() && socket.code() != -1);
        SseClient.Frame last = sse.frames().get(sse.frames().size() - 1);
        assertThat(last.event()).isEqualTo("closing");
        assertThat(last.json().path("reason").asText()).isEqualTo(REASON);
        assertThat(socket.code()).isEqualTo(4410);
        assertThat(socket.reason()).isEqualTo(REASON);
        HttpResponse<String> answer = poll.get(30, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("disconnected by an administrator");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        for (String id : ids) {
            await().atMost(PATIENCE)
                    .until(() -> admin().get(SUBSCRIBERS + "/" + id).statusCode() == 404);
            admin().delete(SUBSCRIBERS + "/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/not-found"));
        }
        assertThat(stays.hasEnded()).isFalse();
        SseClient again = open(SseClient.open(address("?subject=" + mine), "Last-Event-ID", last.id()));
        try (TestEvents events = new TestEvents(bootstrapServers)) {
            events.send(TRADE, 0, mine + 1, CHANGED, mine);
        }
        await().atMost(PATIENCE).until(() -> again.eventIds().contains(mine + 1));
    }

    @Test
    void pagesShowEveryoneOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            SseClient client = open(SseClient.open(address("?subject=" + mine)));
            await().atMost(PATIENCE).until(() -> !client.frames().isEmpty());
        }
        List<String> found = new ArrayList<>();
        String next = SUBSCRIBERS + "?limit=2";
        while (next != null) {
            Response page = admin().get(next);
            page.then().statusCode(200);
            JsonNode body = page.as(JsonNode.class);
            assertThat(body.path("items").size()).isBetween(0, 2);
            for (JsonNode one : body.path("items")) {
                if (one.path("filter").asText().equals("subject=" + mine)) {
                    found.add(one.path("id").asText());
                }
            }
            next = body.path("next").textValue();
            assertThat(page.header("Link")).isEqualTo(next == null ? null : "<" + next + ">; rel=\"next\"");
        }
        assertThat(found).hasSize(5).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void whatIsWrongWithTheQuestionIsSaid() {
        admin().get(SUBSCRIBERS + "?limit=1001&cursor=x&page=2")
                .then()
                .statusCode(400)
                .body("violations", hasSize(3));
        admin().get(SUBSCRIBERS + "/nobody").then().statusCode(404);
        admin().post(SUBSCRIBERS + "/nobody").then().statusCode(405).header("Allow", "GET, DELETE");
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.of("admin"));
    }

    private List<JsonNode> ofMine() {
        List<JsonNode> mineOnly = new ArrayList<>();
        for (JsonNode one :
                admin().get(SUBSCRIBERS + "?limit=1000").as(JsonNode.class).path("items")) {
            if (one.path("filter").asText().contains("subject=" + mine)) {
                mineOnly.add(one);
            }
        }
        return mineOnly;
    }

    private CompletableFuture<HttpResponse<String>> poll() {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(address("?wait=60&subject=" + mine))
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String query) {
        return URI.create(stream + query);
    }

    private URI socketAddress(String query) {
        return URI.create("ws://" + stream.getHost() + ":" + stream.getPort() + "/events/v1/ws" + query);
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
