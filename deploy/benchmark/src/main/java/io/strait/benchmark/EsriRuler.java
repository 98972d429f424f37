package io.strait.benchmark;

import io.strait.supplychain.risk.Esri;
import io.strait.supplychain.risk.FirmNetwork;
import io.strait.supplychain.risk.InputRole;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The systemic risk index of every firm of a made-up network, one core and two. */
final class EsriRuler {
    private static final int FIRMS = 10_000;
    private static final int MEAN_DEGREE = 8;
    /** How many industries the IHS matrix has. */
    private static final int INDUSTRIES = 616;
    /** What part of that matrix is essential, and what part is not but goes into production. */
    private static final double ESSENTIAL = .172;

    private static final double NON_ESSENTIAL = .119;
    private static final Path MATRIX = Path.of("../shared/data/ihs/ess_mat_n4_ihs.csv");
    private static final int TIMED = 1_000;

    private EsriRuler() {}

    static List<Finding> measure(int repeat) throws IOException, InterruptedException {
        boolean real = Files.isReadable(MATRIX);
        byte[][] roles = real ? matrix() : madeUp();
        String which = real ? "IHS essentiality" : "made-up essentiality as dense as IHS";
        List<Finding> findings = new ArrayList<>();
        for (boolean powerLaw : new boolean[] {true, false}) {
            Esri esri = new Esri(
                    network(powerLaw),
                    (input, product) -> InputRole.values()[roles[input][product]],
                    Esri.Options.DEFAULT);
            String of = String.format(
                    Locale.ROOT,
                    ", %,d firms, %s degrees, mean %d, %s",
                    FIRMS,
                    powerLaw ? "power-law" : "uniform",
                    MEAN_DEGREE,
                    which);
            findings.add(oneCore(esri, repeat, of));
            findings.add(twoCores(esri, repeat, of));
        }
        return findings;
    }

    private static Finding oneCore(Esri esri, int repeat, String of) {
        double[] took = new double[repeat];
        Esri.Run run = esri.run();
        time(run);
        for (int i = 0; i < repeat; i++) {
            took[i] = time(run);
        }
        double median = new Sample(took).median();
        return Finding.of(
                        "ESRI of a firm, one core" + of,
                        "1 ms",
                        String.format(Locale.ROOT, "%.2f ms (mean of %,d firms; median of %d)", median, TIMED, repeat))
                .met(median <= 1);
    }

    /** Of firms spread over all; in milliseconds a firm that the core was this thread's. */
    private static double time(Esri.Run run) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        for (int i = 0; i < TIMED; i++) {
            run.of(i * (FIRMS / TIMED));
        }
        return (clock.getCurrentThreadCpuTime() - start) / 1e6 / TIMED;
    }

    private static Finding twoCores(Esri esri, int repeat, String of) {
        double[] took = new double[repeat];
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < repeat; i++) {
                long start = System.nanoTime();
                esri.ofAllFirms(threads, 2);
                took[i] = (System.nanoTime() - start) / 1e9;
            }
        } finally {
            threads.shutdownNow();
        }
        double median = new Sample(took).median();
        return Finding.of(
                        "ESRI of all firms, two cores" + of,
                        "10 s",
                        String.format(Locale.ROOT, "%.1f s (median of %d)", median, repeat))
                .met(median <= 10);
    }

    private static FirmNetwork network(boolean powerLaw) {
        Random random = new Random(PowerLaw.SEED);
        int[] products = new int[FIRMS];
        for (int i = 0; i < FIRMS; i++) {
            products[i] = i < INDUSTRIES ? i : random.nextInt(INDUSTRIES);
        }
        FirmNetwork.Builder network = FirmNetwork.of(products);
        for (int made = 0; made < FIRMS * MEAN_DEGREE; ) {
            int supplier = draw(random, powerLaw);
            int customer = draw(random, powerLaw);
            if (supplier != customer) {
                network.supply(supplier, customer, 1 + random.nextInt(100));
                made++;
            }
        }
        return network.build();
    }

    private static int draw(Random random, boolean powerLaw) {
        double u = random.nextDouble();
        return (int) (FIRMS * (powerLaw ? u * u * u : u));
    }

    private static byte[][] matrix() throws IOException {
        List<String> lines = Files.readAllLines(MATRIX);
        byte[][] roles = new byte[INDUSTRIES][INDUSTRIES];
        for (int input = 0; input < INDUSTRIES; input++) {
            String[] cells = lines.get(input + 1).split(",", -1);
            for (int product = 0; product < INDUSTRIES; product++) {
                roles[input][product] = Byte.parseByte(cells[product + 1].trim());
            }
        }
        return roles;
    }

    private static byte[][] madeUp() {
        Random random = new Random(PowerLaw.SEED);
        byte[][] roles = new byte[INDUSTRIES][INDUSTRIES];
        for (byte[] row : roles) {
            for (int product = 0; product < row.length; product++) {
                double drawn = random.nextDouble();
                row[product] = (byte) (drawn < ESSENTIAL ? 2 : drawn < ESSENTIAL + NON_ESSENTIAL ? 1 : 0);
            }
        }
        return roles;
    }
}
