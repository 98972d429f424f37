package io.strait.benchmark;

import io.strait.local.LocalStack;
import io.strait.local.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The packaged trade-service with figures of 30 years by month: in, out, both at once, and what it takes. */
final class TradeBenchmark {
    static final Set<Part> PARTS = EnumSet.of(Part.POSTGRES, Part.KAFKA, Part.TRADE, Part.GATEWAY);
    /** Of a series: 30 years. */
    static final int MONTHS = 360;

    private static final int CLIENTS = 16;
    private static final int HOT = 1_000;
    private static final int PGBENCH_SECONDS = 6;
    private static final int STEADY_CLIENTS = 4;
    /** Of each client; few, so that they do not take the core that the ingest wants. */
    private static final int STEADY_A_SECOND = 10;

    private static final int STEADY_SECONDS = 15;
    private static final int HEAP_MB = 512;
    private static final String READ = "BENCH_0";

    private final LocalStack stack;
    private final Figures figures;
    private final int repeat;
    private final int reads;
    private final List<Finding> findings = new ArrayList<>();

    TradeBenchmark(LocalStack stack, int rows, int repeat, int reads) {
        this.stack = stack;
        this.figures = new Figures(rows / MONTHS, MONTHS);
        this.repeat = repeat;
        this.reads = reads;
    }

    List<Finding> measure(Path work) throws Exception {
        URI service = stack.baseUri(Part.TRADE);
        DataSource trade = stack.dataSource("trade");
        Path csv = work.resolve("comtrade.csv");
        System.err.printf(Locale.ROOT, "Writing %,d rows, %,d series ...%n", figures.rows(), figures.series());
        figures.writeComtradeCsv(csv, "A good", false);
        try (HeapSampler heap = new HeapSampler(stack.managementUri(Part.TRADE));
                Announcements announcements = new Announcements(stack.bootstrapServers())) {
            IngestRuler ingest =
                    new IngestRuler(stack.baseUri(Part.GATEWAY), stack.token("contributor"), announcements);
            ingests(ingest, trade, csv, work, heap);
            // Or autovacuum would do it, at some moment of what is measured
            execute(trade, "vacuum (analyze)");
            ReadRuler read = new ReadRuler(service, trade, figures, READ);
            System.err.println("Warming up reads ...");
            read.overHttp(CLIENTS, reads * 2, figures.series(), ReadRuler.BY_SERIES);
            read.byStatement(CLIENTS, reads, figures.series());
            reads(read, work, figures.series(), "random series", .5);
            reads(read, work, Math.min(HOT, figures.series()), "a hot set of " + HOT, .8);
            System.err.println("Sums and ranks ...");
            try (TotalRuler totals = new TotalRuler(service, figures, READ, trade, work)) {
                totals.measure().forEach(this::add);
            }
            export(new ExportRuler(service, trade, figures, READ), heap);
            meanwhile(read, ingest, csv);
            add(Finding.of("memory of trade-service in all of these", HEAP_MB + " MB of heap", heap.wholeText())
                    .met(heap.whole() > 0 && heap.whole() <= HEAP_MB));
            TableSizes.measure(trade).forEach(this::add);
        }
        return findings;
    }

    private void ingests(IngestRuler ingest, DataSource trade, Path csv, Path work, HeapSampler heap)
            throws IOException, InterruptedException, SQLException {
        Path again = work.resolve("again.csv");
        Path revised = work.resolve("revised.csv");
        Path rows = work.resolve("copy.csv");
        figures.writeComtradeCsv(again, "The same", false);
        figures.writeComtradeCsv(revised, "A good", true);
        figures.writeCopyRows(rows);
        double[] copy = new double[repeat];
        double[][] visible = new double[3][repeat];
        double[][] announced = new double[3][repeat];
        heap.begin();
        for (int i = 0; i < repeat; i++) {
            System.err.println("Ingests " + (i + 1) + " of " + repeat + " ...");
            String source = "BENCH_" + i;
            ingest.declareSource(source);
            copy[i] = IngestRuler.byCopy(trade, rows, figures);
            List<IngestRuler.Rates> rates = List.of(
                    ingest.overHttp(source, csv, figures.rows(), "accepted", figures.rows()),
                    ingest.overHttp(source, again, figures.rows(), "unchanged", figures.rows()),
                    ingest.overHttp(source, revised, figures.rows(), "revised", figures.revised()));
            for (int kind = 0; kind < rates.size(); kind++) {
                visible[kind][i] = rates.get(kind).visible();
                announced[kind][i] = rates.get(kind).announced();
            }
        }
        Sample theirs = new Sample(copy);
        List<String> works = List.of("first ingest", "the same figures again", "1 % revised");
        double[] targets = {.6, 1, .8};
        for (int kind = 0; kind < works.size(); kind++) {
            add(rate(
                    works.get(kind) + ", until visible, rows/s",
                    targets[kind],
                    new Sample(visible[kind]),
                    "COPY into the keyed table",
                    theirs));
            add(rate(
                    works.get(kind) + ", until announced, rows/s",
                    targets[kind],
                    new Sample(announced[kind]),
                    "COPY into the keyed table",
                    theirs));
        }
        add(Finding.of("heap meanwhile", "", heap.stageText()));
    }

    private void reads(ReadRuler read, Path work, int among, String which, double target)
            throws IOException, InterruptedException, SQLException {
        boolean hasPgbench = ReadRuler.hasPgbench();
        double[] ours = new double[repeat];
        double[] statement = new double[repeat];
        double[] pgbench = new double[repeat];
        Latencies latencies = new Latencies();
        for (int i = 0; i < repeat; i++) {
            System.err.println("Reads of " + which + " " + (i + 1) + " of " + repeat + " ...");
            statement[i] = read.byStatement(CLIENTS, reads * 2, among);
            if (hasPgbench) {
                pgbench[i] = read.byPgbench(work, stack.port(Part.POSTGRES), CLIENTS, PGBENCH_SECONDS, among);
            }
            ReadRuler.Reads one = read.overHttp(CLIENTS, reads * 2, among, ReadRuler.BY_SERIES);
            ours[i] = one.rate();
            latencies = one.latencies();
        }
        double flat = read.overHttp(CLIENTS, reads * 2, among, ReadRuler.FLAT).rate();
        String what = "30 years by month as JSON, " + which + ", " + CLIENTS + " clients";
        Sample rates = new Sample(ours);
        add(Finding.of(
                what + ", each figure with all that its series is of, reads/s",
                "",
                String.format(Locale.ROOT, "%,.0f", flat)));
        if (hasPgbench) {
            add(rate(
                    what + ", reads/s",
                    target,
                    rates,
                    "pgbench -M prepared -c " + CLIENTS + " -j 2",
                    new Sample(pgbench)));
        }
        Finding byJdbc = rate(
                what + ", reads/s",
                target,
                rates,
                CLIENTS + " prepared statements over JDBC"
                        + (hasPgbench ? ", which read the rows as well" : " (pgbench is not on the path)"),
                new Sample(statement));
        add(byJdbc);
        double times = latencies.p99() / latencies.median();
        add(Finding.of(what, "p99 5 times the median", times(times) + ": " + latencies.text())
                .met(times <= 5));
    }

    private void export(ExportRuler export, HeapSampler heap) throws IOException, SQLException {
        System.err.println("Export ...");
        double[] ours = new double[repeat];
        double[] copy = new double[repeat];
        heap.begin();
        for (int i = 0; i < repeat; i++) {
            copy[i] = export.byCopy();
            ours[i] = export.overHttp();
        }
        add(rate(
                "all rows as CSV, streamed, rows/s",
                .5,
                new Sample(ours),
                "COPY of the same columns to stdout, in no order",
                new Sample(copy)));
        add(Finding.of("heap meanwhile", "", heap.stageText()));
    }

    private void meanwhile(ReadRuler read, IngestRuler ingest, Path csv) throws Exception {
        System.err.println("Reads while an ingest runs ...");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEADY_SECONDS);
        Latencies quiet = read.atRate(STEADY_CLIENTS, STEADY_A_SECOND, () -> System.nanoTime() < end);
        String source = "BENCH_MEANWHILE";
        ingest.declareSource(source);
        CompletableFuture<IngestRuler.Rates> running = CompletableFuture.supplyAsync(() -> {
            try {
                return ingest.overHttp(source, csv, figures.rows(), "accepted", figures.rows());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Latencies busy = read.atRate(STEADY_CLIENTS, STEADY_A_SECOND, () -> !running.isDone());
        double rate = running.get().visible();
        double slower = busy.p99() / quiet.p99();
        add(Finding.of(
                        "reads while an ingest runs, " + STEADY_CLIENTS + " clients of " + STEADY_A_SECOND
                                + " reads a second, p99",
                        "2 times that at rest",
                        busy.text())
                .beside("at rest", quiet.text(), 1 / slower)
                .met(slower <= 2));
        add(Finding.of("that ingest, until visible, rows/s", "", String.format(Locale.ROOT, "%,.0f", rate)));
    }

    /** Told at once as well: a run that fails later has not been for nothing. */
    private void add(Finding finding) {
        System.err.println(finding.line());
        findings.add(finding);
    }

    private static Finding rate(String work, double target, Sample ours, String peer, Sample theirs) {
        double ratio = ours.median() / theirs.median();
        return Finding.of(work, times(target), ours.text())
                .beside(peer, theirs.text(), ratio)
                .met(ratio >= target);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f", ratio);
    }

    private static void execute(DataSource trade, String sql) throws SQLException {
        try (Connection connection = trade.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
