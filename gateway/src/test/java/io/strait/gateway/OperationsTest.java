package io.strait.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's tools look at. */
@QuarkusTest
@WithTestResource(DoorResource.class)
class OperationsTest {
    @TestHTTPResource(management = true)
    @SuppressWarnings("NullAway.Init")
    URL management;

    @ParameterizedTest
    @ValueSource(strings = {"live", "started"})
    void probesAnswerOnTheManagementPort(String probe) {
        given().port(management.getPort())
                .get("/q/health/" + probe)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/metrics"})
    void andNotOnThePublicOne(String path) {
        given().auth().oauth2(Tokens.of("admin")).get(path).then().statusCode(404);
    }

    @Test
    void metricsNameRoutesNotAddresses() {
        String id = "a-node-of-its-own";
        given().auth()
                .oauth2(Tokens.of("viewer"))
                .get("/trade/v1/echo/" + id)
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(Tokens.of("viewer"))
                .get("/supplychain/v1/nodes/" + id)
                .then()
                .statusCode(502);
        given().get("/problems/" + id).then().statusCode(404);

        String metrics = given().port(management.getPort())
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(metrics)
                .contains("uri=\"/trade/{path}\"")
                .contains("strait_route_failures_total")
                .doesNotContain(id);
    }
}
