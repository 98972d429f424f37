package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.strait.local.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is committed reaches a dashboard, once and in order, whatever dies in between. */
@ExtendWith(SystemUnderTest.Resolver.class)
class EventsJourneyTest {
    private final SystemUnderTest strait;

    EventsJourneyTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    @Test
    void aDashboardSeesTheSeriesItAskedForAndNoOther() throws Exception {
        // Given
        String source = strait.declareSource();
        try (SseClient dashboard = SseClient.open(
                strait.uri("/events/v1?type=strait.trade.series.changed&subject=" + source + ".M.KOR.JPN.*"))) {
            // When
            JsonPath job = strait.ingest(
                    source,
                    new ComtradeCsv()
                            .month("202407", "271012", 100)
                            .month("202408", "271012", 120)
                            .month("202408", "854231", 7)
                            .text());
            strait.ingest(
                    strait.declareSource(),
                    new ComtradeCsv().month("202407", "271012", 1).text());
            // Then
            strait.await().until(() -> dashboard.events().size() >= 2);
            assertThat(dashboard.events())
                    .extracting(SseClient.Block::subject)
                    .containsExactlyInAnyOrder(source + ".M.KOR.JPN.X.H6.271012", source + ".M.KOR.JPN.X.H6.854231");
            var gasoline = dashboard.events().stream()
                    .filter(event -> event.subject().endsWith("271012"))
                    .findFirst()
                    .orElseThrow()
                    .data()
                    .path("data");
            assertThat(gasoline.path("ingestId").asText()).isEqualTo(job.getString("id"));
            assertThat(gasoline.path("periods")).hasSize(2);
            assertThat(gasoline.path("periods")
                            .path(1)
                            .path("after")
                            .path("primaryValue")
                            .asInt())
                    .isEqualTo(120);
        }
    }

    @Test
    void aResumedDashboardHasEveryEventOnceAfterTheGatewayWasKilled() throws Exception {
        // Given
        String source = strait.declareSource();
        String stream = "/events/v1?type=strait.trade.series.changed&subject=" + source + ".*";
        List<SseClient.Block> seen = new ArrayList<>();
        String lastId;
        try (SseClient dashboard = SseClient.open(strait.uri(stream))) {
            for (int i = 1; i <= 5; i++) {
                strait.ingest(
                        source, new ComtradeCsv().month("202407", "271012", i).text());
            }
            strait.await().until(() -> dashboard.events().size() >= 5);
            strait.killAndRestart(Part.GATEWAY, () -> {
                for (int i = 6; i <= 10; i++) {
                    strait.ingestDirectly(
                            source,
                            new ComtradeCsv().month("202407", "271012", i).text());
                }
            });
            strait.await().until(dashboard::ended);
            seen.addAll(dashboard.events());
            lastId = dashboard.lastId();
        }
        // When
        try (SseClient dashboard = SseClient.resume(strait.uri(stream), lastId)) {
            for (int i = 11; i <= 15; i++) {
                strait.ingest(
                        source, new ComtradeCsv().month("202407", "271012", i).text());
            }
            strait.await().until(() -> dashboard.events().size() + seen.size() >= 15);
            seen.addAll(dashboard.events());
        }
        // Then
        assertThat(seen).extracting(SseClient.Block::eventId).doesNotHaveDuplicates();
        assertThat(seen)
                .extracting(event -> event.data()
                        .path("data")
                        .path("periods")
                        .path(0)
                        .path("after")
                        .path("primaryValue")
                        .asInt())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }

    @Test
    void aForgedPositionIsResetInBandAndTheStreamGoesOn() throws Exception {
        // Given
        String source = strait.declareSource();
        try (SseClient dashboard =
                SseClient.resume(strait.uri("/events/v1?subject=" + source + ".*"), "forged-position")) {
            strait.await().until(() -> dashboard.blocks().stream().anyMatch(block -> "reset".equals(block.event())));
            // When
            strait.ingest(source, new ComtradeCsv().month("202407", "271012", 1).text());
            // Then
            strait.await().until(() -> dashboard.events().size() == 1);
            SseClient.Block reset = dashboard.blocks().stream()
                    .filter(block -> "reset".equals(block.event()))
                    .findFirst()
                    .orElseThrow();
            assertThat(reset.data().path("reason").asText()).isNotEmpty();
            assertThat(reset.data().path("snapshots")).isNotEmpty();
        }
    }

    @Test
    void aDependencyEditReachesTheDashboard() throws Exception {
        // Given
        String id = strait.uniqueId("resist");
        try (SseClient dashboard = SseClient.open(strait.uri("/events/v1?subject=" + id))) {
            // When
            strait.createNode(id, "material");
            // Then
            strait.await().until(() -> dashboard.events().size() == 1);
            assertThat(dashboard.events().get(0).event()).isEqualTo("strait.supplychain.node.added");
            assertThat(dashboard
                            .events()
                            .get(0)
                            .data()
                            .path("data")
                            .path("after")
                            .path("id")
                            .asText())
                    .isEqualTo(id);
        }
    }
}
