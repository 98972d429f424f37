package io.strait.supplychain.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One computation of a {@link Shortage}, day by day. Used once, by one thread. */
final class ShortageRun {
    private final Shortage result;
    private final SupplyPlan plan;
    private final Shortage.Settings settings;
    private final List<List<Disruption>> disruptions;
    private final double[] orders;
    private final double[] wanted;
    /** What each input lacked on the day of what its firm wanted to make. */
    private final double[] lacked;

    private final double[] stock;
    private final double[] arriving;
    private final double[] arrivingNext;
    /** What each firm can make on the day that is at hand. */
    private final double[] capacity;

    private final boolean looksAround;
    /** Which part of its undisturbed output each firm will be able to deliver, 0 to 1. */
    private final double[] able;

    private final double[] free;
    private final double[] asked;

    ShortageRun(Shortage result, List<Disruption> all, Shortage.Settings settings) {
        this.result = result;
        this.settings = settings;
        plan = result.plan;
        disruptions = new ArrayList<>();
        for (int firm = 0; firm < plan.firms; firm++) {
            disruptions.add(List.of());
        }
        for (Disruption disruption : all) {
            List<Disruption> more = new ArrayList<>(disruptions.get(disruption.firm()));
            more.add(disruption);
            disruptions.set(disruption.firm(), more);
        }
        orders = plan.flow.clone();
        wanted = new double[plan.inputs];
        lacked = new double[plan.inputs];
        stock = new double[plan.inputs];
        Arrays.setAll(stock, input -> plan.stockDays[input] * plan.inflow[input]);
        arriving = new double[plan.inputs];
        arrivingNext = new double[plan.inputs];
        for (int link = 0; link < plan.flow.length; link++) {
            if (arrivesNextDay(link)) {
                arriving[plan.linkInput[link]] += plan.flow[link];
            }
        }
        capacity = new double[plan.firms];
        looksAround = settings.split() == Shortage.OrderSplit.REROUTED
                || Arrays.stream(plan.linkFrom).anyMatch(from -> from != SupplyPlan.REGULAR);
        able = new double[plan.firms];
        Arrays.fill(able, 1);
        free = new double[plan.firms];
        asked = new double[plan.firms];
    }

    void run() {
        for (int day = 0; day < result.days; day++) {
            setCapacities(day);
            for (int firm : plan.order) {
                work(firm, day);
            }
            setCapacities(day + 1);
            for (int input = 0; input < plan.inputs; input++) {
                double target = plan.stockDays[input] * plan.inflow[input];
                wanted[input] =
                        result.used[input][day] + lacked[input] + Math.max(0, target - stock[input]) / settings.tau();
            }
            if (looksAround) {
                lookAround(day + 1);
            } else {
                orderAsEver();
            }
            System.arraycopy(arrivingNext, 0, arriving, 0, arriving.length);
            Arrays.fill(arrivingNext, 0);
        }
    }

    private void setCapacities(int day) {
        for (int firm = 0; firm < plan.firms; firm++) {
            double left = 1;
            for (Disruption disruption : disruptions.get(firm)) {
                left = Math.min(left, 1 - disruption.at(day));
            }
            double own = plan.ownCapacity[firm];
            capacity[firm] = left * (Double.isNaN(own) ? settings.alpha() * plan.output[firm] : own);
        }
    }

    private void work(int firm, int day) {
        double demand = plan.finalDemand[firm];
        for (int at = plan.saleOffsets[firm]; at < plan.saleOffsets[firm + 1]; at++) {
            demand += orders[plan.saleAt[at]];
        }
        double wish = Math.min(demand, capacity[firm]);
        int limit = capacity[firm] < demand ? Shortage.OWN_CAPACITY : Shortage.DEMAND;
        for (int at = plan.inputOffsets[firm]; at < plan.inputOffsets[firm + 1]; at++) {
            int input = plan.inputAt[at];
            stock[input] += arriving[input];
            result.received[input][day] = arriving[input];
            arriving[input] = 0;
        }
        double part = 1;
        for (int at = plan.inputOffsets[firm]; at < plan.inputOffsets[firm + 1]; at++) {
            int input = plan.inputAt[at];
            double required = wish * amount(input) * Math.max(1, plan.stockDays[input] * settings.psi());
            double allows = allows(input, stock[input], required);
            lacked[input] = Math.max(0, wish * amount(input) - stock[input]);
            if (allows < part) {
                part = allows;
                limit = input;
            }
        }
        double made = wish * part;
        result.made[firm][day] = made;
        // Less than ever because less is asked for is no lack; because others were asked, who will be able to deliver,
        // is
        boolean lacks = result.isLess(made, demand)
                || result.isLess(capacity[firm], plan.output[firm])
                || result.isLess(able[firm], 1);
        if (lacks && result.isLess(made, plan.output[firm])) {
            result.lacks[firm].set(day);
            if (result.limit[firm] == Shortage.NOTHING) {
                result.limit[firm] = limit;
            }
        }
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

    /** Which part of output an input allows. A stock that lacks a last bit is no lack: what is used is what there is. */
    private double allows(int input, double there, double required) {
        return there < required * (1 - 1e-12) ? 1 - plan.weight[input] * (1 - there / required) : 1;
    }

    private void orderAsEver() {
        for (int link = 0; link < orders.length; link++) {
            int input = plan.linkInput[link];
            orders[link] = plan.inflow[input] > 0 ? wanted[input] * (plan.flow[link] / plan.inflow[input]) : 0;
        }
    }

    /**
     * Orders for the day at hand by what suppliers will be able to deliver. Three passes: as ever as far as they are
     * able; what lacks, of those who have capacity free; the rest where it lacks.
     */
    private void lookAround(int day) {
        setAble();
        double[] gap = wanted.clone();
        for (int firm = 0; firm < plan.firms; firm++) {
            free[firm] = canMake(firm) - plan.finalDemand[firm];
        }
        for (int link = 0; link < orders.length; link++) {
            int input = plan.linkInput[link];
            int supplier = plan.linkSupplier[link];
            orders[link] = plan.inflow[input] > 0
                    ? wanted[input] * (plan.flow[link] / plan.inflow[input]) * able[supplier]
                    : 0;
            gap[input] -= orders[link];
            free[supplier] -= orders[link];
        }
        double[] freeOf = new double[plan.inputs];
        Arrays.fill(asked, 0);
        for (int link = 0; link < orders.length; link++) {
            if (mayGive(link, day)) {
                freeOf[plan.linkInput[link]] += free[plan.linkSupplier[link]];
            }
        }
        double[] more = new double[orders.length];
        for (int link = 0; link < orders.length; link++) {
            int input = plan.linkInput[link];
            if (mayGive(link, day) && gap[input] > 0) {
                more[link] = gap[input] * (free[plan.linkSupplier[link]] / freeOf[input]);
                asked[plan.linkSupplier[link]] += more[link];
            }
        }
        for (int link = 0; link < orders.length; link++) {
            if (more[link] > 0) {
                int supplier = plan.linkSupplier[link];
                double placed = more[link] * Math.min(1, free[supplier] / asked[supplier]);
                orders[link] += placed;
                gap[plan.linkInput[link]] -= placed;
            }
        }
        orderTheRest(gap);
    }

    private boolean mayGive(int link, int day) {
        boolean open = plan.linkFrom[link] == SupplyPlan.REGULAR
                ? settings.split() == Shortage.OrderSplit.REROUTED
                : day >= plan.linkFrom[link];
        return open && free[plan.linkSupplier[link]] > 0;
    }

    private void orderTheRest(double[] gap) {
        double[] lacking = new double[plan.inputs];
        for (int link = 0; link < orders.length; link++) {
            lacking[plan.linkInput[link]] += lack(link);
        }
        for (int link = 0; link < orders.length; link++) {
            int input = plan.linkInput[link];
            if (gap[input] > 0 && lacking[input] > 0) {
                orders[link] += gap[input] * (lack(link) / lacking[input]);
            }
        }
    }

    private double lack(int link) {
        return plan.flow[link] * (1 - able[plan.linkSupplier[link]]);
    }

    /**
     * A firm is able to deliver what its capacity and its inputs allow: an input whose stock lasts another day, or else
     * as far as those it comes from are able. Substitutes are not counted on. In a circle, as it was the day before.
     */
    private void setAble() {
        for (int firm : plan.order) {
            double part = 1;
            for (int at = plan.inputOffsets[firm]; at < plan.inputOffsets[firm + 1]; at++) {
                int input = plan.inputAt[at];
                double need = plan.inflow[input];
                if (stock[input] < need) {
                    double comes = stock[input];
                    for (int l = plan.linkOffsets[input]; l < plan.linkOffsets[input + 1]; l++) {
                        int link = plan.linkAt[l];
                        comes += plan.flow[link] * able[plan.linkSupplier[link]];
                    }
                    part = Math.min(part, allows(input, comes, need));
                }
            }
            double most = plan.output[firm] > 0 ? capacity[firm] / plan.output[firm] : 1;
            able[firm] = Math.min(1, most) * part;
        }
    }

    private double canMake(int firm) {
        double most = plan.output[firm] > 0 ? Math.min(1, capacity[firm] / plan.output[firm]) : 1;
        // able is capacity and inputs together; what is beyond the undisturbed output hangs on the same inputs
        return most > 0 ? capacity[firm] * (able[firm] / most) : 0;
    }

    private double amount(int input) {
        return plan.inflow[input] == 0 ? 0 : plan.inflow[input] / plan.output[plan.inputOf[input]];
    }

    private boolean arrivesNextDay(int link) {
        return plan.place[plan.linkSupplier[link]] > plan.place[plan.inputOf[plan.linkInput[link]]];
    }
}
