package io.strait.supplychain.risk;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The largest sum of squares when {@code free} points are shared out among suppliers within their ranges and one unnamed
 * supplier without a bound. The sum is convex, so its largest value lies at a corner: every supplier at one of its ends,
 * but for one, who gets what is left. Which of the others are at the high end is a knapsack; it is searched by branch and
 * bound, where x points of a room w gain at most {@code x (w + 2 low)}. After {@value #STEPS} steps that bound is the
 * answer: never too low, and near. It is so at once where more than {@value #MOST} can still get something.
 */
final class HighestSquares {
    private static final int STEPS = 100_000;
    /** The search goes as deep as there are suppliers, and a step looks at all of them. */
    private static final int MOST = 1_000;

    /** Those who can still get something, by what a point can gain there, most first. */
    private final double[] low;

    private final double[] room;
    private double best;
    private int steps;

    private HighestSquares(double[] low, double[] room) {
        this.low = low;
        this.room = room;
    }

    static double of(double[] low, double[] high, double free) {
        double base = 0;
        for (double share : low) {
            base += share * share;
        }
        if (free <= 0) {
            return base;
        }
        double[][] open = new double[low.length + 1][];
        open[0] = new double[] {0, free};
        int count = 1;
        for (int i = 0; i < low.length; i++) {
            if (high[i] > low[i]) {
                open[count++] = new double[] {low[i], Math.min(free, high[i] - low[i])};
            }
        }
        Arrays.sort(
                open,
                0,
                count,
                Comparator.<double[]>comparingDouble(one -> one[1] + 2 * one[0]).reversed());
        double[] lows = new double[count];
        double[] rooms = new double[count];
        for (int i = 0; i < count; i++) {
            lows[i] = open[i][0];
            rooms[i] = open[i][1];
        }
        return base + new HighestSquares(lows, rooms).largestGain(free);
    }

    private double largestGain(double free) {
        if (low.length > MOST) {
            return bound(0, 0, free);
        }
        for (int last = 0; last < low.length; last++) {
            search(0, last, free, 0);
        }
        return steps > STEPS ? bound(0, 0, free) : best;
    }

    /** Decides for all but {@code last}, from {@code next} on, who is at the high end. */
    private void search(int next, int last, double free, double gained) {
        if (++steps > STEPS) {
            return;
        }
        if (free <= room[last]) {
            best = Math.max(best, gained + gain(last, free));
        }
        if (next == low.length || gained + bound(next, last, free) <= best) {
            return;
        }
        if (next != last && room[next] <= free) {
            search(next + 1, last, free - room[next], gained + gain(next, room[next]));
        }
        search(next + 1, last, free, gained);
    }

    private double gain(int i, double points) {
        return points * (points + 2 * low[i]);
    }

    private double bound(int next, int last, double free) {
        double left = free;
        double gained = 0;
        if (last < next) {
            double points = Math.min(left, room[last]);
            gained += points * (room[last] + 2 * low[last]);
            left -= points;
        }
        for (int i = next; i < low.length && left > 0; i++) {
            double points = Math.min(left, room[i]);
            gained += points * (room[i] + 2 * low[i]);
            left -= points;
        }
        return gained;
    }
}
