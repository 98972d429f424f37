package io.strait.supplychain;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.supplychain.catalogue.resource.Http;
import io.strait.supplychain.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class OperationsTest {
    private static final Path OPENAPI = Path.of("src/main/resources/META-INF/openapi.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TestHTTPResource(management = true)
    URI management;

    private String management() {
        return management.toString().replaceAll("/$", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void healthIsOnTheManagementPort(String check) {
        given().get(management() + "/health/" + check).then().statusCode(200).body("status", equalTo("UP"));
        Http.viewer().get("/q/health/" + check).then().statusCode(404);
    }

    @Test
    void readinessAsksTheDatabaseAndTheGraph() {
        given().get(management() + "/health/ready")
                .then()
                .body("checks.name", hasItem(containsString("atabase")))
                .body("checks.name", hasItem("graph"));
    }

    @Test
    void metricsAreForPrometheus() {
        Http.viewer().get("/supplychain/v1/graph").then().statusCode(200);
        given().get(management() + "/metrics")
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_count"))
                .body(containsString("strait_graph_revision"))
                .body(containsString("strait_outbox_lag_seconds"));
    }

    @Test
    void theCheckedInApiDescriptionIsTheOneServed() throws IOException {
        // When
        String served = Http.viewer()
                .get("/q/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        // Then
        JsonNode inRepository = YAML.readTree(OPENAPI.toFile());
        JsonNode answered = YAML.readTree(served);
        assertThat(answered.path("paths")).isEqualTo(inRepository.path("paths"));
        assertThat(answered.path("components").path("schemas"))
                .isEqualTo(inRepository.path("components").path("schemas"));
    }

    @Test
    void whatTheDescriptionPromisesIsOfferedAndNothingElse() throws IOException {
        // Given
        JsonNode paths = YAML.readTree(OPENAPI.toFile()).path("paths");
        Set<String> promised = new TreeSet<>();
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(member -> {
            if (Set.of("get", "post", "put", "patch", "delete").contains(member)) {
                promised.add(member.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
            }
        }));
        // Then
        assertThat(promised).isEqualTo(Http.offered());
    }

    @Test
    void everyProblemTypeIsDescribed() throws IOException {
        JsonNode types = YAML.readTree(OPENAPI.toFile()).at("/components/schemas/Problem/properties/type/enum");
        Set<String> described = new TreeSet<>();
        types.forEach(type -> described.add(type.asText()));
        assertThat(described)
                .isEqualTo(Arrays.stream(ProblemType.values())
                        .map(ProblemType::uri)
                        .collect(Collectors.toSet()));
    }
}
