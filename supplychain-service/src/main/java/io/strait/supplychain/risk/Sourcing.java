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
 * and the makers of all other areas share the market in the same way. Where statements add up to more than 100 they are
 * scaled. Negligible is from 0 to {@link Concentration#NEGLIGIBLE_UP_TO}, and taken as 0.
 *
 * <p>What a customer buys of somebody by name (or its area does) goes before the market: stated shares of its purchase
 * hold; named suppliers without one share what is left; if there are none, the market does, in its own proportions.
 *
 * <p>Shares in percent; {@link Source#given} of all sources add up to 100. Immutable.
 */
public record Sourcing(String input, List<Source> sources) {
    private static final double ALL = 100;

    /**
     * @param supplier null for unnamed ones
     * @param area where it is at home, null where unknown
     * @param given what is taken where one number is needed, {@code low} to {@code high} but for scaling
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
            return supplier != null ? supplier : area == null ? "others" : "others in " + area;
        }

        public boolean isCertain() {
            return low == high;
        }

        private Source times(double factor) {
            return new Source(supplier, area, low * factor, given * factor, high * factor, supply);
        }
    }

    public Sourcing {
        sources = List.copyOf(sources);
    }

    /** The world market of an input. Without anybody on record it is one unnamed source. */
    public static Sourcing ofMarket(FactBook book, String input) {
        List<Supply> market = book.suppliesOf(input).stream()
                .filter(supply -> supply.recipient() == null)
                .toList();
        Map<String, Supply> areas = new TreeMap<>();
        Map<String, List<Supply>> makers = new TreeMap<>();
        for (Supply supply : market) {
            String area = area(book, supply);
            if (isArea(book, supply.supplier())) {
                areas.putIfAbsent(area == null ? supply.supplier() : area, supply);
            } else {
                makers.computeIfAbsent(area == null ? "" : area, none -> new ArrayList<>())
                        .add(supply);
            }
        }
        List<Source> stated = new ArrayList<>();
        List<Supply> others = new ArrayList<>();
        areas.forEach((area, supply) -> {
            List<Supply> members = makers.getOrDefault(area, List.of());
            if (supply.share() instanceof Share.Unknown) {
                // It says no more than that there are makers.
                others.addAll(members.isEmpty() ? List.of(supply) : members);
            } else {
                Source whole = source(book, supply, 0, 0);
                stated.addAll(divide(book, members, List.of(), whole, area));
            }
            makers.remove(area);
        });
        makers.values().forEach(others::addAll);
        return new Sourcing(
                input, scaled(divide(book, others, stated, new Source(null, null, ALL, ALL, ALL, null), null)));
    }

    /** What a customer buys. */
    public static Sourcing ofPurchase(FactBook book, String input, String customer) {
        List<Supply> named = namedFor(book, input, customer);
        Sourcing market = ofMarket(book, input);
        if (named.isEmpty()) {
            return market;
        }
        List<Source> stated = new ArrayList<>();
        List<Supply> unstated = new ArrayList<>();
        for (Supply supply : named) {
            boolean area = isArea(book, supply.supplier());
            if (!(supply.share() instanceof Share.Unknown)) {
                Source whole = source(book, supply, 0, 0);
                stated.addAll(area ? market.withinArea(whole) : List.of(whole));
            } else if (!area || market.sources.stream().noneMatch(source -> sameArea(source, area(book, supply)))) {
                unstated.add(supply);
            }
        }
        Source all = new Source(null, null, ALL, ALL, ALL, null);
        if (!unstated.isEmpty()) {
            return new Sourcing(input, scaled(divide(book, unstated, stated, all, null)));
        }
        double left = Math.max(0, ALL - given(stated));
        List<Source> rest = market.sources.stream()
                .filter(source -> stated.stream().noneMatch(one -> sameMaker(one, source)))
                .toList();
        double restGiven = given(rest);
        List<Source> bought = new ArrayList<>(stated);
        if (left > 0 && restGiven > 0) {
            rest.forEach(source -> bought.add(source.times(left / restGiven)));
        } else if (left > 0) {
            bought.add(new Source(null, null, 0, left, left, null));
        }
        return new Sourcing(input, scaled(bought));
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

    private List<Source> withinArea(Source whole) {
        List<Source> members = sources.stream()
                .filter(source -> sameArea(source, whole.area()))
                .toList();
        double sum = given(members);
        if (sum <= 0) {
            return List.of(new Source(null, whole.area(), whole.low(), whole.given(), whole.high(), whole.supply()));
        }
        return members.stream()
                .map(member -> new Source(
                        member.supplier(),
                        member.area(),
                        whole.low() * member.given() / sum,
                        whole.given() * member.given() / sum,
                        whole.high() * member.given() / sum,
                        whole.supply()))
                .toList();
    }

    /** Shares a whole among makers: what is stated, then what is left. */
    private static List<Source> divide(
            FactBook book, List<Supply> makers, List<Source> alreadyStated, Source whole, @Nullable String area) {
        List<Source> sources = new ArrayList<>(alreadyStated);
        List<Supply> unknown = new ArrayList<>();
        for (Supply supply : makers) {
            if (supply.share() instanceof Share.Unknown) {
                unknown.add(supply);
            } else {
                sources.add(source(book, supply, 0, 0));
            }
        }
        double low = 0;
        double given = 0;
        double high = 0;
        for (Source source : sources) {
            low += source.low();
            given += source.given();
            high += source.high();
        }
        double most = Math.max(0, whole.high() - low);
        double left = Math.max(0, whole.given() - given);
        double least = Math.min(left, Math.max(0, whole.low() - high));
        if (unknown.isEmpty() && most > 0) {
            // Where all is stated exactly, most, left and least are one number.
            sources.add(new Source(null, area, least, left, most, null));
        }
        for (Supply supply : unknown) {
            Source source = source(book, supply, left / unknown.size(), most);
            sources.add(
                    unknown.size() > 1
                            ? source
                            : new Source(source.supplier(), source.area(), least, left, most, source.supply()));
        }
        return sources;
    }

    private static Source source(FactBook book, Supply supply, double ifUnknown, double atMost) {
        double low = 0;
        double given = ifUnknown;
        double high = atMost;
        if (supply.share() instanceof Share.Known known) {
            low = known.low().doubleValue();
            high = known.high().doubleValue();
            given = (low + high) / 2;
        } else if (supply.share() instanceof Share.Negligible) {
            given = 0;
            high = Concentration.NEGLIGIBLE_UP_TO;
        }
        String supplier = isArea(book, supply.supplier()) ? null : supply.supplier();
        return new Source(supplier, area(book, supply), low, given, high, supply.id());
    }

    private static List<Source> scaled(List<Source> sources) {
        double sum = given(sources);
        if (sum <= 0 || Math.abs(sum - ALL) < 1e-9) {
            return sources;
        }
        return sources.stream()
                .map(source -> new Source(
                        source.supplier(),
                        source.area(),
                        source.low(),
                        source.given() * ALL / sum,
                        source.high(),
                        source.supply()))
                .toList();
    }

    private static double given(List<Source> sources) {
        return sources.stream().mapToDouble(Source::given).sum();
    }

    private static boolean sameMaker(Source one, Source other) {
        return one.supplier() == null
                ? other.supplier() == null && one.area() != null && one.area().equals(other.area())
                : one.supplier().equals(other.supplier());
    }

    private static boolean sameArea(Source source, @Nullable String area) {
        return area != null && area.equals(source.area());
    }

    private static boolean isArea(FactBook book, String node) {
        return book.node(node).map(Node::kind).filter(NodeKind.AREA::equals).isPresent();
    }

    private static @Nullable String area(FactBook book, Supply supply) {
        return supply.areaOfOrigin() != null ? supply.areaOfOrigin() : book.areaOf(supply.supplier());
    }
}
