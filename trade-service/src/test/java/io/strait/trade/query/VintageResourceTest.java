package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class VintageResourceTest {
    private static final String PATH = "/trade/v1/vintages";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");

    @Inject
    Fixture fixture;

    private static RequestSpecification august(String source) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("source", source)
                .queryParam("commodity", "271012")
                .queryParam("period", "2024-08");
    }

    private void tell(String source, long series, Row... vintages) {
        for (int i = 0; i < vintages.length; i++) {
            fixture.revise(source, FIRST.plusSeconds(i), series, List.of(vintages[i]));
        }
    }

    @Test
    void aPeriodIsToldAsItWasOverTime() {
        // Given
        fixture.source("VIN_WHOLE", true);
        long series = fixture.series("VIN_WHOLE", Fixture.KOREA, Fixture.JAPAN, "X", "271012");
        tell(
                "VIN_WHOLE",
                series,
                Row.reported("2024-08", "80"),
                Row.reported("2024-08", "100"),
                Row.reported("2024-07", "1"),
                Row.reported("2024-08", "0"),
                Row.reported("2024-08", "5"),
                new Row("2024-08", "MISSING", null),
                new Row("2024-08", "ESTIMATED", "6"));
        // When
        JsonPath answer = august("VIN_WHOLE").get(PATH).jsonPath();
        // Then
        assertThat(answer.getString("period")).isEqualTo("2024-08");
        assertThat(answer.getBoolean("demonstration")).isTrue();
        assertThat(answer.getList("items.status", String.class))
                .containsExactly("REPORTED", "REPORTED", "REPORTED", "REPORTED", "MISSING", "ESTIMATED");
        assertThat(answer.getList("items.primaryValue").stream().map(String::valueOf))
                .containsExactly("80", "100", "0", "5", "null", "6");
        assertThat(answer.getList("items.change.absolute").stream().map(String::valueOf))
                .containsExactly("null", "20", "-100", "5", "null", "null");
        assertThat(answer.getList("items.change.relative").stream().map(String::valueOf))
                .containsExactly("null", "0.25", "-1", "null", "null", "null");
        assertThat(answer.getList("items.change.reason").stream().map(String::valueOf))
                .containsExactly("FIRST_VINTAGE", "null", "null", "ZERO_BEFORE", "MISSING", "MISSING_BEFORE");
        assertThat(answer.getList("items.current", Boolean.class))
                .containsExactly(false, false, false, false, false, true);
        assertThat(answer.getString("items[0].vintage")).isEqualTo("2024-09-20T00:00:00Z");
        assertThat(answer.getString("items[0].ingest.href")).startsWith("/trade/v1/ingests/");
        assertThat(answer.getString("items[0].reporter.alpha3")).isEqualTo("KOR");
    }

    /** The first vintage of a series is not compared with another series. */
    @Test
    void seriesStandOneAfterTheOther() {
        fixture.source("VIN_TWO", false);
        tell(
                "VIN_TWO",
                fixture.series("VIN_TWO", Fixture.KOREA, Fixture.CHINA, "X", "271012"),
                Row.reported("2024-08", "1"));
        tell(
                "VIN_TWO",
                fixture.series("VIN_TWO", Fixture.KOREA, Fixture.JAPAN, "X", "271012"),
                Row.reported("2024-08", "2"),
                Row.reported("2024-08", "3"));
        august("VIN_TWO")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items.partner.alpha3", equalTo(List.of("CHN", "JPN", "JPN")))
                .body("items.change.reason", equalTo(Arrays.asList("FIRST_VINTAGE", "FIRST_VINTAGE", null)));
        String csv = august("VIN_TWO").queryParam("format", "csv").get(PATH).asString();
        assertThat(csv.split("\r\n")).hasSize(4).satisfies(lines -> {
            assertThat(lines[0])
                    .contains(",period,status,primaryValue,")
                    .contains(",absoluteChange,relativeChange,noRelativeChange,current,vintageKind,");
            assertThat(lines[1]).contains(",,,FIRST_VINTAGE,true,");
            assertThat(lines[3]).contains(",1,0.5,,true,");
        });
        assertThat(august("VIN_TWO")
                        .accept("application/x-ndjson")
                        .get(PATH)
                        .asString()
                        .lines())
                .hasSize(3);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        fixture.source("VIN_ETAG", false);
        long series = fixture.series("VIN_ETAG", Fixture.KOREA, Fixture.JAPAN, "X", "271012");
        tell("VIN_ETAG", series, Row.reported("2024-08", "1"));
        String tag = august("VIN_ETAG").get(PATH).header("ETag");
        august("VIN_ETAG").header("If-None-Match", tag).get(PATH).then().statusCode(304);
        tell("VIN_ETAG", series, Row.reported("2024-08", "2"));
        august("VIN_ETAG")
                .header("If-None-Match", tag)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(2));
    }

    @Test
    void whatNobodyToldIsSaid() {
        fixture.source("VIN_NONE", false);
        august("VIN_NONE")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("warnings.code", hasItem("no-figures"));
    }

    @Test
    void manySeriesAreRefusedAndNotCut() {
        fixture.source("VIN_MANY", false);
        for (int partner = 0; partner <= 100; partner++) {
            int code = 7000 + partner;
            fixture.area(code, "Area " + code);
            fixture.series("VIN_MANY", Fixture.KOREA, code, "X", "271012");
        }
        august("VIN_MANY")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("selects more than 100 series"))
                .body("violations[0].expected", startsWith("at most 100: name "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commodity=271012                            | period    | is needed",
                "period=2024-08                              | commodity | is needed",
                "commodity=271012&period=2024-07..2024-08    | period    | is more than one period",
                "commodity=271012&period=2024-13             | period    | is no period",
                "commodity=271012&period=2024-08&limit=1     | limit     | no such parameter",
                "commodity=271012&period=2024-08&format=xml  | format    | no such format"
            })
    void aBadParameterNamesWhatIsExpected(String query, String field, String message) {
        given().auth()
                .oauth2(Tokens.viewer())
                .urlEncodingEnabled(false)
                .get(PATH + "?" + query)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field))
                .body("violations.message", hasItem(message))
                .body("violations[0].expected", not(emptyString()));
    }

    @Test
    void anUnknownParameterIsToldItsNearestName() {
        august("COMTRADE")
                .queryParam("repoter", "KOR")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].expected", containsString("did you mean reporter"));
    }
}
