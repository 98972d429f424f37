package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.risk.Concentration;
import io.strait.supplychain.risk.Sourcing;
import io.strait.supplychain.risk.SupplierShare;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From which areas the catalogue says that an area's purchase of an input comes: {@link Sourcing} of the area's purchase
 * where the area is a node, else of the world market, by area. Makers of one area share what the area has on record, so
 * what is on record of the area bounds their sum better than the sum of their bounds does.
 *
 * @param customer the node that buys; null where the world market was read
 * @param areas in percent of the purchase, by area
 * @param unplaced what suppliers of unknown areas and unnamed ones have
 * @param sources the suppliers that may have something
 */
public record DeclaredOrigins(
        String area,
        @Nullable String customer,
        SortedMap<String, Range> areas,
        Range unplaced,
        List<Sourcing.Source> sources) {
    private static final double ALL = 100;
    private static final double ROUNDING = 1e-9;

    /** Percent: at least, as taken where one number is needed, at most. */
    public record Range(double low, double given, double high) {
        public static final Range NONE = new Range(0, 0, 0);

        private Range plus(Sourcing.Source source) {
            return new Range(low + source.low(), given + source.given(), Math.min(ALL, high + source.high()));
        }

        /** {@code given} is a convention and may lie outside of what was stated, where statements were scaled. */
        private Range within(double least, double most) {
            double bottom = Math.min(given, Math.max(low, least));
            double top = Math.max(given, Math.min(high, most));
            return new Range(bottom, given, top);
        }
    }

    public static DeclaredOrigins of(FactBook book, String input, String area) {
        String customer = book.nodes().stream()
                .filter(node -> node.kind() == NodeKind.AREA && area.equals(node.area()))
                .map(Node::id)
                .findFirst()
                .orElse(null);
        Sourcing market = Sourcing.ofMarket(book, input);
        Sourcing sourcing = customer == null ? market : Sourcing.ofPurchase(book, input, customer);
        Map<String, Supply> facts = new HashMap<>();
        book.suppliesOf(input).forEach(supply -> facts.put(supply.id(), supply));
        SortedMap<String, Range> areas = new TreeMap<>();
        Range unplaced = Range.NONE;
        for (Sourcing.Source source : sourcing.sources()) {
            String home = source.area();
            if (home == null) {
                unplaced = unplaced.plus(source);
            } else {
                areas.put(home, areas.getOrDefault(home, Range.NONE).plus(source));
            }
        }
        areas.replaceAll((home, range) -> {
            Optional<Share.Known> stated = stated(book, input, home, customer, sourcing, facts);
            double scale = scale(home, sourcing, market, facts);
            return stated.map(share -> range.within(
                            share.low().doubleValue() * scale, share.high().doubleValue() * scale))
                    .orElse(range);
        });
        return new DeclaredOrigins(
                area,
                customer,
                areas,
                unplaced,
                sourcing.sources().stream().filter(source -> source.high() > 0).toList());
    }

    /** What is on record of an area: of the purchase where its sources rest on that, else of the market. */
    private static Optional<Share.Known> stated(
            FactBook book,
            String input,
            String home,
            @Nullable String customer,
            Sourcing sourcing,
            Map<String, Supply> facts) {
        boolean market = restsOnMarket(home, sourcing, facts);
        return book.suppliesOf(input).stream()
                .filter(supply -> market ? supply.recipient() == null : supply.recipient() != null)
                .filter(supply -> market || String.valueOf(customer).equals(supply.recipient()))
                .filter(supply -> book.node(supply.supplier())
                        .map(Node::kind)
                        .filter(NodeKind.AREA::equals)
                        .isPresent())
                .filter(supply -> home.equals(
                        supply.areaOfOrigin() != null ? supply.areaOfOrigin() : book.areaOf(supply.supplier())))
                .flatMap(supply -> supply.share() instanceof Share.Known known ? Optional.of(known).stream() : none())
                .findFirst();
    }

    private static java.util.stream.Stream<Share.Known> none() {
        return java.util.stream.Stream.empty();
    }

    private static boolean restsOnMarket(String home, Sourcing sourcing, Map<String, Supply> facts) {
        return sourcing.sources().stream()
                .filter(source -> home.equals(source.area()) && source.supply() != null)
                .map(source -> facts.get(source.supply()))
                .allMatch(supply -> supply == null || supply.recipient() == null);
    }

    /** Where others are bought of by name, the market has what is left, in its own proportions. */
    private static double scale(String home, Sourcing sourcing, Sourcing market, Map<String, Supply> facts) {
        double inMarket = given(home, market);
        return restsOnMarket(home, sourcing, facts) && inMarket > ROUNDING ? given(home, sourcing) / inMarket : 1;
    }

    private static double given(String home, Sourcing sourcing) {
        return sourcing.sources().stream()
                .filter(source -> home.equals(source.area()))
                .mapToDouble(Sourcing.Source::given)
                .sum();
    }

    /** What comes from within the area itself, and so is no import. */
    public Range domestic() {
        return areas.getOrDefault(area, Range.NONE);
    }

    /** Whether the catalogue has any supplier of a known area. */
    public boolean isKnown() {
        return !areas.isEmpty();
    }

    /** The range of another area. One that is not on record may be among the unplaced. */
    public Range of(String other) {
        return areas.getOrDefault(other, new Range(0, 0, unplaced.high()));
    }

    /**
     * The same in percent of what is imported: trade figures know nothing of what is made and bought within the area. The
     * ends are those of the least and the most that can be domestic.
     */
    public Range ofImports(String other) {
        Range range = of(other);
        Range home = domestic();
        return new Range(
                quotient(range.low(), ALL - home.low()),
                quotient(range.given(), ALL - home.given()),
                quotient(range.high(), ALL - home.high()));
    }

    private static double quotient(double part, double whole) {
        return part <= 0 ? 0 : part >= whole ? ALL : ALL * part / whole;
    }

    /** How concentrated the purchase is by area, with the range that is left open. */
    public Concentration concentration() {
        return Concentration.of(areas.entrySet().stream()
                .map(area -> new SupplierShare(
                        area.getKey(),
                        ObservedImports.share(
                                area.getValue().low(), area.getValue().high())))
                .toList());
    }
}
