package io.strait.supplychain.risk;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is made and what lacks, day by day, while some firms cannot deliver and others live on their stocks.
 *
 * <p>Source: the adaptive regional input-output model with inventories (Hallegatte, Risk Analysis 34(1), 2014) in the
 * form of Inoue and Todo, Firm-level propagation of shocks through supply-chain networks, Nature Sustainability 2 (2019).
 * Each day, suppliers first (see {@link SupplyPlan}), with a_p the amount of input p in a unit of output and s_p its days
 * of stock:
 *
 * <pre>
 * capacity = alpha (1 - loss) x
 * demand   = final demand + orders of the day before;  wanted = min(demand, capacity)
 * made     = wanted min(1, 1 - w_p (1 - stock_p / required_p) of each p),  required_p = wanted a_p max(1, s_p psi)
 * each customer gets made in proportion to what it ordered
 * stock_p += received - used,  used = made a_p, or what there is of an input that is not critical
 * orders   = used + lacked + max(0, target_p - stock_p) / tau, shared out among the suppliers, see {@link OrderSplit}
 * </pre>
 *
 * w_p is 1 for a critical input, 0.5 for an important one, 0 for one that does not matter. Stock is what was left the day before and what arrives on this day; the target is {@code s_p a_p x}. lacked is what was missing of what
 * was wanted: without it a firm that holds no stock would, once it had nothing, never order again. With psi = 0 a
 * firm works at full output until its stock does not suffice for the day; with a larger one it begins to save earlier.
 *
 * <p>Immutable and thread-safe. Amounts a day, in the units of the plan; days from 0.
 */
public final class Shortage {
    private static final long MOST_CELLS = 20_000_000;
    /** Below this part of what is demanded, a difference is rounding. */
    private static final double ROUNDING = 1e-9;

    final SupplyPlan plan;
    final int days;
    final double[][] made;
    final double[][] delivered;
    final double[][] stock;
    final double[][] received;
    final double[][] used;
    /** What limited each firm when it was first short: an input, or a negative code. */
    final int[] limit;
    /** The days on which each firm made less because it, or an input, could not give more. */
    final BitSet[] lacks;

    static final int NOTHING = -1;
    static final int OWN_CAPACITY = -2;
    static final int DEMAND = -3;

    /** Whom a firm orders from. */
    public enum OrderSplit {
        /** As it always did. */
        INITIAL_SHARES,
        /**
         * Of each as ever as far as it will be able to deliver; what then lacks, of others who deliver the same, in
         * proportion to the capacity that they have free beyond their other orders. What nobody has free stays ordered
         * where it lacks.
         */
        REROUTED
    }

    /**
     * @param alpha the most that can be made, as a multiple of the undisturbed output, 1 or more
     * @param tau in how many days a lack of stock is made up for, 1 or more
     * @param psi below which part of its stock a firm makes less, 0 to 1
     */
    public record Settings(double alpha, double tau, double psi, OrderSplit split) {
        /** No more than before, stock made up for in six days, full output while stock lasts, orders as ever. */
        public static final Settings DEFAULT = new Settings(1, 6, 0, OrderSplit.INITIAL_SHARES);

        /** @throws IllegalArgumentException when a number is out of range */
        public Settings {
            if (!(alpha >= 1 && alpha <= 1000) || !(tau >= 1 && tau <= 1e6)) {
                throw new IllegalArgumentException(
                        "alpha, tau: " + alpha + ", " + tau + " (expected: 1 to 1000, 1 to 1000000)");
            }
            Checks.fraction("psi", psi);
        }
    }

    private Shortage(SupplyPlan plan, int days) {
        this.plan = plan;
        this.days = days;
        made = new double[plan.firms][days];
        delivered = new double[plan.firms][days];
        stock = new double[plan.inputs][days];
        received = new double[plan.inputs][days];
        used = new double[plan.inputs][days];
        limit = new int[plan.firms];
        Arrays.fill(limit, NOTHING);
        lacks = new BitSet[plan.firms];
        Arrays.setAll(lacks, firm -> new BitSet());
    }

    /** How many numbers the result holds; what {@link #of} refuses is above 20 million. */
    public static long size(SupplyPlan plan, int days) {
        return (2L * plan.firms + 3L * plan.inputs) * days;
    }

    /**
     * @param days the horizon, 1 to 36,500
     * @throws IllegalArgumentException when the horizon is out of range, the result would be too large, or a disruption
     *     is of an unknown firm
     */
    public static Shortage of(SupplyPlan plan, List<Disruption> disruptions, int days, Settings settings) {
        Checks.between("days", days, 1, 36_500);
        if (size(plan, days) > MOST_CELLS) {
            throw new IllegalArgumentException(
                    "size: " + size(plan, days) + " numbers (expected: at most " + MOST_CELLS + ")");
        }
        disruptions.forEach(disruption -> Checks.index("firm", disruption.firm(), plan.firms));
        Shortage result = new Shortage(plan, days);
        new ShortageRun(result, disruptions, settings).run();
        return result;
    }

    public int days() {
        return days;
    }

    public double made(int firm, int day) {
        return made[firm][day];
    }

    /** What final customers got. */
    public double delivered(int firm, int day) {
        return delivered[firm][day];
    }

    /** At the end of the day. */
    public double stock(int input, int day) {
        return stock[input][day];
    }

    public double received(int input, int day) {
        return received[input][day];
    }

    public double used(int input, int day) {
        return used[input][day];
    }

    /** The first day on which a firm makes less than undisturbed, and not because less is asked for. */
    public OptionalInt firstShortDay(int firm) {
        int day = lacks[firm].nextSetBit(0);
        return day < 0 ? OptionalInt.empty() : OptionalInt.of(day);
    }

    /** Whether a firm makes less than undisturbed on a day, and not because less is asked for. */
    public boolean isShort(int firm, int day) {
        return lacks[firm].get(day);
    }

    /** By more than rounding. */
    boolean isLess(double one, double other) {
        return one < other * (1 - ROUNDING);
    }

    /** The input for the lack of which a firm made less when it first did; empty where it was something else. */
    public OptionalInt limitingInput(int firm) {
        return limit[firm] >= 0 ? OptionalInt.of(limit[firm]) : OptionalInt.empty();
    }

    /** Whether a firm first made less because of what it had lost itself. */
    public boolean isLimitedByItself(int firm) {
        return limit[firm] == OWN_CAPACITY;
    }

    /** Whether nothing moves any more on the last day: no stock shrinks, and all firms make what they made before. */
    public boolean isSteady() {
        if (days < 2) {
            return false;
        }
        for (int input = 0; input < plan.inputs; input++) {
            if (stock[input][days - 1] < stock[input][days - 2] * (1 - ROUNDING)) {
                return false;
            }
        }
        for (int firm = 0; firm < plan.firms; firm++) {
            double moved = Math.abs(made[firm][days - 1] - made[firm][days - 2]);
            if (moved > plan.output[firm] * ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /** What a firm did not make of its undisturbed output, over all days on which it made less. */
    public double outputLost(int firm) {
        return lost(made[firm], plan.output[firm]);
    }

    /** What final customers did not get of a firm. */
    public double demandLost(int firm) {
        return lost(delivered[firm], plan.finalDemand[firm]);
    }

    private static double lost(double[] got, double wanted) {
        double lost = 0;
        for (double one : got) {
            if (one < wanted * (1 - ROUNDING)) {
                lost += wanted - one;
            }
        }
        return lost;
    }
}
