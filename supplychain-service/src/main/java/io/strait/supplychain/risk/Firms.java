package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a revision as a network of firms, for systemic risk.
 *
 * <p>Convention. A firm is one maker of one good: whoever {@link Sourcing} names, unnamed ones too. An organisation or
 * site that needs inputs and delivers nothing on record is a firm that makes itself. The makers of a good together buy
 * one unit of each input that it needs, as {@link Needs} weighs it, each maker in proportion to its share of the market
 * (of the first purchase that names it, where the market does not), from whom {@link Sourcing#ofPurchase} says. A good that
 * nobody needs is bought by final customers, one unit. So firms weigh what they deliver, in units of goods and not in
 * money, which the catalogue does not know.
 *
 * <p>A critical input is essential, an input that is not is none. An important one and one of which nobody said are what
 * {@link Options} has: by default, output falls in proportion to them. Roles are of goods: where makers of one good
 * differ, the strictest counts for those who buy it.
 *
 * <p>Immutable and thread-safe.
 */
public final class Firms {
    private static final double NOTHING = 1e-12;

    /** @param supplier null for unnamed ones; {@code good} itself where it makes nothing on record */
    public record Firm(@Nullable String supplier, @Nullable String area, String good) {}

    /**
     * @param linear whether every input is non-essential, and nothing else counts
     * @param important what an important input is
     * @param unknown what an input is whose essentiality nobody said
     */
    public record Options(boolean linear, InputRole important, InputRole unknown) {
        public static final Options DEFAULT = new Options(false, InputRole.NON_ESSENTIAL, InputRole.NON_ESSENTIAL);
    }

    /**
     * What it rests on.
     *
     * @param unnamed firms without a name
     * @param unknownShares shares of markets and purchases that are to be drawn, because they are not known
     * @param unknownEssentialities inputs of which nobody said what happens without them
     * @param assumedAmounts firms whose inputs weigh a unit each, because amounts are unknown or of several units
     */
    public record Basis(
            int firms, int flows, int unnamed, int unknownShares, int unknownEssentialities, int assumedAmounts) {}

    private final List<Firm> firms;
    private final int[] products;
    private final int productCount;
    private final Map<Long, InputRole> roles;
    private final boolean linear;
    private final FirmShares shares;
    /** Of each firm: where its size is in the shares, -1 for 1. */
    private final int[] sizeAt;

    private final boolean[] isFinal;
    private final int[] from;
    private final int[] to;
    private final double[] weight;
    private final int[] shareAt;
    private final Basis basis;

    Firms(FirmsBuilder builder) {
        firms = List.copyOf(builder.firms);
        products = builder.products();
        productCount = builder.productCount();
        roles = Map.copyOf(builder.roles);
        linear = builder.options.linear();
        shares = builder.shares;
        sizeAt = builder.sizeAt();
        isFinal = builder.isFinal();
        from = builder.from.stream().mapToInt(Integer::intValue).toArray();
        to = builder.to.stream().mapToInt(Integer::intValue).toArray();
        weight = builder.weight.stream().mapToDouble(Double::doubleValue).toArray();
        shareAt = builder.shareAt.stream().mapToInt(Integer::intValue).toArray();
        basis = new Basis(
                firms.size(),
                from.length,
                (int) firms.stream().filter(firm -> firm.supplier() == null).count(),
                shares.unknowns().size(),
                builder.unknownEssentialities,
                builder.assumedAmounts);
    }

    public static Firms of(FactBook book, Options options) {
        return new FirmsBuilder(book, options).build();
    }

    /** About how many flows there are, without making them: makers of each good times suppliers of each of its inputs. */
    public static long estimatedFlows(FactBook book) {
        long flows = 0;
        for (var need : book.requirements()) {
            boolean isGood =
                    !book.node(need.node()).map(Node::kind).orElseThrow().isSupplier();
            long makers = isGood
                    ? book.suppliesOf(need.node()).size() + 1L
                    : Math.max(1, book.deliveriesOf(need.node()).size());
            flows = Math.addExact(flows, makers * (book.suppliesOf(need.input()).size() + 1L));
        }
        return flows;
    }

    public List<Firm> firms() {
        return firms;
    }

    public Basis basis() {
        return basis;
    }

    /** What is to be drawn of shares that are not known exactly. */
    public List<Sensitivity.Unknown> unknowns() {
        return shares.unknowns();
    }

    /** With every share as {@link Sourcing} takes it. */
    public FirmNetwork network() {
        return network(
                unknowns().stream().mapToDouble(Sensitivity.Unknown::given).toArray());
    }

    /** @param values of the unknowns, in their order */
    public FirmNetwork network(double[] values) {
        double[] share = shares.of(values);
        double[] size = new double[firms.size()];
        Arrays.setAll(size, firm -> sizeAt[firm] < 0 ? 1 : share[sizeAt[firm]] / 100);
        FirmNetwork.Builder network = FirmNetwork.of(products);
        for (int flow = 0; flow < from.length; flow++) {
            double amount = weight[flow] * size[to[flow]] * share[shareAt[flow]] / 100;
            if (amount > NOTHING) {
                network.supply(from[flow], to[flow], amount);
            }
        }
        for (int firm = 0; firm < size.length; firm++) {
            if (isFinal[firm]) {
                network.finalDemand(firm, size[firm]);
            }
        }
        return network.build();
    }

    public InputRole.Roles roles() {
        return linear
                ? InputRole.Roles.ALL_NON_ESSENTIAL
                : (input, product) -> roles.getOrDefault(pair(input, product), InputRole.NONE);
    }

    private long pair(int input, int product) {
        return pair(input, product, productCount);
    }

    static long pair(int input, int product, int productCount) {
        return (long) input * productCount + product;
    }

    /** The firms that a node stands for: those of a maker, all makers of a good, all at home in an area. */
    public int[] of(Node node) {
        if (node.kind() == NodeKind.AREA) {
            String area = node.area();
            return area == null ? new int[0] : where(firm -> area.equals(firm.area()));
        }
        return node.kind().isSupplier()
                ? where(firm -> node.id().equals(firm.supplier()))
                : where(firm -> node.id().equals(firm.good()));
    }

    /** Firms by number. */
    public int[] where(Predicate<Firm> wanted) {
        int[] found = new int[firms.size()];
        int count = 0;
        for (int firm = 0; firm < found.length; firm++) {
            if (wanted.test(firms.get(firm))) {
                found[count++] = firm;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The firms of every node that stands for some, by id of the node; areas by their code. One pass. */
    public Map<String, List<Integer>> byNode() {
        Map<String, List<Integer>> byNode = new HashMap<>();
        for (int firm = 0; firm < firms.size(); firm++) {
            Firm one = firms.get(firm);
            Set<String> names = new LinkedHashSet<>(List.of(one.good()));
            if (one.supplier() != null) {
                names.add(one.supplier());
            }
            if (one.area() != null) {
                names.add(one.area());
            }
            for (String name : names) {
                byNode.computeIfAbsent(name, none -> new ArrayList<>()).add(firm);
            }
        }
        return byNode;
    }

    static InputRole role(Essentiality essentiality, Options options) {
        return switch (essentiality) {
            case CRITICAL -> InputRole.ESSENTIAL;
            case IMPORTANT -> options.important();
            case NOT -> InputRole.NONE;
            case UNKNOWN -> options.unknown();
        };
    }
}
