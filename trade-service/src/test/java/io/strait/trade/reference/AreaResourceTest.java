package io.strait.trade.reference;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class AreaResourceTest {
    private static ValidatableResponse get(String path) {
        return given().auth().oauth2(Tokens.viewer()).get("/trade/v1/" + path).then();
    }

    @Test
    void anAreaTellsItsCodesByTheirLists() {
        get("areas/kor")
                .statusCode(200)
                .body("codes.comtrade", contains("410"))
                .body("codes.m49", contains("410"))
                .body("codes.iso2", contains("KR"))
                .body("codes.iso3", contains("KOR"))
                .body("codes.japan", contains("103"))
                .body("codes.baci", nullValue())
                .body("names.ko", equalTo("대한민국"))
                .body("names.ja", equalTo("韓国"))
                .body("roles.reporter", equalTo(true))
                .body("validTo", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"842,USA,840,842", "251,FRA,250,251", "579,NOR,578,579", "757,CHE,756,757", "699,IND,356,699"})
    void comtradesExceptionsHaveM49sCodeToo(int code, String key, String m49, String baci) {
        get("areas/" + m49)
                .statusCode(200)
                .body("code", equalTo(code))
                .body("key", equalTo(key))
                .body("codes.m49", contains(m49))
                .body("codes.baci", contains(baci));
    }

    @Test
    void taiwanIsOtherAsiaAndMayBeBoth() {
        get("areas/TWN")
                .body("code", equalTo(490))
                .body("codes.japan", contains("106"))
                .body("codes.m49", nullValue())
                .body("roles.reporter", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({"SUN,15,1991-12-31", "CSK,2,1992-12-31", "YUG,5,1991-12-31", "ANT,3,2010-10-09", "SCG,2,2006-06-02"})
    void aDissolvedStateNamesItsSuccessors(String code, int successors, String validTo) {
        get("areas/" + code).statusCode(200).body("validTo", equalTo(validTo)).body("successors", hasSize(successors));
        get("areas/CZE")
                .body("validFrom", equalTo("1993-01-01"))
                .body("predecessors.key", contains("200"))
                .body("predecessors.since", contains("1993-01-01"));
        get("areas/DDR").body("successors.key", contains("DEU"));
    }

    @Test
    void totalsHaveOneRoleOnly() {
        get("areas/W00").body("roles.reporter", equalTo(false)).body("roles.partner", equalTo(true));
        get("areas/97").body("roles.reporter", equalTo(true)).body("roles.partner", equalTo(false));
        get("areas/NOWHERE").statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @ParameterizedTest
    @CsvSource({
        "1972-12-31,6",
        "1973-01-01,9",
        "1981-01-01,10",
        "1986-01-01,12",
        "1995-01-01,15",
        "2004-04-30,15",
        "2004-05-01,25",
        "2007-01-01,27",
        "2013-07-01,28",
        "2020-01-31,28",
        "2020-02-01,27"
    })
    void theUnionGrewAndShrank(String at, int states) {
        // Belgium-Luxembourg is one code until 1998.
        int codes = at.compareTo("1999") < 0 ? states - 1 : states;
        get("areaGroups/EU?at=" + at)
                .statusCode(200)
                .body("at", equalTo(at))
                .body("count", equalTo(codes))
                .body("members", hasSize(codes));
    }

    @Test
    void aGroupTellsItsMembershipsByDates() {
        get("areaGroups/eu")
                .body("memberships.find { it.key == 'GBR' }.from", equalTo("1973-01-01"))
                .body("memberships.find { it.key == 'GBR' }.to", equalTo("2020-01-31"))
                .body("memberships.find { it.key == 'HRV' }.from", equalTo("2013-07-01"))
                .body("members.key", not(hasItem("GBR")));
        get("areaGroups/ASEAN?at=1998-01-01").body("count", equalTo(9)).body("members.key", not(hasItem("KHM")));
        get("areaGroups/EU28?at=2024-01-01").body("at", equalTo("2013-07-01")).body("count", equalTo(28));
        get("areaGroups").body("items.code", hasItems("EU", "ASEAN", "G7", "USMCA", "RCEP", "EU27_2020"));
    }

    @Test
    void whatIsWrongIsSaid() {
        get("areaGroups/EU?at=soon").statusCode(400).body("violations[0].field", equalTo("at"));
        get("areaGroups/ASEN").statusCode(404).body("detail", containsString("did you mean ASEAN"));
    }
}
