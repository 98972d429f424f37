package io.strait.benchmark;

import io.strait.local.LocalStack;
import io.strait.local.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
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
    private static final String HEAP = "512m";

    private Benchmark() {}

    /**
     * @param arguments any of {@code trade}, {@code graph}, {@code risk} (what to measure; all where none is named), and
     *     {@code --rows N} (default 1,000,000), {@code --links N} (1,000,000), {@code --repeat N} (3), {@code --reads N}
     *     (2,000)
     */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        List<Finding> findings = new ArrayList<>();
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
                try (LocalStack stack = start(work.resolve("trade"), TradeBenchmark.PARTS)) {
                    findings.addAll(
                            new TradeBenchmark(stack, options.rows(), options.repeat(), options.reads()).measure(work));
                    database = version(stack.dataSource("trade"));
                }
            }
        } finally {
            delete(work);
        }
        report(System.out, options, database, findings);
    }

    private static LocalStack start(Path home, Set<Part> parts) {
        LocalStack stack = LocalStack.builder(home)
                .parts(parts)
                .heap(Part.TRADE, HEAP)
                .heap(Part.SUPPLYCHAIN, HEAP)
                // The options that start fastest compile less; a benchmark wants the JVM as it runs in production.
                .jvmOptions(Part.TRADE, jvmOptions())
                .jvmOptions(Part.SUPPLYCHAIN, jvmOptions())
                .jvmOptions(Part.GATEWAY, List.of("-XX:+UseG1GC"))
                .environment(Part.SUPPLYCHAIN, "STRAIT_SECURITY_PUBLIC_READ", "true")
                .build();
        System.err.println("Starting the services ...");
        return stack.start().awaitReady();
    }

    /** Of the services that are measured; {@code STRAIT_BENCHMARK_JVM} adds to them, for whoever tunes. */
    private static List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-XX:+UseG1GC"));
        String more = System.getenv("STRAIT_BENCHMARK_JVM");
        if (more != null && !more.isBlank()) {
            options.addAll(List.of(more.strip().split("\\s+")));
        }
        return options;
    }

    private static void report(PrintStream out, Options options, String database, List<Finding> findings) {
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
        if (options.measures("trade")) {
            out.printf(
                    Locale.ROOT,
                    "trade: %,d rows of %d months a series; rates are median (min .. max; n)%n",
                    options.rows() / TradeBenchmark.MONTHS * TradeBenchmark.MONTHS,
                    TradeBenchmark.MONTHS);
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
