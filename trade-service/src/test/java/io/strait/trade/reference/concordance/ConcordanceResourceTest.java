package io.strait.trade.reference.concordance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ConcordanceResourceTest {
    private static final String PATH = "/trade/v1/concordances/";
    private static final String TABLE = "sourceCode,targetCode,weight\n"
            + "854231,854211,0.68\n854231,854219,0.23\n854231,854220,0.09\n271011,271000,1\n999900,,1\n";

    private static ValidatableResponse get(String path) {
        return given().auth().oauth2(Tokens.viewer()).get(PATH + path).then();
    }

    private static ValidatableResponse load(String pair, @Nullable String version, String csv) {
        RequestSpecification request = given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .queryParam("table", "Own table")
                .body(csv);
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return request.put(PATH + pair).then();
    }

    @Test
    void aTableIsLoadedReadAndConvertsBothWaysApart() {
        load("H3/H0", null, TABLE)
                .statusCode(201)
                .header("ETag", equalTo("\"v1\""))
                .body("codes", equalTo(3))
                .body("table", equalTo("Own table"));
        get("H3/H0?code=854231,000000")
                .statusCode(200)
                .body("items[0].targets.code", contains("854211", "854219", "854220"))
                .body("items[0].targets.weight", contains(0.68f, 0.23f, 0.09f))
                .body("items[0].notConvertible", equalTo(0))
                .body("notInTable", contains("000000"));
        get("H3/H0?code=999900").body("items[0].notConvertible", equalTo(1));
        get("H0/H3").statusCode(404);
        get("").body("items.findAll { it.from == 'H3' && it.to == 'H0' }.version", contains(1));
        given().auth()
                .oauth2(Tokens.viewer())
                .contentType("application/json")
                .body("{\"values\": {\"854231\": 200, \"999900\": 50, \"1\": 250}}")
                .post(PATH + "h3/h0/conversion")
                .then()
                .statusCode(200)
                .body("values.'854211'", equalTo(136.0f))
                .body("notConverted", equalTo(300))
                .body("notConvertedShare", equalTo(0.6f))
                .body("notInTable", contains("1"));
    }

    @Test
    void pagesAreOfOneVersion() {
        load("H5/H4", null, TABLE).statusCode(201);
        get("H5/H4?limit=2")
                .body("items.code", contains("271011", "854231"))
                .body("next", equalTo(PATH + "H5/H4?limit=2&version=1&cursor=854231"));
        load("H5/H4", null, TABLE).statusCode(428);
        load("H5/H4", "v2", TABLE).statusCode(412);
        load("H5/H4", "v1", TABLE).statusCode(200).header("ETag", equalTo("\"v1\""));
        load("H5/H4", "v1", "sourceCode,targetCode,weight\n01,02,1\n")
                .statusCode(200)
                .header("ETag", equalTo("\"v2\""));
        get("H5/H4?limit=2&version=1&cursor=854231")
                .body("items.code", contains("999900"))
                .body("next", nullValue());
        get("H5/H4").body("items.code", contains("01"));
        get("H5/H4?version=9").statusCode(404);
    }

    @Test
    void aBadTableIsNotTaken() {
        load("H2/H1", null, "sourceCode,targetCode,weight\n01,02,0.5\n")
                .statusCode(422)
                .body("type", equalTo("/problems/unprocessable"))
                .body("violations[0].value", equalTo("01"));
        get("H2/H1").statusCode(404);
        load("H2/H2", null, TABLE).statusCode(400).body("violations.field", hasItem("to"));
        load("H2/X", null, TABLE).statusCode(400).body("violations[0].expected", containsString("H0 to H9"));
        given().auth()
                .oauth2(Tokens.viewer())
                .contentType("text/csv")
                .body(TABLE)
                .put(PATH + "H2/H1?table=x")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .body(TABLE)
                .put(PATH + "H2/H1")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("table"));
        given().auth()
                .oauth2(Tokens.viewer())
                .contentType("application/json")
                .body("{\"values\": {\"01\": 1e999999}}")
                .post(PATH + "H2/H1/conversion")
                .then()
                .statusCode(404);
    }
}
