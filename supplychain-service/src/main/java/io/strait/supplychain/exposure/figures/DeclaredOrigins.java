package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.risk.Concentration;
import io.strait.supplychain.risk.Interval;
import io.strait.supplychain.risk.Sourcing;
import io.strait.supplychain.risk.SupplierShare;
import java.util.List;
import java.util.Objects;
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

    /** Percent: at least, as taken where one number is needed, at most. */
    public record Range(double low, double given, double high) {
        public static final Range NONE = new Range(0, 0, 0);

        /** {@code given} is a convention and may lie outside of what was stated, where statements were scaled. */
        private static Range around(double given, Interval range) {
            return new Range(Math.min(given, range.low()), given, Math.max(given, range.high()));
        }
    }

    public static DeclaredOrigins of(FactBook book, String input, String area) {
        String customer = book.nodes().stream()
                .filter(node -> node.kind() == NodeKind.AREA && area.equals(node.area()))
                .map(Node::id)
                .findFirst()
                .orElse(null);
        Sourcing sourcing =
                customer == null ? Sourcing.ofMarket(book, input) : Sourcing.ofPurchase(book, input, customer);
        SortedMap<String, Range> areas = new TreeMap<>();
        for (Sourcing.Source source : sourcing.sources()) {
            String home = source.area();
            if (home != null) {
                areas.computeIfAbsent(home, of -> range(sourcing, of));
            }
        }
        return new DeclaredOrigins(
                area,
                customer,
                areas,
                range(sourcing, null),
                sourcing.sources().stream().filter(source -> source.high() > 0).toList());
    }

    private static Range range(Sourcing sourcing, @Nullable String home) {
        double given = sourcing.sources().stream()
                .filter(source -> Objects.equals(home, source.area()))
                .mapToDouble(Sourcing.Source::given)
                .sum();
        return Range.around(given, sourcing.ofArea(home));
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
