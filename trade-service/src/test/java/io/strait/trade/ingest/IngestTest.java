package io.strait.trade.ingest;

import static io.strait.trade.ingest.Trade.INGESTS;
import static io.strait.trade.ingest.Trade.execute;
import static io.strait.trade.ingest.Trade.finished;
import static io.strait.trade.ingest.Trade.ingest;
import static io.strait.trade.ingest.Trade.ingestCsv;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.read;
import static io.strait.trade.ingest.Trade.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.TradeTestResource;
import io.strait.trade.ingest.format.TradeRow;
import io.strait.trade.series.Period;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Each case has commodities of its own, so that none depends on another. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class IngestTest {
    @Inject
    DataSource database;

    @Inject
    IngestStore store;

    @Test
    void aFileWithThreeBadRowsLandsAllOthers() {
        // Given
        ComtradeFile file = new ComtradeFile()
                .with("010121", "202401", "10")
                .with("010121", "202413", "20")
                .with("010121", "202402", "1,234")
                .with("010121", "202403", "30")
                .with("01012", "202404", "NaN")
                .with("010121", "202405", "0")
                .with("010121", "202406", "");
        // When
        JsonPath job = ingestCsv(file);
        // Then
        assertThat(job.getString("state")).isEqualTo("COMPLETED");
        assertThat(rows(job)).isEqualTo("read 7 accepted 4 unchanged 0 revised 0 rejected 3");
        assertThat(job.getLong("seriesChanged")).isEqualTo(1);
        assertThat(job.getList("notes", String.class)).contains("encoding: ASCII");
        assertThat(figures("010121"))
                .containsExactly(
                        "COMTRADE.M.KOR.JPN.X.H6.010121 2024-01-01 REPORTED 10",
                        "COMTRADE.M.KOR.JPN.X.H6.010121 2024-03-01 REPORTED 30",
                        "COMTRADE.M.KOR.JPN.X.H6.010121 2024-05-01 REPORTED 0",
                        "COMTRADE.M.KOR.JPN.X.H6.010121 2024-06-01 MISSING null");
        JsonPath rejects = read(job.getString("rejects.href")).jsonPath();
        assertThat(rejects.getLong("rejected")).isEqualTo(3);
        assertThat(rejects.getList("items.line", Integer.class)).containsExactly(3, 4, 6, 6);
        assertThat(rejects.getList("items.field", String.class))
                .containsExactly("period", "primaryValue", "cmdCode", "primaryValue");
        assertThat(rejects.getList("items.value", String.class)).containsExactly("202413", "1,234", "01012", "NaN");
        assertThat(rejects.getString("items[0].expected")).contains("month 01 to 12");
        assertThat(query(database, "select count(*) from pg_tables where schemaname = 'staging'"))
                .containsExactly("0");
    }

    @Test
    void theSameFileAgainIsItsFirstJob() {
        // Given
        ComtradeFile file = new ComtradeFile().with("010129", "202401", "10");
        String first = ingestCsv(file).getString("id");
        // When
        Response again = post("?source=COMTRADE", "application/octet-stream", file.csv());
        // Then
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first);
        assertThat(again.header("Location")).isEqualTo(INGESTS + "/" + first);
        assertThat(query(database, "select count(*) from ingest where state = 'RECEIVING'"))
                .containsExactly("0");
    }

    @Test
    void aRevisedFileMakesASecondVintageAndKeepsTheFirst() {
        // Given
        JsonPath first = ingestCsv(new ComtradeFile()
                .with("010130", "202401", "10")
                .with("010130", "202402", "20")
                .with("010130", "202403", ""));
        // When
        JsonPath second = ingestCsv(new ComtradeFile()
                .with("010130", "202401", "10.0")
                .with("010130", "202402", "25")
                .with("010130", "202403", "30")
                .with("010130", "202404", "40"));
        // Then
        assertThat(rows(second)).isEqualTo("read 4 accepted 1 unchanged 1 revised 2 rejected 0");
        long before = first.getLong("revision.revision");
        long after = second.getLong("revision.revision");
        assertThat(after).isEqualTo(before + 1);
        assertThat(figures("010130"))
                .extracting(line -> line.replaceAll(".* (2024-\\d\\d)-01 ", "$1 "))
                .containsExactly(
                        "2024-01 REPORTED 10", "2024-02 REPORTED 25", "2024-03 REPORTED 30", "2024-04 REPORTED 40");
        assertThat(query(database, """
                        select h.period_start, h.valid_from, h.valid_to, h.status, h.primary_value
                        from observation_history h join series s using (series_id) where commodity = '010130' order by 1
                        """))
                .containsExactly(
                        "2024-02-01 %d %d REPORTED 20".formatted(before, after),
                        "2024-03-01 %d %d MISSING null".formatted(before, after));
        assertThat(query(
                        database,
                        "select count(*) from revision a, revision b where a.revision < b.revision"
                                + " and a.vintage >= b.vintage"))
                .containsExactly("0");
    }

    @Test
    void anUnchangedFigureMakesNoRevision() {
        // Given
        ingest("text/csv", new ComtradeFile().with("010190", "202401", "10").csv());
        // When: the same figure in another format
        JsonPath job = ingest(
                "application/json",
                new ComtradeFile().with("010190", "202401", "10").json());
        // Then
        assertThat(job.getString("format")).isEqualTo("comtrade-json");
        assertThat(rows(job)).isEqualTo("read 1 accepted 0 unchanged 1 revised 0 rejected 0");
        assertThat(job.getString("revision")).isNull();
    }

    @Test
    void aKeyThatStandsTwiceCountsOnceOrNotAtAll() {
        // Given
        ComtradeFile file = new ComtradeFile()
                .with("010221", "202401", "10")
                .with("010221", "202401", "10.00")
                .with("010221", "202402", "20")
                .with("010221", "202402", "21")
                .with("010221", "202402", "20")
                .with("010229", "202402", "1")
                .with("010229", "202402", "2");
        // When
        JsonPath job = ingestCsv(file);
        // Then
        assertThat(rows(job)).isEqualTo("read 7 accepted 1 unchanged 1 revised 0 rejected 5");
        assertThat(figures("010221")).hasSize(1);
        assertThat(query(database, "select count(*) from series where commodity = '010229'"))
                .containsExactly("0");
        JsonPath rejects = read(job.getString("rejects.href")).jsonPath();
        assertThat(rejects.getList("items.line", Integer.class)).containsExactly(4, 5, 6, 7, 8);
        assertThat(rejects.getString("items[1].value")).isEqualTo("2024-02");
        assertThat(rejects.getString("items[1].message")).contains("lines 4, 6");
    }

    @Test
    void totalsAreMarkedByTheirCodes() {
        // When
        ingestCsv(new ComtradeFile()
                .with("TOTAL", "2019", "1", "partnerCode", "0", "partnerISO", "W00", "isAggregate", "false")
                .with("01", "2019", "2")
                .with("010231", "2019", "3", "motCode", "2100", "partnerCode", "490", "partnerISO", "S19"));
        // Then
        assertThat(query(database, """
                        select series_key, partner_is_total, commodity_level, breakdown_is_total from series s
                        join observation o using (series_id) where period_start = '2019-01-01' order by commodity desc
                        """))
                .contains("COMTRADE.A.KOR.W00.X.H6.TOTAL t 0 t", "COMTRADE.A.KOR.JPN.X.H6.01 f 2 t")
                .anySatisfy(line -> assertThat(line)
                        .matches("COMTRADE\\.A\\.KOR\\.\\w+\\.X\\.H6\\.010231\\.W00\\.C00\\.2100\\.0 f 6 f"));
    }

    @Test
    void anUnknownAreaIsKeptAndTold() {
        // When
        JsonPath job = ingestCsv(new ComtradeFile()
                .with("010239", "2024", "1", "partnerCode", "9123", "partnerISO", "ZZZ", "partnerDesc", "Côte d'Azur"));
        // Then
        assertThat(job.getList("notes", String.class))
                .contains("area 9123 (Côte d'Azur) is not in the list of areas: kept as unmapped", "encoding: UTF-8");
        assertThat(query(database, "select key, alpha3, name, kind from area where code = 9123"))
                .containsExactly("9123 ZZZ Côte d'Azur UNMAPPED");
        assertThat(figures("010239")).containsExactly("COMTRADE.A.KOR.9123.X.H6.010239 2024-01-01 REPORTED 1");
    }

    @Test
    void estimatesAndMissingQuantitiesAreKeptApart() {
        // When
        ingestCsv(new ComtradeFile()
                .with(
                        "010290",
                        "2024",
                        "1",
                        "netWgt",
                        "0",
                        "isNetWgtEstimated",
                        "true",
                        "qty",
                        "",
                        "isQtyEstimated",
                        "true",
                        "cifvalue",
                        "1.50",
                        "qtyUnitCode",
                        "8",
                        "altQty",
                        "7",
                        "altQtyUnitCode",
                        "5"));
        // Then
        assertThat(query(database, """
                        select net_weight, quantity, quantity_unit, cif_value, alt_quantity, alt_quantity_unit, estimated
                        from observation join series using (series_id) where commodity = '010290'
                        """)).containsExactly("0 null 8 1.5 7 5 5");
    }

    @Test
    void twoFilesOfOneSeriesAtOnceEndWithTheLaterOneStaged() throws Exception {
        // Given
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> sends = java.util.stream.IntStream.rangeClosed(1, 4)
                    .mapToObj(i -> (Callable<String>) () -> post(
                                    "?source=COMTRADE",
                                    "text/csv",
                                    new ComtradeFile()
                                            .with("010310", "202401", String.valueOf(i))
                                            .with("010310", "20240" + (i + 1), "5")
                                            .csv())
                            .jsonPath()
                            .getString("id"))
                    .toList();
            // When
            for (Future<String> id : clients.invokeAll(sends)) {
                assertThat(finished(id.get()).getString("state")).isEqualTo("COMPLETED");
            }
        } finally {
            clients.shutdownNow();
        }
        // Then: each had its own revision, in the order of staging, and the last one stands
        assertThat(query(database, """
                        select r.revision = min(r.revision) over () + row_number() over (order by g.staged_at) - 1
                        from ingest g join revision r on r.ingest_id = g.id
                        where exists (select 1 from observation o join series s using (series_id)
                                      where s.commodity = '010310' and o.valid_from = r.revision)
                        """)).containsOnly("t");
        assertThat(figures("010310")).hasSize(5);
        assertThat(query(database, """
                        select count(*) from observation_history h join series s using (series_id)
                        where s.commodity = '010310' and h.period_start = '2024-01-01'
                        """)).containsExactly("3");
    }

    @Test
    void theJobOfADeadReplicaIsTakenUp() {
        // Given: a replica that died while it applied, as it left its row and table
        String id = "01deadbeef0000000000000000";
        StagingTable table = new StagingTable(id);
        stage(table, 10, row(2, 392, "010391", "2024", 7));
        // When
        execute(database, """
                insert into ingest (id, source, state, digest, rows_read, submitted_by, received_at, updated_at, staged_at,
                                    owner, lease_until, attempts, areas)
                values ('%s', 'COMTRADE', 'APPLYING', '\\x01', 1, 'test', now(), now(), now(), 'dead',
                        now() - interval '1 s', 1,
                        '[{"code":410,"iso":"KOR","name":"Korea"},{"code":392,"iso":"JPN","name":"Japan"},
                          {"code":0,"iso":"W00","name":"World"}]')
                """.formatted(id));
        // Then
        JsonPath job = finished(id);
        assertThat(rows(job)).isEqualTo("read 1 accepted 1 unchanged 0 revised 0 rejected 0");
        assertThat(figures("010391")).hasSize(1);
    }

    @Test
    void aSeriesThatWasNumberedTwiceIsStillOne() {
        // Given: series by turns, more of them than are numbered at a time; one period repeated, one contradicted
        String id = "01deadbeef00000000000000a7";
        stage(
                new StagingTable(id),
                1,
                row(2, 392, "970531", "2023", 1),
                row(3, 156, "970531", "2023", 2),
                row(4, 392, "970531", "2024", 3),
                row(5, 156, "970531", "2023", 2),
                row(6, 392, "970531", "2022", 4),
                row(7, 392, "970531", "2024", 5));
        // When
        execute(database, """
                insert into ingest (id, source, state, digest, rows_read, submitted_by, received_at, updated_at, staged_at,
                                    owner, lease_until, attempts, areas)
                values ('%s', 'COMTRADE', 'APPLYING', '\\x02', 6, 'test', now(), now(), now(), 'dead',
                        now() - interval '1 s', 1,
                        '[{"code":410,"iso":"KOR","name":"Korea"},{"code":392,"iso":"JPN","name":"Japan"},
                          {"code":156,"iso":"CHN","name":"China"},{"code":0,"iso":"W00","name":"World"}]')
                """.formatted(id));
        // Then
        JsonPath job = finished(id);
        assertThat(rows(job)).isEqualTo("read 6 accepted 3 unchanged 1 revised 0 rejected 2");
        assertThat(figures("970531")).hasSize(3);
    }

    private static TradeRow row(long line, int partner, String commodity, String period, long value) {
        BigDecimal amount = BigDecimal.valueOf(value);
        return new TradeRow(
                line,
                Period.parse(period),
                new TradeRow.Dimensions(410, partner, 0, "X", "H6", commodity, "C00", "0", "0", "USD"),
                new TradeRow.Figures(amount, null, null, null, null, null, null, null, null, 0));
    }

    private void stage(StagingTable table, int seriesAtATime, TradeRow... rows) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            StagingCopy copy = StagingCopy.open(connection, table, seriesAtATime);
            for (TradeRow row : rows) {
                copy.write(row);
            }
            copy.finish();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anUploadOfADeadReplicaFails() {
        // When
        execute(database, """
                insert into ingest (id, source, state, submitted_by, received_at, updated_at, owner, lease_until)
                values ('01deadbeef0000000000000001', 'COMTRADE', 'RECEIVING', 'test', now(), now(), 'dead',
                        now() - interval '1 s')
                """);
        // Then
        JsonPath job = finished("01deadbeef0000000000000001");
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("failure.type")).isEqualTo("/problems/unavailable");
    }

    @Test
    void aFileOfWindows1252IsReadAsSuch() {
        // When
        JsonPath job = ingest(
                "text/csv",
                new ComtradeFile()
                        .with("010511", "2024", "1", "partnerDesc", "Côte d'Ivoire", "partnerCode", "9124")
                        .csv(Charset.forName("windows-1252")));
        // Then
        assertThat(job.getList("notes", String.class)).contains("encoding: Windows-1252");
        assertThat(query(database, "select name from area where code = 9124")).containsExactly("Côte d'Ivoire");
    }

    @Test
    void thailandsFileLandsWhole() throws IOException {
        // Given
        Path file = ComtradeFile.real("thailand-hs8542-imports.csv");
        assumeThat(Files.exists(file)).as("%s is there", file).isTrue();
        // When
        JsonPath job = ingest("text/csv", Files.readAllBytes(file));
        // Then
        assertThat(rows(job)).isEqualTo("read 1178 accepted 1178 unchanged 0 revised 0 rejected 0");
        assertThat(query(database, """
                        select count(*), count(*) filter (where partner_is_total), sum(primary_value) filter (where partner_is_total
                               and period_start = '2014-01-01') from observation join series using (series_id)
                        where reporter = 764 and commodity = '8542'
                        """)).containsExactly("1178 11 9680795326");
    }

    @Test
    void rejectsAreGivenAsCsvThatNoSpreadsheetRuns() {
        // Given
        JsonPath job = ingestCsv(new ComtradeFile().with("010410", "202401", "=HYPERLINK(\"x\")"));
        // When
        String csv = read(job.getString("rejects.href") + "?format=csv").asString();
        // Then
        assertThat(csv)
                .startsWith("line,field,value,message,expected,\"typeCode\",")
                .contains("\r\n2,\"primaryValue\",\"'=HYPERLINK(\"\"x\"\")\",");
    }

    @Test
    void jobsAreListedNewestFirstByPages() {
        // Given
        String older =
                ingestCsv(new ComtradeFile().with("010420", "202401", "1")).getString("id");
        String newer =
                ingestCsv(new ComtradeFile().with("010420", "202401", "2")).getString("id");
        // When
        Response first = read(INGESTS + "?limit=1&source=COMTRADE&state=COMPLETED");
        // Then
        assertThat(first.jsonPath().getList("items.id", String.class)).hasSize(1);
        assertThat(first.header("Link")).contains("rel=\"next\"").startsWith("<" + INGESTS + "?");
        List<String> all = read(INGESTS + "?limit=1000").jsonPath().getList("items.id", String.class);
        assertThat(all.indexOf(newer)).isLessThan(all.indexOf(older)).isNotNegative();
        Response second = read(first.header("Link").replaceAll("<(.*)>.*", "$1"));
        assertThat(second.jsonPath().getString("items[0].id"))
                .isNotEqualTo(first.jsonPath().getString("items[0].id"));
    }

    /** The last job of a page may be taken back: an upload that turned out to be another job's file. */
    @Test
    void aPageGoesOnAfterAJobThatIsGone() {
        // Given
        String below =
                ingestCsv(new ComtradeFile().with("010511", "202401", "1")).getString("id");
        execute(database, """
                insert into ingest (id, source, state, submitted_by, received_at, updated_at, lease_until)
                values ('01deadbeef0000000000000002', 'COMTRADE', 'RECEIVING', 'test', now() + interval '1 h', now(),
                        now() + interval '1 h')
                """);
        Response first = read(INGESTS + "?limit=1");
        assertThat(first.jsonPath().getString("items[0].id")).isEqualTo("01deadbeef0000000000000002");
        // When
        execute(database, "delete from ingest where id = '01deadbeef0000000000000002'");
        Response second = read(link(first));
        // Then
        assertThat(second.jsonPath().getString("items[0].id")).isEqualTo(below);
    }

    private static String link(Response page) {
        return page.header("Link").replaceAll("<(.*)>.*", "$1");
    }

    /** HS has one code with letters: goods not specified according to kind. */
    @Test
    void whatIsTakenInCanBeReadAgain() {
        // Given
        ingestCsv(new ComtradeFile().with("9999AA", "202401", "7"));
        // When
        Response answer = read("/trade/v1/observations?commodity=9999aa&period=2024-01&source=COMTRADE");
        // Then
        assertThat(answer.jsonPath().getList("items.primaryValue", Integer.class))
                .containsExactly(7);
    }

    /** An ingest that holds the row of its job for long must not cost the uploads beside it their leases. */
    @Test
    void leasesAreRenewedPastARowThatIsHeld() throws Exception {
        // Given
        execute(database, """
                insert into ingest (id, source, state, submitted_by, received_at, updated_at, owner, lease_until)
                values ('01deadbeef0000000000000003', 'COMTRADE', 'RECEIVING', 'test', now(), now(), 'other',
                        now() + interval '1 h'),
                       ('01deadbeef0000000000000004', 'COMTRADE', 'RECEIVING', 'test', now(), now(), 'other',
                        now() + interval '1 h')
                """);
        try (Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("select 1 from ingest where id = '01deadbeef0000000000000003' for update");
            }
            // When
            ExecutorService timer = Executors.newSingleThreadExecutor();
            try {
                timer.submit(() -> {
                            store.renew(
                                    List.of("01deadbeef0000000000000003", "01deadbeef0000000000000004"),
                                    "other",
                                    Duration.ofHours(3));
                            return null;
                        })
                        .get(10, TimeUnit.SECONDS);
            } finally {
                holder.rollback();
                timer.shutdownNow();
            }
        }
        // Then
        assertThat(query(database, """
                        select lease_until > now() + interval '2 h' from ingest
                        where id in ('01deadbeef0000000000000003', '01deadbeef0000000000000004') order by id
                        """)).containsExactly("f", "t");
        execute(database, "delete from ingest where owner = 'other'");
    }

    private List<String> figures(String commodity) {
        return query(database, """
                select s.series_key, o.period_start, o.status, o.primary_value
                from observation o join series s using (series_id) where s.commodity = '%s' order by 1, 2
                """.formatted(commodity));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
