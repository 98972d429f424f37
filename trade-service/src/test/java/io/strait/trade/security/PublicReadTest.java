package io.strait.trade.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
@TestProfile(PublicReadTest.PublicRead.class)
class PublicReadTest {
    /** As {@code deploy/local} runs it. */
    public static class PublicRead implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("strait.security.public-read", "true");
        }
    }

    @Test
    void readingNeedsNoTokenAndWritingDoes() {
        given().get("/trade/v1/areas").then().statusCode(200);
        given().head("/trade/v1/areas").then().statusCode(200);
        given().contentType("application/json")
                .body("{\"name\": \"x\", \"demonstration\": true}")
                .put("/trade/v1/sources/PUBLIC")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"));
        given().auth()
                .oauth2(Tokens.viewer())
                .contentType("application/json")
                .body("{\"name\": \"x\", \"demonstration\": true}")
                .put("/trade/v1/sources/PUBLIC")
                .then()
                .statusCode(403);
    }

    @Test
    void aBadTokenIsRefusedAllTheSame() {
        given().auth().oauth2(Tokens.expired()).get("/trade/v1/areas").then().statusCode(401);
    }
}
