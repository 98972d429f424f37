package io.strait.supplychain.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.strait.supplychain.SupplyChainTestResource;
import io.strait.supplychain.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class AccessTest {
    private static final List<String> PATHS = List.of(
            "/supplychain/v1/nodes",
            "/supplychain/v1/requirements",
            "/supplychain/v1/supplies",
            "/supplychain/v1/graph",
            "/supplychain/v1/nothing");

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    @Test
    void nothingIsReadOrWrittenWithoutAToken() {
        for (String path : PATHS) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer"))
                    .body("type", equalTo("/problems/unauthorized"));
            given().contentType("application/json").body("{}").post(path).then().statusCode(401);
            given().delete(path + "/x").then().statusCode(401);
        }
    }

    @Test
    void aBadTokenIsRefused() {
        for (String token : List.of(
                "not-a-token",
                Tokens.expired(),
                Tokens.ofAnotherIssuer(),
                Tokens.forAnotherAudience(),
                Tokens.signedByAnother())) {
            with(token)
                    .get(PATHS.get(0))
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer"));
        }
        given().header("Authorization", "Basic eDp5").get(PATHS.get(0)).then().statusCode(401);
    }

    @Test
    void viewersReadAndContributorsWrite() {
        for (String role : List.of("viewer", "contributor", "admin")) {
            with(Tokens.of(role)).get("/supplychain/v1/graph").then().statusCode(200);
        }
        with(Tokens.of("guest")).get("/supplychain/v1/graph").then().statusCode(403);
        for (String write : List.of("/supplychain/v1/nodes", "/supplychain/v1/imports", "/supplychain/v1/supplies")) {
            with(Tokens.viewer())
                    .contentType("application/json")
                    .body("{}")
                    .post(write)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/forbidden"));
        }
        with(Tokens.contributor())
                .contentType("application/json")
                .body("{}")
                .post("/supplychain/v1/nodes")
                .then()
                .statusCode(422);
    }
}
