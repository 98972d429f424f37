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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Measures the packaged services beside plain PostgreSQL on the same server in the same run, and prints ratios: they
 * mean the same on a fast machine as on a slow one, which seconds do not.
 *
 * <p>PostgreSQL runs with durable settings. Repetitions of the two sides alternate, so that a slow moment hits both.
 */
public final class Benchmark {
    private static final int MONTHS = 120;
    private static final String HEAP = "512m";
    private static final Set<Part> TRADE_PARTS = EnumSet.of(Part.POSTGRES, Part.KAFKA, Part.TRADE, Part.GATEWAY);

    private Benchmark() {}

    /**
     * @param arguments any of {@code trade}, {@code graph}, {@code risk} (what to measure; all where none is named), and
     *     {@code --rows N} (default 1,000,000), {@code --links N} (1,000,000), {@code --repeat N} (3), {@code --reads N}
     *     (2,000)
     */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        List<Finding> findings = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        if (options.measures("risk")) {
            System.err.println("Measuring in this process ...");
            findings.addAll(new GraphInside(options.repeat()).measure());
            findings.addAll(EsriRuler.measure(options.repeat()));
        }
        String database = "";
        Path work = Files.createTempDirectory("strait-benchmark");
        try {
            if (options.measures("graph")) {
                try (LocalStack stack = start(work.resolve("graph"), GraphBenchmark.PARTS)) {
                    findings.addAll(new GraphBenchmark(stack, options.links(), options.reads()).measure(work));
                    database = version(stack.dataSource("supplychain"));
                }
            }
            if (options.measures("trade")) {
                try (LocalStack stack = start(work.resolve("trade"), TRADE_PARTS)) {
                    rows.addAll(trade(options, stack, work));
                    database = version(stack.dataSource("trade"));
                }
            }
        } finally {
            delete(work);
        }
        report(System.out, options, database, rows, findings);
    }

    private static LocalStack start(Path home, Set<Part> parts) {
        LocalStack stack = LocalStack.builder(home)
                .parts(parts)
                .heap(Part.TRADE, HEAP)
                .heap(Part.SUPPLYCHAIN, HEAP)
                // The options that start fastest compile less; a benchmark wants the JVM as it runs in production.
                .jvmOptions(Part.TRADE, List.of("-XX:+UseG1GC"))
                .jvmOptions(Part.SUPPLYCHAIN, List.of("-XX:+UseG1GC"))
                .jvmOptions(Part.GATEWAY, List.of("-XX:+UseG1GC"))
                .environment(Part.SUPPLYCHAIN, "STRAIT_SECURITY_PUBLIC_READ", "true")
                .build();
        System.err.println("Starting the services ...");
        return stack.start().awaitReady();
    }

    private static List<Row> trade(Options options, LocalStack stack, Path work)
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
        return List.of(
                new Row("ingest over HTTP until visible, rows/s", new Sample(overHttp), "COPY", new Sample(byCopy)),
                new Row(
                        "a series of 10 years by month over HTTP, reads/s",
                        new Sample(readHttp),
                        "prepared statement over JDBC",
                        new Sample(readStatement)));
    }

    private record Row(String work, Sample ours, String peer, Sample theirs) {
        double ratio() {
            return ours.median() / theirs.median();
        }
    }

    private static void report(
            PrintStream out, Options options, String database, List<Row> rows, List<Finding> findings) {
        out.println();
        out.printf(
                "Machine: %d cores, %d MB memory, %s %s%n",
                Runtime.getRuntime().availableProcessors(),
                ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                                .getTotalMemorySize()
                        >> 20,
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        out.printf("Java %s; %s, fsync on; heap of a service %s%n", Runtime.version(), database, HEAP);
        if (!rows.isEmpty()) {
            out.printf(
                    "%,d rows of %d months; %,d reads a repetition, one client; median (min .. max; n)%n%n",
                    options.rows(), MONTHS, options.reads());
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
        if (!findings.isEmpty()) {
            out.println();
            out.println(Finding.HEAD);
            findings.forEach(finding -> out.println(finding.line()));
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

    /** What to measure, all where nothing is named. */
    record Options(Set<String> sections, int rows, int links, int repeat, int reads) {
        private static final Set<String> SECTIONS = Set.of("trade", "graph", "risk");

        boolean measures(String section) {
            return sections.isEmpty() || sections.contains(section);
        }

        static Options parse(String[] arguments) {
            Set<String> sections = new HashSet<>();
            int rows = 1_000_000;
            int links = 1_000_000;
            int repeat = 3;
            int reads = 2_000;
            for (int i = 0; i < arguments.length; i++) {
                if (SECTIONS.contains(arguments[i])) {
                    sections.add(arguments[i]);
                    continue;
                }
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (arguments[i++]) {
                    case "--rows" -> rows = Integer.parseInt(value);
                    case "--links" -> links = Integer.parseInt(value);
                    case "--repeat" -> repeat = Integer.parseInt(value);
                    case "--reads" -> reads = Integer.parseInt(value);
                    default ->
                        throw new IllegalArgumentException(arguments[i - 1]
                                + " (expected: trade, graph, risk, --rows N, --links N, --repeat N or --reads N)");
                }
            }
            return new Options(sections, rows, links, repeat, reads);
        }
    }
}
