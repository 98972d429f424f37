package io.strait.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Whole series by their dimensions: as JSON over HTTP, and the same rows by a prepared statement. */
final class ReadRuler {
    /** Fixed, so that both sides and every run read the same series. */
    private static final long SEED = 19920101;

    private static final String SELECT = """
            select o.period_start, o.status, o.primary_value, o.fob_value, o.net_weight, o.quantity,
                   o.quantity_unit, o.estimated, r.revision, r.vintage
            from series s
            join observation o using (series_id)
            join revision r on r.revision = o.valid_from
            where s.source = %s and s.frequency = 'M' and s.reporter = %s and s.partner = %s and s.flow = 'X'
              and s.commodity = %s and s.breakdown_is_total
            order by o.period_start
            """;
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    /** A series once, its figures in columns. */
    static final String BY_SERIES = "series";
    /** Each figure with all that its series is of. */
    static final String FLAT = "flat";

    private final URI service;
    private final DataSource trade;
    private final Figures figures;
    private final String source;

    ReadRuler(URI service, DataSource trade, Figures figures, String source) {
        this.service = service;
        this.trade = trade;
        this.figures = figures;
        this.source = source;
    }

    /** Reads a second, and how long each took. */
    record Reads(double rate, Latencies latencies) {}

    /**
     * As fast as they are answered.
     *
     * @param among of how many series, from the first on; all for {@link Figures#series()}
     * @param layout {@link #BY_SERIES} or {@link #FLAT}
     */
    Reads overHttp(int clients, int reads, int among, String layout) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long start = System.nanoTime();
        Clients.run(clients, client -> {
            Random random = new Random(SEED + client);
            for (int i = 0; i < reads / clients; i++) {
                long begin = System.nanoTime();
                one(random.nextInt(among), layout);
                latencies.addSince(begin);
            }
        });
        return new Reads(latencies.count() / ((System.nanoTime() - start) / 1e9), latencies);
    }

    /** Each client so often a second; a read that is late counts from when it was due. */
    Latencies atRate(int clients, int aSecond, BooleanSupplier goesOn) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long period = TimeUnit.SECONDS.toNanos(1) / aSecond;
        long start = System.nanoTime();
        Clients.run(clients, client -> {
            Random random = new Random(SEED + client);
            long due = start + client * period / clients;
            while (goesOn.getAsBoolean()) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                one(random.nextInt(figures.series()), BY_SERIES);
                latencies.addSince(due);
                due += period;
            }
        });
        return latencies;
    }

    private void one(int series, String layout) throws IOException {
        Http.Answer answer = Http.get(service.resolve("/trade/v1/observations?reporter="
                + Figures.reporterKey(series) + "&partner=" + figures.partnerKey(series) + "&commodity="
                + figures.commodity(series) + "&flow=X&frequency=M&source=" + source + "&limit="
                + figures.months() + "&layout=" + layout));
        if (answer.status() != 200 || answer.body().length < figures.months() * 20) {
            throw new IOException("read of series " + series + ": " + answer.status() + " " + answer.text());
        }
    }

    /** Reads a second by this process, a connection each. */
    double byStatement(int clients, int reads, int among) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Clients.run(clients, client -> {
            try (Connection connection = trade.getConnection();
                    PreparedStatement statement = connection.prepareStatement(SELECT.formatted("?", "?", "?", "?"))) {
                Random random = new Random(SEED + client);
                for (int i = 0; i < reads / clients; i++) {
                    one(statement, random.nextInt(among));
                }
            }
        });
        return reads / clients * clients / ((System.nanoTime() - start) / 1e9);
    }

    private void one(PreparedStatement statement, int series) throws SQLException {
        statement.setString(1, source);
        statement.setInt(2, Figures.reporter(series));
        statement.setInt(3, figures.partner(series));
        statement.setString(4, figures.commodity(series));
        int rows = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                result.getBigDecimal("primary_value");
                rows++;
            }
        }
        if (rows != figures.months()) {
            throw new SQLException("series " + series + ": " + rows + " rows");
        }
    }

    /** Whether the program pgbench is on the path. */
    static boolean hasPgbench() throws InterruptedException {
        try {
            return new ProcessBuilder("pgbench", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads a second by pgbench, of the same rows. */
    double byPgbench(Path work, int port, int clients, int seconds, int among)
            throws IOException, InterruptedException, SQLException {
        Path script = work.resolve("read.sql");
        Files.writeString(
                script,
                "\\set s random(0, " + (among - 1) + ")\n"
                        + "\\set reporter " + Figures.reporterSql(":s") + "\n"
                        + "\\set partner " + Figures.partnerSql(":s") + "\n"
                        + "\\set commodity " + Figures.commoditySql(":s") + "\n"
                        + SELECT.formatted(
                                        "'" + source + "'",
                                        ":reporter::integer",
                                        ":partner::integer",
                                        ":commodity::text")
                                .replaceAll("\\s+", " ")
                                .strip()
                        + ";\n");
        String user;
        try (Connection connection = trade.getConnection()) {
            user = connection.getMetaData().getUserName();
        }
        Path said = work.resolve("pgbench.log");
        Process pgbench = new ProcessBuilder(
                        "pgbench",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        String.valueOf(clients),
                        "-j",
                        "2",
                        "-T",
                        String.valueOf(seconds),
                        "--random-seed",
                        String.valueOf(SEED),
                        "-f",
                        script.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-U",
                        user,
                        "trade")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int status = pgbench.waitFor();
        String text = Files.readString(said);
        Matcher rate = TPS.matcher(text);
        if (status != 0 || !rate.find()) {
            throw new IOException("pgbench: " + status + " " + text);
        }
        return Double.parseDouble(rate.group(1));
    }
}
