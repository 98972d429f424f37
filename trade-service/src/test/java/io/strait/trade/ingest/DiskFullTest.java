package io.strait.trade.ingest;

import static io.strait.trade.ingest.Trade.execute;
import static io.strait.trade.ingest.Trade.finished;
import static io.strait.trade.ingest.Trade.ingestCsv;
import static io.strait.trade.ingest.Trade.job;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * No space is left, as PostgreSQL says it: by an error of SQLSTATE 53100 at the row that finds none. A trigger raises it
 * here, since a disk cannot be filled under a test.
 */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class DiskFullTest {
    private static final String NO_SPACE = """
            create or replace function test_no_space() returns trigger language plpgsql as $$ begin
                raise exception 'could not extend file: No space left on device' using errcode = '53100';
            end $$
            """;

    @Inject
    DataSource database;

    @AfterEach
    void thereIsSpaceAgain() {
        execute(database, "drop event trigger if exists test_full_staging");
        execute(database, "drop function if exists test_no_space() cascade");
    }

    @Test
    void anUploadIsRefusedAndReadsGoOn() {
        // Given
        ingestCsv(new ComtradeFile().with("040410", "202401", "1"));
        execute(database, NO_SPACE);
        execute(database, """
                create or replace function test_fill_staging() returns event_trigger language plpgsql as $$
                declare made record;
                begin
                    for made in select object_identity from pg_event_trigger_ddl_commands()
                            where command_tag = 'CREATE TABLE' and schema_name = 'staging' loop
                        execute format('create trigger full_disk before insert on %s for each row execute function test_no_space()',
                                       made.object_identity);
                    end loop;
                end $$
                """);
        execute(
                database,
                "create event trigger test_full_staging on ddl_command_end execute function test_fill_staging()");
        byte[] file = new ComtradeFile().with("040410", "202402", "2").csv();
        // When
        Response refused = post("?source=COMTRADE&fileName=disk-full", "text/csv", file);
        // Then
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(refused.jsonPath().getString("detail"))
                .contains("no space left")
                .doesNotContain("extend file");
        JsonPath failed = job(query(database, "select id from ingest where file_name = 'disk-full'")
                .get(0));
        assertThat(failed.getString("state")).isEqualTo("FAILED");
        assertThat(failed.getString("failure.type")).isEqualTo("/problems/unavailable");
        assertThat(failed.getString("failure.detail")).contains("no space left", "send the file again");
        assertThat(figures("040410")).isEqualTo(1);
        // When there is space again
        thereIsSpaceAgain();
        Response again = post("?source=COMTRADE", "text/csv", file);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(finished(again.jsonPath().getString("id")).getString("state"))
                .isEqualTo("COMPLETED");
        assertThat(figures("040410")).isEqualTo(2);
    }

    @Test
    void anApplyIsPutOffSaysWhyAndGoesOn() {
        // Given
        ingestCsv(new ComtradeFile().with("040490", "202401", "1"));
        execute(database, NO_SPACE);
        execute(
                database,
                "create trigger test_full before insert on observation for each row"
                        + " when (new.primary_value = 40490.125) execute function test_no_space()");
        // When
        String id = post(
                        "?source=COMTRADE",
                        "text/csv",
                        new ComtradeFile()
                                .with("040490", "202401", "2")
                                .with("040490", "202402", "40490.125")
                                .csv())
                .jsonPath()
                .getString("id");
        // Then
        await().atMost(Trade.PATIENCE).until(() -> job(id).getString("progress.putOff") != null);
        JsonPath waiting = job(id);
        assertThat(waiting.getString("state")).isIn("STAGED", "APPLYING");
        assertThat(waiting.getString("progress.putOff")).isEqualTo("The database has no space left");
        assertThat(waiting.getString("progress.secondsLeftReason")).startsWith("put off: ");
        assertThat(figures("040490")).isEqualTo(1);
        // When there is space again
        thereIsSpaceAgain();
        // Then
        JsonPath completed = finished(id);
        assertThat(completed.getString("state")).isEqualTo("COMPLETED");
        assertThat(completed.getLong("rows.accepted")).isEqualTo(1);
        assertThat(completed.getLong("rows.revised")).isEqualTo(1);
        assertThat(completed.getString("progress.putOff")).isNull();
        assertThat(figures("040490")).isEqualTo(2);
    }

    @Test
    void whatPassesIsToldFromWhatDoesNot() {
        for (String state : new String[] {"53100", "53200", "53300", "08006", "57P01", "40P01", "55P03"}) {
            assertThat(Outages.isPassing(new SQLException("x", state)))
                    .as(state)
                    .isTrue();
            assertThat(Outages.describe(new SQLException("secret", state))).doesNotContain("secret");
        }
        assertThat(Outages.isPassing(new SQLException("no free connection"))).isTrue();
        for (String state : new String[] {"23505", "22P02", "42P01"}) {
            assertThat(Outages.isPassing(new SQLException("x", state)))
                    .as(state)
                    .isFalse();
        }
        assertThat(Outages.describe(new SQLException("x", "53100"))).isEqualTo("The database has no space left");
    }

    private int figures(String commodity) {
        return read("/trade/v1/observations?source=COMTRADE&commodity=" + commodity + "&period=2024-01..2024-12")
                .jsonPath()
                .getList("items")
                .size();
    }
}
