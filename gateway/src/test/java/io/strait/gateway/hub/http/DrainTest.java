package io.strait.gateway.hub.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.gateway.DoorResource;
import io.strait.gateway.hub.Hub;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients hear when the process is told to end. Alone in its class, for afterwards nobody is served any more. */
@QuarkusTest
@QuarkusTestResource(value = HubKafka.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = DoorResource.class, restrictToAnnotatedClass = true)
class DrainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource("/events/v1")
    @SuppressWarnings("NullAway.Init")
    URL stream;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Hub hub;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Event<ShutdownDelayInitiatedEvent> ending;

    @Test
    void everyClientIsSentAwayWithItsPlaceAndNewOnesAtOnce() throws Exception {
        // Given
        await().atMost(PATIENCE).until(hub::isReady);
        URI socket = URI.create("ws://" + stream.getHost() + ":" + stream.getPort() + "/events/v1/ws");
        List<SocketClient> sockets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sockets.add(SocketClient.open(socket));
        }
        SseClient sse = SseClient.open(stream.toURI());
        await().atMost(PATIENCE)
                .until(() -> !sse.frames().isEmpty()
                        && sockets.stream().noneMatch(one -> one.messages().isEmpty()));
        // When
        ending.fire(new ShutdownDelayInitiatedEvent());
        // Then
        await().atMost(PATIENCE).until(hub::isDrained);
        for (SocketClient one : sockets) {
            await().atMost(PATIENCE).until(() -> one.code() != -1);
            assertThat(one.code()).isEqualTo(1012);
            assertThat(one.reason()).isEqualTo("shutting-down");
            assertThat(one.last().path("position").asText()).isNotEmpty();
        }
        await().atMost(PATIENCE).until(sse::hasEnded);
        try (SocketClient late = SocketClient.open(socket)) {
            await().atMost(PATIENCE).until(() -> late.code() != -1);
            assertThat(late.code()).isEqualTo(1012);
        }
        given().accept("application/json")
                .get(
                        "/events/v1?wait=60&since={place}",
                        sockets.get(0).last().path("position").asText())
                .then()
                .statusCode(200)
                .header("Connection", "close")
                .body("events", hasSize(0))
                .body("position", notNullValue());
    }
}
