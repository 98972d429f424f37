package io.strait.supplychain.risk;

import java.util.Arrays;
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
 * made     = wanted min(1, stock_p / required_p of each critical p),  required_p = wanted a_p max(1, s_p psi)
 * each customer gets made in proportion to what it ordered
 * stock_p += received - used,  used = made a_p, or what there is of an input that is not critical
 * orders   = used + max(0, target_p - stock_p) / tau, shared out among the suppliers
 * </pre>
 *
 * Stock is what was left the day before and what arrives on this day; the target is {@code s_p a_p x}. With psi = 0 a
 * firm works at full output until its stock does not suffice for the day; with a larger one it begins to save earlier.
 *
 * <p>Immutable and thread-safe. Amounts a day, in the units of the plan; days from 0.
 */
public final class Shortage {
    private static final long MOST_CELLS = 20_000_000;
    /** Below this part of what is demanded, a difference is rounding. */
    private static final double ROUNDING = 1e-9;

    private final SupplyPlan plan;
    private final int days;
    private final double[][] made;
    private final double[][] delivered;
    private final double[][] stock;
    private final double[][] received;
    private final double[][] used;

    /** Whom a firm orders from. */
    public enum OrderSplit {
        /** As it always did. */
        INITIAL_SHARES,
        /** Those who will have capacity the day after, in proportion to it and to what they had of the firm. */
        CAPACITY
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
        new Simulation(result, disruptions, settings).run();
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

    /** The first day on which a firm makes less than undisturbed. */
    public OptionalInt firstShortDay(int firm) {
        double enough = plan.output[firm] * (1 - ROUNDING);
        for (int day = 0; day < days; day++) {
            if (made[firm][day] < enough) {
                return OptionalInt.of(day);
            }
        }
        return OptionalInt.empty();
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

    private static final class Simulation {
        private final Shortage result;
        private final SupplyPlan plan;
        private final Settings settings;
        private final List<Disruption>[] disruptions;
        private final double[] orders;
        private final double[] stock;
        private final double[] arriving;
        private final double[] arrivingNext;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Simulation(Shortage result, List<Disruption> all, Settings settings) {
            this.result = result;
            this.settings = settings;
            plan = result.plan;
            disruptions = new List[plan.firms];
            Arrays.setAll(disruptions, firm -> all.stream()
                    .filter(disruption -> disruption.firm() == firm)
                    .toList());
            orders = plan.flow.clone();
            stock = new double[plan.inputs];
            Arrays.setAll(stock, input -> plan.stockDays[input] * plan.inflow[input]);
            arriving = new double[plan.inputs];
            arrivingNext = new double[plan.inputs];
            for (int link = 0; link < plan.flow.length; link++) {
                if (arrivesNextDay(link)) {
                    arriving[plan.linkInput[link]] += plan.flow[link];
                }
            }
        }

        void run() {
            for (int day = 0; day < result.days; day++) {
                for (int firm : plan.order) {
                    work(firm, day);
                }
                for (int input = 0; input < plan.inputs; input++) {
                    order(input, day);
                }
                System.arraycopy(arrivingNext, 0, arriving, 0, arriving.length);
                Arrays.fill(arrivingNext, 0);
            }
        }

        private void work(int firm, int day) {
            double demand = plan.finalDemand[firm];
            for (int at = plan.saleOffsets[firm]; at < plan.saleOffsets[firm + 1]; at++) {
                demand += orders[plan.saleAt[at]];
            }
            double wanted = Math.min(demand, capacity(firm, day));
            for (int at = plan.inputOffsets[firm]; at < plan.inputOffsets[firm + 1]; at++) {
                int input = plan.inputAt[at];
                stock[input] += arriving[input];
                result.received[input][day] = arriving[input];
                arriving[input] = 0;
            }
            double made = wanted * suffices(firm, wanted);
            result.made[firm][day] = made;
            for (int at = plan.inputOffsets[firm]; at < plan.inputOffsets[firm + 1]; at++) {
                int input = plan.inputAt[at];
                double use = Math.min(stock[input], made * amount(input));
                stock[input] -= use;
                result.used[input][day] = use;
                result.stock[input][day] = stock[input];
            }
            double rate = demand > 0 ? Math.min(1, made / demand) : 0;
            result.delivered[firm][day] = plan.finalDemand[firm] * rate;
            for (int at = plan.saleOffsets[firm]; at < plan.saleOffsets[firm + 1]; at++) {
                int link = plan.saleAt[at];
                double[] to = arrivesNextDay(link) ? arrivingNext : arriving;
                to[plan.linkInput[link]] += orders[link] * rate;
            }
        }

        /** Which part of what is wanted the stocks allow. */
        private double suffices(int firm, double wanted) {
            double part = 1;
            for (int at = plan.inputOffsets[firm]; at < plan.inputOffsets[firm + 1]; at++) {
                int input = plan.inputAt[at];
                double required = wanted * amount(input) * Math.max(1, plan.stockDays[input] * settings.psi());
                // A stock that lacks a last bit is no lack: what is used is what there is
                if (plan.critical[input] && stock[input] < required * (1 - 1e-12)) {
                    part = Math.min(part, stock[input] / required);
                }
            }
            return part;
        }

        private void order(int input, int day) {
            double target = plan.stockDays[input] * plan.inflow[input];
            double wanted = result.used[input][day] + Math.max(0, target - stock[input]) / settings.tau();
            double sum = 0;
            for (int at = plan.linkOffsets[input]; at < plan.linkOffsets[input + 1]; at++) {
                sum += share(plan.linkAt[at], day);
            }
            for (int at = plan.linkOffsets[input]; at < plan.linkOffsets[input + 1]; at++) {
                int link = plan.linkAt[at];
                orders[link] = sum > 0 ? wanted * (share(link, day) / sum) : 0;
            }
        }

        private double share(int link, int day) {
            if (settings.split() == OrderSplit.INITIAL_SHARES) {
                return plan.flow[link];
            }
            int supplier = plan.linkSupplier[link];
            return plan.output[supplier] > 0
                    ? plan.flow[link] * (capacity(supplier, day + 1) / plan.output[supplier])
                    : 0;
        }

        private double capacity(int firm, int day) {
            double left = 1;
            for (Disruption disruption : disruptions[firm]) {
                left = Math.min(left, 1 - disruption.at(day));
            }
            return settings.alpha() * left * plan.output[firm];
        }

        private double amount(int input) {
            return plan.inflow[input] == 0 ? 0 : plan.inflow[input] / plan.output[plan.inputOf[input]];
        }

        private boolean arrivesNextDay(int link) {
            return plan.place[plan.linkSupplier[link]] > plan.place[plan.inputOf[plan.linkInput[link]]];
        }
    }
}
