package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static io.strait.trade.ingest.Trade.ingestAs;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.read;
import static io.strait.trade.ingest.Trade.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a source calls its vintages, from the file to the answers; and what an apply notes of a revision. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class VintageKindTest {
    private static final String PLAIN = "reporter,partner,flow,classification,commodity,period,primaryValue\n";

    @Inject
    DataSource database;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void source(String code) {
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"" + code + "\", \"demonstration\": true}")
                .put("/trade/v1/sources/" + code)
                .then()
                .statusCode(201);
    }

    @Test
    void whatASourceSaysOfItsVintageIsToldWithIt() {
        // Given
        source("KIND_A");
        JsonPath provisional = ingestAs(
                "?source=KIND_A&vintageKind=provisional&publishedAt=2024-09-15T09:00:00%2B09:00",
                "text/csv", utf8(PLAIN + "410,392,X,H6,271012,2024-08,100\n"));
        JsonPath unsaid = ingestAs("?source=KIND_A", "text/csv", utf8(PLAIN + "410,392,X,H6,271012,2024-08,110\n"));
        JsonPath fixed = ingestAs(
                "?source=KIND_A&vintageKind=FIXED&publishedAt=2025-02-15",
                "text/csv",
                utf8(PLAIN + "410,392,X,H6,271012,2024-08,99\n"));
        // Then
        assertThat(provisional.getString("vintageKind")).isEqualTo("PROVISIONAL");
        assertThat(provisional.getString("publishedAt")).isEqualTo("2024-09-15T00:00:00Z");
        assertThat(unsaid.getString("vintageKind")).isNull();
        assertThat(fixed.getString("publishedAt")).isEqualTo("2025-02-15T00:00:00Z");
        // When
        JsonPath vintages = read("/trade/v1/vintages?source=KIND_A&commodity=271012&period=2024-08")
                .jsonPath();
        JsonPath revisions = read("/trade/v1/revisions?source=KIND_A").jsonPath();
        // Then
        assertThat(vintages.getList("items.vintageKind")).containsExactly("PROVISIONAL", null, "FIXED");
        assertThat(vintages.getList("items.publishedAt"))
                .containsExactly("2024-09-15T00:00:00Z", null, "2025-02-15T00:00:00Z");
        assertThat(vintages.getString("items[2].ingest.id")).isEqualTo(fixed.getString("id"));
        assertThat(vintages.getString("items[2].vintage")).isEqualTo(fixed.getString("revision.vintage"));
        assertThat(revisions.getList("items.vintageKind")).containsExactly("FIXED", null, "PROVISIONAL");
        assertThat(revisions.getString("items[0].publishedAt")).isEqualTo("2025-02-15T00:00:00Z");
        assertThat(revisions.getLong("items[0].revision")).isEqualTo(fixed.getLong("revision.revision"));
    }

    @Test
    void revisionsAreAskedByTheTimeOfTheirLoading() {
        // Given
        source("KIND_B");
        JsonPath first = ingestAs("?source=KIND_B", "text/csv", utf8(PLAIN + "410,392,X,H6,271012,2024-08,1\n"));
        JsonPath second = ingestAs("?source=KIND_B", "text/csv", utf8(PLAIN + "410,392,X,H6,271012,2024-08,2\n"));
        String firstAt = first.getString("revision.vintage");
        String secondAt = second.getString("revision.vintage");
        // Then
        assertThat(values("since=" + secondAt)).containsExactly(2);
        assertThat(values("since=" + firstAt)).containsExactly(2, 1);
        assertThat(values("since=" + firstAt + "&until=" + firstAt)).containsExactly(1);
        assertThat(values("since=" + firstAt.substring(0, 10))).containsExactly(2, 1);
        assertThat(values("until=" + firstAt.substring(0, 10) + "&order=oldest"))
                .containsExactly(1, 2);
        assertThat(values("until=2000-01-01")).isEmpty();
    }

    private static List<Integer> values(String query) {
        return read("/trade/v1/revisions?source=KIND_B&" + query).jsonPath().getList("items.after.primaryValue");
    }

    /** The migration filled it for the figures that were there; each apply keeps it up. */
    @Test
    void whichSeriesARevisionChangedIsWhatTheFiguresSay() throws IOException {
        // Given: figures added, revised and repeated, two series in one file
        source("KIND_C");
        ingestAs("?source=KIND_C", "text/csv", utf8(PLAIN + """
                410,392,X,H6,271012,2024-01,1
                410,392,X,H6,271012,2024-02,2
                410,156,X,H6,271012,2024-02,3
                """));
        JsonPath second = ingestAs("?source=KIND_C", "text/csv", utf8(PLAIN + """
                410,392,X,H6,271012,2024-01,1
                410,392,X,H6,271012,2024-02,20
                410,392,X,H6,271012,2024-05,5
                410,156,X,H6,271012,2024-02,3
                """));
        assertThat(rows(second)).isEqualTo("read 4 accepted 1 unchanged 2 revised 1 rejected 0");
        assertThat(second.getLong("seriesChanged")).isEqualTo(1);
        // When
        String columns = "select revision, series_key, first_period, last_period, added, revised from (%s) c"
                + " join series s using (series_id) where source = 'KIND_C' order by revision, series_key";
        List<String> kept = query(database, columns.formatted("select * from series_revision"));
        // Then
        assertThat(kept).isEqualTo(query(database, columns.formatted(filled("series_revision"))));
        assertThat(kept).hasSize(3);
        assertThat(kept.get(2)).endsWith("2024-02-01 2024-05-01 1 1");
    }

    /** What the migration fills a table with. */
    private static String filled(String table) throws IOException {
        try (InputStream migration =
                VintageKindTest.class.getResourceAsStream("/db/migration/V003__tell_vintages.sql")) {
            String sql = new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8);
            String insert = sql.substring(sql.indexOf("insert into " + table));
            return insert.substring(insert.indexOf("select "), insert.indexOf(';'));
        }
    }

    @Test
    void aBadVintageIsRefusedBeforeTheFileIsRead() {
        Response response =
                post("?source=COMTRADE&vintageKind=final&publishedAt=2999-01-01&vintagKind=x", "text/csv", utf8("x"));

        assertThat(response.statusCode()).isEqualTo(400);
        JsonPath problem = response.jsonPath();
        assertThat(problem.getList("violations.field", String.class))
                .containsExactlyInAnyOrder("vintagKind", "vintageKind", "publishedAt");
        assertThat(problem.getString("violations.find { it.field == 'vintageKind' }.expected"))
                .isEqualTo("provisional, detailed, revised or fixed");
        assertThat(problem.getString("violations.find { it.field == 'publishedAt' }.message"))
                .isEqualTo("is in the future");
        assertThat(problem.getString("violations.find { it.field == 'vintagKind' }.expected"))
                .startsWith("did you mean vintageKind; only ");
    }
}
