package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class GroupQueryTest {
    private static final String SOURCE = "GROUPS";
    private static final int GERMANY = 276;
    private static final int BRITAIN = 826;
    private static final int UNION = 97;

    @Inject
    Fixture fixture;

    @BeforeEach
    void figures() {
        fixture.source(SOURCE, false);
        for (int partner : new int[] {GERMANY, BRITAIN, UNION, Fixture.CHINA}) {
            long series = fixture.series(SOURCE, Fixture.KOREA, partner, "X", "854231");
            fixture.revise(
                    SOURCE,
                    Instant.parse("2024-01-01T00:00:00Z"),
                    series,
                    List.of(Row.reported("2019-12", "1"), Row.reported("2020-12", "2")));
        }
    }

    private static ValidatableResponse ask(String partner, String period) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("source", SOURCE)
                .queryParam("commodity", "854231")
                .queryParam("partner", partner)
                .queryParam("period", period)
                .get("/trade/v1/observations")
                .then()
                .statusCode(period.startsWith("19") ? 400 : 200);
    }

    @Test
    void aGroupStandsForItsMembersOfTheLastDay() {
        ask("group:EU", "2019-12")
                .body("items.partner.code", contains(GERMANY, BRITAIN))
                .body("warnings.code", hasItem("area-group"))
                .body("warnings.code", not(hasItem("group-changed")));
        ask("EU27", "2019-12").body("items.partner.code", contains(GERMANY));
        ask("group:EU@2019-12-31", "2019-12..2020-12")
                .body("items.partner.code", contains(GERMANY, GERMANY, BRITAIN, BRITAIN))
                .body("warnings.code", not(hasItem("group-changed")));
    }

    @Test
    void aChangeOfMembersWithinThePeriodsIsSaid() {
        ask("group:EU", "2019-12..2020-12")
                .body("items.partner.code", contains(GERMANY, GERMANY))
                .body("warnings.find { it.code == 'group-changed' }.message", containsString("GBR until 2020-01-31"));
    }

    @Test
    void whatTheSourceReportsAsTheUnionIsAnotherThing() {
        ask("EU", "2020-12").body("items.partner.code", contains(UNION)).body("warnings.code", hasItem("area-role"));
        ask("group:EU,97", "2020-12").body("items.partner.code", containsInAnyOrder(UNION, GERMANY));
    }

    @Test
    void aGroupWithoutMembersIsNotEverybody() {
        ask("group:ASEAN", "1950-01").body("violations[0].message", equalTo("had no members at 1950-01-31"));
        given().auth()
                .oauth2(Tokens.viewer())
                .get("/trade/v1/observations?commodity=854231&frequency=M&partner=group:OPEC")
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("no such group"));
    }
}
