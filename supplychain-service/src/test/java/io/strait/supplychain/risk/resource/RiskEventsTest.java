package io.strait.supplychain.risk.resource;

import static io.strait.supplychain.Events.header;
import static io.strait.supplychain.catalogue.resource.Http.IMPORTS;
import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.create;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.node;
import static io.strait.supplychain.catalogue.resource.Http.supplies;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.events.EventCatalogue;
import io.strait.supplychain.Events;
import io.strait.supplychain.SupplyChainTestResource;
import io.strait.supplychain.risk.measures.MeasureKeeper;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Measures are kept with the revision that changed them, and told of where they cross a band. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class RiskEventsTest {
    @Inject
    DataSource database;

    @Inject
    MeasureKeeper keeper;

    private static final String RISK_CHANGED = "strait.supplychain.risk.changed";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String share(String supplier, String input, double share) {
        return create(
                        SUPPLIES,
                        Map.of(
                                "supplier",
                                supplier,
                                "input",
                                input,
                                "share",
                                Map.of("low", share, "high", share),
                                "source",
                                "DEMO"))
                .path("id");
    }

    private static void patch(String path, String patch) {
        contributor()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .header("traceparent", TRACE)
                .body(patch)
                .patch(path)
                .then()
                .statusCode(200);
    }

    private static String maker(String area) {
        String id = unique("maker");
        Map<String, Object> maker = node(id, "organisation");
        maker.put("area", area);
        create(NODES, maker);
        return id;
    }

    private static List<JsonNode> told(String input, int count) throws IOException {
        try (Events events = new Events()) {
            List<JsonNode> told = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> event : events.of(input, RISK_CHANGED, count)) {
                JsonNode data = JSON.readTree(event.value());
                var type = EventCatalogue.type(header(event, "ce_type")).orElseThrow();
                var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(new ByteArrayInputStream(EventCatalogue.schema(type)));
                assertThat(schema.validate(data)).isEmpty();
                assertThat(header(event, "ce_subject")).isEqualTo(input);
                told.add(data);
            }
            return told;
        }
    }

    @Test
    void aMeasureThatCrossesABandIsToldWithTheLinkThatDidIt() throws IOException {
        // Given
        String input = made("resist", "material");
        String first = share(maker("JPN"), input, 100);
        String second = supplies(maker("JPN"), input, null);
        // When: 100 for one becomes 30 for one and 70 that may be anybody's
        patch(SUPPLIES + "/" + first, "{\"share\": {\"low\": 30, \"high\": 30}}");
        // Then
        List<JsonNode> told = told(input, 2);
        assertThat(told)
                .extracting(event -> event.path("measure").asText())
                .containsExactlyInAnyOrder("concentrationByOrganisation", "concentrationByArea");
        JsonNode byOrganisation = told.get(0);
        assertThat(byOrganisation.path("before").asDouble()).isEqualTo(10000);
        assertThat(byOrganisation.path("after").asDouble()).isEqualTo(900);
        assertThat(byOrganisation.path("bandBefore").asText()).isEqualTo("HIGH");
        assertThat(byOrganisation.path("bandAfter").asText()).isEqualTo("LOW_TO_HIGH");
        assertThat(byOrganisation.path("because")).hasSize(1);
        assertThat(byOrganisation.path("because").get(0).asText()).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
        long revision = viewer().get(SUPPLIES + "/" + first).jsonPath().getLong("revision");
        assertThat(byOrganisation.path("revision").asLong()).isEqualTo(revision);
    }

    @Test
    void theTraceOfTheChangeGoesOnWithTheEvent() {
        // Given
        String input = made("resist", "material");
        String supply = share(maker("JPN"), input, 100);
        // When
        patch(SUPPLIES + "/" + supply, "{\"share\": {\"low\": 0, \"high\": 0}}");
        // Then
        try (Events events = new Events()) {
            assertThat(header(events.of(input, RISK_CHANGED, 1).get(0), "ce_traceparent"))
                    .startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        }
    }

    @Test
    void aSupplierThatMovesChangesWhatItsInputsHangOn() throws IOException {
        // Given: six areas, 20^2 + 5 x 16^2 = 1680
        String input = made("gas", "material");
        share(maker("JPN"), input, 20);
        for (String area : List.of("KOR", "TWN", "DEU", "NLD")) {
            share(maker(area), input, 16);
        }
        String mover = maker("USA");
        share(mover, input, 16);
        // When: five areas, 36^2 + 4 x 16^2 = 2320
        patch(NODES + "/" + mover, "{\"area\": \"JPN\"}");
        // Then
        JsonNode told = await(input, mover);
        assertThat(told.path("measure").asText()).isEqualTo("concentrationByArea");
        assertThat(told.path("before").asDouble()).isEqualTo(1680);
        assertThat(told.path("bandBefore").asText()).isEqualTo("MODERATE");
        assertThat(told.path("after").asDouble()).isEqualTo(2320);
        assertThat(told.path("bandAfter").asText()).isEqualTo("HIGH");
        viewer().get(NODES + "/" + input + "/riskHistory")
                .then()
                .statusCode(200)
                .body("items.findAll { it.measure == 'concentrationByArea' }", hasSize(7))
                .body("items[-1].measure", equalTo("concentrationByArea"))
                .body("items[-1].because", contains(mover))
                .body("items[-1].basis", equalTo("organisations"))
                // By organisation nothing has changed
                .body("items.findAll { it.measure == 'concentrationByOrganisation' }", hasSize(6));
    }

    /** The last event of an input, which names what brought it about. */
    private static JsonNode await(String input, String because) throws IOException {
        for (int count = 1; ; count++) {
            List<JsonNode> told = told(input, count);
            JsonNode last = told.get(told.size() - 1);
            if (last.path("because").toString().contains('"' + because + '"')) {
                return last;
            }
        }
    }

    @Test
    void theFirstMeasureIsKeptAndCrossesNothingAndTheLastOneIsUnknown() throws IOException {
        // Given
        String input = made("foil", "material");
        viewer().get(NODES + "/" + input + "/riskHistory")
                .then()
                .statusCode(200)
                .body("items", empty());
        String supply = share(maker("JPN"), input, 100);
        // When
        contributor()
                .header("If-Match", "*")
                .delete(SUPPLIES + "/" + supply)
                .then()
                .statusCode(204);
        // Then
        List<JsonNode> told = told(input, 2);
        assertThat(told).hasSize(2).allSatisfy(event -> {
            assertThat(event.path("before").asDouble()).isEqualTo(10000);
            assertThat(event.path("bandBefore").asText()).isEqualTo("HIGH");
            assertThat(event.path("after").isNull()).isTrue();
            assertThat(event.path("bandAfter").isNull()).isTrue();
        });
        viewer().get(NODES + "/" + input + "/riskHistory")
                .then()
                .body("items", hasSize(4))
                .body("items[0].hhi.low", equalTo(10000f))
                .body("items[0].band.atLeast", equalTo("high"))
                .body("items[0].because", contains(supply))
                .body("items[3].hhi", nullValue())
                .body("items[3].basis", equalTo("nobody"));
    }

    @Test
    void whatChangesNoShareAndNoAreaMakesNoMeasure() {
        // Given
        String input = made("foil", "material");
        String maker = maker("JPN");
        String supply = share(maker, input, 100);
        // When
        patch(SUPPLIES + "/" + supply, "{\"leadTimeDays\": 12}");
        patch(NODES + "/" + maker, "{\"name\": \"Renamed\"}");
        supplies(maker, input, made("fab", "site"));
        // Then
        viewer().get(NODES + "/" + input + "/riskHistory").then().body("items", hasSize(2));
    }

    @Test
    void theHistoryComesInPagesOfOneRevision() {
        // Given
        String input = made("foil", "material");
        String supply = share(maker("JPN"), input, 100);
        patch(SUPPLIES + "/" + supply, "{\"share\": {\"low\": 90, \"high\": 90}}");
        String next = viewer().get(NODES + "/" + input + "/riskHistory?limit=3&bands=1500,9000")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items[2].band.atLeast", equalTo("moderate"))
                .header("Link", containsString("rel=\"next\""))
                .body("next", notNullValue())
                .extract()
                .path("next");
        patch(SUPPLIES + "/" + supply, "{\"share\": {\"low\": 80, \"high\": 80}}");
        // When, Then
        viewer().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].hhi.low", equalTo(8100f))
                .body("next", nullValue());
        viewer().get(NODES + "/" + input + "/riskHistory?limit=0&cursor=x&bands=9,1")
                .then()
                .statusCode(400)
                .body("violations.field", contains("bands", "limit", "cursor"))
                .body("violations.expected", everyItem(notNullValue()));
        viewer().get(NODES + "/nobody-at-all/riskHistory").then().statusCode(404);
    }

    @Test
    void anImportMeasuresAMarketOnceAndARefusedOneNotAtAll() {
        // Given
        String input = unique("imported");
        StringBuilder lines = new StringBuilder("{\"fact\": \"node\", \"id\": \"" + input
                + "\", \"kind\": \"material\", \"name\": \"x\", \"source\": \"DEMO\"}\n");
        for (int i = 0; i < 120; i++) {
            String maker = input + "-maker-" + i;
            lines.append("{\"fact\": \"node\", \"id\": \"" + maker
                    + "\", \"kind\": \"organisation\", \"name\": \"x\", \"area\": \"JPN\", \"source\": \"DEMO\"}\n");
            lines.append("{\"fact\": \"supply\", \"supplier\": \"" + maker + "\", \"input\": \"" + input
                    + "\", \"share\": {\"low\": 0.5, \"high\": 0.5}, \"source\": \"DEMO\"}\n");
        }
        String broken = lines + "{\"fact\": \"supply\", \"supplier\": \"nobody\", \"input\": \"" + input
                + "\", \"source\": \"DEMO\"}\n";
        // When
        contributor()
                .contentType("application/x-ndjson")
                .body(broken.getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS)
                .then()
                .statusCode(422);
        viewer().get(NODES + "/" + input + "/riskHistory").then().statusCode(404);
        contributor()
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS)
                .then()
                .statusCode(200);
        // Then
        viewer().get(NODES + "/" + input + "/riskHistory")
                .then()
                .body("items", hasSize(2))
                .body("items[0].suppliers", equalTo(120))
                .body("items[0].because", hasSize(100))
                .body("items[0].hhi.low", equalTo(3600f))
                .body("items[1].hhi.low", equalTo(30f));
    }

    @Test
    void factsThatWereThereBeforeMeasuresWereKeptGetTheirFirstOne() throws SQLException {
        // Given
        String input = made("old", "material");
        share(maker("JPN"), input, 100);
        try (Connection connection = database.getConnection();
                var delete = connection.prepareStatement("delete from risk_measure where node = ?")) {
            delete.setString(1, input);
            delete.executeUpdate();
        }
        // When
        keeper.fill();
        // Then
        viewer().get(NODES + "/" + input + "/riskHistory")
                .then()
                .body("items", hasSize(2))
                .body("items[0].hhi.low", equalTo(10000f))
                .body("items[0].because", empty());
    }
}
