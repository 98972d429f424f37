package io.strait.trade.reference.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class SearchResourceTest {
    private static ValidatableResponse search(String q, String more) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("q", q)
                .get("/trade/v1/search" + more)
                .then();
    }

    @ParameterizedTest
    @CsvSource({
        "gasolin,271012",
        "gasolne,271012",
        "semicondctor machines,8486",
        "integarted circuits,8542",
        "hydrogen flouride,281111",
        "battery,8507",
        "집적회로,8542",
        "불화수소,281111",
        "포토레지스트,3707",
        "半導体製造装置,8486",
        "フッ化水素,281111"
    })
    void aNameIsFoundInWhateverWayItIsWritten(String q, String code) {
        search(q, "?in=commodities").statusCode(200).body("items.code", hasItem(code));
    }

    @ParameterizedTest
    @CsvSource({"japn,JPN", "south koria,KOR", "대한민국,KOR", "ドイツ,DEU", "TWN,490", "germany,DEU", "USSR,810"})
    void areasAreFound(String q, String key) {
        search(q, "?in=areas").statusCode(200).body("items[0].code", equalTo(key));
    }

    @Test
    void theCodeItselfComesFirst() {
        search("8542", "?in=commodities")
                .body("items[0].code", equalTo("8542"))
                .body("items[0].matched", equalTo("code"))
                .body("items.code", hasItem("854232"));
        search("european", "?in=areaGroups").body("items.kind", everyItem(equalTo("areaGroup")));
        search("ASEAN", "?in=areaGroups").body("items[0].code", equalTo("ASEAN"));
    }

    @Test
    void aCodeOfSeveralEditionsIsOneHit() {
        String tree = "code,description,parent,level\n99,Sprockets zzyzx,TOTAL,2\n9902,Sprocket wheels,99,4\n";
        for (String edition : new String[] {"H0", "H1"}) {
            given().auth()
                    .oauth2(Tokens.contributor())
                    .contentType("text/csv")
                    .body(tree)
                    .put("/trade/v1/classifications/" + edition + "/items?source=Search")
                    .then()
                    .statusCode(200);
        }
        search("zzyzx", "")
                .body("items.code", contains("99"))
                .body("items[0].classification", equalTo("H1"))
                .body("items[0].ownWording", equalTo(false));
        search("zzyzx", "?classification=H0").body("items.classification", contains("H0"));
        // A stem: wheels for wheel.
        search("sprocket wheel", "?in=commodities")
                .body("items[0].code", equalTo("9902"))
                .body("items.code", hasItem("99"));
        search("sproket", "?classification=H1").body("items.code", containsInAnyOrder("99", "9902"));
    }

    @Test
    void namesOfOneLanguageAreAskedFor() {
        search("반도체", "?lang=ja&in=commodities").body("items", hasSize(0));
        search("반도체", "?lang=ko&in=commodities")
                .body("items.code", hasItem("8486"))
                .body("items.language", everyItem(equalTo("ko")))
                .body("items.ownWording", everyItem(equalTo(true)));
    }

    @Test
    void aShortNameHoldsSinceItsEdition() {
        search("271012", "?classification=H6").body("items.code", hasItem("271012"));
        search("271012", "?classification=H2").body("items.code", not(hasItem("271012")));
    }

    @Test
    void hitsArePagedAndBounded() {
        search("a", "?limit=5")
                .body("items", hasSize(5))
                .body("total", greaterThan(5))
                .body("next", notNullValue());
        String next = search("a", "?limit=5").extract().path("next");
        given().auth()
                .oauth2(Tokens.viewer())
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("items.size()", lessThanOrEqualTo(5))
                .body("items[0].score", notNullValue());
        search("x".repeat(101), "").statusCode(400);
        search("chips", "?in=nothing&limit=1000&lang=english&classification=Z")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("in", "limit", "lang", "classification"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "a & b | !", "100%", "🙂"})
    void signsAreTakenAsTheyAre(String q) {
        search(q, "").statusCode(200).body("items.code", not(hasItem("JPN")));
    }
}
