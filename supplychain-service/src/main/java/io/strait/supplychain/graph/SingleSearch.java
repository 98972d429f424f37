package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Finds the single points of failure of one target in a {@link StopNet}, also with some nodes already out. Not
 * thread-safe: one search is one thread's, and is used again for many sets of nodes that are out.
 *
 * <p>Why it is right, cycles included. (1) <b>Known singles.</b> The target's failing is its failing; whatever an AND
 * vertex among them hangs on, and the only live child of a group among them, brings them down, so it is known too.
 * A simulation may stop as soon as it meets a known one. (2) <b>Proofs.</b> A proof is a set of live vertices with the
 * target that has, with an AND vertex, all its children and, with a group, one child. It supports itself, so it is part
 * of the greatest fixed point whatever fails outside it: a single is in every proof. So the candidates are those of one
 * proof, and of others that keep away from the candidates where they can. (3) <b>Tests.</b> What is left is taken out,
 * nearest to the target first and many at a time, and the failure followed. Where it ends before a known single, no node
 * that failed on the way is one, for what each of them brings down was brought down as well. Where it does not, the group
 * is divided; and where one candidate alone meets a known single, it and all it hangs on are known from then on.
 *
 * <p>Longer than most classes here: its parts share a dozen arrays that would otherwise be handed from one to the next.
 *
 * <p>A test costs at most the links upstream of the target, and so there are at most candidates x links steps, of which
 * (1) to (3) leave few; {@code maxSteps} bounds them in any case.
 */
final class SingleSearch {
    private static final int NONE = -1;
    private static final int MAX_PROOFS = 24;
    private static final int FIRST_GROUP = 64;
    /** Proofs are drawn, the answer does not depend on the draw; fixed so that the work does not either. */
    private static final long SEED = 20190704;

    private final StopNet net;
    private final int target;
    private final long maxSteps;
    private final Random random = new Random(SEED);
    private final boolean[] upstream;
    private long steps;
    private boolean complete = true;

    private int run;
    private final int[] dead;
    /** Of a group: how many of its arcs are to what is out, in which run. */
    private final int[] gone;

    private final int[] goneOf;
    private final int[] known;
    private final int[] next;
    /** Of singles that a test found: the vertices from the next one to the known one that it met. */
    private final Map<Integer, int[]> paths = new HashMap<>();

    private int[] found = new int[64];
    private int foundCount;

    private int trial;
    private final int[] failed;
    private final int[] cause;
    private final int[] leftOf;
    private final int[] left;
    private int[] fallen = new int[64];
    private int fallenCount;
    private int met;

    private int proof;
    private final int[] proven;
    private final boolean[] candidate;
    private int[] order = new int[64];
    private int orderCount;
    private int[] stack = new int[64];
    private int[] groups = new int[64];

    SingleSearch(StopNet net, int target, long maxSteps) {
        this.net = net;
        this.target = target;
        this.maxSteps = maxSteps;
        int size = net.vertexCount();
        upstream = new boolean[size];
        dead = new int[size];
        gone = new int[size];
        goneOf = new int[size];
        known = new int[size];
        next = new int[size];
        failed = new int[size];
        cause = new int[size];
        leftOf = new int[size];
        left = new int[size];
        proven = new int[size];
        candidate = new boolean[size];
        followUpstream();
    }

    private void followUpstream() {
        int size = push(0, target);
        upstream[target] = true;
        while (size > 0) {
            int vertex = stack[--size];
            for (int at = net.firstChild(vertex); at < net.endOfChildren(vertex); at++) {
                int child = net.child(at);
                if (!upstream[child]) {
                    upstream[child] = true;
                    size = push(size, child);
                }
            }
        }
    }

    private int push(int size, int vertex) {
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, size * 2);
        }
        stack[size] = vertex;
        return size + 1;
    }

    /** Whether the target hangs on it at all. */
    boolean isUpstream(int vertex) {
        return upstream[vertex];
    }

    long steps() {
        return steps;
    }

    /** Whether all that was asked so far could be finished within the bound. */
    boolean complete() {
        return complete;
    }

    /** Nodes that fail with this one; null where the target does. Others may be out already. */
    int @Nullable [] harmless(int node) {
        run++;
        known[target] = run;
        boolean stops = test(node);
        return stops || !complete ? null : Arrays.copyOf(fallen, fallenCount);
    }

    /**
     * The singles while {@code out} are out, which must leave the target up and hold whatever fails with them. The target
     * itself is none.
     */
    int[] singles(int[] out) {
        run++;
        foundCount = 0;
        paths.clear();
        bury(out);
        known[target] = run;
        next[target] = NONE;
        spreadKnown(target);
        candidates();
        testAll();
        for (int i = 0; i < orderCount; i++) {
            candidate[order[i]] = false;
        }
        return Arrays.copyOf(found, foundCount);
    }

    /**
     * Tests the candidates, many at a time while the target bears it: where it stays up without all of them, none of them
     * is a single. Where it does not, a smaller part of them is tested, down to one, which is a single then.
     */
    private void testAll() {
        int size = FIRST_GROUP;
        for (int from = 0; from < orderCount && !spent(); ) {
            int[] group = new int[size];
            int count = 0;
            int to = from;
            for (; to < orderCount && count < size; to++) {
                if (candidate[order[to]] && known[order[to]] != run) {
                    group[count++] = order[to];
                }
            }
            if (!test(Arrays.copyOf(group, count))) {
                for (int i = 0; i < fallenCount; i++) {
                    candidate[fallen[i]] = false;
                }
                size = Math.min(2 * size, orderCount);
                from = to;
            } else if (count == 1) {
                keepPath(group[0]);
                spreadKnown(group[0]);
                from = to;
            } else {
                size = Math.max(1, count / 4);
            }
        }
    }

    private void bury(int[] out) {
        for (int vertex : out) {
            dead[vertex] = run;
            for (int at = net.firstParent(vertex); at < net.endOfParents(vertex); at++) {
                int parent = net.parent(at);
                gone[parent] = goneOf[parent] == run ? gone[parent] + 1 : 1;
                goneOf[parent] = run;
                steps++;
            }
        }
    }

    /** The nodes of the first proof of the last {@link #singles}. */
    int[] lastProof() {
        return Arrays.copyOf(order, orderCount);
    }

    private boolean spent() {
        if (steps > maxSteps) {
            complete = false;
        }
        return !complete;
    }

    /** Makes all known that a known vertex cannot do without. */
    private void spreadKnown(int start) {
        int size = push(0, start);
        while (size > 0) {
            int vertex = stack[--size];
            if (net.isGroup(vertex)) {
                int only = onlyLiveChild(vertex);
                if (only != NONE && known[only] != run) {
                    size = push(size, know(only, vertex));
                }
                continue;
            }
            steps += net.endOfChildren(vertex) - net.firstChild(vertex) + 1L;
            for (int at = net.firstChild(vertex); at < net.endOfChildren(vertex); at++) {
                if (known[net.child(at)] != run) {
                    size = push(size, know(net.child(at), vertex));
                }
            }
        }
    }

    private int know(int vertex, int through) {
        known[vertex] = run;
        next[vertex] = through;
        if (!net.isGroup(vertex)) {
            if (foundCount == found.length) {
                found = Arrays.copyOf(found, foundCount * 2);
            }
            found[foundCount++] = vertex;
        }
        return vertex;
    }

    private int onlyLiveChild(int group) {
        int only = NONE;
        for (int at = net.firstChild(group); at < net.endOfChildren(group); at++) {
            int child = net.child(at);
            steps++;
            if (dead[child] != run && child != only) {
                if (only != NONE) {
                    return NONE;
                }
                only = child;
            }
        }
        return only;
    }

    /** Those of a first proof, less those that other proofs do without. */
    private void candidates() {
        orderCount = 0;
        prove(true);
        int left = 0;
        for (int i = 0; i < orderCount; i++) {
            candidate[order[i]] = known[order[i]] != run;
            left += candidate[order[i]] ? 1 : 0;
        }
        int before = Integer.MAX_VALUE;
        // Once a proof rules out only few, tests rule out more for the same work
        for (int round = 1; round < MAX_PROOFS && left > 0 && left < before - before / 4 && !spent(); round++) {
            prove(false);
            before = left;
            left = keepProven();
        }
    }

    private int keepProven() {
        int left = 0;
        for (int i = 0; i < orderCount; i++) {
            candidate[order[i]] &= proven[order[i]] == proof;
            left += candidate[order[i]] ? 1 : 0;
        }
        return left;
    }

    private void prove(boolean first) {
        proof++;
        proven[target] = proof;
        int size = push(0, target);
        int open = 0;
        while (size > 0 || open > 0) {
            if (size == 0) {
                int chosen = choose(groups[--open]);
                if (chosen == NONE || proven[chosen] == proof) {
                    continue;
                }
                proven[chosen] = proof;
                size = push(0, chosen);
            }
            int vertex = stack[--size];
            if (net.isGroup(vertex)) {
                if (open == groups.length) {
                    groups = Arrays.copyOf(groups, open * 2);
                }
                groups[open++] = vertex;
                continue;
            }
            if (first) {
                if (orderCount == order.length) {
                    order = Arrays.copyOf(order, orderCount * 2);
                }
                order[orderCount++] = vertex;
            }
            steps += net.endOfChildren(vertex) - net.firstChild(vertex) + 1L;
            for (int at = net.firstChild(vertex); at < net.endOfChildren(vertex); at++) {
                int child = net.child(at);
                if (proven[child] != proof) {
                    proven[child] = proof;
                    size = push(size, child);
                }
            }
        }
    }

    /** One that is in the proof already, else one that is no candidate, else any that is live. */
    private int choose(int group) {
        int begin = net.firstChild(group);
        int count = net.endOfChildren(group) - begin;
        int shift = random.nextInt(count);
        int best = NONE;
        for (int i = 0; i < count; i++) {
            int child = net.child(begin + (i + shift) % count);
            steps++;
            if (dead[child] == run) {
                continue;
            }
            if (proven[child] == proof) {
                return child;
            }
            if (best == NONE || (candidate[best] && !candidate[child])) {
                best = child;
            }
        }
        return best;
    }

    /** Takes nodes out and follows what fails until a known single does. */
    private boolean test(int... nodes) {
        trial++;
        fallenCount = 0;
        for (int node : nodes) {
            fall(node, NONE);
        }
        for (int i = 0; i < fallenCount; i++) {
            int vertex = fallen[i];
            if (known[vertex] == run) {
                met = vertex;
                return true;
            }
            for (int at = net.firstParent(vertex); at < net.endOfParents(vertex); at++) {
                int parent = net.parent(at);
                steps++;
                if (!upstream[parent] || failed[parent] == trial || dead[parent] == run) {
                    continue;
                }
                if (!net.isGroup(parent) || isLast(parent)) {
                    fall(parent, vertex);
                    if (known[parent] == run) {
                        met = parent;
                        return true;
                    }
                }
            }
            if (spent()) {
                return false;
            }
        }
        return false;
    }

    private boolean isLast(int group) {
        if (leftOf[group] != trial) {
            leftOf[group] = trial;
            int arcs = net.endOfChildren(group) - net.firstChild(group);
            left[group] = arcs - (goneOf[group] == run ? gone[group] : 0);
        }
        return --left[group] == 0;
    }

    private void fall(int vertex, int by) {
        failed[vertex] = trial;
        cause[vertex] = by;
        if (fallenCount == fallen.length) {
            fallen = Arrays.copyOf(fallen, fallenCount * 2);
        }
        fallen[fallenCount++] = vertex;
    }

    private void keepPath(int node) {
        int length = 0;
        for (int vertex = met; vertex != node; vertex = cause[vertex]) {
            length++;
        }
        int[] path = new int[length];
        for (int vertex = met; vertex != node; vertex = cause[vertex]) {
            path[--length] = vertex;
        }
        know(node, NONE);
        paths.put(node, path);
    }

    /** The vertices from a single of the last {@link #singles} to the target, both included. */
    int[] chain(int single) {
        int[] chain = new int[16];
        int length = 0;
        chain[length++] = single;
        for (int vertex = single; vertex != target; ) {
            int[] path = paths.get(vertex);
            int[] more = path == null ? new int[] {next[vertex]} : path;
            if (length + more.length > chain.length) {
                chain = Arrays.copyOf(chain, (length + more.length) * 2);
            }
            System.arraycopy(more, 0, chain, length, more.length);
            length += more.length;
            vertex = chain[length - 1];
        }
        return Arrays.copyOf(chain, length);
    }
}
