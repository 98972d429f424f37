package io.strait.supplychain.graph;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole graph at one revision. Ids are interned to ints; arcs lie in compressed sparse rows, once forward and once
 * backward. Immutable and thread-safe.
 */
public final class GraphSnapshot {
    private final long revision;
    private final GraphNode[] nodes;
    private final NodeIndex index;
    private final LinkTable links;
    private final Arcs forward;
    private final Arcs backward;
    /** The net asked for last: most questions are asked with the same rules. Given up where memory is short. */
    private volatile @Nullable SoftReference<StopNet> lastNet;

    /**
     * Arcs of all nodes: those of node n are at {@code offsets[n]} up to {@code offsets[n + 1]}; {@code links} are
     * numbers of the {@link LinkTable}.
     */
    record Arcs(int[] offsets, int[] targets, int[] links) {}

    private GraphSnapshot(
            long revision, GraphNode[] nodes, NodeIndex index, LinkTable links, Arcs forward, Arcs backward) {
        this.revision = revision;
        this.nodes = nodes;
        this.index = index;
        this.links = links;
        this.forward = forward;
        this.backward = backward;
    }

    static GraphSnapshot build(
            long revision,
            Collection<GraphNode> facts,
            Collection<GraphLink> requirements,
            Collection<GraphLink> supplies) {
        GraphNode[] nodes = facts.toArray(new GraphNode[0]);
        NodeIndex index = new NodeIndex(nodes);
        LinkTable links = new LinkTable(nodes, requirements, supplies, index::of);
        ArcList arcs = new ArcList(requirements.size() + 2 * supplies.size());
        for (int link = 0; link < links.size(); link++) {
            arcs.add(links.from(link), links.to(link), link);
            if (link >= links.requirements()) {
                arcs.add(links.from(link), links.recipient(link), link);
            }
        }
        for (int node = 0; node < nodes.length; node++) {
            for (String wider : nodes[node].typeOf()) {
                arcs.add(node, index.of(wider), links.size() + node);
            }
        }
        return new GraphSnapshot(
                revision, nodes, index, links, arcs.rows(nodes.length, true), arcs.rows(nodes.length, false));
    }

    /** The revision of the catalogue that this is; 0 is the empty catalogue. */
    public long revision() {
        return revision;
    }

    public int nodeCount() {
        return nodes.length;
    }

    public int requirementCount() {
        return links.requirements();
    }

    public int supplyCount() {
        return links.size() - links.requirements();
    }

    /** Arcs of every kind; a supply to a named recipient is two. */
    public int arcCount() {
        return forward.targets().length;
    }

    public Optional<GraphNode> node(String id) {
        int found = index.of(id);
        return found < 0 ? Optional.empty() : Optional.of(nodes[found]);
    }

    int indexOf(String id) {
        int found = index.of(id);
        if (found < 0) {
            throw new IllegalArgumentException("node: " + id + " (expected: one of the graph)");
        }
        return found;
    }

    GraphNode nodeAt(int at) {
        return nodes[at];
    }

    /** Made when first asked for; two threads may both make it, to the same effect. */
    StopNet net(StopRules rules) {
        SoftReference<StopNet> last = lastNet;
        StopNet net = last == null ? null : last.get();
        if (net == null || !net.rules().equals(rules)) {
            net = StopNet.of(this, rules);
            lastNet = new SoftReference<>(net);
        }
        return net;
    }

    LinkTable links() {
        return links;
    }

    Arcs arcs(Direction direction) {
        return direction == Direction.DOWNSTREAM ? forward : backward;
    }

    /** Where a node is, by its id: open addressing, which needs a twentieth of the room of a map of boxed numbers. */
    private static final class NodeIndex {
        private final GraphNode[] nodes;
        /** Node numbers plus one; 0 is free. */
        private final int[] slots;

        NodeIndex(GraphNode[] nodes) {
            this.nodes = nodes;
            slots = new int[Integer.highestOneBit(Math.max(8, nodes.length)) * 4];
            for (int node = 0; node < nodes.length; node++) {
                int slot = slot(nodes[node].id());
                while (slots[slot] != 0) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = node + 1;
            }
        }

        private int slot(String id) {
            int hash = id.hashCode() * 0x9E3779B9;
            return (hash ^ (hash >>> 16)) & (slots.length - 1);
        }

        /** {@link LinkTable#MISSING} where there is none. */
        int of(String id) {
            int slot = slot(id);
            while (slots[slot] != 0) {
                int node = slots[slot] - 1;
                if (nodes[node].id().equals(id)) {
                    return node;
                }
                slot = (slot + 1) & (slots.length - 1);
            }
            return LinkTable.MISSING;
        }
    }

    /** Arcs as they come, to be sorted into rows by counting; keeps their order within a row. */
    private static final class ArcList {
        private int[] sources;
        private int[] targets;
        private int[] links;
        private int size;

        ArcList(int expected) {
            int capacity = Math.max(16, expected);
            sources = new int[capacity];
            targets = new int[capacity];
            links = new int[capacity];
        }

        /** Nothing where an end is no node. */
        void add(int source, int target, int link) {
            if (source < 0 || target < 0) {
                return;
            }
            if (size == sources.length) {
                int capacity = size + (size >> 1);
                sources = Arrays.copyOf(sources, capacity);
                targets = Arrays.copyOf(targets, capacity);
                links = Arrays.copyOf(links, capacity);
            }
            sources[size] = source;
            targets[size] = target;
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
            Arcs rows = new Arcs(offsets, new int[size], new int[size]);
            for (int i = 0; i < size; i++) {
                int at = next[from[i]]++;
                rows.targets()[at] = to[i];
                rows.links()[at] = links[i];
            }
            return rows;
        }
    }
}
