package io.strait.supplychain.exposure.feed;

import static io.strait.supplychain.exposure.feed.Trade.await;
import static io.strait.supplychain.exposure.feed.Trade.code;
import static io.strait.supplychain.exposure.feed.Trade.event;
import static io.strait.supplychain.exposure.feed.Trade.exposure;
import static io.strait.supplychain.exposure.feed.Trade.input;
import static io.strait.supplychain.exposure.feed.Trade.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.events.CloudEventHeaders;
import io.strait.events.TradeEvent;
import io.strait.supplychain.SupplyChainTestResource;
import io.strait.supplychain.catalogue.storage.StorageException;
import io.strait.supplychain.exposure.figures.HsCode;
import io.strait.supplychain.exposure.figures.Window;
import io.strait.supplychain.exposure.storage.FeedStore;
import io.strait.supplychain.exposure.storage.FigureStore;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of trade-service become rows, each once, whatever happens on the way. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class TradeFollowerTest {
    private static final String FIRST = "2024-01-01T00:00:00.000001Z";
    private static final String SECOND = "2024-02-01T00:00:00Z";
    private static final String THIRD = "2024-03-01T00:00:00Z";

    @Inject
    AgroalDataSource database;

    @Inject
    TradeFollower follower;

    @Inject
    EventIntake intake;

    @Inject
    MeterRegistry meters;

    @Inject
    FigureStore figures;

    @Inject
    FeedStore feed;

    private Trade trade;

    @BeforeEach
    void open() {
        trade = new Trade();
    }

    @AfterEach
    void close() {
        intake.hook(changes -> {});
        trade.close();
    }

    private List<String> query(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> rows(String commodity) {
        return query("select (f)::text from trade_figure f where commodity like '" + commodity + "%' order by 1");
    }

    private List<String> values(String commodity) {
        return query("select value::text from trade_figure where commodity = '" + commodity
                + "' order by partner, period_start, valid_from");
    }

    /** Waits until all that was sent has been read. */
    private void awaitAllRead() {
        Map<Integer, Long> ends = trade.ends();
        await().until(() -> feed.positions(TradeEvent.TOPIC).equals(ends));
    }

    private double count(String outcome) {
        return meters.counter("strait.exposure.events", "outcome", outcome).count();
    }

    @Test
    void whatANodeCarriesIsKeptAndNothingElse() {
        // Given
        String code = code();
        String other = code();
        input("HS", code);
        // When
        trade.tell(event(key(other, "JPN"), "2024-01", null, 5, FIRST));
        trade.tell(event(key(code, "JPN", "X"), "2024-01", null, 6, FIRST));
        trade.tell(event(key(code, "JPN") + ".W00.C00.2100.0", "2024-01", null, 7, FIRST));
        trade.tell(event(key(code, "JPN").replace("KOR", "FJI"), "2024-01", null, 8, FIRST));
        trade.tell(event(key(code, "JPN"), "1980-01", null, 9, FIRST));
        trade.tell(event(key(code, "JPN"), "2024-01", 10, 11, FIRST));
        trade.tell(event(key(code + "10", "CHN"), "2024-01", null, 12, FIRST));
        // Then
        awaitAllRead();
        assertThat(values(code)).containsExactly("11");
        assertThat(values(code + "10")).containsExactly("12");
        assertThat(rows(other)).isEmpty();
    }

    @Test
    void theSameEventAgainChangesNothing() {
        // Given
        String code = code();
        input("HS", code);
        TradeEvent.SeriesChanged event = event(key(code, "JPN"), "2024-01", null, 5, FIRST);
        String id = trade.tell(event);
        await().until(() -> !rows(code).isEmpty());
        double duplicates = count("duplicate");
        // When: by its id, which holds whatever it says; and by its content
        trade.tell(id, event(key(code, "JPN"), "2024-01", null, 6, SECOND));
        trade.tell(event);
        trade.tell(id, event);
        // Then
        awaitAllRead();
        assertThat(values(code)).containsExactly("5");
        assertThat(count("duplicate") - duplicates).isEqualTo(2);
    }

    @Test
    void fromTheBeginningOnceMoreGivesTheSameRows() {
        // Given
        String code = code();
        input("HS", code);
        trade.tell(event(key(code, "JPN"), "2024-01", null, 5, FIRST));
        trade.tell(event(key(code, "JPN"), "2024-01", 5, 6, SECOND));
        trade.tell(event(key(code, "CHN"), "2024-01", null, 7, FIRST));
        await().until(() -> rows(code).size() == 3);
        awaitAllRead();
        List<String> before = rows(code);
        // When: also without any memory of ids
        execute("delete from trade_event");
        execute("delete from trade_position");
        follower.startOver();
        // Then
        awaitAllRead();
        assertThat(rows(code)).isEqualTo(before);
        // When: with it
        execute("delete from trade_position");
        follower.startOver();
        awaitAllRead();
        assertThat(rows(code)).isEqualTo(before);
    }

    @Test
    void vintagesMayComeInAnyOrder() {
        // Given
        String inOrder = code();
        String reversed = code();
        String node = input("HS", inOrder);
        String other = input("HS", reversed);
        // When
        trade.tell(event(key(inOrder, "JPN"), "2024-01", null, 5, FIRST));
        trade.tell(event(key(inOrder, "JPN"), "2024-01", 5, 6, SECOND));
        trade.tell(event(key(inOrder, "JPN"), "2024-01", 6, 7, THIRD));
        trade.tell(event(key(reversed, "JPN"), "2024-01", 6, 7, THIRD));
        trade.tell(event(key(reversed, "JPN"), "2024-01", 5, 6, SECOND));
        trade.tell(event(key(reversed, "JPN"), "2024-01", null, 5, FIRST));
        await().until(() -> rows(inOrder).size() == 3 && rows(reversed).size() == 3);
        // Then
        assertThat(rows(reversed).stream().map(row -> row.replace(reversed, inOrder)))
                .isEqualTo(rows(inOrder));
        for (String id : List.of(node, other)) {
            assertThat(exposure(id, "").getInt("areas[0].observed.value")).isEqualTo(7);
        }
        // Before the catalogue had the node there is nothing to ask for, so the figures themselves are read.
        assertThat(known(reversed, "2023-12-31T00:00:00Z")).isEmpty();
        assertThat(known(reversed, "2024-01-15T00:00:00Z")).containsExactly("5 " + FIRST);
        assertThat(known(reversed, SECOND)).containsExactly("6 " + SECOND);
        assertThat(known(reversed, "2024-12-31T00:00:00Z")).containsExactly("7 " + THIRD);
    }

    private List<String> known(String code, String asOf) {
        return figures
                .read(
                        "KOR",
                        List.of(new HsCode(code, null, null)),
                        Window.parse("2024").orElseThrow(),
                        Instant.parse(asOf),
                        100)
                .stream()
                .map(figure -> figure.figure().value() + " " + figure.vintage())
                .toList();
    }

    @Test
    void whatWasThereBeforeIsKnownWhereItsOwnEventIsNotHeld() {
        // Given
        String code = code();
        input("HS", code);
        // When
        trade.tell(event(key(code, "JPN"), "2024-01", 5, 6, SECOND));
        trade.tell(event(key(code, "CHN"), "2024-01", null, 8, SECOND));
        trade.tell(event(key(code, "JPN"), "2024-02", 5, null, SECOND));
        await().until(() -> rows(code).size() == 3);
        // Then: since when, nobody knows
        assertThat(known(code, FIRST)).containsExactlyInAnyOrder("5 null", "5 null");
        assertThat(known(code, SECOND)).containsExactlyInAnyOrder("6 " + SECOND, "8 " + SECOND, "null " + SECOND);
    }

    @Test
    void whatIsNoEventHoldsNothingUp() {
        // Given
        String code = code();
        input("HS", code);
        String key = key(code, "JPN");
        double poison = count("poison");
        String type = "strait.trade.series.changed";
        Headers good = CloudEventHeaders.write(Trade.envelope("poison-" + code, type, key));
        // When
        trade.send(key, new RecordHeaders(), "{}".getBytes(StandardCharsets.UTF_8));
        trade.send(key, without(good, "ce_id"), "{}".getBytes(StandardCharsets.UTF_8));
        trade.send(key, without(good, "ce_time"), "{}".getBytes(StandardCharsets.UTF_8));
        trade.send(
                key,
                CloudEventHeaders.write(Trade.envelope("a", "strait.trade.nobody.knows", key)),
                "{}".getBytes(StandardCharsets.UTF_8));
        trade.send(key, CloudEventHeaders.write(Trade.envelope("x".repeat(500), type, key)), new byte[] {'{', '}'});
        for (String data : List.of(
                "",
                "{",
                "[]",
                "{}",
                "\u0000",
                "{\"seriesKey\": \"" + key + "\"}",
                body(key, "\"2024-13\"", "5", FIRST),
                body(key, "\"2024-Q1\"", "5", FIRST),
                body(key, "\"2024-01\"", "-5", FIRST),
                body(key, "\"2024-01\"", "1e999999999", FIRST),
                body(key, "\"2024-01\"", "null", FIRST),
                body(key, "null", "5", FIRST),
                body(key, "\"2024-01\"", "5", "+999999999-12-31T23:59:59Z"),
                body("a'b.M.KOR.JPN.M.H6." + code, "\"2024-01\"", "5", FIRST))) {
            trade.send(key, good, data.getBytes(StandardCharsets.UTF_8));
        }
        trade.send(key, good, null);
        trade.tell(event(key, "2024-01", null, 5, FIRST));
        // Then
        await().until(() -> !rows(code).isEmpty());
        assertThat(values(code)).containsExactly("5");
        await().until(() -> count("poison") - poison == 20);
    }

    private static Headers without(Headers headers, String name) {
        return new RecordHeaders(headers).remove(name);
    }

    private static String body(String key, String period, String value, String vintage) {
        return """
                {"seriesKey": "%s", "series": {"source": "COMTRADE", "frequency": "M", "reporter": "KOR",
                 "partner": "JPN", "flow": "M", "classification": "H6", "commodity": "1"}, "currency": "USD",
                 "periods": [{"period": %s, "before": null, "after": {"status": "REPORTED", "primaryValue": %s,
                 "netWeight": null, "quantity": null}}], "part": 1, "parts": 1, "ingestId": "i",
                 "vintage": "%s", "revision": 1}""".formatted(key, period, value, vintage);
    }

    @Test
    void aCrashBeforeTheCommitLosesNothingAndRepeatsNothing() {
        // Given
        String code = code();
        input("HS", code);
        AtomicInteger crashes = new AtomicInteger(3);
        intake.hook(changes -> {
            boolean ours = changes.stream()
                    .anyMatch(change -> change.series().commodity().equals(code));
            if (ours && crashes.getAndDecrement() > 0) {
                throw new IllegalStateException("gone before the commit");
            }
        });
        // When
        for (int month = 1; month <= 9; month++) {
            trade.tell(event(key(code, "JPN"), "2024-0" + month, null, month, FIRST));
        }
        // Then
        await().until(() -> values(code).size() == 9);
        assertThat(values(code)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(crashes.get()).isNegative();
    }

    @Test
    void whatTheDatabaseRefusesCostsNobodyElse() {
        // Given
        String code = code();
        String refused = code();
        input("HS", code);
        input("HS", refused);
        double poison = count("poison");
        intake.hook(changes -> {
            if (changes.stream().anyMatch(change -> change.series().commodity().equals(refused))) {
                throw new StorageException(new SQLException("no", "22000"));
            }
        });
        // When
        trade.tell(event(key(code, "JPN"), "2024-01", null, 1, FIRST));
        trade.tell(event(key(refused, "JPN"), "2024-01", null, 2, FIRST));
        trade.tell(event(key(code, "JPN"), "2024-02", null, 3, FIRST));
        // Then
        await().until(() -> values(code).size() == 2 && count("poison") - poison == 1);
        assertThat(rows(refused)).isEmpty();
    }

    @Test
    void whoHasBeenOvertakenKeepsNothing() {
        // Given
        String code = code();
        input("HS", code);
        TradeEvent.SeriesChanged event = event(key(code, "JPN"), "2024-01", null, 5, FIRST);
        ConsumerRecord<String, byte[]> record = record(event, 41);
        Map<Integer, @Nullable Long> held = new HashMap<>();
        held.put(7, 41L);
        // When, Then: nobody has read that partition yet, whatever this replica believes
        assertThatThrownBy(() -> intake.take("another.topic", List.of(record), held))
                .isInstanceOf(EventIntake.Overtaken.class);
        assertThat(rows(code)).isEmpty();
        held.put(7, null);
        intake.take("another.topic", List.of(record), held);
        assertThat(values(code)).containsExactly("5");
        assertThat(held.get(7)).isEqualTo(42L);
        // When, Then: another replica reads on
        execute("update trade_position set next_offset = 50 where topic = 'another.topic'");
        assertThatThrownBy(() -> intake.take("another.topic", List.of(record(event, 42)), held))
                .isInstanceOf(EventIntake.Overtaken.class);
        assertThat(held.get(7)).isEqualTo(42L);
    }

    private static ConsumerRecord<String, byte[]> record(TradeEvent.SeriesChanged event, long offset) {
        try {
            ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                    "another.topic", 7, offset, event.subject(), io.strait.events.ChangeEventJson.write(event));
            CloudEventHeaders.write(Trade.envelope(UUID.randomUUID().toString(), event.type(), event.subject()))
                    .forEach(record.headers()::add);
            return record;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneReplicaFollowsAndAnotherTakesOverWhenItIsSilent() {
        await().until(() -> follower.isFollowing());
        assertThat(feed.lease("another", Duration.ofSeconds(30))).isFalse();
        // As if this one had been silent for longer than its lease
        execute("update trade_follower set expires = clock_timestamp() - interval '1 second'");
        assertThat(feed.lease("another", Duration.ofMillis(200))).isTrue();
        // The other one is silent in its turn; what comes meanwhile is read later.
        String code = code();
        input("HS", code);
        trade.tell(event(key(code, "JPN"), "2024-01", null, 5, FIRST));
        await().until(() -> values(code).equals(List.of("5")));
        await().until(() -> !query("select owner from trade_follower").contains("another")
                || !feed.lease("nobody", Duration.ofMillis(1)));
    }
}
