package io.strait.supplychain.graph;

import java.util.Arrays;

/**
 * An ordered snapshot as an AND/OR net under given {@link StopRules}. Vertices below {@code nodeCount} are the nodes, each up
 * while all its children are (AND); those above are groups of suppliers, each up while one child is (OR). Cycles are
 * legal: what is up is the greatest fixed point, so with nothing taken out everything is.
 *
 * <p>Groups: G(I) is who supplies I to anyone, A(I) who supplies it to anyone or to somebody, and P(I,X) who supplies it
 * to anyone or to X. I hangs on A(I). X, where it needs I, hangs on I, and on P(I,X) only where that is less than A(I):
 * most arcs of the data need no group of their own. Built in one pass, linear in links but for sorting the named supplies
 * of one input. Immutable and thread-safe.
 */
final class StopNet {
    private final GraphSnapshot graph;
    private final StopRules rules;
    private final int nodeCount;
    private final int[] childOffsets;
    private final int[] children;
    private final int[] parentOffsets;
    private final int[] parents;
    /** Of groups, counted from the first of them: what is supplied. */
    private final int[] groupInput;

    /** Of a node: its requirements of unknown essentiality that do not count. */
    private final int[] uncounted;

    private StopNet(Builder built) {
        graph = built.graph;
        rules = built.rules;
        nodeCount = built.graph.nodeCount();
        groupInput = Arrays.copyOf(built.groupInput, built.groups);
        uncounted = built.uncounted;
        int vertices = nodeCount + built.groups;
        childOffsets = new int[vertices + 1];
        parentOffsets = new int[vertices + 1];
        children = rows(built.parent, built.child, built.size, childOffsets);
        parents = rows(built.child, built.parent, built.size, parentOffsets);
    }

    static StopNet of(GraphSnapshot graph, StopRules rules) {
        Builder builder = new Builder(graph, rules);
        for (int input = 0; input < graph.nodeCount(); input++) {
            builder.connect(input);
        }
        return new StopNet(builder);
    }

    private static int[] rows(int[] from, int[] to, int size, int[] offsets) {
        for (int i = 0; i < size; i++) {
            offsets[from[i] + 1]++;
        }
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] += offsets[i - 1];
        }
        int[] next = offsets.clone();
        int[] targets = new int[size];
        for (int i = 0; i < size; i++) {
            targets[next[from[i]]++] = to[i];
        }
        return targets;
    }

    GraphSnapshot graph() {
        return graph;
    }

    StopRules rules() {
        return rules;
    }

    int nodeCount() {
        return nodeCount;
    }

    /** How many requirements of a node were passed over because nobody said how essential they are. */
    int uncounted(int node) {
        return uncounted[node];
    }

    /** The same of all nodes. */
    long uncounted() {
        long all = 0;
        for (int ofNode : uncounted) {
            all += ofNode;
        }
        return all;
    }

    int vertexCount() {
        return childOffsets.length - 1;
    }

    boolean isGroup(int vertex) {
        return vertex >= nodeCount;
    }

    int groupInput(int group) {
        return groupInput[group - nodeCount];
    }

    int firstChild(int vertex) {
        return childOffsets[vertex];
    }

    int endOfChildren(int vertex) {
        return childOffsets[vertex + 1];
    }

    int child(int at) {
        return children[at];
    }

    int firstParent(int vertex) {
        return parentOffsets[vertex];
    }

    int endOfParents(int vertex) {
        return parentOffsets[vertex + 1];
    }

    int parent(int at) {
        return parents[at];
    }

    private static final class Builder {
        private static final int NONE = -1;

        private final GraphSnapshot graph;
        private final StopRules rules;
        private final Arcs forward;
        private final Arcs backward;
        private final LinkTable links;
        private final boolean[] counts = new boolean[Essentiality.values().length];
        /** Of a node: the input plus one for which it was last seen to be a consumer, and to be served by name. */
        private final int[] needs;

        private final int[] served;
        private final int[] uncounted;
        private int[] groupInput = new int[64];
        private int groups;
        private int[] parent;
        private int[] child;
        private int size;

        Builder(GraphSnapshot graph, StopRules rules) {
            this.graph = graph;
            this.rules = rules;
            forward = graph.arcs(Direction.DOWNSTREAM);
            backward = graph.arcs(Direction.UPSTREAM);
            links = graph.links();
            rules.stopping().forEach(essentiality -> counts[essentiality.ordinal()] = true);
            needs = new int[graph.nodeCount()];
            served = new int[graph.nodeCount()];
            uncounted = new int[graph.nodeCount()];
            parent = new int[Math.max(16, graph.arcCount())];
            child = new int[parent.length];
        }

        private boolean stops(int link) {
            return links.kind(link) == LinkKind.REQUIREMENT
                    && counts[links.essentiality(link).ordinal()];
        }

        private boolean isUnknown(int link) {
            return links.kind(link) == LinkKind.REQUIREMENT && links.essentiality(link) == Essentiality.UNKNOWN;
        }

        private boolean isArea(int node) {
            return rules.areaSuppliers() == StopRules.AreaSuppliers.WHERE_ALONE
                    && graph.nodeAt(node).kind().equals(StopRules.AREA);
        }

        /** All that hangs on one input: its consumers, and it on its suppliers. */
        void connect(int input) {
            Arcs.Block row = forward.of(input);
            for (int arc = row.begin(input); arc < row.end(input); arc++) {
                if (stops(row.link(arc))) {
                    int consumer = row.target(arc);
                    needs[consumer] = input + 1;
                    arc(consumer, input);
                } else if (isUnknown(row.link(arc))) {
                    uncounted[row.target(arc)]++;
                }
            }
            int[] supplies = supplies(input);
            if (supplies.length == 0) {
                return;
            }
            Suppliers general = new Suppliers();
            for (int supply : supplies) {
                if (links.recipient(supply) == LinkTable.ANYONE) {
                    general.add(links.from(supply));
                }
            }
            int open = general.total == 0 ? NONE : group(input, general.without(general.others > 0), NONE);
            if (general.total == supplies.length) {
                arc(input, open);
                return;
            }
            Suppliers byName = named(input, supplies, general, open);
            arc(input, byName.total == 0 ? open : group(input, byName, open));
            if (open != NONE) {
                for (int arc = row.begin(input); arc < row.end(input); arc++) {
                    int consumer = row.target(arc);
                    if (stops(row.link(arc)) && served[consumer] != input + 1) {
                        arc(consumer, open);
                    }
                }
            }
        }

        /** By recipient, then by supplier. */
        private int[] supplies(int input) {
            int count = 0;
            Arcs.Block row = backward.of(input);
            long[] keys = new long[row.end(input) - row.begin(input)];
            for (int arc = row.begin(input); arc < row.end(input); arc++) {
                int link = row.link(arc);
                // A supply leads to its recipient as well; here only what delivers this input
                if (links.kind(link) == LinkKind.SUPPLY && links.to(link) == input) {
                    keys[count++] = ((long) links.recipient(link) << 32) | arc;
                }
            }
            Arrays.sort(keys, 0, count);
            int[] sorted = new int[count];
            for (int i = 0; i < count; i++) {
                sorted[i] = row.link((int) keys[i]);
            }
            return sorted;
        }

        /** Hangs those who are served by name on their groups; returns all who supply somebody by name. */
        private Suppliers named(int input, int[] supplies, Suppliers general, int open) {
            Suppliers all = new Suppliers();
            int at = 0;
            while (at < supplies.length) {
                int recipient = links.recipient(supplies[at]);
                Suppliers own = new Suppliers();
                while (at < supplies.length && links.recipient(supplies[at]) == recipient) {
                    own.add(links.from(supplies[at++]));
                }
                if (recipient == LinkTable.ANYONE) {
                    continue;
                }
                Suppliers kept = own.without(own.others > 0 || general.others > 0);
                for (int i = 0; i < kept.total; i++) {
                    all.add(kept.nodes[i]);
                }
                if (recipient >= 0 && needs[recipient] == input + 1) {
                    served[recipient] = input + 1;
                    boolean openToo = open != NONE && (general.others > 0 || own.others == 0);
                    arc(recipient, kept.total == 0 ? open : group(input, kept, openToo ? open : NONE));
                }
            }
            return all;
        }

        private int group(int input, Suppliers suppliers, int open) {
            if (groups == groupInput.length) {
                groupInput = Arrays.copyOf(groupInput, groups * 2);
            }
            int group = graph.nodeCount() + groups;
            groupInput[groups++] = input;
            for (int i = 0; i < suppliers.total; i++) {
                arc(group, suppliers.nodes[i]);
            }
            if (open != NONE) {
                arc(group, open);
            }
            return group;
        }

        private void arc(int from, int to) {
            if (size == parent.length) {
                int capacity = size + (size >> 1);
                parent = Arrays.copyOf(parent, capacity);
                child = Arrays.copyOf(child, capacity);
            }
            parent[size] = from;
            child[size++] = to;
        }

        /** Suppliers as they come, and how many of them are not areas. */
        private final class Suppliers {
            private int[] nodes = new int[4];
            private int total;
            private int others;

            void add(int node) {
                if (total == nodes.length) {
                    nodes = Arrays.copyOf(nodes, total * 2);
                }
                nodes[total++] = node;
                others += isArea(node) ? 0 : 1;
            }

            /** These, without the areas among them where that is asked. */
            Suppliers without(boolean areas) {
                if (!areas || others == total) {
                    return this;
                }
                Suppliers rest = new Suppliers();
                for (int i = 0; i < total; i++) {
                    if (!isArea(nodes[i])) {
                        rest.add(nodes[i]);
                    }
                }
                return rest;
            }
        }
    }
}
