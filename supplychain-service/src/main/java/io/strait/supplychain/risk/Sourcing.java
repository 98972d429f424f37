package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From whom an input comes, as far as the catalogue says, with the range that it leaves: the one reading of supplies that
 * systemic risk, scenarios and exposure share.
 *
 * <p>Convention. What an area has on record and what its organisations have are two views of one market. So the makers
 * at home in an area share what the area has: those whose share is stated have it, the others what is left in equal
 * parts, each from nothing to all of it; where there is no other, unnamed makers of that area have what is left. Areas
 * and the makers of all other areas share the market in the same way. Where statements add up to more than 100, each
 * gives of what it has beyond the low end of its range; where the low ends alone do, all are scaled. Negligible is from 0 to {@link Concentration#NEGLIGIBLE_UP_TO}, and taken as 0.
 *
 * <p>What a customer buys of somebody by name (or its area does) goes before the market: stated shares of its purchase
 * hold; named suppliers without one share what is left; if there are none, the market does, in its own proportions.
 *
 * <p>What is not known can be drawn: see {@link #draws()} and {@link #shares}. Stated ranges are drawn as they are, and
 * who shares what is left gets a random part of it, so that no draw contradicts what an area is stated to have.
 *
 * <p>Shares in percent; those of all sources add up to 100. Immutable.
 */
public final class Sourcing {
    private final String input;
    private final SourceMix mix;
    private final List<Source> sources;

    /**
     * @param supplier null for unnamed ones
     * @param area where it is at home, null where unknown
     * @param given what is taken where one number is needed
     * @param supply the fact that it rests on, null where it rests on what the others leave
     */
    public record Source(
            @Nullable String supplier,
            @Nullable String area,
            double low,
            double given,
            double high,
            @Nullable String supply) {
        /** What a reader calls it. */
        public String name() {
            return name(supplier, area);
        }

        /** What readers call a maker that may have no name. */
        public static String name(@Nullable String supplier, @Nullable String area) {
            return supplier != null ? supplier : area == null ? "others" : "others in " + area;
        }

        public boolean isCertain() {
            return low == high;
        }
    }

    /**
     * One number that is not known: a share that is stated as a range, or who gets which part of what is left.
     *
     * @param key tells it from all others of the same sourcing
     * @param of whose share it decides on
     * @param fact the fact that leaves it open; of unnamed makers the input
     * @param shares the range of that share, where {@code low} to {@code high} is a weight
     */
    public record Draw(String key, String of, String fact, double low, double given, double high, Interval shares) {}

    private Sourcing(String input, SourceMix mix) {
        this.input = input;
        this.mix = mix;
        this.sources = mix.sources();
    }

    public String input() {
        return input;
    }

    public List<Source> sources() {
        return sources;
    }

    /**
     * From where to where what all sources of an area have together can be: less wide than the sum of their ranges, for
     * they share what the area has.
     *
     * @param area null for the sources of which no area is known
     */
    public Interval ofArea(@Nullable String area) {
        return mix.ofArea(area);
    }

    /** What is not known, in a fixed order. */
    public List<Draw> draws() {
        return mix.draws();
    }

    /**
     * The shares for a value of each {@link #draws() draw}.
     *
     * @return percent of each source, in their order, adding up to 100
     */
    public double[] shares(double[] drawn) {
        return mix.shares(drawn);
    }

    /** The world market of an input. Without anybody on record it is one unnamed source. */
    public static Sourcing ofMarket(FactBook book, String input) {
        Map<String, Supply> areas = new TreeMap<>();
        Map<String, List<Supply>> makers = new TreeMap<>();
        for (Supply supply : book.suppliesOf(input)) {
            if (supply.recipient() == null) {
                String area = book.originOf(supply);
                if (isArea(book, supply.supplier())) {
                    areas.putIfAbsent(area == null ? supply.supplier() : area, supply);
                } else {
                    makers.computeIfAbsent(area == null ? "" : area, none -> new ArrayList<>())
                            .add(supply);
                }
            }
        }
        SourceMix.Builder mix = new SourceMix.Builder(input, null);
        List<Supply> others = new ArrayList<>();
        areas.forEach((area, supply) -> {
            List<Supply> members = makers.getOrDefault(area, List.of());
            makers.remove(area);
            if (supply.share() instanceof Share.Unknown) {
                // It says no more than that there are makers.
                others.addAll(members.isEmpty() ? List.of(supply) : members);
            } else {
                int pot = mix.pot(area, range(supply.share()), supply.id());
                members.forEach(member -> add(mix, pot, book, member));
            }
        });
        makers.values().forEach(others::addAll);
        others.forEach(supply -> add(mix, SourceMix.WORLD, book, supply));
        return new Sourcing(input, mix.build());
    }

    /** What a customer buys. */
    public static Sourcing ofPurchase(FactBook book, String input, String customer) {
        return ofPurchase(book, ofMarket(book, input), customer);
    }

    /** What a customer buys; the market itself where nothing is said of the customer. */
    public static Sourcing ofPurchase(FactBook book, Sourcing market, String customer) {
        String input = market.input();
        List<Supply> named = namedFor(book, input, customer);
        if (named.isEmpty()) {
            return market;
        }
        SourceMix.Builder mix = new SourceMix.Builder(input, market.mix);
        List<Supply> unstated = new ArrayList<>();
        for (Supply supply : named) {
            String area = book.originOf(supply);
            boolean isArea = isArea(book, supply.supplier());
            boolean inMarket = market.sources.stream().anyMatch(source -> isIn(source, area));
            if (supply.share() instanceof Share.Unknown) {
                // That an area of the market delivers says nothing new.
                if (!isArea || !inMarket) {
                    unstated.add(supply);
                }
            } else if (isArea) {
                int pot = mix.pot(area == null ? supply.supplier() : area, range(supply.share()), supply.id());
                for (int i = 0; i < market.sources.size(); i++) {
                    if (isIn(market.sources.get(i), area)) {
                        mix.asInMarket(pot, i);
                    }
                }
            } else {
                add(mix, SourceMix.WORLD, book, supply);
            }
        }
        unstated.forEach(supply -> add(mix, SourceMix.WORLD, book, supply));
        if (unstated.isEmpty()) {
            for (int i = 0; i < market.sources.size(); i++) {
                mix.asInMarket(SourceMix.WORLD, i);
            }
        }
        return new Sourcing(input, mix.build());
    }

    private static void add(SourceMix.Builder mix, int pot, FactBook book, Supply supply) {
        String supplier = isArea(book, supply.supplier()) ? null : supply.supplier();
        if (supply.share() instanceof Share.Unknown) {
            mix.unknown(pot, supplier, book.originOf(supply), supply.id());
        } else {
            mix.stated(pot, supplier, book.originOf(supply), supply.id(), range(supply.share()));
        }
    }

    private static Interval range(Share share) {
        return share instanceof Share.Known known
                ? new Interval(known.low().doubleValue(), known.high().doubleValue())
                : new Interval(0, Concentration.NEGLIGIBLE_UP_TO);
    }

    private static List<Supply> namedFor(FactBook book, String input, String customer) {
        List<Supply> exact = book.suppliesOf(input).stream()
                .filter(supply -> customer.equals(supply.recipient()))
                .toList();
        String area = book.areaOf(customer);
        if (!exact.isEmpty() || area == null) {
            return exact;
        }
        return book.suppliesOf(input).stream()
                .filter(supply -> supply.recipient() != null
                        && isArea(book, supply.recipient())
                        && area.equals(book.areaOf(supply.recipient())))
                .toList();
    }

    private static boolean isIn(Source source, @Nullable String area) {
        return area != null && area.equals(source.area());
    }

    private static boolean isArea(FactBook book, String node) {
        return book.node(node).map(Node::kind).filter(NodeKind.AREA::equals).isPresent();
    }
}
