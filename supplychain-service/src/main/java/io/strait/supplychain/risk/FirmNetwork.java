package io.strait.supplychain.risk;

import java.util.Arrays;

/**
 * Who supplies whom, with how much: W_ij, the supply of firm i to firm j, and p_i, the one product that i makes. Firms
 * and products are numbered from 0; amounts are in one unit (money a year). Supply may run in circles.
 *
 * <p>What leaves the network is said explicitly, as final demand of a firm: it counts as supply to somebody who never
 * falls. A firm without customers and final demand has an out-strength of 0.
 *
 * <p>Compressed sparse rows by supplier: 12 bytes a link. Immutable and thread-safe.
 */
public final class FirmNetwork {
    private final int[] products;
    private final int productCount;
    private final int[] offsets;
    private final int[] customers;
    private final double[] amounts;
    private final double[] out;
    private final double[] in;

    private FirmNetwork(Builder builder) {
        products = builder.products.clone();
        productCount = Arrays.stream(products).max().orElse(-1) + 1;
        int firms = products.length;
        int[] starts = new int[firms + 1];
        for (int i = 0; i < builder.size; i++) {
            starts[builder.suppliers[i] + 1]++;
        }
        for (int i = 0; i < firms; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, firms);
        int[] sortedCustomers = new int[builder.size];
        double[] sortedAmounts = new double[builder.size];
        for (int i = 0; i < builder.size; i++) {
            int at = next[builder.suppliers[i]]++;
            sortedCustomers[at] = builder.customers[i];
            sortedAmounts[at] = builder.amounts[i];
        }
        offsets = starts;
        customers = sortedCustomers;
        amounts = sortedAmounts;
        out = builder.finalDemand.clone();
        in = new double[firms];
        for (int i = 0; i < firms; i++) {
            for (int at = offsets[i]; at < offsets[i + 1]; at++) {
                out[i] += amounts[at];
                in[customers[at]] += amounts[at];
            }
        }
        double sum = Arrays.stream(out).sum();
        if (Double.isInfinite(sum)) {
            throw new IllegalArgumentException("amounts: too large to add up (expected: a finite sum)");
        }
    }

    /**
     * @param products p_i, the product of each firm, from 0
     * @throws IllegalArgumentException when a product is negative or above 10 million
     */
    public static Builder of(int... products) {
        return new Builder(products.clone());
    }

    public int firms() {
        return products.length;
    }

    /** One more than the highest product. */
    public int products() {
        return productCount;
    }

    public int links() {
        return customers.length;
    }

    public int product(int firm) {
        return products[firm];
    }

    /** All that a firm sells, final demand with it. */
    public double outStrength(int firm) {
        return out[firm];
    }

    /** All that a firm buys. */
    public double inStrength(int firm) {
        return in[firm];
    }

    int[] offsets() {
        return offsets;
    }

    int[] customers() {
        return customers;
    }

    double[] amounts() {
        return amounts;
    }

    /** Takes links in any order; several between the same two add up. Not thread-safe. */
    public static final class Builder {
        private static final int MOST_PRODUCTS = 10_000_000;

        private final int[] products;
        private final double[] finalDemand;
        private int[] suppliers = new int[16];
        private int[] customers = new int[16];
        private double[] amounts = new double[16];
        private int size;

        private Builder(int[] products) {
            this.products = products;
            this.finalDemand = new double[products.length];
            for (int product : products) {
                Checks.index("product", product, MOST_PRODUCTS);
            }
        }

        /** @throws IllegalArgumentException for an unknown firm, supply to itself, an amount that is not above 0 */
        public Builder supply(int supplier, int customer, double amount) {
            Checks.index("supplier", supplier, products.length);
            Checks.index("customer", customer, products.length);
            if (supplier == customer) {
                throw new IllegalArgumentException("customer: " + customer + " (expected: other than the supplier)");
            }
            if (!(amount > 0) || Double.isInfinite(amount)) {
                throw new IllegalArgumentException("amount: " + amount + " (expected: finite, above 0)");
            }
            if (size == suppliers.length) {
                int capacity = size + (size >> 1);
                suppliers = Arrays.copyOf(suppliers, capacity);
                customers = Arrays.copyOf(customers, capacity);
                amounts = Arrays.copyOf(amounts, capacity);
            }
            suppliers[size] = supplier;
            customers[size] = customer;
            amounts[size++] = amount;
            return this;
        }

        /** @throws IllegalArgumentException for an unknown firm, or an amount that is negative or not finite */
        public Builder finalDemand(int firm, double amount) {
            Checks.index("firm", firm, products.length);
            finalDemand[firm] += Checks.notNegative("final demand", amount);
            return this;
        }

        public FirmNetwork build() {
            return new FirmNetwork(this);
        }
    }
}
