package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is lost when some firms lose a part of what they make, and which nodes lose most.
 *
 * @param firms how many firms are hit
 * @param losers by what they lose of all output, the largest first
 */
public record NodeShock(Esri.Scores scores, int firms, List<Loser> losers) {
    /**
     * @param lost which part of its own output a node loses, 0 to 1
     * @param ofAll which part of all output that is
     */
    public record Loser(Node node, double lost, double ofAll) {}

    public NodeShock {
        losers = List.copyOf(losers);
    }

    /** @param capacityLeft of each firm, 0 to 1 */
    public static NodeShock of(FactBook book, Firms firms, Esri esri, FirmNetwork network, double[] capacityLeft) {
        Esri.Run run = esri.run();
        Esri.Scores scores = run.of(capacityLeft);
        double[] downstream = run.downstreamLeft();
        double[] upstream = run.upstreamLeft();
        double all = 0;
        for (int firm = 0; firm < network.firms(); firm++) {
            all += network.outStrength(firm);
        }
        Map<String, List<Integer>> byNode = firms.byNode();
        List<Loser> losers = new ArrayList<>();
        for (Node node : book.nodes()) {
            double own = 0;
            double lost = 0;
            for (int firm : firmsOf(node, byNode)) {
                double out = network.outStrength(firm);
                own += out;
                lost += out * (1 - Math.min(downstream[firm], upstream[firm]));
            }
            if (lost > 0) {
                losers.add(new Loser(node, lost / own, lost / all));
            }
        }
        losers.sort(Comparator.comparingDouble(Loser::ofAll).reversed());
        return new NodeShock(
                scores,
                (int) Arrays.stream(capacityLeft).filter(left -> left < 1).count(),
                losers);
    }

    /** @param byNode {@link Firms#byNode()} */
    public static List<Integer> firmsOf(Node node, Map<String, List<Integer>> byNode) {
        String area = node.area();
        return switch (node.kind()) {
            case AREA -> area == null ? List.of() : byNode.getOrDefault(area, List.of());
            default -> byNode.getOrDefault(node.id(), List.of());
        };
    }
}
