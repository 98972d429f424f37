package io.strait.supplychain.exposure.feed;

import static io.strait.supplychain.exposure.feed.Trade.await;
import static io.strait.supplychain.exposure.feed.Trade.behaves;
import static io.strait.supplychain.exposure.feed.Trade.code;
import static io.strait.supplychain.exposure.feed.Trade.event;
import static io.strait.supplychain.exposure.feed.Trade.exposure;
import static io.strait.supplychain.exposure.feed.Trade.heading;
import static io.strait.supplychain.exposure.feed.Trade.holds;
import static io.strait.supplychain.exposure.feed.Trade.input;
import static io.strait.supplychain.exposure.feed.Trade.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.supplychain.SupplyChainTestResource;
import io.strait.supplychain.catalogue.resource.Http;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What events do not bring is fetched; and when trade-service is away, answers say so. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class CatchUpTest {
    private static final String VINTAGE = "2024-01-01T00:00:00.123456Z";

    @Inject
    AgroalDataSource database;

    @AfterEach
    void back() {
        behaves("answer");
    }

    @Test
    void theHistoryOfACodeIsFetchedWhenANodeGetsIt() {
        // Given: more than a page of the stub, and the total, which has to be asked for by name
        String code = code();
        for (int month = 1; month <= 4; month++) {
            holds(key(code, "JPN"), "2024-0" + month, 10, VINTAGE);
            holds(key(code, "CHN"), "2024-0" + month, 5, VINTAGE);
            holds(key(code, "W00"), "2024-0" + month, 20, VINTAGE);
        }
        holds(key(code, "JPN", "X"), "2024-01", 1_000, VINTAGE);
        // When
        String node = input("HS", code);
        // Then
        await().until(() -> exposure(node, "").getList("codesNotFetched").isEmpty());
        JsonPath answer = exposure(node, "");
        assertThat(answer.getInt("observed.value")).isEqualTo(80);
        assertThat(answer.getString("observed.shareOf")).isEqualTo("world");
        assertThat(answer.getInt("observed.unallocated.value")).isEqualTo(20);
        assertThat(answer.getInt("observed.periodsHeld")).isEqualTo(4);
        assertThat(answer.getString("observed.sourceName")).isEqualTo("UN Comtrade");
        assertThat(answer.getBoolean("observed.demonstration")).isFalse();
        assertThat(answer.getString("observed.newestVintage")).isEqualTo(VINTAGE);
        assertThat(answer.getFloat("areas.find { it.area == 'JPN' }.observed.share"))
                .isEqualTo(50f);
        assertThat(answer.getString("figures.tradeService")).isEqualTo("reachable");
        assertThat(answer.getString("figures.asOfFigures")).isNull();
    }

    @Test
    void ofAHeadingItsSubheadingsAreFetchedToo() {
        String heading = heading();
        holds(key(heading + "10", "JPN"), "2024-01", 30, VINTAGE);
        holds(key(heading + "99", "NLD"), "2024-01", 70, VINTAGE);
        String node = input("HS", heading);
        await().until(() -> exposure(node, "").getList("codesNotFetched").isEmpty());
        assertThat(exposure(node, "").getInt("observed.value")).isEqualTo(100);
    }

    @Test
    void whileTradeServiceIsAwayAnswersSayHowOldTheirFiguresAre() {
        // Given
        String code = code();
        holds(key(code, "JPN"), "2024-01", 10, VINTAGE);
        String node = input("HS", code);
        await().until(() -> exposure(node, "").getList("codesNotFetched").isEmpty());
        String path = "/supplychain/v1/nodes/" + node + "/exposure?reporter=KOR";
        String tag = Http.viewer().get(path).header("ETag");
        Instant before = Instant.now();
        // When
        behaves("drop");
        // Then
        await().until(() -> exposure(node, "").getString("figures.tradeService").startsWith("unreachable since 2"));
        JsonPath answer = exposure(node, "");
        assertThat(answer.getInt("observed.value")).isEqualTo(10);
        Instant confirmed = Instant.parse(answer.getString("figures.asOfFigures"));
        assertThat(confirmed).isBetween(before.minusSeconds(30), Instant.now());
        assertThat(Instant.parse(answer.getString("figures.tradeService").replace("unreachable since ", "")))
                .isAfter(confirmed);
        assertThat(Http.viewer()
                        .header("If-None-Match", tag)
                        .get(path)
                        .then()
                        .extract()
                        .statusCode())
                .isEqualTo(200);
        // When: a code that nobody could fetch
        String other = input("HS", code());
        assertThat(exposure(other, "").getList("codesNotFetched")).hasSize(1);
        assertThat((Object) exposure(other, "").get("observed")).isNull();
        // When
        behaves("answer");
        // Then
        await().until(() -> exposure(node, "").getString("figures.tradeService").equals("reachable"));
        await().until(() -> exposure(other, "").getList("codesNotFetched").isEmpty());
    }

    @Test
    void aRefusalIsNoAnswerEither() {
        String node = input("HS", code());
        behaves("401");
        await().until(() -> exposure(node, "").getString("figures.tradeService").startsWith("unreachable since 2"));
    }

    @Test
    void whatIsFetchedAndWhatIsToldOfOneRevisionIsOneRow() {
        // Given
        String code = code();
        holds(key(code, "JPN"), "2024-01", 10, VINTAGE);
        String node = input("HS", code);
        await().until(() -> exposure(node, "").getList("codesNotFetched").isEmpty());
        assertThat(rows(code)).isEqualTo("1 null");
        // When
        try (Trade trade = new Trade()) {
            trade.tell(event(key(code, "JPN"), "2024-01", 9, 10, VINTAGE));
        }
        // Then
        await().until(() -> rows(code).equals("1 9"));
    }

    private String rows(String code) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) || ' ' || coalesce(min(before_value)::text, 'null') from trade_figure where commodity = '"
                                + code + "'")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAreaThatTradeServiceDoesNotKnowCostsNoOther() {
        // Given
        Http.contributor()
                .contentType("application/json")
                .body(Map.of(
                        "id", "station", "kind", "organisation", "name", "A station", "area", "ATA", "source", "DEMO"))
                .post("/supplychain/v1/nodes")
                .then()
                .statusCode(201);
        String code = code();
        holds(key(code, "JPN"), "2024-01", 10, VINTAGE);
        // When
        String node = input("HS", code);
        // Then
        await().until(() -> exposure(node, "").getList("codesNotFetched").isEmpty());
        assertThat(exposure(node, "").getInt("observed.value")).isEqualTo(10);
        Http.contributor()
                .header("If-Match", "*")
                .delete("/supplychain/v1/nodes/station")
                .then()
                .statusCode(204);
    }
}
