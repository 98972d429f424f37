package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.risk.Sourcing.Source;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who delivers nothing: suppliers, goods that are not to be had at all, and everybody at home in some areas. Immutable.
 *
 * @param areas ISO 3166-1 alpha-3
 */
public record Failing(Set<String> nodes, Set<String> areas) {
    public Failing {
        nodes = Set.copyOf(nodes);
        areas = Set.copyOf(areas);
    }

    /** Nodes that are areas stand for who is at home there. */
    public static Failing of(FactBook book, Collection<String> nodes, Collection<String> areas) {
        Set<String> all = new TreeSet<>(areas);
        for (String id : nodes) {
            Node node = book.node(id).orElseThrow();
            String area = node.area();
            if (node.kind() == NodeKind.AREA && area != null) {
                all.add(area);
            }
        }
        return new Failing(Set.copyOf(nodes), all);
    }

    boolean hits(Source source) {
        return (source.supplier() != null && nodes.contains(source.supplier()))
                || (source.area() != null && areas.contains(source.area()));
    }

    /** Nobody knows where it is at home. */
    private boolean mayHit(Source source) {
        return !areas.isEmpty() && source.area() == null;
    }

    /** Which part of a purchase is lost, 0 to 1. */
    Estimate lost(Sourcing from) {
        if (nodes.contains(from.input())) {
            return Estimate.exactly(1);
        }
        double leastHit = 0;
        double hit = 0;
        double mostHit = 0;
        double leastSpared = 0;
        double mostSpared = 0;
        for (Source source : from.sources()) {
            if (hits(source)) {
                leastHit += source.low();
                hit += source.given();
                mostHit += source.high();
            } else if (mayHit(source)) {
                mostHit += source.high();
                mostSpared += source.high();
            } else {
                leastSpared += source.low();
                mostSpared += source.high();
            }
        }
        return Estimate.around(
                part(Math.max(leastHit, 100 - mostSpared)), part(hit), part(Math.min(mostHit, 100 - leastSpared)));
    }

    /** What rounding leaves of nothing must not look like a small loss that a stock lasts for thousands of years. */
    private static double part(double percent) {
        return percent < 1e-7 ? 0 : Math.min(1, percent / 100);
    }
}
