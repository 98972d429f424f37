package io.strait.supplychain.scenario.model;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.risk.Disruption;
import io.strait.supplychain.risk.SupplyPlan;
import io.strait.supplychain.scenario.model.Firm.Need;
import io.strait.supplychain.scenario.model.Firm.ShareOf;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A scenario upon the facts of one revision: the firms that its shocks can reach, from whom each takes what, and what is
 * not known. With a value for each unknown it is a {@link SupplyPlan}.
 *
 * <p>Convention. A firm is one maker of one good; unnamed makers are firms too, as {@link
 * io.strait.supplychain.risk.Sourcing} has them. It needs what its good needs and what its organisation or site needs,
 * the latter's facts before the former's. What no shock can reach is left out: it always suffices. Amounts are parts of
 * each firm's undisturbed output, so amounts a unit do not matter: who gets less of an input gets it in proportion to
 * what it had. What nobody on record takes is taken by final customers. A substitute that no shock touches suffices once
 * it is qualified, which takes its time from the first shock.
 *
 * <p>Immutable once made; made by {@link ScenarioPlanner}.
 */
public final class ScenarioPlan {
    /** Who takes next to nothing of a market is kept, so that it can be followed. */
    private static final double SMALLEST = 1e-6;
    /** Who has nothing of a purchase stays a supplier, below what counts as a loss. */
    private static final double SMALLEST_SHARE = 1e-9;
    /** What a substitute can make a day, in units of what is made undisturbed. */
    private static final double PLENTY = 1e6;

    private final Scenario scenario;
    private final long revision;
    private final List<Firm> firms;
    private final List<Disruption> disruptions;
    private final Unknowns unknowns;
    private final SortedSet<String> supplies;
    private final int mixes;
    private final List<Input> inputs;
    private final SortedMap<String, List<Integer>> firmsOfNode = new TreeMap<>();

    ScenarioPlan(
            Scenario scenario,
            FactBook book,
            List<Firm> firms,
            List<Disruption> disruptions,
            Unknowns unknowns,
            SortedSet<String> supplies,
            int mixes) {
        this.scenario = scenario;
        this.revision = book.revision();
        this.firms = List.copyOf(firms);
        this.disruptions = List.copyOf(disruptions);
        this.unknowns = unknowns;
        this.supplies = supplies;
        this.mixes = mixes;
        this.inputs = this.firms.stream()
                .flatMap(firm -> firm.needs.stream().map(need -> new Input(firm, need)))
                .toList();
        for (Firm firm : firms) {
            if (firm.role == Firm.Role.MAKER || firm.role == Firm.Role.USER) {
                if (firm.supplier != null) {
                    add(firm.supplier, firm.number);
                }
                if (firm.good != null) {
                    add(firm.good, firm.number);
                }
            }
        }
    }

    private void add(String node, int firm) {
        firmsOfNode.computeIfAbsent(node, none -> new ArrayList<>()).add(firm);
    }

    public Scenario scenario() {
        return scenario;
    }

    public long revision() {
        return revision;
    }

    /** Whom the shocks hit at once. */
    public List<Disruption> disruptions() {
        return disruptions;
    }

    List<Firm> firms() {
        return firms;
    }

    Unknowns unknowns() {
        return unknowns;
    }

    /** The firms that are a node: all that it makes, or all who make it. */
    SortedMap<String, List<Integer>> firmsOfNode() {
        return firmsOfNode;
    }

    /** Ids of the supplies that it rests on. */
    SortedSet<String> supplies() {
        return supplies;
    }

    /** How many numbers one computation of so many days holds. */
    public long size(int days) {
        long needs = firms.stream().mapToLong(firm -> firm.needs.size()).sum();
        return (2L * firms.size() + 3 * needs) * days;
    }

    /** How many facts nobody said, that the answer may hang on. */
    public int unknownCount() {
        return unknowns.all().size();
    }

    /** How many numbers all computations hold, one after another: what the whole takes. */
    public long cells() {
        long samples = scenario.sampling().samples();
        int k = unknownCount();
        long runs = 2 + (k == 0 ? 0 : samples);
        if (scenario.sampling().effects() && k > 0 && samples > 1) {
            runs += samples * (k + 1L) + 2L * k + 1;
        }
        return runs * size(scenario.horizonDays());
    }

    /** The plan for one value of each unknown; inputs are numbered in the order of the firms and their needs. */
    SupplyPlan plan(double[] values) {
        double[][] shares = new double[mixes][];
        SupplyPlan.Builder builder = SupplyPlan.builder();
        for (Firm firm : firms) {
            if (firm.role == Firm.Role.SUBSTITUTE) {
                builder.firm(0, PLENTY);
            } else {
                builder.firm(firm.hasCustomers ? 0 : size(firm, values, shares));
            }
        }
        int firstDay = scenario.firstDay();
        for (Firm firm : firms) {
            for (Need need : firm.needs) {
                double days = scenario.reactions().useStock() ? need.stockDays().of(values) : 0;
                int input = builder.input(firm.number, days, need.part().of(values));
                double inflow = size(firm, values, shares);
                for (Firm.Link link : need.links()) {
                    builder.supply(
                            input,
                            link.supplier(),
                            inflow * Math.max(SMALLEST_SHARE, part(link.share(), values, shares)));
                }
                if (scenario.reactions().substitute()) {
                    for (Firm.Alternative other : need.alternatives()) {
                        double after = Math.ceil(other.qualificationDays().of(values));
                        builder.substitute(input, other.supplier(), firstDay + (int) after);
                    }
                }
            }
        }
        return builder.build();
    }

    private static double size(Firm firm, double[] values, double[][] shares) {
        return Math.max(SMALLEST, part(firm.size, values, shares));
    }

    /** 0 to 1. The shares of a mix are computed when they are first asked for. */
    private static double part(@Nullable ShareOf share, double[] values, double[][] shares) {
        if (share == null) {
            return 1;
        }
        int mix = share.mix().number();
        if (shares[mix] == null) {
            shares[mix] = share.mix().shares(values);
        }
        return shares[mix][share.at()] / 100;
    }

    /** The part of a link with the unknowns as given, in percent. */
    double percent(Firm.Link link) {
        return 100 * part(link.share(), unknowns.given(), new double[mixes][]);
    }

    /** The firm and the need behind each input of {@link #plan}. */
    List<Input> inputs() {
        return inputs;
    }

    record Input(Firm firm, Need need) {}
}
