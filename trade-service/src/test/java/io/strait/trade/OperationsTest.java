package io.strait.trade;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class OperationsTest {
    /** Rewritten by {@code ./mvnw test -pl trade-service -am -Dtest=OperationsTest -Dstrait.openapi.update=true}. */
    private static final Path OPENAPI = Path.of("src/main/resources/META-INF/openapi.yaml");

    @TestHTTPResource(management = true)
    URI management;

    /** The root of the management interface, with or without a slash at its end. */
    private String management(String path) {
        return management.toString().replaceFirst("/$", "") + path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void healthIsOnTheManagementPort(String check) {
        given().get(management("/health/" + check)).then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/" + check).then().statusCode(404);
    }

    @Test
    void readinessAsksTheDatabase() {
        given().get(management("/health/ready"))
                .then()
                .body("checks.name", org.hamcrest.Matchers.hasItem(containsString("atabase")));
    }

    @Test
    void metricsAreForPrometheus() {
        given().get("/trade/v1/flows");
        given().get(management("/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_count"))
                .body(containsString("agroal_available_count"));
    }

    @Test
    void theCheckedInApiDescriptionIsTheOneServed() throws IOException {
        String served = given().get("/q/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        if (Boolean.getBoolean("strait.openapi.update")) {
            Files.createDirectories(OPENAPI.getParent());
            Files.writeString(OPENAPI, served);
        }
        assertThat(served)
                .as(
                        "%s is stale: ./mvnw test -pl trade-service -am -Dtest=OperationsTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dstrait.openapi.update=true",
                        OPENAPI)
                .isEqualTo(Files.readString(OPENAPI));
    }
}
