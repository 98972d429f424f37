package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Room for one search over all nodes, lent out again and again: made and cleared anew for each, it would cost more than a
 * search that sees few of them. What is not given back is left to the garbage collector. Not thread-safe; borrowing is.
 */
final class Scratch {
    static final int UNSEEN = -1;

    private static final ArrayBlockingQueue<Scratch> POOL =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /** A distance plus {@link #base}; what is less is from a search before. */
    private int[] marks = {};

    private int base = 1;
    private int farthest;
    private int[] open = {};

    private Scratch() {}

    /** With no node seen. */
    static Scratch borrow(int nodes) {
        Scratch free = POOL.poll();
        Scratch scratch = free == null ? new Scratch() : free;
        if (scratch.marks.length < nodes) {
            scratch.marks = new int[nodes];
            scratch.base = 1;
        }
        scratch.farthest = 0;
        return scratch;
    }

    /** Not to be touched any more by who gives it back. */
    void giveBack() {
        if (base > Integer.MAX_VALUE / 2) {
            Arrays.fill(marks, 0);
            base = 1;
        } else {
            base += farthest + 1;
        }
        POOL.offer(this);
    }

    int distance(int node) {
        int distance = marks[node] - base;
        return distance < 0 ? UNSEEN : distance;
    }

    boolean isSeen(int node) {
        return marks[node] >= base;
    }

    void see(int node, int distance) {
        marks[node] = base + distance;
        farthest = Math.max(farthest, distance);
    }

    /** Room for a list of all nodes, with whatever is in it. */
    int[] open(int nodes) {
        if (open.length < nodes) {
            open = new int[nodes];
        }
        return open;
    }
}
