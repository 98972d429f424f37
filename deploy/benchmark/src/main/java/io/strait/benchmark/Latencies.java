package io.strait.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** How long each of many calls took, in milliseconds. Thread-safe. */
final class Latencies {
    private double[] millis = new double[1024];
    private int count;

    /** Since a {@link System#nanoTime()}. */
    void addSince(long start) {
        add((System.nanoTime() - start) / 1e6);
    }

    synchronized void add(double took) {
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, count * 2);
        }
        millis[count++] = took;
    }

    synchronized int count() {
        return count;
    }

    double median() {
        return quantile(.5);
    }

    double p99() {
        return quantile(.99);
    }

    private synchronized double quantile(double part) {
        double[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, Math.round(Math.ceil(part * count)) - 1)];
    }

    /** {@code p99 3.1 ms (median 1.2 ms; n = 10,000)}. */
    String text() {
        return String.format(Locale.ROOT, "p99 %.1f ms (median %.2f ms; n = %,d)", p99(), median(), count());
    }

    String medianText() {
        return String.format(Locale.ROOT, "%.2f ms (median; n = %,d)", median(), count());
    }
}
