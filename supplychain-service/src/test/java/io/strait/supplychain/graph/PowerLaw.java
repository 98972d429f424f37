package io.strait.supplychain.graph;

import java.util.List;
import java.util.Random;

/** Large graphs of a fixed seed: a few hubs, many leaves, cycles, half requirements and half supplies. */
final class PowerLaw {
    private PowerLaw() {}

    /**
     * Three of ten nodes are goods, the others organisations. Organisations need goods and supply goods; both are drawn
     * with a density that falls as a power of their number. One supply in four is to a named recipient.
     */
    static GraphSource source(int nodes, int links, long seed) {
        Random random = new Random(seed);
        int goods = nodes * 3 / 10;
        GraphSource source = new GraphSource();
        for (int i = 0; i < nodes; i++) {
            source.put(
                    new GraphNode(name(i), i < goods ? "material" : "organisation", name(i), null, false, List.of()));
        }
        for (int i = 0; i < links; i++) {
            String good = name(draw(random, goods));
            String firm = name(goods + draw(random, nodes - goods));
            if (i % 2 == 0) {
                source.put(GraphLink.requirement("r" + i, firm, good, essentiality(random)));
            } else {
                String whom = random.nextInt(4) == 0 ? name(goods + draw(random, nodes - goods)) : null;
                source.put(GraphLink.supply("s" + i, firm, good, firm.equals(whom) ? null : whom));
            }
        }
        return source;
    }

    private static Essentiality essentiality(Random random) {
        return Essentiality.values()[random.nextInt(4)];
    }

    /** Small numbers often, large ones seldom. */
    private static int draw(Random random, int bound) {
        double u = random.nextDouble();
        return (int) (bound * u * u * u);
    }

    static String name(int node) {
        return "n" + node;
    }
}
