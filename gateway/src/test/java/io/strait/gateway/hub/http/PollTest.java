package io.strait.gateway.hub.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.strait.gateway.DoorResource;
import io.strait.gateway.Tokens;
import io.strait.gateway.hub.Hub;
import io.strait.gateway.hub.TestEvents;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The stream for clients that ask again and again, and single events. */
@QuarkusTest
@QuarkusTestResource(value = HubKafka.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = DoorResource.class, restrictToAnnotatedClass = true)
class PollTest {
    private static final String TRADE = "strait.trade.v1";
    private static final String CHANGED = "strait.trade.series.changed";
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

    @SuppressWarnings("NullAway.Init")
    private TestEvents events;

    private String mine = "";

    @BeforeEach
    void begin(TestInfo test) {
        mine = test.getTestMethod().orElseThrow().getName();
        events = new TestEvents(bootstrapServers);
        await().atMost(PATIENCE).until(() -> given().get("/events/v1/position").statusCode() == 200);
    }

    @AfterEach
    void end() {
        events.close();
    }

    /** Some loop with large answers and some with small ones, some from memory and some that fall back to Kafka. */
    @Test
    void whoAsksAgainAndAgainHasEveryEventOnceAndInOrderWhileMoreArePublished() throws Exception {
        String start = given().get("/events/v1/position").jsonPath().getString("position");
        int each = 400;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<List<String>>> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Random random = new Random(i);
                clients.add(threads.submit(() -> loop(start, 3 * each, random)));
            }
            for (int i = 0; i < each; i++) {
                for (int partition = 0; partition < 3; partition++) {
                    events.send(TRADE, partition, mine + "/" + partition + "/" + i, CHANGED, mine);
                    events.send(TRADE, partition, mine + "/other" + partition + i, CHANGED, "other");
                }
                if (i % 10 == 0) {
                    events.flush();
                }
            }
            for (Future<List<String>> client : clients) {
                List<String> received = client.get(2, TimeUnit.MINUTES);
                assertThat(received).doesNotHaveDuplicates().hasSize(3 * each);
                for (int partition = 0; partition < 3; partition++) {
                    String prefix = mine + "/" + partition + "/";
                    assertThat(received.stream()
                                    .filter(id -> id.startsWith(prefix))
                                    .toList())
                            .isEqualTo(IntStream.range(0, each)
                                    .mapToObj(i -> prefix + i)
                                    .toList());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> loop(String start, int all, Random random) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<String> received = new ArrayList<>();
        String position = start;
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (received.size() < all && System.nanoTime() < giveUp) {
            int limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
            String query = "?subject=" + mine + "&limit=" + limit + "&wait=" + random.nextInt(3) + "&since=" + position;
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(stream + query))
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode answer = new JsonMapper().readTree(response.body());
            assertThat(answer.has("reset")).isFalse();
            assertThat(answer.path("events").size()).isLessThanOrEqualTo(limit);
            answer.path("events").forEach(event -> received.add(event.path("id").asText()));
            position = answer.path("position").asText();
        }
        return received;
    }

    @Test
    void anAnswerWithoutEventsHasAPlaceToGoOnFrom() {
        Response first = given().accept("application/json").get("/events/v1?subject={mine}&wait=0", mine);
        first.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("events", hasSize(0));
        String position = first.jsonPath().getString("position");
        assertThat(position).matches("[A-Za-z0-9_-]+");
        // When others' events have come, the place moves on without them
        events.send(TRADE, 0, mine + "other", CHANGED, "other");
        events.flush();
        await().atMost(PATIENCE).until(() -> {
            Response next = poll("wait=0&subject=" + mine + "&since=" + position);
            next.then().body("events", hasSize(0));
            return !next.jsonPath().getString("position").equals(position);
        });
    }

    @Test
    void theHeaderWinsAndAllOfTheLogCanBeRead() {
        events.send(TRADE, 1, mine, CHANGED, mine);
        events.flush();
        Response all = poll("since=earliest&wait=10&subject=" + mine);
        all.then().body("events.id", equalTo(List.of(mine)));
        given().accept("application/json")
                .header("Last-Event-ID", all.jsonPath().getString("position"))
                .get("/events/v1?since=earliest&wait=0&subject={mine}", mine)
                .then()
                .statusCode(200)
                .body("events", hasSize(0));
    }

    @Test
    void aForgedPositionIsAnsweredWithAReset() {
        Response response = poll("lastEventId=forged&wait=10&subject=" + mine);
        response.then()
                .statusCode(200)
                .body("reset.reason", equalTo("malformed"))
                .body("reset.snapshots", hasSize(2));
        assertThat(response.jsonPath().getString("position"))
                .isEqualTo(response.jsonPath().getString("reset.position"));
        poll("wait=0&since=" + response.jsonPath().getString("reset.oldest"))
                .then()
                .statusCode(200);
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        given().accept("application/json")
                .queryParam("wait", "61")
                .queryParam("limit", "0")
                .queryParam("since", "yesterday")
                .queryParam("filter", "{}")
                .get("/events/v1")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("wait", "limit", "since", "filter"));
        given().accept("text/event-stream")
                .get("/events/v1?wait=1")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("wait")));
    }

    @Test
    void aWaitEndsWithTheToken() {
        String token =
                Tokens.claims("viewer").expiresAt(Instant.now().plusSeconds(2)).sign();
        given().accept("application/json")
                .header("Authorization", "Bearer " + token)
                .get("/events/v1?wait=60&subject={mine}", mine)
                .then()
                .statusCode(200)
                .body("events", hasSize(0));
    }

    @Test
    void whoLeavesWhileWaitingIsForgotten() throws Exception {
        await().atMost(PATIENCE).until(() -> hub.clients() == 0);
        try (Socket socket = new Socket(stream.getHost(), stream.getPort())) {
            socket.getOutputStream()
                    .write(("GET /events/v1?wait=60&subject=" + mine
                                    + " HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).until(() -> hub.clients() == 1);
        }
        await().atMost(PATIENCE).until(() -> hub.clients() == 0);
    }

    /** A connection is not used up by an answer. */
    @Test
    void manyAnswersComeOverOneConnection() throws Exception {
        try (Socket socket = new Socket(stream.getHost(), stream.getPort())) {
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            for (int i = 0; i < 20; i++) {
                socket.getOutputStream()
                        .write(("GET /events/v1?wait=0&subject=" + mine
                                        + " HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                StringBuilder answer = new StringBuilder();
                while (!answer.toString().endsWith("\"}")) {
                    int next = in.read();
                    assertThat(next).as("after " + answer).isGreaterThanOrEqualTo(0);
                    answer.append((char) next);
                }
                assertThat(answer).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void anEventIsReadByItsIdWhileItIsInMemory() {
        events.send(TRADE, 1, mine, CHANGED, mine, "{\"value\": 1446430000.10}");
        events.flush();
        await().atMost(PATIENCE).until(() -> given().get("/events/v1/" + mine).statusCode() == 200);
        String text = given().get("/events/v1/" + mine)
                .then()
                .contentType("application/cloudevents+json")
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
        assertThat(text).contains("\"id\":\"" + mine + "\"", "1446430000.10");
        given().accept("application/json")
                .get("/events/v1/" + mine)
                .then()
                .statusCode(200)
                .contentType("application/json");
        given().accept("text/html").get("/events/v1/" + mine).then().statusCode(406);
        // When 50 newer ones have taken its place
        for (int i = 0; i < 60; i++) {
            events.send(TRADE, 1, mine + "/" + i, CHANGED, mine);
        }
        events.flush();
        await().atMost(PATIENCE).until(() -> given().get("/events/v1/" + mine).statusCode() == 404);
        // Then it is answered as one that never was
        JsonNode gone = problem(mine);
        JsonNode never = problem(mine + "never");
        assertThat(gone.path("detail")).isEqualTo(never.path("detail"));
        assertThat(gone.path("type").asText()).isEqualTo("/problems/not-found");
        given().header("Authorization", "Bearer " + Tokens.of("contributor"))
                .delete("/events/v1/" + mine)
                .then()
                .statusCode(405)
                .header("Allow", "GET");
    }

    /** On every transport, for who comes back to what has been waiting. */
    @Test
    void onRequestOnlyTheLatestOfEachSubjectIsSent() throws Exception {
        // Given
        String start = given().get("/events/v1/position").jsonPath().getString("position");
        for (int i = 0; i < 40; i++) {
            events.send(TRADE, 0, mine + i, CHANGED, mine + i % 2);
        }
        events.flush();
        await().atMost(PATIENCE).until(() -> hub.event(mine + 39).isPresent());
        String query = "subject=" + mine + "*&conflate=subject&since=" + start;
        // When
        JsonNode answer = new JsonMapper().readTree(poll(query).asString());
        // Then
        assertThat(answer.path("events").findValuesAsText("id")).containsExactly(mine + 38, mine + 39);
        try (SseClient sse = SseClient.open(URI.create(stream + "?" + query));
                SocketClient socket =
                        SocketClient.open(URI.create(stream.toString().replace("http:", "ws:") + "/ws?" + query))) {
            await().atMost(PATIENCE)
                    .until(() -> sse.eventIds().size() >= 2 && socket.eventIds().size() >= 2);
            assertThat(sse.eventIds()).containsExactly(mine + 38, mine + 39);
            assertThat(socket.eventIds()).containsExactly(mine + 38, mine + 39);
        }
        // And from the places told nothing is left, one event further back the other one
        poll("wait=0&subject=" + mine + "*&since=" + answer.path("position").asText())
                .then()
                .body("events", hasSize(0));
        Response one = poll(query + "&limit=1");
        one.then().body("events.id", equalTo(List.of(mine + 38)));
        String between = one.jsonPath().getString("position");
        poll("subject=" + mine + "*&since=" + between).then().body("events.id", equalTo(List.of(mine + 39)));
        poll("subject=" + mine + "*&since=" + start).then().body("events", hasSize(40));
    }

    @Test
    void anotherConflationIsRefused() {
        for (String accept : List.of("application/json", "text/event-stream")) {
            given().accept(accept)
                    .get("/events/v1?conflate=type")
                    .then()
                    .statusCode(400)
                    .body("violations", hasSize(1))
                    .body("violations[0].field", equalTo("conflate"))
                    .body("violations[0].value", equalTo("type"))
                    .body("violations[0].expected", equalTo("subject"));
        }
    }

    private static JsonNode problem(String id) {
        return given().get("/events/v1/" + id).then().statusCode(404).extract().as(JsonNode.class);
    }

    private static Response poll(String query) {
        return given().accept("application/json").get("/events/v1?" + query);
    }
}
