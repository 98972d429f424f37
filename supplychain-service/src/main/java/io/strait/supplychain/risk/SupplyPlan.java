package io.strait.supplychain.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * The undisturbed state that {@link Shortage} starts from: firms, what each takes of its suppliers a day, how many days
 * of each input it holds, and what final customers take. A firm makes what it delivers; what an input weighs in a unit of
 * output follows from the flows. A substitute is a link without a flow, that may be ordered from when it is qualified.
 * Firms are numbered from 0 in the order they were added, inputs likewise.
 *
 * <p>Within a day suppliers work before their customers. Where supply runs in a circle there is no such order: the firms
 * of the circle go by number, and a delivery to a firm that has worked already arrives the day after.
 *
 * <p>Immutable and thread-safe.
 */
public final class SupplyPlan {
    final int firms;
    final int inputs;
    final double[] finalDemand;
    /** x: what each firm makes a day. */
    final double[] output;
    /** Firms, suppliers first. */
    final int[] order;
    /** Place of each firm in that order. */
    final int[] place;

    /** What each firm can make a day whatever it made before; NaN where that is a multiple of its output. */
    final double[] ownCapacity;

    /** Of each input: whose it is, days of stock, which part of output stops without it, all that arrives a day. */
    final int[] inputOf;

    final double[] stockDays;
    final double[] weight;
    final double[] inflow;

    /** Inputs of firm f from {@code inputOffsets[f]} to {@code inputOffsets[f + 1]}, links of inputs likewise. */
    final int[] inputOffsets;

    final int[] inputAt;
    final int[] linkOffsets;
    final int[] linkAt;
    /** Links of a supplier. */
    final int[] saleOffsets;

    final int[] saleAt;
    final int[] linkInput;
    final int[] linkSupplier;
    final double[] flow;
    /** From which day a substitute may be ordered; {@link #REGULAR} for all other links. */
    final int[] linkFrom;

    static final int REGULAR = -1;

    private SupplyPlan(Builder builder) {
        firms = builder.finalDemand.size();
        inputs = builder.inputOf.size();
        finalDemand = doubles(builder.finalDemand);
        inputOf = ints(builder.inputOf);
        stockDays = doubles(builder.stockDays);
        ownCapacity = doubles(builder.ownCapacity);
        weight = doubles(builder.weight);
        linkFrom = ints(builder.linkFrom);
        linkInput = ints(builder.linkInput);
        linkSupplier = ints(builder.linkSupplier);
        flow = doubles(builder.flow);
        output = finalDemand.clone();
        inflow = new double[inputs];
        for (int link = 0; link < flow.length; link++) {
            output[linkSupplier[link]] += flow[link];
            inflow[linkInput[link]] += flow[link];
        }
        inputOffsets = new int[firms + 1];
        inputAt = rows(inputOf, inputOffsets);
        linkOffsets = new int[inputs + 1];
        linkAt = rows(linkInput, linkOffsets);
        saleOffsets = new int[firms + 1];
        saleAt = rows(linkSupplier, saleOffsets);
        order = suppliersFirst();
        place = new int[firms];
        for (int i = 0; i < firms; i++) {
            place[order[i]] = i;
        }
        for (int input = 0; input < inputs; input++) {
            Checks.notNegative("stock", inflow[input] * Math.max(1, stockDays[input]));
            if (inflow[input] > 0 && output[inputOf[input]] == 0) {
                throw new IllegalArgumentException("firm: " + inputOf[input] + " takes an input and delivers nothing"
                        + " (expected: final demand or a customer)");
            }
        }
        for (double made : output) {
            Checks.notNegative("output", made);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public int firms() {
        return firms;
    }

    public int inputs() {
        return inputs;
    }

    /** What a firm makes a day when nothing disturbs it. */
    public double output(int firm) {
        return output[firm];
    }

    /** Kahn's order; where a circle stops it, the lowest number that is left goes next. */
    private int[] suppliersFirst() {
        int[] open = new int[firms];
        for (int input : linkInput) {
            open[inputOf[input]]++;
        }
        int[] result = new int[firms];
        boolean[] placed = new boolean[firms];
        int head = 0;
        int tail = 0;
        int lowest = 0;
        for (int firm = 0; firm < firms; firm++) {
            if (open[firm] == 0) {
                placed[firm] = true;
                result[tail++] = firm;
            }
        }
        while (head < firms) {
            if (head == tail) {
                while (placed[lowest]) {
                    lowest++;
                }
                placed[lowest] = true;
                result[tail++] = lowest;
            }
            int firm = result[head++];
            for (int at = saleOffsets[firm]; at < saleOffsets[firm + 1]; at++) {
                int customer = inputOf[linkInput[saleAt[at]]];
                if (--open[customer] == 0 && !placed[customer]) {
                    placed[customer] = true;
                    result[tail++] = customer;
                }
            }
        }
        return result;
    }

    private static int[] rows(int[] keys, int[] offsets) {
        for (int key : keys) {
            offsets[key + 1]++;
        }
        for (int key = 0; key + 1 < offsets.length; key++) {
            offsets[key + 1] += offsets[key];
        }
        int[] next = offsets.clone();
        int[] at = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            at[next[keys[i]]++] = i;
        }
        return at;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final List<Double> finalDemand = new ArrayList<>();
        private final List<Integer> inputOf = new ArrayList<>();
        private final List<Double> stockDays = new ArrayList<>();
        private final List<Double> weight = new ArrayList<>();
        private final List<Double> ownCapacity = new ArrayList<>();
        private final List<Integer> linkInput = new ArrayList<>();
        private final List<Integer> linkSupplier = new ArrayList<>();
        private final List<Double> flow = new ArrayList<>();
        private final List<Integer> linkFrom = new ArrayList<>();

        private Builder() {}

        /**
         * @param demand what final customers take a day, 0 or more
         * @return its number
         */
        public int firm(double demand) {
            finalDemand.add(Checks.notNegative("final demand", demand));
            ownCapacity.add(Double.NaN);
            return finalDemand.size() - 1;
        }

        /**
         * A firm that can make so much a day, whatever it makes undisturbed.
         *
         * @param capacity a day, 0 or more
         * @return its number
         */
        public int firm(double demand, double capacity) {
            int firm = firm(demand);
            ownCapacity.set(firm, Checks.notNegative("capacity", capacity));
            return firm;
        }

        /**
         * @param days of stock, 0 or more: what is held and what is held again in the end
         * @param isCritical whether output falls when it lacks
         * @return its number
         */
        public int input(int firm, double days, boolean isCritical) {
            return input(firm, days, isCritical ? 1 : 0);
        }

        /**
         * @param days of stock, 0 or more
         * @param part which part of output stops when it lacks altogether: 1 critical, 0.5 important, 0 not (Pichler et
         *     al. 2022, half-critical)
         * @return its number
         */
        public int input(int firm, double days, double part) {
            inputOf.add(Checks.index("firm", firm, finalDemand.size()));
            stockDays.add(Checks.notNegative("stock days", days));
            weight.add(Checks.fraction("part", part));
            return inputOf.size() - 1;
        }

        /**
         * @param amount a day, 0 or more
         * @throws IllegalArgumentException when a firm would supply itself
         */
        public Builder supply(int input, int supplier, double amount) {
            return link(input, supplier, Checks.notNegative("amount", amount), REGULAR);
        }

        /**
         * Somebody whose product would do in the place of an input.
         *
         * @param fromDay when it is qualified, 0 or more
         * @throws IllegalArgumentException when a firm would supply itself
         */
        public Builder substitute(int input, int supplier, int fromDay) {
            return link(input, supplier, 0, Checks.between("fromDay", fromDay, 0, Integer.MAX_VALUE));
        }

        private Builder link(int input, int supplier, double amount, int from) {
            Checks.index("input", input, inputOf.size());
            Checks.index("supplier", supplier, finalDemand.size());
            if (inputOf.get(input) == supplier) {
                throw new IllegalArgumentException("supplier: " + supplier + " (expected: other than the customer)");
            }
            linkInput.add(input);
            linkSupplier.add(supplier);
            flow.add(amount);
            linkFrom.add(from);
            return this;
        }

        public SupplyPlan build() {
            return new SupplyPlan(this);
        }
    }
}
