package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question that the database cannot answer in time is refused, and does not hang. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
@TestProfile(ReadTimeoutTest.Impatient.class)
class ReadTimeoutTest {
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("strait.query.timeout", "1s", "strait.query.stream-timeout", "1s");
        }
    }

    @Inject
    AgroalDataSource database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "observations?level=6&frequency=A",
                "observations?level=6&frequency=A&format=csv",
                "totals?level=6&frequency=A&groupBy=partner&top=10"
            })
    void aStatementThatTakesTooLongIsAProblem(String path) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table observation in access exclusive mode");
            given().auth()
                    .oauth2(Tokens.viewer())
                    .get("/trade/v1/" + path)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body("type", equalTo("/problems/unavailable"))
                    .body("detail", containsString("ask for less at once"));
            connection.rollback();
        }
    }
}
