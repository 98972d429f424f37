package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.local.Part;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * trade-service dies 20 times, in every phase of an ingest: what was acknowledged is there, nothing is half there, the job
 * goes on or says why not, and the events tell what the figures say.
 */
@ExtendWith(SystemUnderTest.Resolver.class)
class IngestKillTest {
    private static final int SERIES = 500;
    private static final int MONTHS = 36;
    private static final long ROWS = (long) SERIES * MONTHS;
    /** Fixed, so that a failure can be run again. */
    private static final long SEED = 20241007;

    /** When the service dies. */
    private enum Moment {
        /** At a random byte of the body. */
        RECEIVING(5),
        /** At a random time after 202. */
        ACKNOWLEDGED(8),
        /** For sure within an apply: it waits for a lock that is held. */
        APPLYING(4),
        /** At a random time after the job is complete, while its events go out. */
        COMPLETED(3);

        private final int times;

        Moment(int times) {
            this.times = times;
        }
    }

    private record Ingest(String source, String id) {}

    private final SystemUnderTest strait;
    private final byte[] file = file().getBytes(StandardCharsets.UTF_8);
    private final Set<String> statesAtDeath = new HashSet<>();

    IngestKillTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsHalfThere() throws Exception {
        // Given
        Random random = new Random(SEED);
        List<Ingest> acknowledged = new ArrayList<>();
        // When
        for (Moment moment : Moment.values()) {
            for (int i = 0; i < moment.times; i++) {
                String source = strait.declareSource();
                if (moment == Moment.RECEIVING) {
                    String unacknowledged = dieWhileReceiving(source, random.nextInt(file.length));
                    assertNothingIsThereOf(source, unacknowledged);
                }
                String id = moment == Moment.APPLYING ? dieWhileApplying(source) : post(source, 202);
                switch (moment) {
                    case RECEIVING, APPLYING -> strait.awaitJob(id);
                    case ACKNOWLEDGED -> die(id, random.nextInt(600));
                    case COMPLETED -> {
                        strait.awaitJob(id);
                        die(id, random.nextInt(100));
                    }
                }
                acknowledged.add(new Ingest(source, id));
                // Then
                JsonPath job = strait.awaitJob(id);
                assertThat(job.getString("state"))
                        .as("%s %d: %s", moment, i, job.prettify())
                        .isEqualTo("COMPLETED");
                assertThat(job.getLong("rows.accepted")).isEqualTo(ROWS);
                assertThat(strait.count(source)).isEqualTo(ROWS);
                assertThat(post(source, 200))
                        .as("the same file is the same job")
                        .isEqualTo(id);
            }
        }
        assertThat(statesAtDeath).contains("RECEIVING", "APPLYING", "COMPLETED");
        strait.await().untilAsserted(() -> assertEventsTellWhatTheFiguresSay(acknowledged));
        assertThat(query("select count(*) from pg_tables where schemaname = 'staging'"))
                .containsExactly("0");
    }

    /** Gives back the id of the job, which nobody was told of. */
    private String dieWhileReceiving(String source, int at) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(file, 0, at), new InputStream() {
            @Override
            public int read() {
                there.countDown();
                try {
                    dead.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }
        });
        CompletableFuture<Integer> upload = CompletableFuture.supplyAsync(() -> strait.upload(source, body));
        there.await();
        strait.await().until(() -> !jobs(source).isEmpty());
        String id = jobs(source).get(0);
        strait.killAndRestart(Part.TRADE, () -> {
            statesAtDeath.addAll(query("select state from ingest where id = '" + id + "'"));
            dead.countDown();
        });
        assertThat(upload.handle((status, failure) -> failure != null || status >= 500)
                        .join())
                .as("the upload was not acknowledged")
                .isTrue();
        return id;
    }

    private void assertNothingIsThereOf(String source, String id) {
        JsonPath job = strait.awaitJob(id);
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("failure.detail")).contains("send it again");
        assertThat(strait.count(source)).isZero();
        assertThat(query("select count(*) from series where source = '" + source + "'"))
                .containsExactly("0");
    }

    /** The file is sent while its apply is kept from going on, which is over before anybody sees it otherwise. */
    private String dieWhileApplying(String source) throws SQLException {
        try (Connection holder = strait.stack().dataSource("trade").getConnection()) {
            holder.setAutoCommit(false);
            try (PreparedStatement lock = holder.prepareStatement("lock table series in exclusive mode")) {
                lock.execute();
            }
            String id = post(source, 202);
            strait.await().until(() -> query("select state from ingest where id = '" + id + "'")
                    .contains("APPLYING"));
            die(id, 0);
            holder.rollback();
            return id;
        }
    }

    private void die(String id, int millis) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
        strait.killAndRestart(
                Part.TRADE, () -> statesAtDeath.addAll(query("select state from ingest where id = '" + id + "'")));
    }

    private String post(String source, int status) {
        Response answer = strait.post(source, file, "text/csv");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer.jsonPath().getString("id");
    }

    /** One event for each series with all of its periods, and one end for each job; a copy has the same id. */
    private void assertEventsTellWhatTheFiguresSay(List<Ingest> ingests) {
        List<SystemUnderTest.KafkaEvent> events = strait.kafkaEvents("strait.trade.v1");
        Map<String, Set<String>> idsOfSubject = new HashMap<>();
        Map<String, Long> periods = new HashMap<>();
        Map<String, Set<String>> ends = new HashMap<>();
        for (SystemUnderTest.KafkaEvent event : events) {
            String ingest = event.data().path("ingestId").asText();
            if (event.type().equals("strait.trade.series.changed")) {
                boolean first = idsOfSubject
                        .computeIfAbsent(ingest + " " + event.subject(), key -> new HashSet<>())
                        .add(event.id());
                if (first) {
                    periods.merge(ingest, (long) event.data().path("periods").size(), Long::sum);
                }
            } else if (event.type().equals("strait.trade.ingest.completed")) {
                ends.computeIfAbsent(ingest, key -> new HashSet<>()).add(event.id());
            }
        }
        for (Ingest ingest : ingests) {
            assertThat(idsOfSubject.keySet())
                    .filteredOn(subject -> subject.startsWith(ingest.id()))
                    .hasSize(SERIES);
            assertThat(periods.get(ingest.id())).isEqualTo(ROWS);
            assertThat(ends.get(ingest.id())).hasSize(1);
        }
        assertThat(idsOfSubject.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    private List<String> jobs(String source) {
        return query("select id from ingest where source = '" + source + "'");
    }

    private List<String> query(String sql) {
        try (Connection connection = strait.stack().dataSource("trade").getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String file() {
        ComtradeCsv file = new ComtradeCsv();
        for (int series = 0; series < SERIES; series++) {
            for (int month = 0; month < MONTHS; month++) {
                file.month(
                        "%04d%02d".formatted(2020 + month / 12, month % 12 + 1),
                        "%06d".formatted(850000 + series),
                        1_000L * series + month + 1);
            }
        }
        return file.text();
    }
}
