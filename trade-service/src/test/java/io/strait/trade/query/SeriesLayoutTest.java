package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures by series, in columns, say what they say one by one. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class SeriesLayoutTest {
    private static final String PATH = "/trade/v1/observations";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");

    @Inject
    Fixture fixture;

    private static Response get(String query) {
        return given().auth().oauth2(Tokens.viewer()).urlEncodingEnabled(false).get(PATH + "?" + query);
    }

    private static ValidatableResponse ok(String query) {
        return get(query).then().statusCode(200);
    }

    private void twoSeries(String source) {
        if (!fixture.isNewSource(source)) {
            return;
        }
        fixture.source(source, false);
        long japan = fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "271012");
        long world = fixture.series(source, Fixture.KOREA, Fixture.WORLD, "X", "271012");
        fixture.revise(
                source,
                FIRST,
                japan,
                List.of(
                        Row.reported("2024-01", "10.50"),
                        Row.reported("2024-02", "0"),
                        new Row("2024-03", "MISSING", null),
                        new Row("2024-04", "SUPPRESSED", null)));
        fixture.revise(source, SECOND, japan, List.of(Row.reported("2024-01", "11")));
        fixture.revise(source, SECOND, world, List.of(Row.reported("2024-01", "100")));
    }

    @Test
    void aSeriesComesOnceWithItsFiguresInColumns() {
        twoSeries("LAY_ONCE");
        ok("source=LAY_ONCE&reporter=KOR&partner=JPN&commodity=271012&frequency=M&layout=series")
                .body("total", equalTo(4))
                .body("summary.values[0].figures", nullValue())
                .body("series", hasSize(1))
                .body("series[0].seriesKey", equalTo("LAY_ONCE.M.410.392.X.H6.271012.0"))
                .body("series[0].currency", equalTo("USD"))
                .body("series[0].count", equalTo(4))
                .body("series[0].figures.period", contains("2024-01", "2024-02", "2024-03", "2024-04"))
                .body("series[0].figures.status", contains("REPORTED", "REPORTED", "MISSING", "SUPPRESSED"))
                .body("series[0].figures.primaryValue", contains(11, 0, null, null))
                .body("series[0].figures.cifValue", nullValue())
                .body("series[0].figures.estimated[0]", contains("netWeight"))
                .body("series[0].figures.quantityUnit", contains(8, 8, null, null))
                .body("quantityUnits.8.abbreviation", equalTo("kg"))
                .body("items", nullValue())
                .body("vintages.values()", hasItem(SECOND.toString()));
    }

    /** Whatever way the rows come: one by one in another order they are read from the database. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "partner=JPN&frequency=M",
                "partner=all&frequency=M",
                "partner=JPN,W00&period=2024-01..2024-02",
                "partner=JPN&period=2024-01,2024-03",
                "partner=JPN&frequency=M&measures=primaryValue,netWeight",
                "partner=JPN&frequency=M&asOf=2024-09-30T00:00:00Z",
                "partner=JPN&frequency=Q&seriesFrequency=M",
                "partner=JPN&frequency=M&labels=true"
            })
    void columnsSayWhatItemsSay(String query) {
        twoSeries("LAY_SAME");
        String asked = "source=LAY_SAME&reporter=KOR&commodity=271012&" + query;
        List<Map<String, Object>> items = ok(asked + "&sort=period").extract().path("items");
        List<Map<String, Object>> inOrder = ok(asked).extract().path("items");
        List<Map<String, Object>> series =
                ok(asked + "&layout=series").extract().path("series");

        assertThat(inOrder).containsExactlyInAnyOrderElementsOf(items).isNotEmpty();
        List<Map<String, Object>> rebuilt = new ArrayList<>();
        for (Map<String, Object> one : series) {
            Map<?, ?> columns = columns(one);
            List<?> periods = column(columns, "period");
            for (int i = 0; i < periods.size(); i++) {
                Map<String, Object> item = new HashMap<>(one);
                item.keySet().removeAll(List.of("figures", "count"));
                for (Map.Entry<?, ?> column : columns.entrySet()) {
                    item.put(
                            String.valueOf(column.getKey()),
                            column.getValue() instanceof List<?> values ? values.get(i) : null);
                }
                rebuilt.add(item);
            }
        }
        // What is told in another way
        for (Map<String, Object> item : inOrder) {
            item.remove("vintage");
            item.computeIfPresent("quantityUnit", (name, unit) -> ((Map<?, ?>) unit).get("code"));
            item.compute("estimated", (name, flags) -> ((Map<?, ?>) Objects.requireNonNull(flags))
                    .entrySet().stream()
                            .filter(flag -> Boolean.TRUE.equals(flag.getValue()))
                            .map(flag -> String.valueOf(flag.getKey()))
                            .toList());
        }
        assertThat(rebuilt).isEqualTo(inOrder);
    }

    @Test
    void theDescriptionNamesTheMembersThatAreWritten() {
        twoSeries("LAY_MEMBERS");
        Map<String, Object> answer = ok("source=LAY_MEMBERS&reporter=KOR&partner=JPN&commodity=271012&frequency=M"
                        + "&layout=series")
                .extract()
                .path("$");
        Map<String, Object> one = ok("source=LAY_MEMBERS&reporter=KOR&partner=JPN&commodity=271012&frequency=Q"
                        + "&seriesFrequency=M&layout=series&labels=true")
                .extract()
                .path("series[0]");

        assertThat(answer.keySet()).containsExactlyElementsOf(names(SeriesAnswer.class));
        assertThat(one.keySet()).containsExactlyElementsOf(names(SeriesAnswer.Series.class));
        assertThat(one).extractingByKey("figures").satisfies(columns -> assertThat(((Map<?, ?>) columns).keySet())
                .isEqualTo(new LinkedHashSet<>(names(SeriesAnswer.Columns.class))));
    }

    private static Map<?, ?> columns(Map<String, Object> series) {
        return (Map<?, ?>) Objects.requireNonNull(series.get("figures"));
    }

    private static List<?> column(Map<?, ?> columns, String name) {
        return (List<?>) Objects.requireNonNull(columns.get(name));
    }

    /** Without what only a basket has, and values in one currency: BasketObservationsTest. */
    private static List<String> names(Class<?> of) {
        return Arrays.stream(of.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !List.of("basket", "exchange").contains(name))
                .toList();
    }

    @Test
    void aPageEndsWithinASeriesAndTheNextGoesOn() {
        twoSeries("LAY_PAGES");
        String next =
                PATH + "?source=LAY_PAGES&reporter=KOR&partner=all&commodity=271012&frequency=M&layout=series&limit=3";
        List<String> seen = new ArrayList<>();
        while (next != null) {
            Response page = given().auth()
                    .oauth2(Tokens.viewer())
                    .urlEncodingEnabled(false)
                    .get(next);
            page.then().statusCode(200).body("total", equalTo(5));
            List<Map<String, Object>> series = page.path("series");
            for (Map<String, Object> one : series) {
                column(columns(one), "period").forEach(period -> seen.add(one.get("seriesKey") + " " + period));
            }
            next = page.path("next");
        }
        assertThat(seen)
                .containsExactly(
                        "LAY_PAGES.M.410.0.X.H6.271012.0 2024-01",
                        "LAY_PAGES.M.410.392.X.H6.271012.0 2024-01",
                        "LAY_PAGES.M.410.392.X.H6.271012.0 2024-02",
                        "LAY_PAGES.M.410.392.X.H6.271012.0 2024-03",
                        "LAY_PAGES.M.410.392.X.H6.271012.0 2024-04");
    }

    @ParameterizedTest
    @CsvSource({"layout=columns", "layout=series&sort=period", "layout=series&format=csv"})
    void aLayoutThatCannotBeIsRefused(String more) {
        get("source=DEMO&commodity=271012&frequency=M&" + more)
                .then()
                .statusCode(400)
                .body("violations.field", contains("layout"))
                .body("violations[0]", hasKey("expected"));
    }
}
