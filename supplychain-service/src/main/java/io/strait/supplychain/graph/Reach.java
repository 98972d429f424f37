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
 * graph is reached by looking at few of its arcs. How a node was come by is looked up where it is asked for.
 *
 * <p>Not thread-safe. Closed, it says no more; it need not be closed, but then its room is not used again.
 */
public final class Reach implements AutoCloseable {
    /** A level with at least one in so many of all arcs is not followed but looked for. */
    private static final int HEAVY = 32;

    private static final int UNSEEN = Scratch.UNSEEN;

    private final GraphSnapshot graph;
    private final Direction direction;
    private final Kinds follow;
    private final int[] reached;
    private final int size;
    private final int count;
    private final boolean complete;
    private @Nullable Scratch distances;

    /** A node that was reached, how far it is, and the last arc of one shortest way to it. */
    public record Step(GraphNode node, int distance, LinkKind kind, String link, String from) {}

    private Reach(Search search) {
        graph = search.graph;
        direction = search.direction;
        follow = search.follow;
        distances = search.seen;
        reached = search.reached;
        size = search.size;
        count = search.count;
        complete = search.complete;
    }

    private Reach(Reach whole, int[] reached, int size) {
        graph = whole.graph;
        direction = whole.direction;
        follow = whole.follow;
        distances = whole.distances;
        complete = whole.complete;
        this.reached = reached;
        this.size = size;
        count = size;
    }

    /**
     * All of it.
     *
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
        int from = graph.indexOf(start);
        Search search = new Search(graph, direction, Kinds.of(through), heavy);
        search.run(from, maxDepth, Integer.MAX_VALUE);
        return new Reach(search);
    }

    /**
     * The nearest of it, and how much it is: mostly much less work, for most nodes of a graph reach the same ones in the
     * end.
     *
     * @param first how many steps are wanted; there may be more
     */
    public static Reach first(
            GraphSnapshot graph, String start, Direction direction, int maxDepth, Set<LinkKind> through, int first) {
        int from = graph.indexOf(start);
        Search search = new Search(graph, direction, Kinds.of(through), HEAVY);
        // No shortest way is longer than there are nodes
        Hub hub = maxDepth < graph.nodes().size() ? null : graph.hub(direction, search.follow);
        if (hub != null && hub.isBefore(from)) {
            search.run(from, maxDepth, first);
            search.count = hub.reachOf(graph, direction, search.follow, from);
        } else {
            search.run(from, maxDepth, Integer.MAX_VALUE);
        }
        return new Reach(search);
    }

    /** The same way, but only such nodes shown. To be closed instead of this one. */
    public Reach only(Predicate<GraphNode> shown) {
        int[] kept = new int[size];
        int found = 0;
        for (int i = 0; i < size; i++) {
            if (shown.test(graph.nodeAt(reached[i]))) {
                kept[found++] = reached[i];
            }
        }
        return new Reach(this, kept, found);
    }

    /** By distance, then by id. Each step is made when it is asked for, which must be before this is closed. */
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

    /** How many nodes are reached, {@link #steps} or more. */
    public int count() {
        return count;
    }

    /** False where the depth bound left something unseen. */
    public boolean complete() {
        return complete;
    }

    @Override
    public void close() {
        if (distances != null) {
            distances.giveBack();
            distances = null;
        }
    }

    /** Of all shortest ways the one over the first node by id, on the first link by kind and id. */
    private Step step(int node) {
        Scratch seen = distances;
        if (seen == null) {
            throw new IllegalStateException("reach is closed");
        }
        Arcs.Block row = graph.arcs(direction.reverse()).of(node);
        LinkTable links = graph.links();
        int sorted = graph.nodes().sorted();
        int before = seen.distance(node) - 1;
        int best = UNSEEN;
        int end = row.end(node);
        for (int arc = row.begin(node); arc < end; arc++) {
            int from = row.target(arc);
            if (seen.distance(from) == before
                    && follow.follows(links, row.link(arc))
                    && (best == UNSEEN || graph.nodes().precedes(from, row.target(best)))) {
                best = arc;
                if (from < sorted) {
                    // The first of those in order; only one that came later could precede it
                    arc = row.target(end - 1) < sorted ? end : Math.max(arc, row.first(node, sorted) - 1);
                }
            }
        }
        int link = row.link(best);
        String from = graph.nodeAt(row.target(best)).id();
        return new Step(graph.nodeAt(node), before + 1, links.kind(link), links.id(link), from);
    }

    private static final class Search {
        private final GraphSnapshot graph;
        private final Direction direction;
        private final LinkTable links;
        private final Kinds follow;
        private final int heavy;
        private final Scratch seen;
        /** By distance, then by id; as many as {@code size}, others may follow. */
        private int[] reached = new int[64];

        private int size;
        private int count;
        /** How many nodes not seen, with some that were, are listed; below 0 before the first look for them. */
        private int open = -1;

        private boolean complete = true;

        Search(GraphSnapshot graph, Direction direction, Kinds through, int heavy) {
            this.graph = graph;
            this.direction = direction;
            this.heavy = heavy;
            links = graph.links();
            follow = through;
            seen = Scratch.borrow(graph.nodes().size());
        }

        /** @param enough how many are wanted; whole levels all the same */
        void run(int start, int maxDepth, int enough) {
            Arcs onwards = graph.arcs(direction);
            seen.see(start, 0);
            int[] level = {start};
            for (int depth = 1; level.length > 0 && size < enough; depth++) {
                if (depth > maxDepth) {
                    complete = !leadsFurther(onwards, level);
                    break;
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
            count = size;
        }

        private void push(Arcs onwards, int[] level, int depth) {
            for (int node : level) {
                Arcs.Block row = onwards.of(node);
                for (int arc = row.begin(node); arc < row.end(node); arc++) {
                    int target = row.target(arc);
                    if (!seen.isSeen(target) && follow.follows(links, row.link(arc))) {
                        reach(target, depth);
                    }
                }
            }
        }

        /** As {@link #push}, from the other side: a node is done with at the first arc from the level before. */
        private void pull(Arcs back, int depth) {
            int nodes = graph.nodes().size();
            int[] list = seen.open(nodes);
            boolean all = open < 0;
            int listed = all ? nodes : open;
            int left = 0;
            for (int i = 0; i < listed; i++) {
                int node = all ? i : list[i];
                if (!seen.isSeen(node)) {
                    if (isNext(back.of(node), node, depth)) {
                        reach(node, depth);
                    } else {
                        list[left++] = node;
                    }
                }
            }
            open = left;
        }

        private boolean isNext(Arcs.Block row, int node, int depth) {
            int end = row.end(node);
            for (int arc = row.begin(node); arc < end; arc++) {
                if (seen.distance(row.target(arc)) == depth - 1 && follow.follows(links, row.link(arc))) {
                    return true;
                }
            }
            return false;
        }

        private boolean leadsFurther(Arcs onwards, int[] level) {
            for (int node : level) {
                Arcs.Block row = onwards.of(node);
                for (int arc = row.begin(node); arc < row.end(node); arc++) {
                    if (!seen.isSeen(row.target(arc)) && follow.follows(links, row.link(arc))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private void reach(int node, int depth) {
            seen.see(node, depth);
            if (size == reached.length) {
                reached = Arrays.copyOf(reached, size * 2);
            }
            reached[size++] = node;
        }
    }
}
