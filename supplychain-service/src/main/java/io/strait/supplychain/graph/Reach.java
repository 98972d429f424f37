package io.strait.supplychain.graph;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a node reaches along the arcs, each node once at its smallest distance. Cycles are legal; the start itself is
 * never part of the answer. Breadth first; where a level has so many arcs that most of them lead to what was seen, those
 * that were not seen look for a node of the level instead (Beamer, Asanovic and Patterson, SC 2012), so that much of the
 * graph is reached by looking at few of its arcs. How a node was come by is looked up where it is asked for. Immutable
 * and thread-safe.
 */
public final class Reach {
    /** A level with at least one in so many of all arcs is not followed but looked for. */
    private static final int HEAVY = 32;

    private static final int UNSEEN = -1;

    private final GraphSnapshot graph;
    private final Direction direction;
    private final boolean[] follow;
    private final int[] distance;
    /** By distance, then by id; as many as {@code size}, others may follow. */
    private final int[] reached;

    private final int size;
    private final boolean complete;

    /** A node that was reached, how far it is, and the last arc of one shortest way to it. */
    public record Step(GraphNode node, int distance, LinkKind kind, String link, String from) {}

    private Reach(Search search) {
        graph = search.graph;
        direction = search.direction;
        follow = search.follow;
        distance = search.distance;
        reached = search.reached;
        size = search.size;
        complete = search.complete;
    }

    private Reach(Reach whole, int[] reached, int size) {
        graph = whole.graph;
        direction = whole.direction;
        follow = whole.follow;
        distance = whole.distance;
        complete = whole.complete;
        this.reached = reached;
        this.size = size;
    }

    /**
     * @param start the id of a node of the snapshot
     * @param maxDepth at least 1
     * @param through the kinds of arcs to follow
     * @throws IllegalArgumentException when the snapshot has no such node
     */
    public static Reach of(
            GraphSnapshot graph, String start, Direction direction, int maxDepth, Set<LinkKind> through) {
        return of(graph, start, direction, maxDepth, through, HEAVY);
    }

    /** @param heavy {@link #HEAVY}, which changes the work but not the answer */
    static Reach of(
            GraphSnapshot graph, String start, Direction direction, int maxDepth, Set<LinkKind> through, int heavy) {
        Search search = new Search(graph, direction, through, heavy);
        search.run(graph.indexOf(start), maxDepth);
        return new Reach(search);
    }

    /** The same way, but only such nodes shown. */
    public Reach only(Predicate<GraphNode> shown) {
        int[] kept = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (shown.test(graph.nodeAt(reached[i]))) {
                kept[count++] = reached[i];
            }
        }
        return new Reach(this, kept, count);
    }

    /** By distance, then by id. Each step is made when it is asked for. */
    public List<Step> steps() {
        return new AbstractList<>() {
            @Override
            public Step get(int index) {
                return step(reached[index]);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** False where the depth bound left something unseen. */
    public boolean complete() {
        return complete;
    }

    /** Of all shortest ways the one over the first node by id, on the first link by kind and id. */
    private Step step(int node) {
        Arcs.Block row = graph.arcs(direction.reverse()).of(node);
        LinkTable links = graph.links();
        int best = UNSEEN;
        for (int arc = row.begin(node); arc < row.end(node); arc++) {
            int from = row.target(arc);
            if (distance[from] == distance[node] - 1
                    && follow[links.kind(row.link(arc)).ordinal()]
                    && (best == UNSEEN || graph.nodes().precedes(from, row.target(best)))) {
                best = arc;
            }
        }
        int link = row.link(best);
        String from = graph.nodeAt(row.target(best)).id();
        return new Step(graph.nodeAt(node), distance[node], links.kind(link), links.id(link), from);
    }

    private static final class Search {
        private final GraphSnapshot graph;
        private final Direction direction;
        private final LinkTable links;
        private final boolean[] follow = new boolean[LinkKind.values().length];
        private final int heavy;
        private final int[] distance;
        private int[] reached = new int[64];
        private int size;
        /** Nodes not seen, with some that were; made when first looked for. */
        private int @Nullable [] open;

        private int openCount;
        private boolean complete = true;

        Search(GraphSnapshot graph, Direction direction, Set<LinkKind> through, int heavy) {
            this.graph = graph;
            this.direction = direction;
            this.heavy = heavy;
            links = graph.links();
            through.forEach(kind -> follow[kind.ordinal()] = true);
            distance = new int[graph.nodes().size()];
            Arrays.fill(distance, UNSEEN);
        }

        void run(int start, int maxDepth) {
            Arcs onwards = graph.arcs(direction);
            distance[start] = 0;
            int[] level = {start};
            for (int depth = 1; level.length > 0; depth++) {
                if (depth > maxDepth) {
                    complete = !leadsFurther(onwards, level);
                    return;
                }
                long arcs = 0;
                for (int node : level) {
                    arcs += onwards.degree(node);
                }
                int before = size;
                if (arcs * heavy < onwards.size()) {
                    push(onwards, level, depth);
                } else {
                    pull(graph.arcs(direction.reverse()), depth);
                }
                level = Arrays.copyOfRange(reached, before, size);
                graph.nodes().sort(level);
                System.arraycopy(level, 0, reached, before, level.length);
            }
        }

        private void push(Arcs onwards, int[] level, int depth) {
            for (int node : level) {
                Arcs.Block row = onwards.of(node);
                for (int arc = row.begin(node); arc < row.end(node); arc++) {
                    int target = row.target(arc);
                    if (distance[target] == UNSEEN && follows(row.link(arc))) {
                        reach(target, depth);
                    }
                }
            }
        }

        /** As {@link #push}, from the other side: a node is done with at the first arc from the level before. */
        private void pull(Arcs back, int depth) {
            if (open == null) {
                open = new int[distance.length];
                Arrays.setAll(open, node -> node);
                openCount = open.length;
            }
            int left = 0;
            for (int i = 0; i < openCount; i++) {
                int node = open[i];
                if (distance[node] == UNSEEN) {
                    if (isNext(back.of(node), node, depth)) {
                        reach(node, depth);
                    } else {
                        open[left++] = node;
                    }
                }
            }
            openCount = left;
        }

        private boolean isNext(Arcs.Block row, int node, int depth) {
            int end = row.end(node);
            for (int arc = row.begin(node); arc < end; arc++) {
                if (distance[row.target(arc)] == depth - 1 && follows(row.link(arc))) {
                    return true;
                }
            }
            return false;
        }

        private boolean leadsFurther(Arcs onwards, int[] level) {
            for (int node : level) {
                Arcs.Block row = onwards.of(node);
                for (int arc = row.begin(node); arc < row.end(node); arc++) {
                    if (distance[row.target(arc)] == UNSEEN && follows(row.link(arc))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean follows(int link) {
            return follow[links.kind(link).ordinal()];
        }

        private void reach(int node, int depth) {
            distance[node] = depth;
            if (size == reached.length) {
                reached = Arrays.copyOf(reached, size * 2);
            }
            reached[size++] = node;
        }
    }
}
