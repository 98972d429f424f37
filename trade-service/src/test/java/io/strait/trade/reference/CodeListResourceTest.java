package io.strait.trade.reference;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class CodeListResourceTest {
    @Inject
    AgroalDataSource database;

    private static ValidatableResponse get(String path) {
        return given().auth().oauth2(Tokens.viewer()).get(path).then();
    }

    private static ValidatableResponse put(String code, String body) {
        return given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body(body)
                .put("/trade/v1/sources/" + code)
                .then();
    }

    @ParameterizedTest
    @CsvSource({
        "251,FRA,FR,COUNTRY",
        "381,ITA,IT,COUNTRY",
        "842,USA,US,COUNTRY",
        "579,NOR,NO,COUNTRY",
        "757,CHE,CH,COUNTRY",
        "699,IND,IN,COUNTRY",
        "410,KOR,KR,COUNTRY",
        "490,,,RESIDUAL",
        "97,,,GROUP",
        "0,,,WORLD",
        "899,,,RESIDUAL"
    })
    void areasHaveComtradesCodes(int code, String alpha3, String alpha2, String kind) {
        String area = "items.find { it.code == " + code + " }";
        get("/trade/v1/areas")
                .statusCode(200)
                .body("count", greaterThan(250))
                .body(area + ".alpha3", alpha3 == null ? nullValue() : equalTo(alpha3))
                .body(area + ".alpha2", alpha2 == null ? nullValue() : equalTo(alpha2))
                .body(area + ".kind", equalTo(kind));
    }

    @Test
    void theAliasOfTaiwanIsExplained() {
        get("/trade/v1/areas")
                .body("aliases.find { it.alias == 'TWN' }.code", equalTo(490))
                .body("aliases.find { it.alias == 'TWN' }.note", notNullValue());
    }

    @Test
    void aFlowNamesTheOneThatIncludesIt() {
        get("/trade/v1/flows")
                .statusCode(200)
                .body("items.find { it.code == 'RX' }.parent", equalTo("X"))
                .body("items.find { it.code == 'X' }.parent", nullValue());
    }

    @Test
    void codeListsTakeNoParameters() {
        get("/trade/v1/flows?x=1").statusCode(400).body("violations[0].field", equalTo("x"));
    }

    @Test
    void aSourceIsDeclaredOnceAndAgain() {
        String body = "{\"name\": \"Korea Customs Service\", \"url\": \"https://unipass.customs.go.kr\","
                + " \"demonstration\": false}";
        put("KCS", body).statusCode(201).body("name", equalTo("Korea Customs Service"));
        put("KCS", body).statusCode(200).body("demonstration", equalTo(false));
        put("KCS", "{\"name\": \"KCS\", \"demonstration\": false}")
                .statusCode(200)
                .body("url", nullValue());
        get("/trade/v1/sources")
                .body("items.code", hasItem("KCS"))
                .body("items.find { it.code == 'KCS' }.name", equalTo("KCS"));
    }

    @Test
    void madeUpFiguresCannotBecomeRealOnes() throws SQLException {
        put("MADE_UP", "{\"name\": \"Made up\", \"demonstration\": true}").statusCode(201);
        put("MADE_UP", "{\"name\": \"Made up\", \"demonstration\": false}").statusCode(200);
        put("MADE_UP", "{\"name\": \"Made up\", \"demonstration\": true}").statusCode(200);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into ingest (id, source, state, submitted_by, received_at, updated_at)"
                    + " values ('made-up', 'MADE_UP', 'COMPLETED', 'test', now(), now())");
        }
        put("MADE_UP", "{\"name\": \"Real\", \"demonstration\": false}")
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("violations[0].field", equalTo("demonstration"));
        put("MADE_UP", "{\"name\": \"Still made up\", \"demonstration\": true}").statusCode(200);
    }

    @Test
    void everyFaultOfADeclarationIsToldAtOnce() {
        put("lower", "{\"name\": \" \", \"url\": \"ftp://x\"}")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("code", "name", "url", "demonstration"));
    }
}
