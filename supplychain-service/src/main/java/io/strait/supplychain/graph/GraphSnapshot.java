package io.strait.supplychain.graph;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The whole graph at one revision. Ids are interned to ints; arcs lie in compressed sparse rows, once forward and once
 * backward. Immutable and thread-safe.
 *
 * <p>The next revision is made by {@link #with} at the price of the change, sharing with this one all that stays. What it
 * leaves behind is cleared away by and by: links that are gone keep their numbers, removed nodes leave holes, and new
 * nodes are numbered as they come. {@link #ordered()} is the same graph with nodes numbered by id, as if built from all
 * facts; whatever looks at the whole graph works on that, so that its answers do not tell how the snapshot came about.
 */
public final class GraphSnapshot {
    /** Changes that a snapshot may carry before it is ordered anew: one for so many links, */
    private static final int LINKS_A_CHANGE = 16;
    /** but always so many. */
    private static final int FEW_CHANGES = 4096;

    private final Parts parts;
    /** Null until asked for. Given up where memory is short. */
    private volatile @Nullable SoftReference<GraphSnapshot> ordered;
    /** The net asked for last: most questions are asked with the same rules. Given up where memory is short. */
    private volatile @Nullable SoftReference<StopNet> lastNet;

    private final AtomicReferenceArray<@Nullable Hub> hubs =
            new AtomicReferenceArray<>(Direction.values().length * Kinds.COUNT);
    private final AtomicIntegerArray hubsWanted = new AtomicIntegerArray(hubs.length());

    /**
     * What a snapshot is made of.
     *
     * @param stale how many facts have changed since it was built or ordered
     * @param whole whether no link had to be left out for want of an end
     */
    record Parts(
            long revision,
            NodeTable nodes,
            LinkTable links,
            Arcs forward,
            Arcs backward,
            int requirements,
            int supplies,
            int stale,
            boolean whole) {}

    GraphSnapshot(Parts parts) {
        this.parts = parts;
    }

    /**
     * The graph at a later revision.
     *
     * @throws IllegalStateException where the change does not fit this graph: it has to be built anew then
     */
    public GraphSnapshot with(GraphChange change, long revision) {
        if (!parts.whole()) {
            throw new IllegalStateException("links were left out that the change may bring back");
        }
        SoftReference<GraphSnapshot> made = ordered;
        GraphSnapshot base = made == null ? null : made.get();
        GraphSnapshot next = new Patch(base == null ? this : base, change).apply(revision);
        int links = next.requirementCount() + next.supplyCount();
        return next.stale() <= Math.max(FEW_CHANGES, links / LINKS_A_CHANGE) ? next : next.rebuilt();
    }

    /** The same graph with nodes numbered by id and none missing; made when first asked for, linear in links. */
    GraphSnapshot ordered() {
        if (parts.nodes().isOrdered()) {
            return this;
        }
        SoftReference<GraphSnapshot> made = ordered;
        GraphSnapshot graph = made == null ? null : made.get();
        if (graph == null) {
            // Two threads may both make it, to the same effect
            graph = rebuilt();
            ordered = new SoftReference<>(graph);
        }
        return graph;
    }

    private GraphSnapshot rebuilt() {
        int[] numbers = parts.nodes().inOrder();
        List<GraphNode> nodes = new ArrayList<>(numbers.length);
        int[] place = new int[parts.nodes().size()];
        for (int number : numbers) {
            place[number] = nodes.size();
            nodes.add(nodeAt(number));
        }
        GraphBuilder builder = new GraphBuilder(nodes);
        LinkTable links = parts.links();
        for (int from : numbers) {
            Arcs.Block row = parts.forward().of(from);
            for (int arc = row.begin(from); arc < row.end(from); arc++) {
                int link = row.link(arc);
                // Each link once, though a supply to a named recipient has two arcs
                if (link >= 0 && row.target(arc) == links.to(link)) {
                    builder.copy(links, link, place);
                }
            }
        }
        return builder.build(parts.revision());
    }

    /** The revision of the catalogue that this is; 0 is the empty catalogue. */
    public long revision() {
        return parts.revision();
    }

    public int nodeCount() {
        return parts.nodes().count();
    }

    public int requirementCount() {
        return parts.requirements();
    }

    public int supplyCount() {
        return parts.supplies();
    }

    /** Arcs of every kind; a supply to a named recipient is two. */
    public int arcCount() {
        return parts.forward().size();
    }

    public Optional<GraphNode> node(String id) {
        int found = parts.nodes().indexOf(id);
        return found < 0 ? Optional.empty() : Optional.of(nodeAt(found));
    }

    int indexOf(String id) {
        int found = parts.nodes().indexOf(id);
        if (found < 0) {
            throw new IllegalArgumentException("node: " + id + " (expected: one of the graph)");
        }
        return found;
    }

    GraphNode nodeAt(int at) {
        return parts.nodes().at(at);
    }

    NodeTable nodes() {
        return parts.nodes();
    }

    int stale() {
        return parts.stale();
    }

    /** The number of a link as the facts have it, {@link NodeTable#MISSING} where there is none like it. */
    int linkNumber(GraphLink link) {
        int from = parts.nodes().indexOf(link.from());
        int to = parts.nodes().indexOf(link.to().get(0));
        if (from >= 0 && to >= 0) {
            Arcs.Block row = parts.forward().of(from);
            for (int arc = row.first(from, to); arc < row.end(from) && row.target(arc) == to; arc++) {
                int number = row.link(arc);
                if (number >= 0
                        && parts.links().kind(number) == link.kind()
                        && parts.links().to(number) == to
                        && parts.links().id(number).equals(link.id())) {
                    return number;
                }
            }
        }
        return NodeTable.MISSING;
    }

    /** Of an ordered snapshot. Made when first asked for; two threads may both make it, to the same effect. */
    StopNet net(StopRules rules) {
        SoftReference<StopNet> last = lastNet;
        StopNet net = last == null ? null : last.get();
        if (net == null || !net.rules().equals(rules)) {
            net = StopNet.of(this, rules);
            lastNet = new SoftReference<>(net);
        }
        return net;
    }

    /**
     * The hub of a direction; null the first time, for it takes longer to find than one search does: a snapshot that is
     * soon replaced is not worth it. Two threads may both make it, to the same effect.
     */
    @Nullable
    Hub hub(Direction direction, Kinds through) {
        int place = direction.ordinal() * Kinds.COUNT + through.bits();
        Hub hub = hubs.get(place);
        if (hub == null && hubsWanted.incrementAndGet(place) > 1) {
            hub = Hub.of(this, direction, through);
            hubs.set(place, hub);
        }
        return hub;
    }

    LinkTable links() {
        return parts.links();
    }

    Arcs arcs(Direction direction) {
        return direction == Direction.DOWNSTREAM ? parts.forward() : parts.backward();
    }
}
