package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a node buys to work: each input, from whom, and how many days of it are in stock. Direct suppliers only; what
 * theirs do over time is a scenario's.
 *
 * <p>A process that nobody on record delivers is done in house: what it needs is bought instead, and is as essential as
 * the weaker of the two. A stock of which nobody said is from none to a number of days, and taken as none. Immutable.
 */
public record Purchases(String node, List<Purchase> inputs) {
    /** @param essentiality of the input for the node, in house processes on the way counted in */
    public record Purchase(Requirement need, Essentiality essentiality, Sourcing from, Estimate stockDays) {
        public boolean isStockKnown() {
            return need.stockDays() != null;
        }
    }

    public Purchases {
        inputs = List.copyOf(inputs);
    }

    /** @param unknownStockUpTo the most days of a stock of which nobody said */
    public static Purchases of(FactBook book, String node, double unknownStockUpTo) {
        List<Purchase> inputs = new ArrayList<>();
        collect(book, node, node, Essentiality.CRITICAL, unknownStockUpTo, new HashSet<>(Set.of(node)), inputs);
        return new Purchases(node, inputs);
    }

    /** Whether it is a process that needs something and that nobody on record delivers. */
    static boolean isInHouse(FactBook book, String node) {
        return book.node(node).map(Node::kind).filter(NodeKind.PROCESS::equals).isPresent()
                && book.suppliesOf(node).isEmpty()
                && !book.needsOf(node).isEmpty();
    }

    private static void collect(
            FactBook book,
            String node,
            String user,
            Essentiality soFar,
            double unknownStockUpTo,
            Set<String> seen,
            List<Purchase> inputs) {
        for (Requirement need : book.needsOf(user)) {
            String input = need.input();
            Essentiality essentiality = weaker(soFar, need.essentiality());
            if (!isInHouse(book, input)) {
                inputs.add(new Purchase(
                        need,
                        essentiality,
                        Sourcing.ofPurchase(book, input, node),
                        stock(need.stockDays(), unknownStockUpTo)));
            } else if (seen.add(input)) {
                collect(book, node, input, essentiality, unknownStockUpTo, seen, inputs);
            }
        }
    }

    private static Estimate stock(@Nullable BigDecimal days, double upTo) {
        return days == null ? new Estimate(0, 0, upTo) : Estimate.exactly(days.doubleValue());
    }

    private static Essentiality weaker(Essentiality one, Essentiality other) {
        return rank(one) <= rank(other) ? one : other;
    }

    private static int rank(Essentiality essentiality) {
        return switch (essentiality) {
            case NOT -> 0;
            case IMPORTANT -> 1;
            case UNKNOWN -> 2;
            case CRITICAL -> 3;
        };
    }
}
