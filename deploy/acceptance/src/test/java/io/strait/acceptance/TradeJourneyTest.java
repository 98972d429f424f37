package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A trade file goes in, an analyst's answer comes out: all through the gateway. */
@ExtendWith(SystemUnderTest.Resolver.class)
class TradeJourneyTest {
    private final SystemUnderTest strait;

    TradeJourneyTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    @Test
    void aFileBecomesFiguresWithSourceVintageAndUnit() {
        // Given
        String source = strait.declareSource();
        String file = new ComtradeCsv()
                .month("202407", "271012", 100)
                .month("202408", "271012", 0)
                .month("202409", "271012", "")
                .text();
        // When
        JsonPath job = strait.ingest(source, file);
        // Then
        assertThat(job.getString("state")).isEqualTo("COMPLETED");
        assertThat(job.getLong("rows.read")).isEqualTo(3);
        assertThat(job.getLong("rows.accepted")).isEqualTo(3);
        assertThat(job.getLong("rows.rejected")).isZero();
        strait.viewer()
                .get("/trade/v1/observations?reporter=KOR&partner=JP&commodity=271012&flow=X"
                        + "&period=2024-07..2024-09&source=" + source)
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("items.period", contains("2024-07", "2024-08", "2024-09"))
                .body("items.status", contains("REPORTED", "REPORTED", "MISSING"))
                .body("items[0].primaryValue", equalTo(100))
                .body("items[1].primaryValue", equalTo(0))
                .body("items[2].primaryValue", equalTo(null))
                .body("items.source.code", everyItem(equalTo(source)))
                .body("items.currency", everyItem(equalTo("USD")))
                .body("items.vintage", everyItem(equalTo(job.getString("revision.vintage"))));
    }

    @Test
    void theSameFiguresComeAsCsv() {
        // Given
        String source = strait.declareSource();
        strait.ingest(source, new ComtradeCsv().month("202407", "271012", 100).text());
        // When
        Response response = strait.viewer()
                .accept("text/csv")
                .get("/trade/v1/observations?reporter=KOR&partner=JPN&commodity=271012&frequency=M&source=" + source);
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("text/csv");
        assertThat(response.asString().lines()).hasSize(2);
        assertThat(response.asString()).contains(source).contains("2024-07").contains("USD");
    }

    @Test
    void anUnchangedAnswerIs304() {
        String url = "/trade/v1/observations?reporter=KOR&partner=JPN&commodity=271012&frequency=M&source="
                + strait.declareSource();
        String tag = strait.viewer().get(url).then().statusCode(200).extract().header("ETag");
        assertThat(tag).startsWith("\"");
        strait.viewer().header("If-None-Match", tag).get(url).then().statusCode(304);
    }

    @Test
    void theSameFileAgainIsTheSameJob() {
        // Given
        String source = strait.declareSource();
        String file = new ComtradeCsv().month("202407", "271012", 100).text();
        JsonPath first = strait.ingest(source, file);
        // When
        Response again = strait.post(source, file);
        // Then
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.getString("id"));
    }

    @Test
    void threeBadRowsDoNotCostTheOthers() {
        // Given
        String source = strait.declareSource();
        String file = new ComtradeCsv()
                .month("202401", "271012", 10)
                .month("202413", "271012", 20)
                .month("202403", "271012", "1,234")
                .month("202404", "27ZZ12", 40)
                .month("202405", "271012", 50)
                .text();
        // When
        JsonPath job = strait.ingest(source, file);
        // Then
        assertThat(job.getLong("rows.read")).isEqualTo(5);
        assertThat(job.getLong("rows.accepted")).isEqualTo(2);
        assertThat(job.getLong("rows.rejected")).isEqualTo(3);
        strait.viewer()
                .get("/trade/v1/ingests/" + job.getString("id") + "/rejects")
                .then()
                .statusCode(200)
                .body("items.line", hasItems(3, 4, 5))
                .body("items.field", hasItems("period", "primaryValue", "cmdCode"))
                .body("items.value", hasItems("202413", "1,234", "27ZZ12"))
                .body("items.expected", everyItem(notNullValue()));
        strait.viewer()
                .get("/trade/v1/observations?reporter=KOR&partner=JPN&commodity=271012&frequency=M&source=" + source)
                .then()
                .body("items.period", contains("2024-01", "2024-05"));
    }

    @Test
    void aRevisedMonthKeepsItsFirstVintage() {
        // Given
        String source = strait.declareSource();
        String url = "/trade/v1/observations?reporter=KOR&partner=JPN&commodity=271012&frequency=M&source=" + source;
        String firstVintage = strait.ingest(
                        source, new ComtradeCsv().month("202407", "271012", 100).text())
                .getString("revision.vintage");
        // When
        JsonPath second = strait.ingest(
                source, new ComtradeCsv().month("202407", "271012", 107).text());
        // Then
        assertThat(second.getLong("rows.revised")).isEqualTo(1);
        strait.viewer().get(url).then().body("items.primaryValue", contains(107));
        strait.viewer()
                .queryParam("asOf", firstVintage)
                .get(url)
                .then()
                .statusCode(200)
                .body("items.primaryValue", contains(100))
                .body("items.vintage", contains(firstVintage));
    }

    @Test
    void pagesJoinWithoutHoleOrDouble() {
        // Given
        String source = strait.declareSource();
        ComtradeCsv file = new ComtradeCsv();
        for (int month = 1; month <= 12; month++) {
            file.month("2023%02d".formatted(month), "271012", month);
        }
        strait.ingest(source, file.text());
        // When
        String next =
                "/trade/v1/observations?reporter=KOR&partner=JPN&commodity=271012&frequency=M&limit=5&source=" + source;
        java.util.List<String> periods = new java.util.ArrayList<>();
        for (int page = 0; next != null && page < 10; page++) {
            Response response = strait.viewer().urlEncodingEnabled(false).get(next);
            response.then().statusCode(200);
            periods.addAll(response.jsonPath().getList("items.period"));
            next = strait.nextLink(response);
        }
        // Then
        assertThat(periods).hasSize(12).doesNotHaveDuplicates().contains("2023-01", "2023-12");
    }

    @Test
    void everyBadParameterIsNamedAtOnce() {
        strait.viewer()
                .get("/trade/v1/observations?reporter=KOX&partner=JPN&flow=Q&period=202413&limit=0&colour=red")
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("type", startsWith("/problems/"))
                .body("violations.field", hasItems("reporter", "flow", "period", "limit", "colour"))
                .body("violations.expected", everyItem(notNullValue()));
    }

    @Test
    void januaryToAugust2024IsTheRecordOfTheSampleData() {
        strait.loadSampleData();
        strait.viewer()
                .get("/trade/v1/accumulations?reporter=KOR&partner=JPN&commodity=271012&flow=X&through=2024-08"
                        + "&source=DEMO")
                .then()
                .statusCode(200)
                .body("results", hasSize(1))
                .body("results[0].source.code", equalTo("DEMO"))
                .body("results[0].source.demonstration", equalTo(true))
                .body("results[0].value", equalTo(1_446_430_000))
                .body("results[0].currency", equalTo("USD"))
                .body("results[0].rank.position", equalTo(1))
                .body("results[0].isRecord", equalTo(true))
                .body("results[0].since", equalTo(1992))
                .body("results[0].years", hasSize(33));
    }

    @Test
    void arealComtradeDownloadLandsWhole() throws Exception {
        // Given
        Path file = SystemUnderTest.sharedFile("data/comtrade/thailand-hs8542-imports.csv");
        Assumptions.assumeTrue(Files.exists(file), "the real file is not here");
        String source = strait.declareSource();
        // When
        JsonPath job = strait.ingest(source, Files.readAllBytes(file), "text/csv");
        // Then
        assertThat(job.getLong("rows.read")).isEqualTo(1178);
        assertThat(job.getLong("rows.accepted")).isEqualTo(1178);
        JsonPath world = strait.viewer()
                .get("/trade/v1/observations?reporter=THA&partner=W00&commodity=8542&flow=M&period=2014&source="
                        + source)
                .jsonPath();
        assertThat(new BigDecimal(world.getString("items[0].primaryValue"))).isEqualByComparingTo("9680795326");
    }

    @Test
    void arealApiAnswerLandsWhole() throws Exception {
        // Given
        Path file = SystemUnderTest.sharedFile("data/comtrade/api-v1-china-argentina-annual.json");
        Assumptions.assumeTrue(Files.exists(file), "the real file is not here");
        String source = strait.declareSource();
        // When
        JsonPath job = strait.ingest(source, Files.readAllBytes(file), "application/json");
        // Then
        assertThat(job.getLong("rows.read")).isEqualTo(4);
        assertThat(job.getLong("rows.accepted")).isEqualTo(4);
        strait.viewer()
                .get("/trade/v1/observations?reporter=CHN&partner=ARG&commodity=TOTAL&flow=M&period=2010&source="
                        + source)
                .then()
                .body("items[0].primaryValue.toString()", startsWith("6804128143"));
    }
}
