package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.local.Part;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes die without warning: what was acknowledged is there, and nothing is half there. */
@ExtendWith(SystemUnderTest.Resolver.class)
class CrashTest {
    private static final int SERIES = 400;
    private static final int MONTHS = 36;
    /** Fixed, so that a failure can be run again. */
    private static final long SEED = 20240831;

    private final SystemUnderTest strait;

    CrashTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    @Test
    void anAcknowledgedIngestOutlivesTheServiceThatTookIt() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < 3; round++) {
            // Given
            String source = strait.declareSource();
            Response accepted = strait.post(source, file());
            assertThat(accepted.statusCode()).isEqualTo(202);
            String id = accepted.jsonPath().getString("id");
            // When
            int moment = random.nextInt(400);
            CompletableFuture.runAsync(
                            () -> {},
                            CompletableFuture.delayedExecutor(moment, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .join();
            strait.killAndRestart(Part.TRADE, () -> {});
            // Then
            JsonPath job = strait.awaitJob(id);
            assertThat(job.getString("state"))
                    .as("after a kill at %d ms", moment)
                    .isEqualTo("COMPLETED");
            assertThat(job.getLong("rows.accepted")).isEqualTo((long) SERIES * MONTHS);
            assertThat(strait.count(source)).isEqualTo((long) SERIES * MONTHS);
            assertEveryEventOfTheIngestIsOnKafka(id);
        }
    }

    @Test
    void anUploadThatWasCutOffLeavesNothing() throws Exception {
        // Given
        String source = strait.declareSource();
        byte[] file = file().getBytes(StandardCharsets.UTF_8);
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        InputStream body =
                new SequenceInputStream(new ByteArrayInputStream(file, 0, file.length / 2), new InputStream() {
                    @Override
                    public int read() {
                        half.countDown();
                        try {
                            dead.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return -1;
                    }
                });
        CompletableFuture<Integer> upload = CompletableFuture.supplyAsync(() -> strait.upload(source, body));
        half.await();
        // When
        strait.killAndRestart(Part.TRADE, dead::countDown);
        // Then
        assertThat(upload.handle((status, failure) -> failure != null || status >= 500)
                        .join())
                .as("the upload was not acknowledged")
                .isTrue();
        assertThat(strait.count(source)).isZero();
        JsonPath again = strait.ingest(source, file());
        assertThat(again.getLong("rows.accepted")).isEqualTo((long) SERIES * MONTHS);
    }

    @Test
    void withoutTheBrokerWritesGoOnAndTheEventsComeLater() {
        // Given
        String source = strait.declareSource();
        List<String> jobs = new ArrayList<>();
        String node = strait.uniqueId("hydrogen-fluoride");
        // When
        strait.killAndRestart(Part.KAFKA, () -> {
            for (int i = 1; i <= 3; i++) {
                jobs.add(strait.ingest(
                                source,
                                new ComtradeCsv().month("202407", "271012", i).text())
                        .getString("id"));
            }
            strait.createNode(node, "material");
        });
        // Then
        for (String job : jobs) {
            strait.await()
                    .untilAsserted(() -> assertThat(strait.eventsOfIngest(job)).isNotEmpty());
        }
        strait.await().untilAsserted(() -> assertThat(strait.kafkaEvents("strait.supplychain.v1"))
                .anyMatch(event -> event.subject().equals(node)));
        List<Integer> told = strait.kafkaEvents("strait.trade.v1").stream()
                .filter(event -> event.type().equals("strait.trade.series.changed"))
                .filter(event -> event.subject().startsWith(source + "."))
                .collect(Collectors.toMap(
                        SystemUnderTest.KafkaEvent::id,
                        event -> event,
                        (first, copy) -> first,
                        java.util.LinkedHashMap::new))
                .values()
                .stream()
                .map(event -> event.data()
                        .path("periods")
                        .path(0)
                        .path("after")
                        .path("primaryValue")
                        .asInt())
                .toList();
        assertThat(told).containsExactly(1, 2, 3);
    }

    private void assertEveryEventOfTheIngestIsOnKafka(String id) {
        strait.await().untilAsserted(() -> assertThat(strait.eventsOfIngest(id).stream()
                        .filter(event -> event.type().equals("strait.trade.series.changed"))
                        .map(SystemUnderTest.KafkaEvent::subject)
                        .distinct()
                        .count())
                .isEqualTo(SERIES));
        Map<String, List<SystemUnderTest.KafkaEvent>> bySubject = strait.eventsOfIngest(id).stream()
                .filter(event -> event.type().equals("strait.trade.series.changed"))
                .collect(Collectors.groupingBy(SystemUnderTest.KafkaEvent::subject));
        assertThat(bySubject.values()).allSatisfy(copies -> assertThat(copies)
                .extracting(SystemUnderTest.KafkaEvent::id)
                .as("a copy carries the same ce_id")
                .containsOnly(copies.get(0).id()));
    }

    private static String file() {
        ComtradeCsv file = new ComtradeCsv();
        for (int series = 0; series < SERIES; series++) {
            for (int month = 0; month < MONTHS; month++) {
                file.month(
                        "%04d%02d".formatted(2020 + month / 12, month % 12 + 1),
                        "%06d".formatted(840000 + series),
                        1_000L * series + month + 1);
            }
        }
        return file.text();
    }
}
