package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The whole graph at one revision. Ids are interned to ints; arcs lie in compressed sparse rows, once forward and once
 * backward. Immutable and thread-safe.
 */
public final class GraphSnapshot {
    private final long revision;
    private final GraphNode[] nodes;
    private final Map<String, Integer> index;
    private final Arcs forward;
    private final Arcs backward;
    private final int requirements;
    private final int supplies;

    /** Arcs of all nodes: those of node n are at {@code offsets[n]} up to {@code offsets[n + 1]}. */
    record Arcs(int[] offsets, int[] targets, byte[] kinds, String[] links) {}

    private GraphSnapshot(
            long revision,
            GraphNode[] nodes,
            Map<String, Integer> index,
            Arcs forward,
            Arcs backward,
            int requirements,
            int supplies) {
        this.revision = revision;
        this.nodes = nodes;
        this.index = index;
        this.forward = forward;
        this.backward = backward;
        this.requirements = requirements;
        this.supplies = supplies;
    }

    static GraphSnapshot build(
            long revision,
            Collection<GraphNode> facts,
            Collection<GraphLink> requirements,
            Collection<GraphLink> supplies) {
        GraphNode[] nodes = facts.toArray(new GraphNode[0]);
        Map<String, Integer> index = new HashMap<>(nodes.length * 2);
        for (int i = 0; i < nodes.length; i++) {
            index.put(nodes[i].id(), i);
        }
        ArcList arcs = new ArcList(requirements.size() + 2 * supplies.size());
        requirements.forEach(link -> add(arcs, index, link));
        supplies.forEach(link -> add(arcs, index, link));
        for (GraphNode node : nodes) {
            for (String wider : node.typeOf()) {
                add(arcs, index, node.id(), wider, LinkKind.TYPE, node.id());
            }
        }
        return new GraphSnapshot(
                revision,
                nodes,
                index,
                arcs.rows(nodes.length, true),
                arcs.rows(nodes.length, false),
                requirements.size(),
                supplies.size());
    }

    private static void add(ArcList arcs, Map<String, Integer> index, GraphLink link) {
        for (String to : link.to()) {
            add(arcs, index, link.from(), to, link.kind(), link.id());
        }
    }

    private static void add(
            ArcList arcs, Map<String, Integer> index, String from, String to, LinkKind kind, String link) {
        Integer source = index.get(from);
        Integer target = index.get(to);
        if (source != null && target != null) {
            arcs.add(source, target, kind, link);
        }
    }

    /** The revision of the catalogue that this is; 0 is the empty catalogue. */
    public long revision() {
        return revision;
    }

    public int nodeCount() {
        return nodes.length;
    }

    public int requirementCount() {
        return requirements;
    }

    public int supplyCount() {
        return supplies;
    }

    /** Arcs of every kind; a supply to a named recipient is two. */
    public int arcCount() {
        return forward.targets().length;
    }

    public Optional<GraphNode> node(String id) {
        Integer found = index.get(id);
        return found == null ? Optional.empty() : Optional.of(nodes[found]);
    }

    int indexOf(String id) {
        Integer found = index.get(id);
        if (found == null) {
            throw new IllegalArgumentException("node: " + id + " (expected: one of the graph)");
        }
        return found;
    }

    GraphNode nodeAt(int at) {
        return nodes[at];
    }

    Arcs arcs(Direction direction) {
        return direction == Direction.DOWNSTREAM ? forward : backward;
    }

    /** Arcs as they come, to be sorted into rows by counting; keeps their order within a row. */
    private static final class ArcList {
        private int[] sources;
        private int[] targets;
        private byte[] kinds;
        private String[] links;
        private int size;

        ArcList(int expected) {
            int capacity = Math.max(16, expected);
            sources = new int[capacity];
            targets = new int[capacity];
            kinds = new byte[capacity];
            links = new String[capacity];
        }

        void add(int source, int target, LinkKind kind, String link) {
            if (size == sources.length) {
                int capacity = size + (size >> 1);
                sources = Arrays.copyOf(sources, capacity);
                targets = Arrays.copyOf(targets, capacity);
                kinds = Arrays.copyOf(kinds, capacity);
                links = Arrays.copyOf(links, capacity);
            }
            sources[size] = source;
            targets[size] = target;
            kinds[size] = (byte) kind.ordinal();
            links[size] = link;
            size++;
        }

        Arcs rows(int nodeCount, boolean forward) {
            int[] from = forward ? sources : targets;
            int[] to = forward ? targets : sources;
            int[] offsets = new int[nodeCount + 1];
            for (int i = 0; i < size; i++) {
                offsets[from[i] + 1]++;
            }
            for (int i = 0; i < nodeCount; i++) {
                offsets[i + 1] += offsets[i];
            }
            int[] next = Arrays.copyOf(offsets, nodeCount);
            Arcs rows = new Arcs(offsets, new int[size], new byte[size], new String[size]);
            for (int i = 0; i < size; i++) {
                int at = next[from[i]]++;
                rows.targets()[at] = to[i];
                rows.kinds()[at] = kinds[i];
                rows.links()[at] = links[i];
            }
            return rows;
        }
    }
}
