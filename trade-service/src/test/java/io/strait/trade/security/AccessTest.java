package io.strait.trade.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class AccessTest {
    private static final List<String> READS = List.of(
            "/trade/v1/areas",
            "/trade/v1/flows",
            "/trade/v1/sources",
            "/trade/v1/observations?commodity=271012&period=2024",
            "/trade/v1/accumulations?reporter=KOR&partner=JPN&commodity=271012&flow=X&through=2024-08");

    private static ValidatableResponse write(RequestSpecification request) {
        return request.contentType("application/json")
                .body("{\"name\": \"Access\", \"demonstration\": true}")
                .put("/trade/v1/sources/ACCESS")
                .then();
    }

    @Test
    void nothingIsReadOrWrittenWithoutAToken() {
        for (String path : READS) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", equalTo("Bearer"))
                    .body("type", equalTo("/problems/unauthorized"));
        }
        write(given()).statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void aBadTokenIsRefused() {
        for (String token : List.of(
                "not-a-token",
                Tokens.expired(),
                Tokens.ofAnotherIssuer(),
                Tokens.forAnotherAudience(),
                Tokens.signedByAnother())) {
            given().auth()
                    .oauth2(token)
                    .get(READS.get(0))
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer"))
                    .body("status", equalTo(401));
        }
    }

    @Test
    void everyRoleReads() {
        for (String role : List.of("viewer", "contributor", "admin")) {
            for (String path : READS) {
                given().auth().oauth2(Tokens.of(role)).get(path).then().statusCode(200);
                given().auth().oauth2(Tokens.of(role)).head(path).then().statusCode(200);
            }
        }
    }

    @Test
    void anUnknownRoleReadsNothing() {
        given().auth()
                .oauth2(Tokens.of("guest"))
                .get(READS.get(0))
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void contributorsAndAdminsWrite() {
        write(given().auth().oauth2(Tokens.viewer())).statusCode(403).body("type", equalTo("/problems/forbidden"));
        write(given().auth().oauth2(Tokens.contributor())).statusCode(org.hamcrest.Matchers.oneOf(200, 201));
        write(given().auth().oauth2(Tokens.admin())).statusCode(200);
    }
}
