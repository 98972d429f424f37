package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.series.VintageLock;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An apply has drawn its vintage and not yet committed. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class AsOfDuringCommitTest {
    @Inject
    AgroalDataSource database;

    private static long revision(Instant asOf) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("commodity", "271012")
                .queryParam("period", "2024")
                .queryParam("asOf", asOf.toString())
                .get("/trade/v1/observations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("revision");
    }

    @Test
    void whatAsOfAnswersOnceItAnswersEverAfter() throws SQLException {
        try (Connection apply = database.getConnection();
                Statement statement = apply.createStatement()) {
            // Given
            apply.setAutoCommit(false);
            statement.execute(VintageLock.HOLD);
            statement.execute("insert into ingest (id, source, state, submitted_by, received_at, updated_at)"
                    + " values ('drawn', 'DEMO', 'COMPLETED', 'test', now(), now())");
            long drawn;
            Instant vintage;
            try (ResultSet row = statement.executeQuery("insert into revision (revision, vintage, ingest_id)"
                    + " select coalesce(max(revision), 0) + 1,"
                    + " greatest(clock_timestamp(), max(vintage) + interval '1 us'), 'drawn'"
                    + " from revision returning revision, vintage")) {
                row.next();
                drawn = row.getLong(1);
                vintage = row.getTimestamp(2).toInstant();
            }
            // When
            CompletableFuture<Long> answer = CompletableFuture.supplyAsync(() -> revision(vintage));
            await().atMost(Duration.ofSeconds(20)).until(() -> answer.isDone() || aReaderWaits());
            assertThat(answer).isNotDone();
            apply.commit();
            // Then
            assertThat(answer.join()).isEqualTo(drawn);
            assertThat(revision(vintage)).isEqualTo(drawn);
        }
    }

    private boolean aReaderWaits() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and not granted")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }
}
