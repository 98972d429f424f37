package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static io.strait.trade.ingest.Events.header;
import static io.strait.trade.ingest.Events.text;
import static io.strait.trade.ingest.Trade.INGESTS;
import static io.strait.trade.ingest.Trade.finished;
import static io.strait.trade.ingest.Trade.job;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A job can be cancelled in every phase up to its commit, and then nothing of it is there. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class CancelTest {
    @Inject
    DataSource database;

    @TestHTTPResource
    URI service = URI.create("");

    @Test
    void aJobThatWaitsIsCancelledOnceAndForAll() throws Exception {
        // Given
        byte[] file = new ComtradeFile()
                .with("030211", "202401", "1")
                .with("030211", "202413", "1")
                .csv();
        String id;
        try (Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            // As another replica that is applying.
            statement.execute("select pg_advisory_lock(" + IngestWorker.LOCK + ")");
            try {
                id = post("?source=COMTRADE", "text/csv", file).jsonPath().getString("id");
                JsonPath waiting = job(id);
                assertThat(waiting.getString("state")).isEqualTo("STAGED");
                assertThat(waiting.getString("progress.phase")).isEqualTo("WAITING");
                assertThat(waiting.getList("progress.phases.phase", String.class))
                        .containsExactly("RECEIVING", "WAITING");
                assertThat(waiting.getLong("progress.bytesReceived")).isEqualTo(file.length);
                assertThat(waiting.getLong("progress.bytesExpected")).isEqualTo(file.length);
                assertThat(waiting.getString("progress.secondsLeft") == null)
                        .isEqualTo(waiting.getString("progress.secondsLeftReason") != null);
                // When
                Response cancelled = cancel(id);
                // Then
                assertThat(cancelled.statusCode()).as(cancelled.asString()).isEqualTo(200);
                assertThat(cancelled.jsonPath().getString("state")).isEqualTo("CANCELLED");
                assertThat(cancelled.jsonPath().getString("failure.type")).isEqualTo("/problems/cancelled");
                assertThat(cancelled.jsonPath().getString("failure.detail")).startsWith("Cancelled by ");
                assertThat(cancelled.jsonPath().getString("progress.phase")).isNull();
                assertThat(cancelled.jsonPath().getLong("progress.secondsLeft")).isZero();
                assertThat(staged(id)).isZero();
                assertThat(cancel(id).jsonPath().getString("finishedAt"))
                        .isEqualTo(cancelled.jsonPath().getString("finishedAt"));
            } finally {
                statement.execute("select pg_advisory_unlock(" + IngestWorker.LOCK + ")");
            }
        }
        try (Events events = new Events()) {
            List<ConsumerRecord<String, byte[]>> told = events.of(id, 2);
            assertThat(told).hasSize(2);
            assertThat(header(told.get(1), "ce_type")).isEqualTo("strait.trade.ingest.failed");
            assertThat(text(told.get(1))).contains("\"reason\":\"cancelled\"");
        }
        // The same file again is a job of its own, and the cancelled one stays what it is.
        Response again = post("?source=COMTRADE", "text/csv", file);
        assertThat(again.statusCode()).isEqualTo(202);
        JsonPath completed = finished(again.jsonPath().getString("id"));
        assertThat(completed.getString("state")).isEqualTo("COMPLETED");
        assertThat(completed.getList("progress.phases.phase", String.class))
                .containsExactly("RECEIVING", "WAITING", "PREPARING", "APPLYING");
        assertThat(job(id).getString("state")).isEqualTo("CANCELLED");
        Response late = cancel(completed.getString("id"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.jsonPath().getString("type")).isEqualTo("/problems/conflict");
        assertThat(late.jsonPath().getString("detail")).contains("it is COMPLETED");
    }

    @Test
    void anApplyIsInterrupted() throws Exception {
        // Given
        String id;
        String next;
        try (Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table series in exclusive mode");
            id = post(
                            "?source=COMTRADE",
                            "text/csv",
                            new ComtradeFile().with("030212", "202401", "1").csv())
                    .jsonPath()
                    .getString("id");
            awaitSomebodyWaiting();
            assertThat(job(id).getString("state")).isEqualTo("APPLYING");
            assertThat(job(id).getString("progress.phase")).isEqualTo("APPLYING");
            // When
            Response cancelled = cancel(id);
            // Then
            assertThat(cancelled.statusCode()).as(cancelled.asString()).isEqualTo(200);
            assertThat(cancelled.jsonPath().getString("state")).isEqualTo("CANCELLED");
            // It is not that the lock ended: the apply gave up while this was held.
            await().atMost(Trade.PATIENCE).until(() -> staged(id) == 0);
            next = post(
                            "?source=COMTRADE",
                            "text/csv",
                            new ComtradeFile().with("030213", "202401", "1").csv())
                    .jsonPath()
                    .getString("id");
            holder.rollback();
        }
        assertThat(finished(next).getString("state")).isEqualTo("COMPLETED");
        assertThat(job(id).getString("state")).isEqualTo("CANCELLED");
        assertThat(query(database, "select count(*) from series where commodity = '030212'"))
                .containsExactly("0");
    }

    @Test
    void aCommitThatIsUnderWayIsTooLateToCancel() throws Exception {
        // Given
        String id;
        try (Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            // The revision is the last thing that an apply writes.
            statement.execute("lock table revision in exclusive mode");
            id = post(
                            "?source=COMTRADE",
                            "text/csv",
                            new ComtradeFile().with("030214", "202401", "1").csv())
                    .jsonPath()
                    .getString("id");
            awaitSomebodyWaiting();
            // When
            Response late = cancel(id);
            // Then
            assertThat(late.statusCode()).as(late.asString()).isEqualTo(409);
            assertThat(late.jsonPath().getString("detail")).contains("is being committed");
            assertThat(late.jsonPath().getString("instance")).isEqualTo(INGESTS + "/" + id);
            holder.rollback();
        }
        assertThat(finished(id).getString("state")).isEqualTo("COMPLETED");
    }

    @Test
    void anUploadIsStopped() throws IOException {
        // Given
        byte[] rows = (ComtradeFile.line(ComtradeFile.row("030219", "202401", "1")) + "\n")
                .repeat(64)
                .getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + INGESTS
                                    + "?source=COMTRADE&fileName=to-cancel HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + Tokens.contributor()
                                    + "\r\nContent-Type: text/csv\r\nContent-Length: 100000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream()
                    .write((String.join(",", ComtradeFile.COLUMNS) + "\n").getBytes(StandardCharsets.UTF_8));
            await().atMost(Trade.PATIENCE).until(() -> {
                socket.getOutputStream().write(rows);
                socket.getOutputStream().flush();
                return query(database, "select id from ingest where file_name = 'to-cancel' and rows_read > 0")
                                .size()
                        == 1;
            });
            String id = query(database, "select id from ingest where file_name = 'to-cancel'")
                    .get(0);
            assertThat(job(id).getString("progress.phase")).isEqualTo("RECEIVING");
            assertThat(job(id).getDouble("progress.rowsPerSecond")).isPositive();
            // When
            assertThat(cancel(id).jsonPath().getString("state")).isEqualTo("CANCELLED");
            // Then: the sender hears of it, though its body is not at its end
            await().atMost(Trade.PATIENCE).until(() -> {
                try {
                    socket.getOutputStream().write(rows);
                    socket.getOutputStream().flush();
                } catch (IOException e) {
                    return true;
                }
                return socket.getInputStream().available() > 0;
            });
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 409");
            assertThat(staged(id)).isZero();
            assertThat(job(id).getString("state")).isEqualTo("CANCELLED");
        }
        assertThat(query(database, "select count(*) from series where commodity = '030219'"))
                .containsExactly("0");
    }

    /** Its replica died after it was cancelled and before it had cleared away. */
    @Test
    void whatACancelLeftBehindIsSweptAway() {
        // Given
        String id = "01deadbeef0000000000000009";
        Trade.execute(database, new StagingTable(id).create());
        // When
        Trade.execute(database, """
                insert into ingest (id, source, state, submitted_by, received_at, updated_at, finished_at)
                values ('%s', 'COMTRADE', 'CANCELLED', 'test', now(), now(), now())
                """.formatted(id));
        // Then
        await().atMost(Trade.PATIENCE).until(() -> staged(id) == 0);
    }

    @Test
    void cancellingNeedsAJobAndARole() {
        assertThat(cancel("01deadbeef00000000000000zz").statusCode()).isEqualTo(404);
        assertThat(given().auth()
                        .oauth2(Tokens.viewer())
                        .post(INGESTS + "/01deadbeef00000000000000zz/cancel")
                        .statusCode())
                .isEqualTo(403);
    }

    private static Response cancel(String id) {
        return given().auth().oauth2(Tokens.contributor()).post(INGESTS + "/" + id + "/cancel");
    }

    private long staged(String id) {
        return Long.parseLong(query(
                        database,
                        "select count(*) from pg_tables where schemaname = 'staging' and tablename = 'i_" + id + "'")
                .get(0));
    }

    private void awaitSomebodyWaiting() throws SQLException {
        await().atMost(Trade.PATIENCE).until(() -> query(
                        database,
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'insert into (series|revision)'")
                .equals(List.of("1")));
    }
}
