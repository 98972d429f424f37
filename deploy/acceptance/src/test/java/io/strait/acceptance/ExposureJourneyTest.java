package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.strait.local.Part;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Figures go in at trade-service, and what they say of a dependency comes out of supplychain-service. */
@ExtendWith(SystemUnderTest.Resolver.class)
class ExposureJourneyTest {
    private final SystemUnderTest strait;

    ExposureJourneyTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    /** Korea's imports in a month, by partner: M49 code and USD. */
    private static String imports(String period, String commodity, Map<String, Long> byPartner) {
        StringBuilder csv = new StringBuilder(
                "freqCode,period,reporterCode,flowCode,partnerCode,classificationCode," + "cmdCode,primaryValue\n");
        byPartner.forEach((partner, value) ->
                csv.append(String.format(Locale.ROOT, "M,%s,410,M,%s,H6,%s,%d%n", period, partner, commodity, value)));
        return csv.toString();
    }

    private String input(String commodity) {
        String id = strait.uniqueId("exposed");
        for (Map.Entry<String, String> maker :
                Map.of("japan", "JPN", "korea", "KOR").entrySet()) {
            create(
                    "nodes",
                    Map.of(
                            "id",
                            id + "-" + maker.getKey(),
                            "kind",
                            "organisation",
                            "name",
                            "A maker",
                            "area",
                            maker.getValue(),
                            "source",
                            "DEMO"));
        }
        create(
                "nodes",
                Map.of(
                        "id",
                        id,
                        "kind",
                        "material",
                        "name",
                        "An input",
                        "source",
                        "DEMO",
                        "externalIds",
                        List.of(Map.of("scheme", "HS", "code", commodity, "weight", 1))));
        create(
                "supplies",
                Map.of(
                        "supplier",
                        id + "-japan",
                        "input",
                        id,
                        "share",
                        Map.of("low", 70, "high", 100),
                        "source",
                        "DEMO"));
        create("requirements", Map.of("node", id + "-korea", "input", id, "source", "DEMO"));
        return id;
    }

    private void create(String facts, Map<String, Object> fact) {
        strait.contributor()
                .contentType("application/json")
                .body(fact)
                .post("/supplychain/v1/" + facts)
                .then()
                .statusCode(201);
    }

    private JsonPath exposure(String node, String source) {
        return strait.viewer()
                .get("/supplychain/v1/nodes/" + node + "/exposure?reporter=KOR&source=" + source)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void whatIsImportedContradictsWhatIsDeclared() {
        // Given: a file from before anybody carried its code, so it has to be fetched
        String source = strait.declareSource();
        String commodity = "380110";
        strait.ingest(source, imports("202401", commodity, Map.of("0", 1_000L, "392", 128L, "156", 800L)));
        // When
        String node = input(commodity);
        // Then
        JsonPath answer = strait.await()
                .until(
                        () -> exposure(node, source),
                        found -> found.get("observed") != null
                                && found.getInt("observed.value") == 1_000
                                && found.get("observed.demonstration") != null);
        assertThat(answer.getBoolean("observed.demonstration")).isTrue();
        assertThat(answer.getList("codesWithoutWeight")).isEmpty();
        assertThat(answer.getFloat("areas.find { it.area == 'JPN' }.observed.share"))
                .isEqualTo(12.8f);
        assertThat(answer.getBoolean("areas.find { it.area == 'JPN' }.disagrees"))
                .isTrue();
        // When: a month more, which an event tells of
        strait.ingest(source, imports("202402", commodity, Map.of("0", 1_000L, "392", 700L, "156", 300L)));
        // Then
        answer = strait.await().until(() -> exposure(node, source), found -> found.getInt("observed.value") == 2_000);
        assertThat(answer.getInt("observed.periodsHeld")).isEqualTo(2);
        assertThat(answer.getFloat("areas.find { it.area == 'JPN' }.observed.share"))
                .isEqualTo(41.4f);
        JsonPath dependence = strait.viewer()
                .get("/supplychain/v1/dependence?a=KOR&b=JPN&source=" + source)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(dependence.getInt("a.inputs.find { it.id == '" + node + "' }.observed.value"))
                .isEqualTo(828);
    }

    @Test
    void withoutTradeServiceTheAnswerSaysHowOldItIs() {
        // Given
        String source = strait.declareSource();
        String commodity = "380120";
        String node = input(commodity);
        strait.ingest(source, imports("202401", commodity, Map.of("392", 128L, "156", 800L)));
        strait.await()
                .until(() -> exposure(node, source).getList("areas").size() == 2
                        && exposure(node, source)
                                .getString("figures.tradeService")
                                .equals("reachable"));
        // When
        strait.killAndRestart(Part.TRADE, () -> {
            // Then
            JsonPath answer = strait.await()
                    .until(() -> exposure(node, source), found -> found.getString("figures.tradeService")
                            .startsWith("unreachable since"));
            assertThat(answer.getString("figures.asOfFigures")).isNotBlank();
            assertThat(answer.getInt("observed.value")).isEqualTo(928);
        });
        strait.await().until(() -> exposure(node, source).getString("figures.tradeService"), "reachable"::equals);
    }

    @Test
    void theSampleSaysThatKoreaBoughtLessOfJapanThanTheCatalogueHasIt() {
        // Given
        strait.loadSampleData();
        String path = "/supplychain/v1/nodes/hydrogen-fluoride/exposure?reporter=KOR";
        // When: 32.4 of 93.2 million USD in 2016, says hanse.biz
        JsonPath answer = strait.await().until(() -> strait.viewer().get(path).jsonPath(), found -> "HANSE_BIZ"
                .equals(found.getString("observed.source")));
        // Then
        assertThat(answer.getString("observed.to")).isEqualTo("2016-12");
        assertThat(answer.getString("observed.shareOf")).isEqualTo("origins");
        assertThat(answer.getFloat("areas.find { it.area == 'JPN' }.observed.share"))
                .isEqualTo(34.7639f);
        assertThat(answer.getBoolean("areas.find { it.area == 'JPN' }.disagrees"))
                .isTrue();
        assertThat(answer.getList("otherSources.source")).contains("CHINAFLASHMARKET");
    }
}
