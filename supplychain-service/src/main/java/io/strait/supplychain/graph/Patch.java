package io.strait.supplychain.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the next snapshot from one and what has changed: as much work as the change and the blocks that it touches. The
 * two share everything else. Used once, by one thread.
 */
final class Patch {
    private final GraphSnapshot before;
    private final GraphChange change;
    private final NodeTable.Editor nodes;
    private final List<LinkTable.Added> added = new ArrayList<>();
    private final Arcs.Edits forward = new Arcs.Edits();
    private final Arcs.Edits backward = new Arcs.Edits();
    /** Numbers of the nodes that are gone. */
    private final Set<Integer> holes = new HashSet<>();

    private int requirements;
    private int supplies;

    Patch(GraphSnapshot before, GraphChange change) {
        this.before = before;
        this.change = change;
        nodes = before.nodes().edit();
        requirements = before.requirementCount();
        supplies = before.supplyCount();
    }

    /** @throws IllegalStateException where the change is none of that snapshot, or leaves a link without an end */
    GraphSnapshot apply(long revision) {
        change.removedLinks().forEach(this::remove);
        change.removedNodes().forEach(this::remove);
        change.addedNodes().forEach(node -> holes.remove(nodes.put(node)));
        holes.forEach(nodes::remove);
        change.addedNodes().forEach(this::nest);
        change.addedLinks().forEach(this::add);
        NodeTable nodesNow = nodes.table();
        LinkTable links = before.links().plus(nodesNow, added);
        GraphSnapshot after = new GraphSnapshot(new GraphSnapshot.Parts(
                revision,
                nodesNow,
                links,
                before.arcs(Direction.DOWNSTREAM).with(forward, nodesNow.size(), links),
                before.arcs(Direction.UPSTREAM).with(backward, nodesNow.size(), links),
                requirements,
                supplies,
                before.stale() + change.size(),
                true));
        for (int hole : holes) {
            demand(after.arcs(Direction.DOWNSTREAM).degree(hole)
                            + after.arcs(Direction.UPSTREAM).degree(hole)
                    == 0);
        }
        return after;
    }

    private void remove(GraphLink link) {
        int number = before.linkNumber(link);
        demand(number != NodeTable.MISSING);
        int recipient = link.kind() == LinkKind.SUPPLY ? before.links().recipient(number) : LinkTable.ANYONE;
        int from = before.links().from(number);
        forward.remove(from, number);
        backward.remove(before.links().to(number), number);
        if (recipient != LinkTable.ANYONE) {
            backward.remove(recipient, number);
        }
        count(link.kind(), -1);
    }

    private void remove(String id) {
        int number = before.nodes().indexOf(id);
        demand(number != NodeTable.MISSING && holes.add(number));
        for (String wider : before.nodeAt(number).typeOf()) {
            forward.remove(number, ~number);
            backward.remove(before.nodes().indexOf(wider), ~number);
        }
    }

    private void nest(GraphNode node) {
        int number = nodes.indexOf(node.id());
        for (String wider : node.typeOf()) {
            int to = existing(wider);
            forward.add(number, to, ~number);
            backward.add(to, number, ~number);
        }
    }

    private void add(GraphLink link) {
        int number = before.links().size() + added.size();
        int from = existing(link.from());
        int to = existing(link.to().get(0));
        int recipient =
                link.to().size() == 1 ? LinkTable.ANYONE : existing(link.to().get(1));
        added.add(new LinkTable.Added(link, from, to, recipient));
        forward.add(from, to, number);
        backward.add(to, from, number);
        if (recipient != LinkTable.ANYONE && recipient != to) {
            forward.add(from, recipient, number);
            backward.add(recipient, from, number);
        }
        count(link.kind(), 1);
    }

    private int existing(String id) {
        int number = nodes.indexOf(id);
        demand(number != NodeTable.MISSING);
        return number;
    }

    private void count(LinkKind kind, int more) {
        if (kind == LinkKind.REQUIREMENT) {
            requirements += more;
        } else {
            supplies += more;
        }
    }

    private static void demand(boolean fits) {
        if (!fits) {
            throw new IllegalStateException("the change does not fit the snapshot");
        }
    }
}
