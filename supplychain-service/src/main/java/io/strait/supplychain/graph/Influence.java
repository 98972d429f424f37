package io.strait.supplychain.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The influence vector of a graph whose amounts are not known: the inputs of a node count alike, and suppliers count as
 * inputs of what they supply. All methods are pure.
 *
 * @see InputOutput#influence
 */
public final class Influence {
    private Influence() {}

    /**
     * How much a shock to each node moves the whole. It sums to less than 1 where nodes have no input.
     *
     * @param labour the share of a node that is no input; above 0 and at most 1
     * @throws NotConvergedException where the bound comes first
     */
    public static Scores of(GraphSnapshot graph, Set<LinkKind> through, double labour, Convergence until) {
        Adjacency inputs = Adjacency.of(graph, Direction.UPSTREAM, through);
        List<WeightedArcs.Arc> shares = new ArrayList<>(inputs.targets().length);
        for (int node = 0; node < inputs.nodeCount(); node++) {
            for (int at = inputs.offsets()[node]; at < inputs.offsets()[node + 1]; at++) {
                shares.add(new WeightedArcs.Arc(inputs.targets()[at], node, 1.0 / inputs.degree(node)));
            }
        }
        return new Scores(
                graph, InputOutput.influence(WeightedArcs.of(inputs.nodeCount(), shares), labour, until), true);
    }
}
