package io.strait.benchmark;

import io.strait.local.LocalStack;
import io.strait.local.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Measures the packaged services beside plain PostgreSQL on the same server in the same run, and prints ratios: they
 * mean the same on a fast machine as on a slow one, which seconds do not.
 *
 * <p>PostgreSQL runs with durable settings. Repetitions of the two sides alternate, so that a slow moment hits both.
 */
public final class Benchmark {
    private static final int MONTHS = 120;

    private Benchmark() {}

    /**
     * @param arguments {@code --rows N} (default 1,000,000), {@code --repeat N} (default 3), {@code --reads N} (default
     *     2,000)
     */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        Path work = Files.createTempDirectory("strait-benchmark");
        try (LocalStack stack = LocalStack.builder(work.resolve("home"))
                .heap(Part.TRADE, "512m")
                // The options that start fastest compile less; a benchmark wants the JVM as it runs in production.
                .jvmOptions(Part.TRADE, List.of("-XX:+UseG1GC"))
                .jvmOptions(Part.GATEWAY, List.of("-XX:+UseG1GC"))
                .build()) {
            System.err.println("Starting the services ...");
            stack.start().awaitReady();
            run(options, stack, work);
        } finally {
            delete(work);
        }
    }

    private static void run(Options options, LocalStack stack, Path work)
            throws IOException, InterruptedException, SQLException {
        Figures figures = new Figures(options.rows() / MONTHS, MONTHS);
        Path csv = work.resolve("comtrade.csv");
        Path rows = work.resolve("copy.csv");
        System.err.println("Writing " + figures.rows() + " rows twice ...");
        figures.writeComtradeCsv(csv);
        figures.writeCopyRows(rows);
        URI gateway = stack.baseUri(Part.GATEWAY);
        DataSource trade = stack.dataSource("trade");
        IngestRuler ingest = new IngestRuler(gateway, stack.token("contributor"));

        double[] overHttp = new double[options.repeat()];
        double[] byCopy = new double[options.repeat()];
        for (int i = 0; i < options.repeat(); i++) {
            String source = "BENCH_" + i;
            ingest.declareSource(source);
            System.err.println("Ingest " + (i + 1) + " of " + options.repeat() + " ...");
            byCopy[i] = IngestRuler.byCopy(trade, rows, figures);
            overHttp[i] = ingest.overHttp(source, csv, figures.rows());
        }

        ReadRuler read = new ReadRuler(figures, options.reads());
        double[] readHttp = new double[options.repeat()];
        double[] readStatement = new double[options.repeat()];
        System.err.println("Warming up reads ...");
        read.overHttp(gateway, "BENCH_0");
        read.byStatement(trade, "BENCH_0");
        for (int i = 0; i < options.repeat(); i++) {
            System.err.println("Reads " + (i + 1) + " of " + options.repeat() + " ...");
            readStatement[i] = read.byStatement(trade, "BENCH_0");
            readHttp[i] = read.overHttp(gateway, "BENCH_0");
        }
        report(
                System.out,
                options,
                figures,
                version(trade),
                List.of(
                        new Row(
                                "ingest over HTTP until visible, rows/s",
                                new Sample(overHttp),
                                "COPY",
                                new Sample(byCopy)),
                        new Row(
                                "a series of 10 years by month over HTTP, reads/s",
                                new Sample(readHttp),
                                "prepared statement over JDBC",
                                new Sample(readStatement))));
    }

    private record Row(String work, Sample ours, String peer, Sample theirs) {
        double ratio() {
            return ours.median() / theirs.median();
        }
    }

    private static void report(PrintStream out, Options options, Figures figures, String database, List<Row> rows) {
        out.println();
        out.printf(
                "Machine: %d cores, %d MB memory, %s %s%n",
                Runtime.getRuntime().availableProcessors(),
                ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                                .getTotalMemorySize()
                        >> 20,
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        out.printf("Java %s; %s, fsync on; trade-service heap 512 MB%n", Runtime.version(), database);
        out.printf(
                "%,d rows in %,d series; %,d reads a repetition, one client; median (min .. max; n)%n%n",
                figures.rows(), figures.series(), options.reads());
        out.println("| work | ours | peer | its figure | ratio |");
        out.println("|---|---|---|---|---|");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.2f |%n",
                    row.work(),
                    row.ours().text(),
                    row.peer(),
                    row.theirs().text(),
                    row.ratio());
        }
    }

    private static String version(DataSource trade) throws SQLException {
        try (var connection = trade.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show server_version")) {
            rows.next();
            return "PostgreSQL " + rows.getString(1);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            files.forEach(all::add);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(all.get(i));
        }
    }

    /** What to measure. */
    record Options(int rows, int repeat, int reads) {
        static Options parse(String[] arguments) {
            int rows = 1_000_000;
            int repeat = 3;
            int reads = 2_000;
            for (int i = 0; i + 1 < arguments.length; i += 2) {
                int value = Integer.parseInt(arguments[i + 1]);
                switch (arguments[i]) {
                    case "--rows" -> rows = value;
                    case "--repeat" -> repeat = value;
                    case "--reads" -> reads = value;
                    default ->
                        throw new IllegalArgumentException(
                                arguments[i] + " (expected: --rows N, --repeat N or --reads N)");
                }
            }
            return new Options(rows, repeat, reads);
        }
    }
}
