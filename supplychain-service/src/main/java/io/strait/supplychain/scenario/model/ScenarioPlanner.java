package io.strait.supplychain.scenario.model;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Substitute;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.risk.Disruption;
import io.strait.supplychain.risk.Sourcing;
import io.strait.supplychain.scenario.model.Firm.Alternative;
import io.strait.supplychain.scenario.model.Firm.Amount;
import io.strait.supplychain.scenario.model.Firm.Link;
import io.strait.supplychain.scenario.model.Firm.Mix;
import io.strait.supplychain.scenario.model.Firm.Need;
import io.strait.supplychain.scenario.model.Firm.Role;
import io.strait.supplychain.scenario.model.Firm.ShareOf;
import io.strait.supplychain.scenario.model.Scenario.Range;
import io.strait.supplychain.scenario.model.Scenario.Shock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link ScenarioPlan}: finds what the shocks can reach, then the makers of it and from whom they take their
 * inputs. Everything is gone through in the order of ids, so that the same facts make the same plan. Used once.
 */
public final class ScenarioPlanner {
    private static final double IMPORTANT = 0.5;

    private final FactBook book;
    private final Scenario scenario;
    private final Shocks shocks;
    private final long maxFirms;
    /** Goods that may lack, and users of such goods. */
    private final SortedSet<String> goods = new TreeSet<>();

    private final SortedSet<String> users = new TreeSet<>();
    private final Map<String, Sourcing> markets = new HashMap<>();
    private final List<Firm> firms = new ArrayList<>();
    private final Map<String, Firm> byKey = new HashMap<>();
    private final Deque<Firm> unsupplied = new ArrayDeque<>();
    private final Unknowns unknowns = new Unknowns();
    private final SortedSet<String> supplies = new TreeSet<>();
    private final Map<String, Mix> mixes = new HashMap<>();

    private ScenarioPlanner(FactBook book, Scenario scenario, long maxFirms) {
        this.book = book;
        this.scenario = scenario;
        this.shocks = new Shocks(book, scenario.shocks());
        this.maxFirms = maxFirms;
    }

    /**
     * @param maxFirms where the plan would have more, making it stops
     * @throws TooLargeException when it would have more
     */
    public static ScenarioPlan plan(FactBook book, Scenario scenario, long maxFirms) {
        return new ScenarioPlanner(book, scenario, maxFirms).plan();
    }

    /** The plan would be larger than is computed here. */
    public static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message, null, false, false);
        }
    }

    private ScenarioPlan plan() {
        reach();
        for (String good : goods) {
            makers(market(good), good);
        }
        for (String user : users) {
            Firm firm = firm("user " + user, Role.USER, user, book.areaOf(user), null, null);
            firm.shocks.addAll(shocks.ofUser(user, firm.area));
        }
        for (Firm firm = unsupplied.poll(); firm != null; firm = unsupplied.poll()) {
            supply(firm);
        }
        return new ScenarioPlan(scenario, book, firms, disruptions(), unknowns, supplies, mixes.size());
    }

    private Sourcing market(String good) {
        return markets.computeIfAbsent(good, key -> Sourcing.ofMarket(book, key));
    }

    /** Everything downstream of what a shock hits, through every input that may matter. */
    private void reach() {
        Deque<String> open = new ArrayDeque<>();
        for (Node node : book.nodes()) {
            if (node.kind() == NodeKind.AREA) {
                continue;
            }
            if (node.kind().isSupplier()) {
                if (!shocks.ofUser(node.id(), node.area()).isEmpty()) {
                    open.add(node.id());
                }
            } else if (shocks.mayHit(node.id()) && isHit(node.id())) {
                open.add(node.id());
            }
        }
        while (!open.isEmpty()) {
            String node = open.poll();
            if (isSupplier(node)) {
                List<Supply> deliveries = book.deliveriesOf(node);
                if (deliveries.isEmpty()) {
                    users.add(node);
                }
                deliveries.forEach(supply -> addGood(supply.input(), open));
            } else {
                addGood(node, open);
            }
        }
    }

    private void addGood(String good, Deque<String> open) {
        if (goods.add(good)) {
            demandSize(goods.size());
            book.usesOf(good).stream().filter(this::matters).forEach(use -> open.add(use.node()));
        }
    }

    private boolean isHit(String good) {
        return market(good).sources().stream().anyMatch(source -> shocks.hit(good, source.supplier(), source.area()))
                || book.suppliesOf(good).stream()
                        .anyMatch(supply -> shocks.hit(good, supply.supplier(), book.originOf(supply)));
    }

    private boolean isSupplier(String node) {
        return book.node(node).map(Node::kind).filter(NodeKind::isSupplier).isPresent();
    }

    private boolean matters(Requirement requirement) {
        return switch (requirement.essentiality()) {
            case CRITICAL, IMPORTANT -> true;
            case NOT -> false;
            case UNKNOWN -> scenario.assumptions().essentiality().high() > 0;
        };
    }

    /** A firm for each source of a good, as links to be weighed by their shares. */
    private List<Link> makers(Sourcing sourcing, String customer) {
        String good = sourcing.input();
        Mix mix = mix(sourcing, customer);
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < sourcing.sources().size(); i++) {
            Sourcing.Source source = sourcing.sources().get(i);
            ShareOf share = new ShareOf(mix, i);
            String key = "maker " + good + " " + source.name();
            boolean isNew = !byKey.containsKey(key);
            Firm maker = firm(key, Role.MAKER, source.supplier(), source.area(), good, share);
            if (isNew) {
                maker.shocks.addAll(shocks.ofMaking(good, source.supplier(), source.area()));
            }
            links.add(new Link(maker.number, share));
        }
        return links;
    }

    /** What the market leaves open is one unknown for all who buy there. */
    private Mix mix(Sourcing sourcing, String customer) {
        String good = sourcing.input();
        Mix known = mixes.get(good + " " + customer);
        if (known != null) {
            return known;
        }
        int ofMarket = customer.equals(good) ? 0 : market(good).draws().size();
        int[] numbers = new int[sourcing.draws().size()];
        for (int i = 0; i < numbers.length; i++) {
            Sourcing.Draw draw = sourcing.draws().get(i);
            boolean own = i >= ofMarket && !customer.equals(good);
            numbers[i] = unknowns.add(new Unknowns.Unknown(
                    draw.key() + (own ? " for " + customer : "") + (draw.fact().equals(good) ? " " + draw.of() : ""),
                    "share of " + draw.of() + " in " + good + (own ? " bought by " + customer : ""),
                    draw.fact(),
                    draw.low(),
                    draw.given(),
                    draw.high(),
                    draw.shares()));
        }
        sourcing.sources().forEach(source -> {
            if (source.supply() != null) {
                supplies.add(source.supply());
            }
        });
        Mix mix = new Mix(mixes.size(), sourcing, numbers);
        mixes.put(good + " " + customer, mix);
        return mix;
    }

    private Firm firm(
            String key,
            Role role,
            @Nullable String supplier,
            @Nullable String area,
            @Nullable String good,
            @Nullable ShareOf size) {
        Firm known = byKey.get(key);
        if (known != null) {
            return known;
        }
        demandSize(firms.size() + 1L);
        Firm firm = new Firm(firms.size(), role, supplier, area, good, size);
        firms.add(firm);
        byKey.put(key, firm);
        if (role == Role.MAKER || role == Role.USER) {
            unsupplied.add(firm);
        }
        return firm;
    }

    private void demandSize(long size) {
        if (size > maxFirms) {
            throw new TooLargeException("The shocks reach more than " + maxFirms + " makers.");
        }
    }

    /** What the good needs and what the maker needs, of that which may lack. */
    private void supply(Firm firm) {
        Map<String, Requirement> needs = new TreeMap<>();
        if (firm.good != null) {
            book.needsOf(firm.good).forEach(need -> needs.put(need.input(), need));
        }
        if (firm.supplier != null) {
            book.needsOf(firm.supplier).forEach(need -> needs.put(need.input(), need));
        }
        for (Requirement need : needs.values()) {
            if (goods.contains(need.input()) && matters(need) && !need.input().equals(firm.good)) {
                firm.needs.add(need(firm, need));
            }
        }
    }

    private Need need(Firm firm, Requirement requirement) {
        String input = requirement.input();
        String customer = firm.supplier != null ? firm.supplier : requirement.node();
        Sourcing market = market(input);
        Sourcing bought = Sourcing.ofPurchase(book, market, customer);
        List<Link> links = new ArrayList<>();
        for (Link link : makers(bought, bought == market ? input : customer)) {
            Firm maker = firms.get(link.supplier());
            if (maker == firm) {
                continue;
            }
            Firm seller = through(maker, firm.area);
            seller.hasCustomers = true;
            links.add(new Link(seller.number, link.share()));
        }
        return new Need(
                input, requirement.id(), stock(requirement), part(requirement), links, alternatives(firm, requirement));
    }

    /** The maker itself, or its deliveries to such customers where a shock tells them apart. */
    private Firm through(Firm maker, @Nullable String customerArea) {
        String good = maker.good == null ? "" : maker.good;
        List<Shock> hitting = shocks.ofDeliveries(good, maker.supplier, maker.area, customerArea);
        if (hitting.isEmpty()) {
            return maker;
        }
        String key = "delivery " + maker.number + " " + hitting;
        Firm known = byKey.get(key);
        if (known != null) {
            return known;
        }
        Firm delivery = firm(key, Role.DELIVERY, maker.supplier, maker.area, maker.good, maker.size);
        delivery.shocks.addAll(hitting);
        maker.hasCustomers = true;
        Link all = new Link(maker.number, null);
        delivery.needs.add(new Need(good, good, Amount.known(0), Amount.known(1), List.of(all), List.of()));
        return delivery;
    }

    private Amount stock(Requirement requirement) {
        if (requirement.stockDays() != null) {
            return Amount.known(requirement.stockDays().doubleValue());
        }
        Range range = scenario.assumptions().stockDays();
        if (!scenario.reactions().useStock() || range.isPoint()) {
            return Amount.known(range.given());
        }
        return unknown(
                "stock", "days of stock of " + requirement.input() + " at " + requirement.node(), requirement, range);
    }

    private Amount part(Requirement requirement) {
        Range range = scenario.assumptions().essentiality();
        if (requirement.essentiality() == Essentiality.UNKNOWN && !range.isPoint()) {
            return unknown(
                    "essentiality",
                    "how essential " + requirement.input() + " is to " + requirement.node(),
                    requirement,
                    range);
        }
        return Amount.known(
                switch (requirement.essentiality()) {
                    case CRITICAL -> 1;
                    case IMPORTANT -> IMPORTANT;
                    case NOT -> 0;
                    case UNKNOWN -> range.given();
                });
    }

    private Amount unknown(String kind, String what, Requirement requirement, Range range) {
        return Amount.of(unknowns.add(new Unknowns.Unknown(
                kind + " " + requirement.id(), what, requirement.id(), range.low(), range.given(), range.high())));
    }

    private List<Alternative> alternatives(Firm firm, Requirement requirement) {
        List<Alternative> alternatives = new ArrayList<>();
        if (!scenario.reactions().substitute()) {
            return alternatives;
        }
        for (Substitute substitute : requirement.substitutes()) {
            Amount days = qualification(requirement, substitute);
            String good = substitute.node();
            if (goods.contains(good)) {
                for (Link link : makers(market(good), good)) {
                    if (link.supplier() != firm.number) {
                        alternatives.add(new Alternative(link.supplier(), good, days));
                    }
                }
            } else {
                Firm all = firm("substitute " + good, Role.SUBSTITUTE, null, null, good, null);
                alternatives.add(new Alternative(all.number, good, days));
            }
        }
        return alternatives;
    }

    /** Unknown: it may take no time, and is not counted on within the horizon. */
    private Amount qualification(Requirement requirement, Substitute substitute) {
        if (substitute.qualificationDays() != null) {
            return Amount.known(substitute.qualificationDays().doubleValue());
        }
        double never = scenario.horizonDays();
        return Amount.of(unknowns.add(new Unknowns.Unknown(
                "qualification " + requirement.id() + " " + substitute.node(),
                "days to qualify " + substitute.node() + " for " + requirement.input() + " at " + requirement.node(),
                requirement.id(),
                0,
                never,
                never)));
    }

    private List<Disruption> disruptions() {
        List<Disruption> disruptions = new ArrayList<>();
        for (Firm firm : firms) {
            for (Shock shock : firm.shocks) {
                disruptions.add(new Disruption(
                        firm.number,
                        shock.size(),
                        shock.startDay(),
                        shock.durationDays() == null ? Integer.MAX_VALUE : shock.startDay() + shock.durationDays(),
                        shock.durationDays() == null ? 0 : shock.recoveryDays(),
                        shock.recovery()));
            }
        }
        return disruptions;
    }
}
