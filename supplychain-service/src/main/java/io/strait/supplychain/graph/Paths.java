package io.strait.supplychain.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Simple paths from one node to another along the flow of goods: no node twice. Two paths are the same where their nodes
 * are; every link between two nodes in turn is evidence of that step. Immutable and thread-safe.
 *
 * @param paths by length; of equal length in an order that depends on the snapshot only
 * @param complete false where {@code maxSteps} or {@code maxPaths} left paths out; a bound on length does not count,
 *     because it is part of the question
 */
public record Paths(long revision, List<Path> paths, boolean complete) {
    /** @param steps at least one */
    public record Path(List<Step> steps) {
        public Path {
            steps = List.copyOf(steps);
        }

        public int length() {
            return steps.size();
        }
    }

    /** @param evidence at least one */
    public record Step(String from, String to, List<Link> evidence) {
        public Step {
            evidence = List.copyOf(evidence);
        }
    }

    public record Link(LinkKind kind, String id) {}

    /**
     * @param through the kinds of links to follow
     * @param maxPaths how many paths to answer at most
     * @param maxLength of one path, in steps
     * @param maxSteps how many arcs to look at at most
     */
    public record Bounds(Set<LinkKind> through, int maxPaths, int maxLength, long maxSteps) {
        /** @throws IllegalArgumentException where a bound is not positive */
        public Bounds {
            through = Set.copyOf(through);
            if (maxPaths < 1 || maxLength < 1 || maxSteps < 1) {
                throw new IllegalArgumentException("maxPaths, maxLength, maxSteps: " + maxPaths + ", " + maxLength
                        + ", " + maxSteps + " (expected: at least 1)");
            }
        }
    }

    public Paths {
        paths = List.copyOf(paths);
    }

    /**
     * The {@code maxPaths} shortest. Yen, Management Science 17(11), 1971, with Lawler's rule that a path is branched
     * only from where it left its parent; each branch is searched towards the target with the distance in the whole
     * graph as the lower bound. At most {@code maxPaths} times {@code maxLength} searches, each linear in the arcs (and
     * logarithmic in the nodes), bounded by {@code maxSteps}.
     *
     * @throws IllegalArgumentException where the snapshot has no such node
     */
    public static Paths shortest(GraphSnapshot graph, String from, String to, Bounds bounds) {
        Search search = new Search(graph.ordered(), from, to, bounds);
        return search.answer(search.shortest());
    }

    /**
     * All of at most {@code maxLength} steps, by depth-first search with a stack of its own; branches from which the
     * target is too far are not entered.
     *
     * @throws IllegalArgumentException where the snapshot has no such node
     */
    public static Paths all(GraphSnapshot graph, String from, String to, Bounds bounds) {
        Search search = new Search(graph.ordered(), from, to, bounds);
        return search.answer(search.all());
    }

    /** A path as node numbers, and where it left the one that it was branched from. */
    private record Route(int[] nodes, int branch) {
        static final Comparator<Route> ORDER = Comparator.<Route>comparingInt(route -> route.nodes.length)
                .thenComparing((one, other) -> Arrays.compare(one.nodes, other.nodes));
    }

    /** One question. */
    private static final class Search {
        private static final int FAR = Integer.MAX_VALUE;

        private final GraphSnapshot graph;
        private final Arcs arcs;
        private final int from;
        private final int to;
        private final Bounds bounds;
        /** Steps to the target in the whole graph. */
        private final int[] away;

        private final int[] blocked;
        private final int[] reached;
        private final int[] before;
        private final int[] length;
        private int search;
        private long steps;
        private boolean complete = true;

        Search(GraphSnapshot graph, String from, String to, Bounds bounds) {
            this.graph = graph;
            this.arcs = graph.arcs(Direction.DOWNSTREAM);
            this.from = graph.indexOf(from);
            this.to = graph.indexOf(to);
            this.bounds = bounds;
            int size = graph.nodeCount();
            away = new int[size];
            blocked = new int[size];
            reached = new int[size];
            before = new int[size];
            length = new int[size];
            measure();
        }

        private boolean follows(int link) {
            return bounds.through().contains(graph.links().kind(link));
        }

        private void measure() {
            Arrays.fill(away, FAR);
            Arcs back = graph.arcs(Direction.UPSTREAM);
            int[] queue = new int[graph.nodeCount()];
            int size = 0;
            queue[size++] = to;
            away[to] = 0;
            for (int i = 0; i < size; i++) {
                int node = queue[i];
                Arcs.Block row = back.of(node);
                for (int arc = row.begin(node); arc < row.end(node); arc++) {
                    int next = row.target(arc);
                    if (away[next] == FAR && follows(row.link(arc))) {
                        away[next] = away[node] + 1;
                        queue[size++] = next;
                    }
                }
            }
        }

        private boolean spent() {
            if (++steps > bounds.maxSteps()) {
                complete = false;
            }
            return !complete;
        }

        List<Route> shortest() {
            List<Route> found = new ArrayList<>();
            PriorityQueue<Route> open = new PriorityQueue<>(Route.ORDER);
            Route first = from == to ? null : branch(new int[] {from}, Set.of());
            if (first != null) {
                open.add(first);
            }
            while (!open.isEmpty() && complete) {
                Route best = open.remove();
                if (found.size() == bounds.maxPaths()) {
                    complete = false;
                    break;
                }
                found.add(best);
                for (int at = best.branch(); at < best.nodes().length - 1 && complete; at++) {
                    int[] root = Arrays.copyOf(best.nodes(), at + 1);
                    Route next = branch(root, taken(found, root));
                    if (next != null) {
                        open.add(next);
                    }
                }
            }
            return found;
        }

        /** Where the paths found so far go on from that root. */
        private static Set<Integer> taken(List<Route> found, int[] root) {
            Set<Integer> taken = new HashSet<>();
            for (Route route : found) {
                int[] nodes = route.nodes();
                if (nodes.length > root.length && Arrays.equals(nodes, 0, root.length, root, 0, root.length)) {
                    taken.add(nodes[root.length]);
                }
            }
            return taken;
        }

        /** The shortest path that begins with the root and does not go on to a node that is taken. */
        private @Nullable Route branch(int[] root, Set<Integer> taken) {
            search++;
            for (int node : root) {
                blocked[node] = search;
            }
            int start = root[root.length - 1];
            PriorityQueue<Long> open = new PriorityQueue<>();
            reached[start] = search;
            length[start] = root.length - 1;
            if (away[start] == FAR || length[start] + (long) away[start] > bounds.maxLength()) {
                return null;
            }
            open.add(key(start));
            while (!open.isEmpty()) {
                long key = open.remove();
                int node = (int) key;
                if (key != key(node)) {
                    continue;
                }
                if (node == to) {
                    return route(root);
                }
                Arcs.Block row = arcs.of(node);
                for (int arc = row.begin(node); arc < row.end(node); arc++) {
                    if (spent()) {
                        return null;
                    }
                    int next = row.target(arc);
                    if (blocked[next] == search
                            || away[next] == FAR
                            || length[node] + 1L + away[next] > bounds.maxLength()
                            || !follows(row.link(arc))
                            || (node == start && taken.contains(next))) {
                        continue;
                    }
                    if (reached[next] != search || length[node] + 1 < length[next]) {
                        reached[next] = search;
                        length[next] = length[node] + 1;
                        before[next] = node;
                        open.add(key(next));
                    }
                }
            }
            return null;
        }

        private long key(int node) {
            return ((long) (length[node] + away[node]) << 32) | node;
        }

        private Route route(int[] root) {
            int[] nodes = Arrays.copyOf(root, length[to] + 1);
            int node = to;
            for (int at = nodes.length - 1; at >= root.length; at--) {
                nodes[at] = node;
                node = before[node];
            }
            return new Route(nodes, root.length - 1);
        }

        List<Route> all() {
            List<Route> found = new ArrayList<>();
            if (from == to || away[from] == FAR) {
                return found;
            }
            int most = Math.min(bounds.maxLength(), graph.nodeCount() - 1);
            int[] path = new int[most + 1];
            int[] arc = new int[most + 1];
            int depth = 0;
            path[0] = from;
            arc[0] = arcs.of(from).begin(from);
            blocked[from] = 1;
            while (depth >= 0 && complete) {
                int node = path[depth];
                Arcs.Block row = arcs.of(node);
                if (arc[depth] == row.end(node)) {
                    blocked[node] = 0;
                    depth--;
                    continue;
                }
                int at = arc[depth]++;
                int next = row.target(at);
                if (spent()
                        || blocked[next] == 1
                        || away[next] == FAR
                        || depth + 1L + away[next] > most
                        || !isFirst(row, node, at)) {
                    continue;
                }
                path[++depth] = next;
                if (next != to) {
                    arc[depth] = arcs.of(next).begin(next);
                    blocked[next] = 1;
                    continue;
                }
                if (found.size() == bounds.maxPaths()) {
                    complete = false;
                } else {
                    found.add(new Route(Arrays.copyOf(path, depth + 1), 0));
                }
                depth--;
            }
            found.sort(Route.ORDER);
            return found;
        }

        /** Whether the arc is to be followed and no arc before it leads to the same node: paths are told by nodes. */
        private boolean isFirst(Arcs.Block row, int node, int arc) {
            if (!follows(row.link(arc))) {
                return false;
            }
            // A row is in the order of its targets: those to the same node are side by side
            for (int other = arc - 1; other >= row.begin(node) && row.target(other) == row.target(arc); other--) {
                steps++;
                if (follows(row.link(other))) {
                    return false;
                }
            }
            return true;
        }

        Paths answer(List<Route> routes) {
            return new Paths(graph.revision(), routes.stream().map(this::path).toList(), complete);
        }

        private Path path(Route route) {
            List<Step> path = new ArrayList<>();
            for (int i = 1; i < route.nodes().length; i++) {
                int node = route.nodes()[i - 1];
                int next = route.nodes()[i];
                List<Link> evidence = new ArrayList<>();
                Arcs.Block row = arcs.of(node);
                for (int arc = row.first(node, next); arc < row.end(node) && row.target(arc) == next; arc++) {
                    int link = row.link(arc);
                    if (follows(link)) {
                        evidence.add(
                                new Link(graph.links().kind(link), graph.links().id(link)));
                    }
                }
                path.add(new Step(graph.nodeAt(node).id(), graph.nodeAt(next).id(), evidence));
            }
            return new Path(path);
        }
    }
}
