package io.strait.trade.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strait.trade.ingest.FetchedFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connectors at work against a server of a test, at a time of their own: replicas that do one step after another when they
 * are told to, on the service's database and through its way in.
 */
@ApplicationScoped
class Fetching {
    static final Instant START = Instant.parse("2024-09-20T10:00:00Z");

    private final DataSource database;
    private final FetchedFiles files;
    private final ConnectorStore connectors;
    private final DefinitionJson definitions;
    private final ObjectMapper json;

    Fetching(
            DataSource database,
            FetchedFiles files,
            ConnectorStore connectors,
            DefinitionJson definitions,
            ObjectMapper json) {
        this.database = database;
        this.files = files;
        this.connectors = connectors;
        this.definitions = definitions;
        this.json = json;
    }

    Bench at(WireMockServer server) {
        return new Bench(new TestConfig(URI.create(server.baseUrl())), new MutableClock(START));
    }

    /** Nothing of a test is due in the next one. */
    void stopAll() {
        execute("update connector set enabled = false, next_run = null");
        execute("update connector_run set state = 'CANCELLED' where state in ('QUEUED', 'RUNNING', 'WAITING')");
    }

    /** Each row as its columns, joined by a blank. */
    List<String> query(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
                found.add(line.toString());
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all that was sent of a source is applied; gives back its figures: period, flow, commodity, value. */
    List<String> figures(String source) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> query("select 1 from ingest where source = '" + source
                                + "' and state in ('RECEIVING', 'STAGED', 'APPLYING')")
                        .isEmpty());
        return query(
                "select to_char(o.period_start, 'YYYY-MM'), s.flow, s.commodity, o.primary_value from observation o"
                        + " join series s using (series_id) where s.source = '" + source + "' order by 1, 2, 3");
    }

    final class Bench {
        final TestConfig config;
        final MutableClock clock;
        final RunStore runs;
        private final Map<ConnectorKind, Connector> kinds = new EnumMap<>(ConnectorKind.class);
        private @Nullable ConnectorWorker first;

        Bench(TestConfig config, MutableClock clock) {
            this.config = config;
            this.clock = clock;
            this.runs = new RunStore(database, definitions, config);
            for (Connector connector : List.of(
                    new ComtradeConnector(config),
                    new EStatConnector(config, json),
                    new KoreaCustomsConnector(config),
                    new SdmxConnector(),
                    new FolderConnector(config),
                    new UrlConnector())) {
                kinds.put(connector.kind(), connector);
            }
        }

        /** A replica of its own, with its own lease. */
        ConnectorWorker replica(String owner) {
            Keys keys = new Keys(config);
            Door door = new Door(new Fetcher(config, keys, clock), files, runs, keys);
            Backoff backoff = new Backoff(config.backoff(), config.maxWait(), new Random(7));
            return new ConnectorWorker(
                    owner, runs, connectors, kinds, door, config, keys, backoff, clock, new SimpleMeterRegistry());
        }

        Definition define(String id, ConnectorKind kind, String settings) {
            return define(id, kind, settings, null, 500);
        }

        /** Of a source of its own, called as the connector in capitals. */
        Definition define(String id, ConnectorKind kind, String text, @Nullable Schedule schedule, int callsADay) {
            String source = source(id);
            execute("insert into source (code, name) values ('" + source + "', 'test') on conflict do nothing");
            ObjectNode settings = object(text);
            SettingsReader reader = new SettingsReader(settings);
            Objects.requireNonNull(kinds.get(kind)).check(reader);
            assertThat(reader.violations()).isEmpty();
            String key = kind.keyed() ? kind.code() : null;
            Definition definition = new Definition(id, kind, source, settings, key, null, schedule, callsADay, true);
            Instant next =
                    schedule == null ? null : schedule.next(clock.instant()).orElseThrow();
            assertThat(connectors.add(definition, "test", next, clock.instant()))
                    .isTrue();
            return definition;
        }

        /** A run that was asked for, not begun with. */
        long ask(Definition definition) {
            return runs.ask(definition, "test", clock.instant()).orElseThrow();
        }

        /** A run, as far as it goes now. */
        StoredRun run(Definition definition) {
            long id = ask(definition);
            work();
            return read(definition, id);
        }

        /** Does all that is due. */
        void work() {
            if (first == null) {
                first = replica("first");
            }
            for (int steps = 0; first.step(); steps++) {
                assertThat(steps).as("steps of one work").isLessThan(5000);
            }
        }

        StoredRun read(Definition definition, long id) {
            return connectors.run(definition.id(), id).orElseThrow();
        }

        StoredConnector read(Definition definition) {
            return connectors.find(definition.id(), clock.instant()).orElseThrow();
        }

        List<StoredPart> parts(StoredRun run) {
            return connectors.parts(run.id(), 0, 10_000);
        }
    }

    ObjectNode object(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String source(String id) {
        return id.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
