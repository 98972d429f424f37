package io.strait.supplychain.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What stops when a set of nodes stops, in waves: those taken out are wave 0, what stops for want of them wave 1, and so
 * on. Everything is up first, then failures spread with a counter for each group of suppliers (as unit propagation does
 * on Horn clauses; Dowling and Gallier, J. Logic Programming 1(3), 1984), each link looked at once. That is the greatest
 * fixed point of {@link StopRules}, so cycles are legal. Immutable and thread-safe.
 */
public final class Failure {
    private static final int UP = -1;

    /**
     * @param wave 0 where it was taken out
     */
    public record Stop(GraphNode node, int wave) {}

    /** A stop and all the facts that made it; none where the node was taken out. */
    public record Because(Stop stop, List<Cause> causes) {
        public Because {
            causes = List.copyOf(causes);
        }
    }

    /**
     * A proof: each stop follows from those before it, the last is the one asked for.
     *
     * @param complete false where the bound cut it; what is there are then the last steps
     */
    public record Proof(List<Because> steps, boolean complete) {
        public Proof {
            steps = List.copyOf(steps);
        }
    }

    private final StopNet net;
    private final List<Stop> stops;
    private final int[] waves;
    /** Of a node that has stopped: the vertex that did it; itself where it was taken out. */
    private final int[] causes;

    private Failure(StopNet net, List<Stop> stops, int[] waves, int[] causes) {
        this.net = net;
        this.stops = List.copyOf(stops);
        this.waves = waves;
        this.causes = causes;
    }

    /**
     * Linear in the links of the snapshot, at most; the answer is at most its nodes.
     *
     * @param removed ids of nodes of the snapshot; none is legal, and nothing stops then
     * @throws IllegalArgumentException where the snapshot has no such node
     */
    public static Failure of(GraphSnapshot graph, Collection<String> removed, StopRules rules) {
        GraphSnapshot ordered = graph.ordered();
        int[] start = removed.stream().mapToInt(ordered::indexOf).distinct().toArray();
        return of(ordered.net(rules), start);
    }

    static Failure of(StopNet net, int[] start) {
        int[] waves = new int[net.nodeCount()];
        Arrays.fill(waves, UP);
        int[] causes = new int[net.nodeCount()];
        int[] left = new int[net.vertexCount() - net.nodeCount()];
        for (int i = 0; i < left.length; i++) {
            int group = net.nodeCount() + i;
            left[i] = net.endOfChildren(group) - net.firstChild(group);
        }
        for (int node : start) {
            waves[node] = 0;
            causes[node] = node;
        }
        List<Stop> stops = new ArrayList<>();
        int[] level = start.clone();
        for (int wave = 0; level.length > 0; wave++) {
            Arrays.sort(level);
            Spread next = new Spread(net, waves, causes, left, wave + 1);
            for (int node : level) {
                stops.add(new Stop(net.graph().nodeAt(node), wave));
                next.from(node);
            }
            level = Arrays.copyOf(next.stopped, next.count);
        }
        return new Failure(net, stops, waves, causes);
    }

    /** One wave. A group stops in the wave of its last supplier, for it is no step of its own. */
    private static final class Spread {
        private final StopNet net;
        private final int[] waves;
        private final int[] causes;
        private final int[] left;
        private final int wave;
        private final Deque<Integer> groups = new ArrayDeque<>();
        private int[] stopped = new int[16];
        private int count;

        Spread(StopNet net, int[] waves, int[] causes, int[] left, int wave) {
            this.net = net;
            this.waves = waves;
            this.causes = causes;
            this.left = left;
            this.wave = wave;
        }

        void from(int node) {
            parents(node);
            while (!groups.isEmpty()) {
                parents(groups.pop());
            }
        }

        private void parents(int vertex) {
            for (int at = net.firstParent(vertex); at < net.endOfParents(vertex); at++) {
                int parent = net.parent(at);
                if (net.isGroup(parent)) {
                    if (--left[parent - net.nodeCount()] == 0) {
                        groups.push(parent);
                    }
                } else if (waves[parent] == UP) {
                    waves[parent] = wave;
                    causes[parent] = vertex;
                    if (count == stopped.length) {
                        stopped = Arrays.copyOf(stopped, count * 2);
                    }
                    stopped[count++] = parent;
                }
            }
        }
    }

    /** The revision that this is an answer of. */
    public long revision() {
        return net.graph().revision();
    }

    public StopRules rules() {
        return net.rules();
    }

    /** Requirements whose essentiality nobody said and that the rules therefore passed over; more might stop. */
    public long uncountedUnknown() {
        return net.uncounted();
    }

    /** Those taken out and all that stop for want of them, by wave, then by id. */
    public List<Stop> stops() {
        return stops;
    }

    public boolean stops(String id) {
        return waves[net.graph().indexOf(id)] != UP;
    }

    /**
     * Why a node stops, in one step.
     *
     * @throws IllegalArgumentException where the snapshot has no such node
     * @throws NoSuchElementException where it does not stop
     */
    public Because because(String id) {
        return because(net.graph().indexOf(id));
    }

    private Because because(int node) {
        if (waves[node] == UP) {
            throw new NoSuchElementException(net.graph().nodeAt(node).id() + " does not stop");
        }
        Stop stop = new Stop(net.graph().nodeAt(node), waves[node]);
        return new Because(stop, causes[node] == node ? List.of() : new Evidence(net).causes(node, causes[node]));
    }

    /**
     * Why a node stops, down to the nodes that were taken out.
     *
     * @param maxSteps at least 1; the steps nearest to the node are kept
     * @throws IllegalArgumentException where the snapshot has no such node
     * @throws NoSuchElementException where it does not stop
     */
    public Proof proof(String id, int maxSteps) {
        int target = net.graph().indexOf(id);
        BitSet seen = new BitSet(net.nodeCount());
        seen.set(target);
        List<Because> steps = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(target));
        while (!open.isEmpty() && steps.size() < maxSteps) {
            Because because = because(open.remove());
            steps.add(because);
            for (Cause cause : because.causes()) {
                int from = net.graph().indexOf(cause.from());
                // An input that only this node is no longer served may be up, or stop later, and is no step then
                boolean earlier =
                        waves[from] != UP && waves[from] < because.stop().wave();
                if (earlier && !seen.get(from)) {
                    seen.set(from);
                    open.add(from);
                }
            }
        }
        steps.sort((one, other) -> one.stop().wave() - other.stop().wave());
        return new Proof(steps, open.isEmpty());
    }
}
