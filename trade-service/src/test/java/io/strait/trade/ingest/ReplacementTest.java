package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static io.strait.trade.ingest.Trade.finished;
import static io.strait.trade.ingest.Trade.ingestAs;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.read;
import static io.strait.trade.ingest.Trade.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A file that is all there is for its slice: what it takes away, what it would, and what stays known of it. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ReplacementTest {
    private static final String HEADER = "reporter,partner,flow,classification,commodity,period,primaryValue\n";
    private static final String BOTH = HEADER + "410,392,X,H6,854231,2023,10\n410,392,X,H6,854231,2024,11\n"
            + "410,156,X,H6,854231,2023,20\n410,156,X,H6,854231,2024,21\n";
    private static final String OF_2024 = HEADER + "410,392,X,H6,854231,2024,11\n";

    @Inject
    DataSource database;

    private static void source(String code) {
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"" + code + "\", \"demonstration\": true}")
                .put("/trade/v1/sources/" + code)
                .then()
                .statusCode(201);
    }

    private static JsonPath send(String source, String more, String csv) {
        return ingestAs("?source=" + source + more, "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> held(String source, String more) {
        JsonPath observations = read("/trade/v1/observations?source=" + source
                        + "&partner=all&commodity=854231&frequency=A" + more)
                .jsonPath();
        List<String> keys = observations.getList("items.seriesKey");
        List<String> periods = observations.getList("items.period");
        return IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i).split("\\.")[3] + " " + periods.get(i))
                .toList();
    }

    @Test
    void aDryRunSaysWhatWouldGoAndTakesNothing() {
        source("GONE_A");
        long revision = send("GONE_A", "", BOTH).getLong("revision.revision");

        JsonPath job = send(
                "GONE_A",
                "&replace=slice&dryRun=true",
                HEADER + "410,392,X,H6,854231,2024,12\n410,724,X,H6,854231,2024,5\n");

        assertThat(job.getBoolean("dryRun")).isTrue();
        assertThat(job.getString("replace")).isEqualTo("slice");
        assertThat(rows(job)).isEqualTo("read 2 accepted 1 unchanged 0 revised 1 rejected 0");
        assertThat(job.getLong("removed.figures")).isEqualTo(1);
        assertThat(job.getString("revision")).isNull();
        JsonPath removals = read(job.getString("removed.href")).jsonPath();
        assertThat(removals.getList("items.seriesKey")).containsExactly("GONE_A.A.KOR.CHN.X.H6.854231");
        assertThat(removals.getList("items.period")).containsExactly("2024");
        assertThat(removals.getInt("items[0].primaryValue")).isEqualTo(21);
        assertThat(held("GONE_A", "")).containsExactly("CHN 2023", "CHN 2024", "JPN 2023", "JPN 2024");
        assertThat(query(database, "select count(*) from series where source = 'GONE_A'"))
                .containsExactly("2");
        assertThat(query(
                        database,
                        "select count(*) from revision where revision > " + revision
                                + " and ingest_id in (select id from ingest where source = 'GONE_A')"))
                .containsExactly("0");
    }

    @Test
    void whatIsTakenAwayStaysKnownForEver() throws IOException {
        source("GONE_B");
        JsonPath first = send("GONE_B", "", BOTH);
        JsonPath job = send("GONE_B", "&replace=slice", OF_2024);

        assertThat(rows(job)).isEqualTo("read 1 accepted 0 unchanged 1 revised 0 rejected 0");
        assertThat(job.getLong("removed.figures")).isEqualTo(1);
        assertThat(held("GONE_B", "")).containsExactly("CHN 2023", "JPN 2023", "JPN 2024");
        assertThat(held("GONE_B", "&asOf=" + first.getString("revision.vintage")))
                .containsExactly("CHN 2023", "CHN 2024", "JPN 2023", "JPN 2024");

        JsonPath revisions =
                read("/trade/v1/revisions?source=GONE_B&change=removed").jsonPath();
        assertThat(revisions.getList("items.change")).containsExactly("REMOVED");
        assertThat(revisions.getString("items[0].period")).isEqualTo("2024");
        assertThat(revisions.getInt("items[0].before.primaryValue")).isEqualTo(21);
        assertThat(revisions.getString("items[0].after.status")).isEqualTo("REMOVED");

        JsonPath vintages = read("/trade/v1/vintages?source=GONE_B&commodity=854231&partner=CHN&period=2024")
                .jsonPath();
        assertThat(vintages.getList("items.status")).containsExactly("REPORTED", "REMOVED");

        JsonPath available = read("/trade/v1/availability?source=GONE_B").jsonPath();
        assertThat(available.getList("items.observations")).containsExactly(3);
        assertThat(available.getList("items.series")).containsExactly(2);

        try (Events events = new Events()) {
            var told = events.of("GONE_B.A.KOR.CHN.X.H6.854231", 2).get(1);
            JsonNode period =
                    new JsonMapper().readTree(told.value()).path("periods").get(0);
            assertThat(period.path("before").path("primaryValue").asInt()).isEqualTo(21);
            assertThat(period.path("after").isNull()).isTrue();
        }
    }

    @Test
    void aFigureThatComesBackIsAdded() {
        source("GONE_C");
        send("GONE_C", "", BOTH);
        send("GONE_C", "&replace=slice", HEADER + "410,392,X,H6,854231,2023,10\n410,392,X,H6,854231,2024,11\n");
        assertThat(read("/trade/v1/availability?source=GONE_C").jsonPath().getList("items.series"))
                .containsExactly(1);

        JsonPath back = send("GONE_C", "", HEADER + "410,156,X,H6,854231,2024,22\n");

        assertThat(rows(back)).isEqualTo("read 1 accepted 1 unchanged 0 revised 0 rejected 0");
        assertThat(held("GONE_C", "")).containsExactly("CHN 2024", "JPN 2023", "JPN 2024");
        JsonPath available = read("/trade/v1/availability?source=GONE_C").jsonPath();
        assertThat(available.getList("items.series")).containsExactly(2);
        assertThat(available.getList("items.observations")).containsExactly(3);
        assertThat(read("/trade/v1/revisions?source=GONE_C").jsonPath().getString("items[0].change"))
                .isEqualTo("ADDED");
    }

    @Test
    void theSameFileIsAnotherJobWhenItReplaces() {
        source("GONE_D");
        send("GONE_D", "", BOTH);
        JsonPath plain = send("GONE_D", "", OF_2024);
        JsonPath replacing = send("GONE_D", "&replace=slice", OF_2024);
        assertThat(replacing.getString("id")).isNotEqualTo(plain.getString("id"));

        Response again = post("?source=GONE_D&replace=slice", "text/csv", OF_2024.getBytes(StandardCharsets.UTF_8));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getString("id")).isEqualTo(replacing.getString("id"));
    }

    @Test
    void commoditiesAndSeriesTakeLess() {
        source("GONE_E");
        send("GONE_E", "", BOTH + "410,392,X,H6,854232,2024,30\n");
        JsonPath commodities = send("GONE_E", "&replace=commodities", OF_2024);
        assertThat(commodities.getLong("removed.figures")).isEqualTo(1);
        assertThat(read("/trade/v1/observations?source=GONE_E&commodity=854232&frequency=A")
                        .jsonPath()
                        .getList("items"))
                .hasSize(1);

        source("GONE_F");
        send("GONE_F", "", BOTH + "410,392,X,H6,854231,2022,9\n");
        JsonPath series =
                send("GONE_F", "&replace=series", HEADER + "410,392,X,H6,854231,2022,9\n410,392,X,H6,854231,2024,11\n");
        assertThat(series.getLong("removed.figures")).isEqualTo(1);
        assertThat(held("GONE_F", "")).containsExactly("CHN 2023", "CHN 2024", "JPN 2022", "JPN 2024");
    }

    @Test
    void aRejectedRowTakesNothingAway() {
        source("GONE_G");
        send("GONE_G", "", BOTH);
        String file = OF_2024 + "410,156,X,H6,854231,2024,many\n";

        Response sent = post("?source=GONE_G&replace=slice", "text/csv", file.getBytes(StandardCharsets.UTF_8));
        JsonPath job = finished(sent.jsonPath().getString("id"));

        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("failure.type")).isEqualTo("/problems/unprocessable");
        assertThat(job.getString("failure.detail")).startsWith("1 rows are rejected");
        assertThat(held("GONE_G", "")).containsExactly("CHN 2023", "CHN 2024", "JPN 2023", "JPN 2024");
    }

    @Test
    void whatToReplaceIsChecked() {
        Response sent = post("?source=COMTRADE&replace=everything&dryRun=perhaps", "text/csv", new byte[] {'x'});
        assertThat(sent.statusCode()).isEqualTo(400);
        assertThat(sent.jsonPath().getList("violations.field")).containsExactlyInAnyOrder("replace", "dryRun");
        assertThat(sent.jsonPath().getList("violations.expected"))
                .contains("one of slice, commodities, series", "true or false");
    }
}
