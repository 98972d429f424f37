package io.strait.supplychain.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The facts behind the arcs of a {@link StopNet}, looked up where an answer shows them. Immutable and thread-safe. */
record Evidence(StopNet net) {
    /** Why {@code node} stops for want of {@code vertex}, an input or a group of suppliers. */
    List<Cause> causes(int node, int vertex) {
        List<Cause> causes = new ArrayList<>();
        int input = net.isGroup(vertex) ? net.groupInput(vertex) : vertex;
        if (input != node) {
            causes.add(requirement(input, node));
        }
        if (net.isGroup(vertex)) {
            supplies(vertex, input, node, causes);
        }
        return causes;
    }

    private Cause requirement(int input, int node) {
        GraphSnapshot graph = net.graph();
        Arcs.Block row = graph.arcs(Direction.UPSTREAM).of(node);
        for (int arc = row.first(node, input); arc < row.end(node) && row.target(arc) == input; arc++) {
            int link = row.link(arc);
            if (graph.links().kind(link) == LinkKind.REQUIREMENT
                    && net.rules().stopping().contains(graph.links().essentiality(link))) {
                return new Cause(
                        graph.nodeAt(input).id(),
                        LinkKind.REQUIREMENT,
                        graph.links().id(link));
            }
        }
        throw new IllegalStateException("an arc without a requirement");
    }

    private void supplies(int group, int input, int node, List<Cause> causes) {
        GraphSnapshot graph = net.graph();
        LinkTable links = graph.links();
        Set<Integer> suppliers = suppliers(group);
        Arcs.Block row = graph.arcs(Direction.UPSTREAM).of(input);
        for (int arc = row.begin(input); arc < row.end(input); arc++) {
            int link = row.link(arc);
            if (links.kind(link) == LinkKind.SUPPLY
                    && links.to(link) == input
                    && suppliers.contains(links.from(link))
                    && (node == input || links.recipient(link) == LinkTable.ANYONE || links.recipient(link) == node)) {
                causes.add(new Cause(graph.nodeAt(links.from(link)).id(), LinkKind.SUPPLY, links.id(link)));
            }
        }
    }

    private Set<Integer> suppliers(int group) {
        Set<Integer> suppliers = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(group));
        while (!open.isEmpty()) {
            int vertex = open.pop();
            if (!net.isGroup(vertex)) {
                suppliers.add(vertex);
                continue;
            }
            for (int at = net.firstChild(vertex); at < net.endOfChildren(vertex); at++) {
                open.push(net.child(at));
            }
        }
        return suppliers;
    }
}
