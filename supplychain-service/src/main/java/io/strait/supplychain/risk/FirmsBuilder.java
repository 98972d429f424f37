package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.risk.Firms.Firm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Firms} of a book: first the makers of every good on the market, then what each buys; whom a purchase
 * names and the market does not is a firm as well, and buys in its turn. Used once.
 */
final class FirmsBuilder {
    final FactBook book;
    final Firms.Options options;
    final FirmShares shares = new FirmShares();
    final List<Firm> firms = new ArrayList<>();
    final List<Integer> from = new ArrayList<>();
    final List<Integer> to = new ArrayList<>();
    final List<Double> weight = new ArrayList<>();
    final List<Integer> shareAt = new ArrayList<>();
    final Map<Long, InputRole> roles = new HashMap<>();
    int unknownEssentialities;
    int assumedAmounts;

    private final Map<String, Integer> numberOf = new HashMap<>();
    private final Map<String, Integer> productOf = new HashMap<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final Map<String, FirmShares.Mix> markets = new HashMap<>();
    private final Map<String, FirmShares.Mix> purchases = new HashMap<>();
    private final Set<String> unsaid = new HashSet<>();
    private final Map<String, InputRole> rolesByName = new HashMap<>();

    FirmsBuilder(FactBook book, Firms.Options options) {
        this.book = book;
        this.options = options;
    }

    Firms build() {
        for (Node node : book.nodes()) {
            boolean needs = !book.needsOf(node.id()).isEmpty();
            if (node.kind().isSupplier()) {
                if (needs && book.deliveriesOf(node.id()).isEmpty()) {
                    firm(new Firm(node.id(), node.area(), node.id()), node.id(), -1);
                }
            } else if (needs
                    || !book.usesOf(node.id()).isEmpty()
                    || !book.suppliesOf(node.id()).isEmpty()) {
                market(node.id());
            }
        }
        // Grows while it runs: a purchase may name somebody new.
        for (int firm = 0; firm < firms.size(); firm++) {
            buy(firm);
        }
        return new Firms(this);
    }

    private FirmShares.Mix market(String good) {
        FirmShares.Mix known = markets.get(good);
        if (known == null) {
            Sourcing sourcing = Sourcing.ofMarket(book, good);
            known = shares.add(sourcing);
            markets.put(good, known);
            makers(known);
        }
        return known;
    }

    /** The firms that a purchase names, in its order. */
    private int[] makers(FirmShares.Mix purchase) {
        List<Sourcing.Source> sources = purchase.sourcing().sources();
        int[] makers = new int[sources.size()];
        for (int i = 0; i < makers.length; i++) {
            Sourcing.Source source = sources.get(i);
            String good = purchase.sourcing().input();
            makers[i] = firm(
                    new Firm(source.supplier(), source.area(), good), good + " " + source.name(), purchase.first() + i);
        }
        return makers;
    }

    private int firm(Firm firm, String key, int sizeAt) {
        Integer known = numberOf.putIfAbsent(key, firms.size());
        if (known != null) {
            return known;
        }
        firms.add(firm);
        sizes.add(sizeAt);
        product(firm.good());
        return firms.size() - 1;
    }

    private int product(String good) {
        return productOf.computeIfAbsent(good, none -> productOf.size());
    }

    private void buy(int firm) {
        Firm buyer = firms.get(firm);
        Needs needs = Needs.of(book, buyer.good(), buyer.supplier());
        if (needs.isEmpty()) {
            return;
        }
        if (!needs.amountsKnown()) {
            assumedAmounts++;
        }
        Map<String, Double> weights = needs.weights();
        for (Requirement need : needs.all()) {
            FirmShares.Mix purchase = purchase(need.input(), buyer);
            role(need, buyer.good());
            int[] makers = makers(purchase);
            for (int i = 0; i < makers.length; i++) {
                // Who makes itself, and is named as its own supplier, buys nothing
                if (makers[i] != firm) {
                    from.add(makers[i]);
                    to.add(firm);
                    weight.add(weights.getOrDefault(need.input(), 1.0));
                    shareAt.add(purchase.first() + i);
                }
            }
        }
    }

    private void role(Requirement need, String good) {
        if (need.essentiality() == Essentiality.UNKNOWN && unsaid.add(need.id())) {
            unknownEssentialities++;
        }
        // Numbered by pairs of goods once all goods are known
        rolesByName.merge(
                need.input() + " " + good,
                Firms.role(need.essentiality(), options),
                (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    private FirmShares.Mix purchase(String input, Firm buyer) {
        FirmShares.Mix market = market(input);
        if (book.suppliesOf(input).stream().allMatch(supply -> supply.recipient() == null)) {
            return market;
        }
        for (@Nullable String customer : new @Nullable String[] {buyer.supplier(), buyer.good()}) {
            if (customer != null) {
                FirmShares.Mix own = purchases.computeIfAbsent(input + " " + customer, none -> {
                    Sourcing sourcing = Sourcing.ofPurchase(book, market.sourcing(), customer);
                    return sourcing == market.sourcing() ? market : shares.add(sourcing, market, customer);
                });
                if (own != market) {
                    return own;
                }
            }
        }
        return market;
    }

    int productCount() {
        return productOf.size();
    }

    int[] products() {
        int count = productOf.size();
        rolesByName.forEach((pair, role) -> {
            String[] ends = pair.split(" ", -1);
            roles.put(Firms.pair(product(ends[0]), product(ends[1]), count), role);
        });
        return firms.stream().mapToInt(firm -> product(firm.good())).toArray();
    }

    int[] sizeAt() {
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean[] isFinal() {
        boolean[] isFinal = new boolean[firms.size()];
        for (int firm = 0; firm < isFinal.length; firm++) {
            isFinal[firm] = book.usesOf(firms.get(firm).good()).isEmpty();
        }
        return isFinal;
    }
}
