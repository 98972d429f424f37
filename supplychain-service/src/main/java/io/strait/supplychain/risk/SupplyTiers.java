package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link TieredConcentration} of a node of the catalogue. The first tier are its suppliers, or, of one that nobody
 * supplies, the suppliers of what it needs; the next one supplies what those need to make it; and so on. Whoever needs
 * nothing that is on record, and everybody of the last tier, is an ultimate source.
 *
 * <p>Convention. A customer's own suppliers go before the market where a share of its purchase is stated. Inputs weigh
 * as {@link Needs} says. By area, what areas have goes before what their makers have. What is made by nobody on record
 * passes through to what it is made of. Not thread-safe.
 */
public final class SupplyTiers {
    /** Ids hold no such character, so keys can be taken apart. */
    private static final String BAR = "|";

    private final FactBook book;
    private final int tiers;
    private final boolean byArea;

    private SupplyTiers(FactBook book, int tiers, boolean byArea) {
        this.book = book;
        this.tiers = Checks.between("tiers", tiers, 1, 100);
        this.byArea = byArea;
    }

    public static TieredConcentration byOrganisation(FactBook book, String node, int tiers) {
        return new SupplyTiers(book, tiers, false).of(node);
    }

    public static TieredConcentration byArea(FactBook book, String node, int tiers) {
        return new SupplyTiers(book, tiers, true).of(node);
    }

    private TieredConcentration of(String node) {
        // A tier is a maker and what it needs; one more for what is still on its way.
        return TieredConcentration.of(good(1, node, node), this::sourcesOf, this::nameOf, 2 * tiers + 2);
    }

    private static String good(int tier, String good, String customer) {
        return String.join(BAR, "good", Integer.toString(tier), good, customer);
    }

    private List<SupplierShare> sourcesOf(String key) {
        String[] parts = key.split("\\|", -1);
        int tier = Integer.parseInt(parts[1]);
        String good = parts[2];
        String other = parts[3];
        if (parts[0].equals("maker")) {
            return tier == tiers ? List.of() : inputs(tier + 1, Needs.of(book, good, other), other);
        }
        List<SupplierShare> makers = makers(tier, good, other);
        boolean isStart = tier == 1 && good.equals(other);
        if (!makers.isEmpty() || (tier == tiers && !isStart)) {
            return makers;
        }
        return inputs(isStart ? 1 : tier + 1, Needs.of(book, good), other);
    }

    private static List<SupplierShare> inputs(int tier, Needs needs, String customer) {
        if (needs.isEmpty()) {
            return List.of();
        }
        return TieredConcentration.weights(needs.weights()).stream()
                .map(input -> new SupplierShare(good(tier, input.supplier(), customer), input.share()))
                .toList();
    }

    private List<SupplierShare> makers(int tier, String good, String customer) {
        List<Supply> supplies = supplies(good, customer);
        boolean areas = byArea && supplies.stream().anyMatch(this::isOfArea);
        List<SupplierShare> makers = new ArrayList<>();
        for (Supply supply : supplies) {
            if (isOfArea(supply) == areas) {
                boolean collective =
                        book.node(supply.supplier()).map(Node::collective).orElse(false);
                String key = String.join(
                        BAR,
                        "maker",
                        Integer.toString(tier),
                        good,
                        supply.supplier(),
                        Objects.toString(areaOf(supply), ""));
                makers.add(new SupplierShare(key, supply.share(), collective));
            }
        }
        return makers;
    }

    private List<Supply> supplies(String good, String customer) {
        List<Supply> all = book.suppliesOf(good);
        List<Supply> own = all.stream()
                .filter(supply -> customer.equals(supply.recipient()))
                .toList();
        return own.stream().anyMatch(supply -> supply.share() instanceof Share.Known)
                ? own
                : all.stream().filter(supply -> supply.recipient() == null).toList();
    }

    private boolean isOfArea(Supply supply) {
        return book.node(supply.supplier())
                .map(Node::kind)
                .filter(NodeKind.AREA::equals)
                .isPresent();
    }

    private @Nullable String areaOf(Supply supply) {
        String area = book.originOf(supply);
        return area == null && isOfArea(supply) ? supply.supplier() : area;
    }

    /** A good that nobody makes and that needs nothing comes from nobody knows whom. */
    private @Nullable String nameOf(String key) {
        String[] parts = key.split("\\|", -1);
        if (!parts[0].equals("maker")) {
            return null;
        }
        return byArea ? (parts[4].isEmpty() ? null : parts[4]) : parts[3];
    }
}
