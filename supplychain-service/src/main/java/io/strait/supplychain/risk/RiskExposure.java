package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The Risk Exposure Index of suppliers or areas: what all customers together lose while one fails, as a part of what
 * they lose with the worst one. Source: as {@link TimeToSurvive}. Losses are days of each customer's output, and
 * customers count alike. Immutable.
 *
 * @param name the id of a supplier, or the code of an area
 * @param index 0 to 1, of the losses as given
 * @param customers how many lose something, in the worst case
 */
public record RiskExposure(String name, double index, Estimate unitsLost, int customers) {

    /** About how many sources are looked at. */
    public static long estimatedSteps(FactBook book, @Nullable String customer) {
        long steps = 0;
        for (String node : customers(book, customer)) {
            long sources = 0;
            for (var need : book.needsOf(node)) {
                sources += book.suppliesOf(need.input()).size() + 1;
            }
            steps += sources * sources;
        }
        return steps;
    }

    /**
     * The largest first, then by name.
     *
     * @param customer whose losses count, null for everybody's
     */
    public static List<RiskExposure> of(
            FactBook book, @Nullable String customer, boolean byArea, double daysToRecover, double unknownStockUpTo) {
        Map<String, List<Estimate>> losses = new TreeMap<>();
        for (String node : customers(book, customer)) {
            Purchases purchases = Purchases.of(book, node, unknownStockUpTo);
            for (String name : names(purchases, byArea)) {
                Failing failing = byArea ? new Failing(Set.of(), Set.of(name)) : new Failing(Set.of(name), Set.of());
                Estimate lost = Survival.of(purchases, failing, daysToRecover).unitsLost();
                losses.computeIfAbsent(name, none -> new ArrayList<>()).add(lost);
            }
        }
        List<String> names = List.copyOf(losses.keySet());
        List<Estimate> sums = names.stream()
                .map(name -> sum(losses.getOrDefault(name, List.of())))
                .toList();
        double[] index = TimeToSurvive.riskExposureIndex(
                sums.stream().mapToDouble(Estimate::given).toArray());
        List<RiskExposure> exposures = new ArrayList<>();
        for (int i = 0; i < index.length; i++) {
            int hit = (int) losses.getOrDefault(names.get(i), List.of()).stream()
                    .filter(lost -> lost.high() > 0)
                    .count();
            exposures.add(new RiskExposure(names.get(i), index[i], sums.get(i), hit));
        }
        exposures.sort(Comparator.comparingDouble(RiskExposure::index)
                .thenComparingDouble(exposure -> exposure.unitsLost().high())
                .reversed());
        return exposures;
    }

    private static Collection<String> customers(FactBook book, @Nullable String customer) {
        return customer != null
                ? List.of(customer)
                : book.nodes().stream()
                        .map(Node::id)
                        // What is done in house is lost by those who do it
                        .filter(node -> !book.needsOf(node).isEmpty() && !Purchases.isInHouse(book, node))
                        .toList();
    }

    private static Set<String> names(Purchases purchases, boolean byArea) {
        Set<String> names = new TreeSet<>();
        for (Purchases.Purchase purchase : purchases.inputs()) {
            for (Sourcing.Source source : purchase.from().sources()) {
                String name = byArea ? source.area() : source.supplier();
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static Estimate sum(List<Estimate> all) {
        return new Estimate(
                all.stream().mapToDouble(Estimate::low).sum(),
                all.stream().mapToDouble(Estimate::given).sum(),
                all.stream().mapToDouble(Estimate::high).sum());
    }
}
