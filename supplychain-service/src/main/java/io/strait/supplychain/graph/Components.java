package io.strait.supplychain.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Strongly connected components: nodes each of which stands on every other. Tarjan, SIAM J. Computing 1(2), 1972, with a
 * stack of its own in place of recursion; linear in arcs. Immutable and thread-safe.
 */
public final class Components {
    private final GraphSnapshot graph;
    private final Set<LinkKind> through;
    private final int[] componentOf;
    private final int count;

    private Components(GraphSnapshot graph, Set<LinkKind> through, int[] componentOf, int count) {
        this.graph = graph;
        this.through = through;
        this.componentOf = componentOf;
        this.count = count;
    }

    /** A node of the upstream of a product, and how far from it. */
    public record Tier(GraphNode node, int tier, int component) {}

    /** @param through the kinds of links to follow */
    public static Components of(GraphSnapshot graph, Set<LinkKind> through) {
        GraphSnapshot ordered = graph.ordered();
        Tarjan tarjan = new Tarjan(Adjacency.of(ordered, Direction.DOWNSTREAM, through));
        for (int node = 0; node < ordered.nodeCount(); node++) {
            tarjan.visit(node);
        }
        return new Components(ordered, Set.copyOf(through), tarjan.componentOf, tarjan.components);
    }

    public long revision() {
        return graph.revision();
    }

    /** Numbered from 0 so that goods flow from higher numbers to lower ones. */
    public int count() {
        return count;
    }

    /** @throws IllegalArgumentException where the snapshot has no such node */
    public int componentOf(String id) {
        return componentOf[graph.indexOf(id)];
    }

    /** Components of more than one node, the largest first, then by their first id; ids in order. */
    public List<List<String>> cycles() {
        int[] sizes = new int[count];
        for (int component : componentOf) {
            sizes[component]++;
        }
        List<List<String>> members = new ArrayList<>();
        int[] place = new int[count];
        Arrays.fill(place, -1);
        for (int node = 0; node < componentOf.length; node++) {
            int component = componentOf[node];
            if (sizes[component] > 1) {
                if (place[component] < 0) {
                    place[component] = members.size();
                    members.add(new ArrayList<>());
                }
                members.get(place[component]).add(graph.nodeAt(node).id());
            }
        }
        members.sort(Comparator.comparingInt(cycle -> -cycle.size()));
        return members;
    }

    /**
     * How far everything upstream is from a product, counted in components: nodes of one cycle are equally far. The
     * product and its cycle are tier 0. Linear in arcs.
     *
     * @return by tier, then by id
     * @throws IllegalArgumentException where the snapshot has no such node
     */
    public List<Tier> tiers(String product) {
        Adjacency upstream = Adjacency.of(graph, Direction.UPSTREAM, through);
        int start = graph.indexOf(product);
        int[] tier = new int[graph.nodeCount()];
        Arrays.fill(tier, -1);
        List<Tier> tiers = new ArrayList<>();
        int[][] members = members();
        int[] level = {componentOf[start]};
        boolean[] seen = new boolean[count];
        seen[level[0]] = true;
        for (int distance = 0; level.length > 0; distance++) {
            int[] next = new int[16];
            int size = 0;
            List<Tier> here = new ArrayList<>();
            for (int component : level) {
                for (int node : members[component]) {
                    here.add(new Tier(graph.nodeAt(node), distance, component));
                    for (int at = upstream.offsets()[node]; at < upstream.offsets()[node + 1]; at++) {
                        int other = componentOf[upstream.targets()[at]];
                        if (!seen[other]) {
                            seen[other] = true;
                            if (size == next.length) {
                                next = Arrays.copyOf(next, size * 2);
                            }
                            next[size++] = other;
                        }
                    }
                }
            }
            here.sort(Comparator.comparing(found -> found.node().id()));
            tiers.addAll(here);
            level = Arrays.copyOf(next, size);
        }
        return List.copyOf(tiers);
    }

    private int[][] members() {
        int[] sizes = new int[count];
        for (int component : componentOf) {
            sizes[component]++;
        }
        int[][] members = new int[count][];
        for (int component = 0; component < count; component++) {
            members[component] = new int[sizes[component]];
        }
        for (int node = componentOf.length - 1; node >= 0; node--) {
            members[componentOf[node]][--sizes[componentOf[node]]] = node;
        }
        return members;
    }

    private static final class Tarjan {
        private final Adjacency next;
        private final int[] componentOf;
        /** When a node was first seen, from 1; 0 is not yet. */
        private final int[] order;

        private final int[] low;
        private final int[] at;
        private final int[] way;
        private final int[] open;
        private int openSize;
        private int seen;
        private int components;

        Tarjan(Adjacency next) {
            this.next = next;
            int size = next.nodeCount();
            componentOf = new int[size];
            Arrays.fill(componentOf, -1);
            order = new int[size];
            low = new int[size];
            at = new int[size];
            way = new int[size];
            open = new int[size];
        }

        void visit(int start) {
            if (order[start] != 0) {
                return;
            }
            int depth = 0;
            way[0] = start;
            enter(start);
            while (depth >= 0) {
                int node = way[depth];
                if (at[node] < next.offsets()[node + 1]) {
                    int target = next.targets()[at[node]++];
                    if (order[target] == 0) {
                        way[++depth] = target;
                        enter(target);
                    } else if (componentOf[target] < 0) {
                        low[node] = Math.min(low[node], order[target]);
                    }
                    continue;
                }
                if (low[node] == order[node]) {
                    close(node);
                }
                depth--;
                if (depth >= 0) {
                    low[way[depth]] = Math.min(low[way[depth]], low[node]);
                }
            }
        }

        private void enter(int node) {
            order[node] = ++seen;
            low[node] = seen;
            at[node] = next.offsets()[node];
            open[openSize++] = node;
        }

        private void close(int root) {
            int node;
            do {
                node = open[--openSize];
                componentOf[node] = components;
            } while (node != root);
            components++;
        }
    }
}
