package io.strait.supplychain.graph;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes a snapshot of all facts: the nodes first, then one link after another, which need not be kept. Linear in links.
 * Not thread-safe.
 */
public final class GraphBuilder {
    private final NodeTable nodes;
    private final LinkColumns.Builder requirements = new LinkColumns.Builder(false);
    private final LinkColumns.Builder supplies = new LinkColumns.Builder(true);
    private boolean whole = true;

    public GraphBuilder(Collection<GraphNode> facts) {
        nodes = NodeTable.of(facts);
    }

    /** One whose ends are not all there is left out: the catalogue does not allow it. */
    public void add(GraphLink link) {
        int from = nodes.indexOf(link.from());
        int to = nodes.indexOf(link.to().get(0));
        int recipient = link.to().size() == 1
                ? LinkTable.ANYONE
                : nodes.indexOf(link.to().get(1));
        if (from < 0 || to < 0 || recipient == NodeTable.MISSING) {
            whole = false;
            return;
        }
        add(link.kind(), from, to, recipient, link.essentiality(), LinkTable.ownId(link));
    }

    /** A link of another table, whose node n has the number {@code place[n]} here. */
    void copy(LinkTable links, int link, int[] place) {
        boolean requirement = links.kind(link) == LinkKind.REQUIREMENT;
        int recipient = requirement ? LinkTable.ANYONE : links.recipient(link);
        add(
                links.kind(link),
                place[links.from(link)],
                place[links.to(link)],
                recipient == LinkTable.ANYONE ? recipient : place[recipient],
                requirement ? links.essentiality(link) : Essentiality.UNKNOWN,
                links.ownId(link));
    }

    /** The same with ends that are known to be there. */
    private void add(
            LinkKind kind, int from, int to, int recipient, Essentiality essentiality, @Nullable String ownId) {
        switch (kind) {
            case REQUIREMENT -> requirements.add(from, to, recipient, essentiality.ordinal(), ownId);
            case SUPPLY -> supplies.add(from, to, recipient, essentiality.ordinal(), ownId);
            case TYPE -> throw new IllegalArgumentException("nesting is part of the node");
        }
    }

    public GraphSnapshot build(long revision) {
        LinkTable links = new LinkTable(nodes, requirements.build(), supplies.build());
        Arcs.Builder arcs = new Arcs.Builder();
        for (int link = 0; link < links.size(); link++) {
            arcs.add(links.from(link), links.to(link), link);
            if (links.hasOtherEnd(link)) {
                arcs.add(links.from(link), links.recipient(link), link);
            }
        }
        for (int node = 0; node < nodes.size(); node++) {
            for (String wider : nodes.at(node).typeOf()) {
                int to = nodes.indexOf(wider);
                if (to < 0) {
                    whole = false;
                } else {
                    arcs.add(node, to, ~node);
                }
            }
        }
        return new GraphSnapshot(new GraphSnapshot.Parts(
                revision,
                nodes,
                links,
                arcs.forward(nodes.size(), links),
                arcs.backward(nodes.size(), links),
                requirements.size(),
                supplies.size(),
                0,
                whole));
    }
}
