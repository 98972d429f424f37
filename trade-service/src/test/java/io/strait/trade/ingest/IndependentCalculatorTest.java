package io.strait.trade.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.strait.events.ChangeEventJson;
import io.strait.events.EventCatalogue;
import io.strait.events.TradeEvent.RecordBroken;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * DuckDB reads the very files that the service took in over HTTP, and computes the answers by its own means: figures at
 * each vintage, counts, windows, ranks, records.
 */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class IndependentCalculatorTest {
    private static final String SOURCE = "DUCK";
    private static final List<String> KINDS = List.of("month", "quarter", "year", "ytd", "rolling");

    /** What was sent and what became of it; made once, for it is only read. */
    private record Sent(Calculator duck, List<JsonPath> jobs) {}

    private static @Nullable Sent sent;

    @Inject
    DataSource database;

    @BeforeEach
    void send() throws IOException {
        for (String source : List.of(SOURCE, "DUCK_TWICE", "DUCK_AB", "DUCK_BA")) {
            Trade.execute(
                    database,
                    "insert into source (code, name) values ('" + source
                            + "', 'Made by a seed') on conflict do nothing");
        }
        if (sent == null) {
            RandomTrade trade = new RandomTrade(1992);
            Calculator duck = new Calculator();
            List<JsonPath> jobs = new ArrayList<>();
            List<List<String>> files = List.of(trade.next(54, 0), trade.next(3, 0.05), trade.next(2, 0.1));
            for (int i = 0; i < files.size(); i++) {
                byte[] csv = RandomTrade.csv(files.get(i));
                Path file = Files.createTempFile("duck", ".csv");
                Files.write(file, csv);
                duck.load(i + 1, file);
                Files.delete(file);
                jobs.add(ingest(SOURCE, csv));
            }
            sent = new Sent(duck, jobs);
        }
    }

    private static Sent sent() {
        if (sent == null) {
            throw new IllegalStateException("nothing sent");
        }
        return sent;
    }

    private static JsonPath ingest(String source, byte[] csv) {
        JsonPath job = Trade.ingestAs("?source=" + source, "text/csv", csv);
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("COMPLETED");
        return job;
    }

    @Test
    void theCountsOfEachIngestAreThoseOfTheDifference() {
        for (int v = 1; v <= 3; v++) {
            JsonPath job = sent().jobs().get(v - 1);
            List<String> expected = sent().duck().query("""
                    select count(*), count(*) filter (where b.month is null),
                           count(*) filter (where b.month is not null and b.value is not distinct from t.value),
                           count(*) filter (where b.month is not null and b.value is distinct from t.value)
                    from told t left join state(%d) b using (reporter, flow, partner, cmd, month)
                    where t.vintage = %d""".formatted(v - 1, v));
            assertThat(expected)
                    .containsExactly(job.getLong("rows.read") + "|" + job.getLong("rows.accepted") + "|"
                            + job.getLong("rows.unchanged") + "|" + job.getLong("rows.revised"));
            assertThat(job.getLong("rows.rejected")).isZero();
        }
    }

    @Test
    void everyFigureIsThatOfItsVintageAndNowIsTheLast() {
        for (int v = 1; v <= 3; v++) {
            List<String> expected = sent().duck().query("""
                    select reporter, flow, partner, cmd, strftime(month, '%%Y-%%m'),
                           case when value is null then 'MISSING' else 'REPORTED' end, value
                    from state(%d) order by all""".formatted(v)).stream()
                    .map(IndependentCalculatorTest::plain)
                    .sorted()
                    .toList();
            assertThat(expected.size()).isGreaterThan(2000);
            String vintage = sent().jobs().get(v - 1).getString("revision.vintage");
            assertThat(figures(SOURCE, "&asOf=" + vintage)).isEqualTo(expected);
            if (v == 3) {
                assertThat(figures(SOURCE, "")).isEqualTo(expected);
            }
        }
    }

    @Test
    void revisionsAreTheFiguresThatDiffer() {
        List<String> expected = sent().duck().query("""
                select a.reporter, a.flow, a.partner, a.cmd, strftime(a.month, '%Y-%m'), b.value, a.value
                from state(3) a join state(2) b using (reporter, flow, partner, cmd, month)
                where a.value is distinct from b.value""").stream()
                .map(row -> {
                    List<String> cells = Arrays.asList(row.split("\\|", -1));
                    return String.join("|", cells.subList(0, 5)) + "|" + number(cells.get(5)) + "|"
                            + number(cells.get(6));
                })
                .sorted()
                .toList();
        assertThat(expected).isNotEmpty();
        long revision = sent().jobs().get(2).getLong("revision.revision");
        List<String> told = new ArrayList<>();
        String next = "/trade/v1/revisions?source=DUCK&partner=" + partners() + "&change=revised&limit=1000&since="
                + revision + "&until=" + revision;
        while (next != null) {
            JsonPath page = json(next);
            int size = page.getList("items").size();
            for (int i = 0; i < size; i++) {
                String item = "items[" + i + "].";
                told.add(String.join(
                        "|",
                        page.getString(item + "reporter.code"),
                        page.getString(item + "flow"),
                        page.getString(item + "partner.code"),
                        page.getString(item + "commodity"),
                        page.getString(item + "period"),
                        number(page.getString(item + "before.primaryValue")),
                        number(page.getString(item + "after.primaryValue"))));
            }
            next = page.getString("next");
        }
        assertThat(told.stream().sorted().toList()).isEqualTo(expected);
    }

    @Test
    void whatIsHeldIsCountedTheSame() {
        JsonPath answer = json("/trade/v1/availability?source=DUCK");
        List<String> held = new ArrayList<>();
        for (int i = 0; i < answer.getList("items").size(); i++) {
            String item = "items[" + i + "].";
            held.add(answer.getString(item + "reporter.code") + "|" + answer.getString(item + "series") + "|"
                    + answer.getString(item + "observations") + "|" + answer.getString(item + "newestPeriod"));
        }
        assertThat(held)
                .containsExactlyInAnyOrderElementsOf(sent().duck()
                        .query("select reporter, count(distinct (flow, partner, cmd)), count(*),"
                                + " strftime(max(month), '%Y-%m') from state(3) group by reporter"));
    }

    /** The newest whole window of each kind in each series, today and at the first vintage. */
    @Test
    void windowsRanksAndMarginsAreTheSame() {
        for (int v : new int[] {1, 3}) {
            String asOf = v == 3 ? "" : "&asOf=" + sent().jobs().get(v - 1).getString("revision.vintage");
            for (String kind : KINDS) {
                List<String> expected = sent().duck().query("""
                        with w as (select * from windows(%1$d) where kind = '%2$s'),
                        t as (select * from w qualify row_number() over (
                                  partition by reporter, flow, partner, cmd order by through desc) = 1)
                        select t.reporter, t.flow, t.partner, t.cmd, strftime(t.through, '%%Y-%%m'), t.value,
                               1 + count(*) filter (where w.value > t.value), 1 + count(*) filter (where w.value < t.value),
                               count(*), max(w.value) filter (where w.through < t.through),
                               t.value - max(w.value) filter (where w.through < t.through),
                               min(w.value) filter (where w.through < t.through)
                        from t join w using (reporter, flow, partner, cmd, slot)
                        where w.through <= t.through
                        group by t.reporter, t.flow, t.partner, t.cmd, t.through, t.value""".formatted(v, kind));
                assertThat(expected.size()).isGreaterThan(30);
                for (String row : expected) {
                    List<String> cells = Arrays.asList(row.split("\\|", -1));
                    JsonPath answer = json("/trade/v1/records?source=DUCK&reporter=" + cells.get(0) + "&flow="
                            + cells.get(1) + "&partner=" + cells.get(2) + "&commodity=" + cells.get(3)
                            + "&window=" + kind + (kind.equals("rolling") ? "&months=3" : "") + asOf);
                    assertThat(record(answer)).as(kind + " of " + row).isEqualTo(numbers(cells.subList(4, 12)));
                }
            }
        }
    }

    @Test
    void yearToDateValuesOfEveryYearAreTheSame() {
        List<String> expected = sent().duck().query("""
                select reporter, flow, partner, cmd, string_agg(year(through) || '=' || value, ';' order by through)
                from windows(3) where kind = 'ytd' and slot = 8 group by all""");
        assertThat(expected.size()).isGreaterThan(30);
        for (String row : expected) {
            List<String> cells = Arrays.asList(row.split("\\|", -1));
            JsonPath answer = json("/trade/v1/accumulations?source=DUCK&reporter=" + cells.get(0) + "&flow="
                    + cells.get(1) + "&partner=" + cells.get(2) + "&commodity=" + cells.get(3)
                    + "&through=2023-08");
            List<String> years = new ArrayList<>();
            for (int i = 0; i < answer.getList("results[0].years").size(); i++) {
                String value = answer.getString("results[0].years[" + i + "].value");
                if (value != null) {
                    years.add(answer.getString("results[0].years[" + i + "].year") + "=" + number(value));
                }
            }
            assertThat(years)
                    .as(row)
                    .isEqualTo(Arrays.stream(cells.get(4).split(";"))
                            .map(year -> year.substring(0, 5) + number(year.substring(5)))
                            .toList());
        }
    }

    /** A sum of months is the same, whichever way they are put together; World is the sum of its partners. */
    @Test
    void partsAddUpToTotals() {
        List<String> figures = figures(SOURCE, "");
        for (String cell : new TreeSet<>(figures.stream()
                .map(row -> row.replaceFirst("^(\\d+\\|.)\\|\\d+\\|(\\d+\\|[^|]+)\\|.*", "$1|$2"))
                .toList())) {
            List<String> key = Arrays.asList(cell.split("\\|", -1));
            String world = "";
            BigDecimal sum = BigDecimal.ZERO;
            int parts = 0;
            for (String row : figures) {
                List<String> cells = Arrays.asList(row.split("\\|", -1));
                if (List.of(cells.get(0), cells.get(1), cells.get(3), cells.get(4))
                        .equals(key)) {
                    if (cells.get(2).equals(RandomTrade.WORLD)) {
                        world = cells.get(6);
                    } else if (!cells.get(6).isEmpty()) {
                        sum = sum.add(new BigDecimal(cells.get(6)));
                        parts++;
                    }
                }
            }
            assertThat(number(world)).as(cell).isEqualTo(parts == 0 ? "" : number(sum.toPlainString()));
        }
    }

    @Test
    void theRecordsThatAnIngestTellsAreThoseItBroke() throws IOException {
        for (int v : new int[] {2, 3}) {
            List<String> expected = new ArrayList<>();
            for (String kind : List.of("month|MONTH|12", "ytd|YEAR_TO_DATE|2", "year|YEAR|2")) {
                String[] parts = kind.split("\\|");
                for (String side : List.of("HIGH|desc", "LOW|asc")) {
                    expected.addAll(broken(v, parts[0], parts[1], Integer.parseInt(parts[2]), side));
                }
            }
            assertThat(expected).isNotEmpty();
            JsonPath job = sent().jobs().get(v - 1);
            List<String> told = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> event :
                    ManyEventsTest.ofIngest(job.getString("id"), job.getInt("seriesChanged") + expected.size())) {
                if (Events.header(event, "ce_type").equals("strait.trade.record.broken")) {
                    RecordBroken broken = (RecordBroken) ChangeEventJson.read(
                            EventCatalogue.type("strait.trade.record.broken").orElseThrow(), event.value());
                    told.add(String.join(
                            "|",
                            code(broken.series().reporter()),
                            broken.series().flow(),
                            code(broken.series().partner()),
                            broken.series().commodity(),
                            broken.window(),
                            broken.extreme(),
                            broken.period(),
                            String.valueOf(broken.compared()),
                            number(broken.value().toPlainString())));
                }
            }
            assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Windows that alone hold the extreme at the vintage, changed with it, and did not hold it alone before. */
    private static List<String> broken(int v, String kind, String window, int fewest, String side) {
        String[] order = side.split("\\|");
        String ranked = """
                select w.*, rank() over (partition by reporter, flow, partner, cmd order by value %s) as r,
                       count(*) over (partition by reporter, flow, partner, cmd, value) as ties,
                       count(*) over (partition by reporter, flow, partner, cmd) as n
                from windows(%d) w join newest using (reporter, flow, partner, cmd)
                where kind = '%s' and (kind <> 'ytd' or slot = m and m < 12)""";
        return sent()
                .duck()
                .query("""
                        with newest as (select reporter, flow, partner, cmd, month(max(month)) as m
                                        from state(%d) group by reporter, flow, partner, cmd),
                        a as (%s), b as (%s)
                        select a.reporter, a.flow, a.partner, a.cmd, '%s', '%s', strftime(a.through, '%%Y-%%m'), a.n, a.value
                        from a left join b using (reporter, flow, partner, cmd, through)
                        where a.r = 1 and a.ties = 1 and a.n > %d and a.value is distinct from b.value
                          and not (coalesce(b.r, 2) = 1 and b.ties = 1)""".formatted(
                                v,
                                ranked.formatted(order[1], v, kind),
                                ranked.formatted(order[1], v - 1, kind),
                                window,
                                order[0],
                                fewest))
                .stream()
                .map(IndependentCalculatorTest::plain)
                .toList();
    }

    @Test
    void theSameRowsAgainInAnyOrderChangeNothing() {
        RandomTrade trade = new RandomTrade(7);
        List<String> rows = trade.next(8, 0);
        JsonPath first = ingest("DUCK_TWICE", RandomTrade.csv(rows));
        List<String> before = figures("DUCK_TWICE", "");
        Collections.shuffle(rows, new Random(8));
        JsonPath second = ingest("DUCK_TWICE", RandomTrade.csv(rows));
        assertThat(second.getString("id")).isNotEqualTo(first.getString("id"));
        assertThat(second.getLong("rows.unchanged")).isEqualTo(rows.size());
        assertThat(second.getLong("seriesChanged")).isZero();
        assertThat(figures("DUCK_TWICE", "")).isEqualTo(before);
        assertThat(Trade.query(
                        database, "select count(*) from revision where ingest_id = '" + second.getString("id") + "'"))
                .containsExactly("0");
    }

    @Test
    void theOrderOfUnrelatedFilesDoesNotMatter() {
        List<String> rows = new RandomTrade(9).next(12, 0);
        List<String> korea = rows.stream().filter(row -> row.contains(",410,")).toList();
        List<String> japan = rows.stream().filter(row -> row.contains(",392,")).toList();
        assertThat(korea.size() + japan.size()).isEqualTo(rows.size());
        ingest("DUCK_AB", RandomTrade.csv(korea));
        ingest("DUCK_AB", RandomTrade.csv(japan));
        ingest("DUCK_BA", RandomTrade.csv(japan));
        ingest("DUCK_BA", RandomTrade.csv(korea));
        assertThat(figures("DUCK_AB", "")).hasSize(rows.size()).isEqualTo(figures("DUCK_BA", ""));
    }

    /** Numbers as they are written: half a cent would not be one as a binary fraction. */
    private static JsonPath json(String path) {
        return Trade.read(path)
                .jsonPath(
                        JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
    }

    private static String partners() {
        return String.join(",", RandomTrade.PARTNERS) + "," + RandomTrade.WORLD;
    }

    /** Reporter, flow, partner, commodity, period, status and value of every figure, in order. */
    private static List<String> figures(String source, String more) {
        String csv = Trade.read("/trade/v1/observations?source=" + source + "&partner=" + partners()
                        + "&commodity=" + String.join(",", RandomTrade.COMMODITIES)
                        + "&frequency=M&limit=10000&format=csv" + more)
                .asString();
        List<String> lines = List.of(csv.split("\r\n"));
        List<String> header = List.of(lines.get(0).split(",", -1));
        List<String> figures = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            assertThat(cells).as(line).hasSameSizeAs(header);
            List<String> picked = new ArrayList<>();
            for (String column :
                    List.of("reporter", "flow", "partner", "commodity", "period", "status", "primaryValue")) {
                picked.add(cells.get(header.indexOf(column)));
            }
            figures.add(plain(String.join("|", picked)));
        }
        Collections.sort(figures);
        return figures;
    }

    /** Through, value, rank from either end, of how many, last best, margin, last lowest. */
    private static List<String> record(JsonPath answer) {
        String result = "results[0].";
        List<String> cells = new ArrayList<>();
        for (String member : List.of(
                "window.through",
                "value",
                "rank.position",
                "rank.fromLowest",
                "rank.of",
                "high.previousBest.value",
                "high.previousBest.difference",
                "low.previousBest.value")) {
            cells.add(answer.getString(result + member));
        }
        return numbers(cells);
    }

    private static List<String> numbers(List<@Nullable String> cells) {
        List<String> numbers = new ArrayList<>();
        for (String cell : cells) {
            numbers.add(cell != null && cell.matches("\\d{4}-\\d\\d") ? cell : number(cell));
        }
        return numbers;
    }

    /** The row with its last cell as a plain number. */
    private static String plain(String row) {
        int last = row.lastIndexOf('|') + 1;
        return row.substring(0, last) + number(row.substring(last));
    }

    private static String number(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
    }

    private static String code(String area) {
        return switch (area) {
            case "KOR" -> "410";
            case "JPN" -> "392";
            case "CHN" -> "156";
            case "USA" -> "842";
            case "IND" -> "699";
            default -> "0";
        };
    }
}
