package io.strait.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** The most heap that a service has used, by its own metrics, looked at several times a second. Thread-safe. */
final class HeapSampler implements AutoCloseable {
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
    private static final Duration EVERY = Duration.ofMillis(250);

    private final URI metrics;
    private final Thread sampler;
    private double stage;
    private double whole;
    private volatile boolean closing;

    HeapSampler(URI management) {
        metrics = management.resolve("/q/metrics");
        sampler = new Thread(this::sample, "heap");
        sampler.setDaemon(true);
        sampler.start();
    }

    private void sample() {
        while (!closing) {
            try {
                add(used(Http.get(metrics).text()));
            } catch (IOException e) {
                // It is asked again; a service that is gone fails the work itself.
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private static double used(String text) {
        return text.lines()
                .filter(line -> line.startsWith(HEAP))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private synchronized void add(double bytes) {
        stage = Math.max(stage, bytes);
        whole = Math.max(whole, bytes);
    }

    /** From here on {@link #stageText()} counts anew. */
    synchronized void begin() {
        stage = 0;
    }

    synchronized String stageText() {
        return megabytes(stage);
    }

    synchronized String wholeText() {
        return megabytes(whole);
    }

    /** In MiB; 0 where no sample was taken. */
    synchronized double whole() {
        return whole / (1 << 20);
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "at most %.0f MB of heap used", bytes / (1 << 20));
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        sampler.join(Duration.ofSeconds(10).toMillis());
    }
}
