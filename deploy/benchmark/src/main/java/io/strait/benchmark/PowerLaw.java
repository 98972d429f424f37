package io.strait.benchmark;

import io.strait.supplychain.graph.Essentiality;
import io.strait.supplychain.graph.GraphBuilder;
import io.strait.supplychain.graph.GraphLink;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A made-up graph of a fixed seed: a few hubs, many leaves, cycles, half requirements and half supplies. Three of ten
 * nodes are goods, the others organisations. Organisations need goods and supply goods; both are drawn with a density
 * that falls as a power of their number. One supply in four is to a named recipient; one link in two has an id that does
 * not follow from its ends.
 *
 * @param links how many; ten times as many as nodes, say, for more would be hard to draw without a repetition
 */
record PowerLaw(int nodes, int links, long seed) {
    static final long SEED = 20190704;
    private static final int ANYONE = -1;

    static PowerLaw ofLinks(int links) {
        return new PowerLaw(links / 10, links, SEED);
    }

    int goods() {
        return nodes * 3 / 10;
    }

    String name(int node) {
        return "n" + node;
    }

    GraphNode node(int number) {
        return new GraphNode(
                name(number), number < goods() ? "material" : "organisation", "Node " + number, null, false, List.of());
    }

    /** All links, the same in every call. */
    void eachLink(Consumer<GraphLink> taker) {
        Random random = new Random(seed);
        Set<Long> taken = new HashSet<>(links * 2);
        for (int made = 0; made < links; ) {
            boolean supply = made % 2 == 1;
            int good = draw(random, goods());
            int firm = goods() + draw(random, nodes - goods());
            int whom = supply && random.nextInt(4) == 0 ? goods() + draw(random, nodes - goods()) : ANYONE;
            Essentiality essentiality = Essentiality.values()[random.nextInt(4)];
            // Node numbers below a million: three of them fit a long
            long key = ((supply ? 1L << 20 : 0) + whom + 1) << 40 | (long) good << 20 | firm;
            if (whom != firm && taken.add(key)) {
                taker.accept(supply ? supply(made, firm, good, whom) : requirement(made, firm, good, essentiality));
                made++;
            }
        }
    }

    private GraphLink requirement(int made, int firm, int good, Essentiality essentiality) {
        String id = made % 4 == 0 ? "link-" + made : name(firm) + "_needs_" + name(good);
        return GraphLink.requirement(id, name(firm), name(good), essentiality);
    }

    private GraphLink supply(int made, int firm, int good, int whom) {
        @Nullable String recipient = whom == ANYONE ? null : name(whom);
        String follows = name(firm) + "_supplies_" + name(good) + (recipient == null ? "" : "_to_" + recipient);
        return GraphLink.supply(made % 4 == 1 ? "link-" + made : follows, name(firm), name(good), recipient);
    }

    GraphSnapshot snapshot() {
        GraphBuilder builder = new GraphBuilder(allNodes());
        eachLink(builder::add);
        return builder.build(1);
    }

    List<GraphNode> allNodes() {
        List<GraphNode> all = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            all.add(node(node));
        }
        return all;
    }

    /** Small numbers often, large ones seldom. */
    private static int draw(Random random, int bound) {
        double u = random.nextDouble();
        return (int) (bound * u * u * u);
    }
}
