package io.strait.supplychain.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arcs of all nodes in one direction, in compressed sparse rows. The rows of a few neighbouring nodes lie together in
 * a block, so that a change copies blocks and not everything. A row is in the order of its targets' numbers; between the
 * same two nodes by kind, then by id. Immutable and thread-safe.
 */
final class Arcs {
    private static final int BITS = 5;
    private static final int NODES = 1 << BITS;

    private final Block[] blocks;
    private final int size;

    private Arcs(Block[] blocks, int size) {
        this.blocks = blocks;
        this.size = size;
    }

    /**
     * The rows of a few nodes: the arcs of one are those from {@link #begin} until {@link #end}; what they are numbered
     * means nothing outside.
     */
    record Block(int first, int[] offsets, int[] targets, int[] links) {
        static Block empty(int first) {
            return new Block(first, new int[NODES + 1], new int[0], new int[0]);
        }

        int begin(int node) {
            return offsets[node - first];
        }

        int end(int node) {
            return offsets[node - first + 1];
        }

        int target(int arc) {
            return targets[arc];
        }

        /** The first arc of a node to that target, or where it would be. */
        int first(int node, int target) {
            int low = begin(node);
            int high = end(node);
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (targets[middle] < target) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** A number of the {@link LinkTable}. */
        int link(int arc) {
            return links[arc];
        }
    }

    int size() {
        return size;
    }

    /** The block that holds the row of a node. */
    Block of(int node) {
        return blocks[node >> BITS];
    }

    int degree(int node) {
        Block block = of(node);
        return block.end(node) - block.begin(node);
    }

    /** The order of arcs within a row. */
    private static Comparator<Arc> order(LinkTable links) {
        return Comparator.comparingInt(Arc::target)
                .thenComparing(arc -> links.kind(arc.link()))
                .thenComparing(arc -> links.id(arc.link()));
    }

    private record Arc(int target, int link) {}

    /** Arcs as they come, to be made into rows. Not thread-safe. */
    static final class Builder {
        private int[] sources = new int[16];
        private int[] targets = new int[16];
        private int[] links = new int[16];
        private int size;

        void add(int source, int target, int link) {
            if (size == sources.length) {
                int capacity = size + (size >> 1);
                sources = Arrays.copyOf(sources, capacity);
                targets = Arrays.copyOf(targets, capacity);
                links = Arrays.copyOf(links, capacity);
            }
            sources[size] = source;
            targets[size] = target;
            links[size++] = link;
        }

        /** In the direction in which they were added. */
        Arcs forward(int nodes, LinkTable table) {
            return rows(sources, targets, nodes, table);
        }

        /** The other way round. */
        Arcs backward(int nodes, LinkTable table) {
            return rows(targets, sources, nodes, table);
        }

        /** Sorted by counting, by the far end and then by the near one: linear, where comparing would not be. */
        private Arcs rows(int[] near, int[] far, int nodes, LinkTable table) {
            int[] byFar = new int[size];
            int[] next = offsets(far, nodes);
            for (int i = 0; i < size; i++) {
                byFar[next[far[i]]++] = i;
            }
            int[] offsets = offsets(near, nodes);
            next = offsets.clone();
            int[] rowTargets = new int[size];
            int[] rowLinks = new int[size];
            for (int i : byFar) {
                int at = next[near[i]]++;
                rowTargets[at] = far[i];
                rowLinks[at] = links[i];
            }
            Block[] blocks = new Block[(nodes + NODES - 1) >> BITS];
            for (int block = 0; block < blocks.length; block++) {
                int first = block << BITS;
                int begin = offsets[first];
                int end = offsets[Math.min(nodes, first + NODES)];
                int[] own = new int[NODES + 1];
                Arrays.setAll(own, i -> offsets[Math.min(nodes, first + i)] - begin);
                blocks[block] = new Block(
                        first,
                        own,
                        Arrays.copyOfRange(rowTargets, begin, end),
                        Arrays.copyOfRange(rowLinks, begin, end));
                sortTies(blocks[block], table);
            }
            return new Arcs(blocks, size);
        }

        private int[] offsets(int[] keys, int nodes) {
            int[] offsets = new int[nodes + 1];
            for (int i = 0; i < size; i++) {
                offsets[keys[i] + 1]++;
            }
            for (int i = 0; i < nodes; i++) {
                offsets[i + 1] += offsets[i];
            }
            return offsets;
        }

        private static void sortTies(Block block, LinkTable table) {
            for (int row = 0; row < NODES; row++) {
                int end = block.offsets[row + 1];
                for (int from = block.offsets[row], to; from < end; from = to) {
                    to = from + 1;
                    while (to < end && block.targets[to] == block.targets[from]) {
                        to++;
                    }
                    if (to - from > 1) {
                        sort(block, from, to, table);
                    }
                }
            }
        }

        private static void sort(Block block, int from, int to, LinkTable table) {
            List<Arc> tied = new ArrayList<>();
            for (int at = from; at < to; at++) {
                tied.add(new Arc(block.targets[at], block.links[at]));
            }
            tied.sort(order(table));
            for (int at = from; at < to; at++) {
                block.links[at] = tied.get(at - from).link();
            }
        }
    }

    /** What changes in the rows of some nodes. Not thread-safe. */
    static final class Edits {
        /** By block, then by node. */
        private final Map<Integer, Map<Integer, Edit>> blocks = new HashMap<>();

        private static final class Edit {
            private final Set<Integer> removed = new HashSet<>();
            private final List<Arc> added = new ArrayList<>();
        }

        private Edit of(int node) {
            return blocks.computeIfAbsent(node >> BITS, block -> new HashMap<>())
                    .computeIfAbsent(node, key -> new Edit());
        }

        /** All arcs of that link at a node go. */
        void remove(int node, int link) {
            of(node).removed.add(link);
        }

        void add(int node, int target, int link) {
            of(node).added.add(new Arc(target, link));
        }
    }

    /**
     * These arcs with edits: as much work as the blocks that they touch have arcs.
     *
     * @param nodes one more than the highest node number now
     * @param table the links now
     */
    Arcs with(Edits edits, int nodes, LinkTable table) {
        Block[] changed = Arrays.copyOf(blocks, (nodes + NODES - 1) >> BITS);
        for (int block = blocks.length; block < changed.length; block++) {
            changed[block] = Block.empty(block << BITS);
        }
        int sizeNow = size;
        Comparator<Arc> order = order(table);
        for (Map.Entry<Integer, Map<Integer, Edits.Edit>> entry : edits.blocks.entrySet()) {
            Block before = changed[entry.getKey()];
            Block after = with(before, entry.getValue(), order);
            sizeNow += after.targets().length - before.targets().length;
            changed[entry.getKey()] = after;
        }
        return new Arcs(changed, sizeNow);
    }

    private static Block with(Block before, Map<Integer, Edits.Edit> edits, Comparator<Arc> order) {
        int most = before.targets().length;
        for (Edits.Edit edit : edits.values()) {
            most += edit.added.size();
        }
        RowWriter rows = new RowWriter(most);
        int[] offsets = new int[NODES + 1];
        for (int row = 0; row < NODES; row++) {
            int node = before.first() + row;
            Edits.Edit edit = edits.get(node);
            if (edit == null) {
                rows.copy(before, before.begin(node), before.end(node));
            } else {
                merge(before, node, edit, order, rows);
            }
            offsets[row + 1] = rows.size;
        }
        return new Block(
                before.first(), offsets, Arrays.copyOf(rows.targets, rows.size), Arrays.copyOf(rows.links, rows.size));
    }

    private static void merge(Block before, int node, Edits.Edit edit, Comparator<Arc> order, RowWriter rows) {
        Collections.sort(edit.added, order);
        int next = 0;
        for (int arc = before.begin(node); arc < before.end(node); arc++) {
            if (edit.removed.contains(before.link(arc))) {
                continue;
            }
            Arc kept = new Arc(before.target(arc), before.link(arc));
            while (next < edit.added.size() && order.compare(edit.added.get(next), kept) < 0) {
                rows.add(edit.added.get(next++));
            }
            rows.add(kept);
        }
        while (next < edit.added.size()) {
            rows.add(edit.added.get(next++));
        }
    }

    private static final class RowWriter {
        private final int[] targets;
        private final int[] links;
        private int size;

        RowWriter(int capacity) {
            targets = new int[capacity];
            links = new int[capacity];
        }

        void add(Arc arc) {
            targets[size] = arc.target();
            links[size++] = arc.link();
        }

        void copy(Block block, int begin, int end) {
            System.arraycopy(block.targets(), begin, targets, size, end - begin);
            System.arraycopy(block.links(), begin, links, size, end - begin);
            size += end - begin;
        }
    }
}
