package io.strait.trade.connector;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.ingest.ComtradeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The service as it runs: its own tick, its own configuration, its own clock. */
@QuarkusTest
@TestProfile(ConnectorTickTest.Ticking.class)
@QuarkusTestResource(TradeTestResource.class)
class ConnectorTickTest {
    private static final String ROOT = "strait.trade.connectors.folder-root";

    public static class Ticking implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                return Map.of(
                        ROOT,
                        Files.createTempDirectory("strait-connectors").toString(),
                        "strait.trade.connectors.tick",
                        "0.2s",
                        "strait.trade.connectors.settle",
                        "50ms");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aRunThatIsAskedForIsDoneAndItsFiguresAreThere() throws IOException {
        // Given
        Path root = Path.of(ConfigProvider.getConfig().getValue(ROOT, String.class));
        Files.write(
                Files.createDirectories(root.resolve("inbox")).resolve("figures.csv"),
                new ComtradeFile().with("854231", "202401", "77").csv());
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"Tick\", \"demonstration\": true}")
                .put("/trade/v1/sources/TICK");
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"kind\": \"folder\", \"source\": \"TICK\", \"settings\": {\"folder\": \"inbox\"}}")
                .put("/trade/v1/connectors/tick")
                .then()
                .statusCode(201);
        // When
        String run = given().auth()
                .oauth2(Tokens.contributor())
                .post("/trade/v1/connectors/tick/runs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        // Then
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> given().auth()
                        .oauth2(Tokens.viewer())
                        .get(run)
                        .then()
                        .body("state", equalTo("COMPLETED"))
                        .body("ingests.count", equalTo(1)));
        String job =
                given().auth().oauth2(Tokens.viewer()).get(run).then().extract().path("ingests.first[0]");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> given().auth()
                        .oauth2(Tokens.viewer())
                        .get(job)
                        .then()
                        .body("state", equalTo("COMPLETED"))
                        .body("submittedBy", equalTo("connector:tick"))
                        .body("rows.accepted", equalTo(1)));
    }
}
