package io.strait.trade.reference.classification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ClassificationResourceTest {
    private static final String PATH = "/trade/v1/classifications/";
    private static final String TREE = "code,description,parent,level\nTOTAL,All,,0\n85,Electrical things,TOTAL,2\n"
            + "8542,Chips,85,4\n854231,Thinking chips,8542,6\n854232,Remembering chips,8542,6\n";

    private static ValidatableResponse get(String path) {
        return given().auth().oauth2(Tokens.viewer()).get(PATH + path).then();
    }

    private static RequestSpecification contributor(@Nullable String version, String type, String body) {
        RequestSpecification request = given().auth()
                .oauth2(Tokens.contributor())
                .contentType(type + "; charset=UTF-8")
                .body(body);
        return version == null ? request : request.header("If-Match", "\"" + version + "\"");
    }

    private static ValidatableResponse put(String code, @Nullable String version, String csv) {
        return contributor(version, "text/csv", csv)
                .put(PATH + code + "/items?source=Test")
                .then();
    }

    @Test
    void aTreeIsLoadedWalkedAndChanged() {
        put("H3", null, TREE)
                .statusCode(200)
                .header("ETag", equalTo("\"v1\""))
                .body("added", equalTo(5))
                .body("source", equalTo("Test"));
        get("H3/items?parent=8542")
                .body("items.code", contains("854231", "854232"))
                .body("items.description", contains("Thinking chips", "Remembering chips"));
        get("H3/items?limit=2")
                .body("items.code", contains("85", "8542"))
                .body("next", equalTo(PATH + "H3/items?limit=2&version=1&lang=en&cursor=8542"));
        get("H3/items?level=0").body("items.code", contains("TOTAL")).body("items[0].parent", nullValue());
        put("H3", null, TREE).statusCode(428);
        put("H3", "v1", TREE).statusCode(200).header("ETag", equalTo("\"v1\""));
        put("H3", "v1", TREE.replace("Thinking", "Computing").replaceFirst("854232.*\n", ""))
                .statusCode(200)
                .header("ETag", equalTo("\"v2\""))
                .body("added", equalTo(0))
                .body("changed", equalTo(1))
                .body("removed", equalTo(1));
        get("H3/items?parent=8542").body("items.description", contains("Computing chips"));
        get("H3/items?parent=8542&version=1")
                .body("items.description", contains("Thinking chips", "Remembering chips"));
        contributor(
                        "v2",
                        "application/json",
                        "{\"results\": [{\"id\": \"854239\", \"text\": \"854239 - Others\","
                                + " \"parent\": \"8542\"}]}")
                .post(PATH + "H3/items?source=Test")
                .then()
                .statusCode(200)
                .body("added", equalTo(1))
                .body("removed", equalTo(0));
        get("H3/items?code=854239,85").body("items.code", contains("85", "854239"));
        contributor("v3", "text/csv", TREE.replace("Electrical things", "전기기기"))
                .put(PATH + "H3/items?source=Test&lang=ko")
                .then()
                .statusCode(200);
        get("H3/items?code=85&lang=ko").body("items.description", contains("전기기기"));
        get("H3/items?code=85").body("items.description", contains("Electrical things"));
    }

    @Test
    void aNationalClassificationRefinesAnEdition() {
        contributor(null, "application/json", "{\"name\": \"Korea\", \"base\": \"H6\"}")
                .put(PATH + "KR-HSK")
                .then()
                .statusCode(201)
                .body("base", equalTo("H6"));
        put("kr-hsk", null, "code,description,parent\n8542311000,Monolithic,854231\n")
                .statusCode(200);
        get("KR-HSK/items").body("items.level", contains(10)).body("items.parent", contains("854231"));
        get("").body("items.code", hasItems("H0", "H6", "S4", "KR-HSK"));
        contributor(null, "application/json", "{\"base\": \"S4\"}")
                .put(PATH + "H6")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("code", "name", "base"));
    }

    @Test
    void aFaultLeavesAllAsItWas() {
        put("H2", null, TREE).statusCode(200);
        put("H2", "v1", TREE + "99,No parent of it,98,4\n")
                .statusCode(422)
                .body("violations[0].field", equalTo("code 99, parent"));
        get("H2/items").body("version", equalTo(1)).body("count", equalTo(5));
        put("H2", "v1", "code;description\n").statusCode(422);
        put("H9", null, TREE).statusCode(404);
        contributor("v1", "text/csv", TREE).put(PATH + "H2/items").then().statusCode(400);
        given().auth()
                .oauth2(Tokens.viewer())
                .contentType("text/csv")
                .body(TREE)
                .put(PATH + "H2/items?source=x")
                .then()
                .statusCode(403);
    }

    @Test
    void theWholeHarmonizedSystemIsLoaded() throws IOException {
        Path file = ItemTableTest.harmonizedSystem();
        assumeTrue(Files.exists(file), "the shared data is not here: " + file);
        put("H5", null, Files.readString(file)).statusCode(200).body("added", greaterThan(6_000));
        get("H5/items?parent=2710").body("items.code", hasItems("271012", "271019"));
    }
}
