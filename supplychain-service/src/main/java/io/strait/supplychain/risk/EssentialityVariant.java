package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Essentiality;
import java.util.List;

/**
 * What can be made from the stocks at hand, in five readings of which inputs matter.
 *
 * <p>Source: Pichler, Pangallo, del Rio-Chanona, Lafond, Farmer, Forecasting the propagation of pandemic shocks with a
 * dynamic input-output model, Journal of Economic Dynamics and Control 144 (2022). With r_j = stock_j / amount_j, what
 * input j alone would allow, and x0 the capacity, which is never exceeded. Output is in the unit of x0; stocks in the
 * unit of amount a unit of output. Immutable and thread-safe.
 */
public enum EssentialityVariant {
    /** Inputs replace each other: sum of stocks / sum of amounts. */
    LINEAR,
    /** min r over the critical ones. */
    WEAKLY_CRITICAL,
    /** min r over the critical ones, and of (r + x0) / 2 over the important ones. */
    HALF_CRITICAL,
    /** min r over the critical and the important ones. */
    STRONGLY_CRITICAL,
    /** min r over all. */
    LEONTIEF;

    /**
     * One input.
     *
     * @param stock what is at hand, 0 or more
     * @param amount what a unit of output needs of it, 0 or more; one that needs nothing allows everything
     */
    public record Input(double stock, double amount, Essentiality essentiality) {
        /** @throws IllegalArgumentException when a number is negative or not finite */
        public Input {
            Checks.notNegative("stock", stock);
            Checks.notNegative("amount", amount);
        }
    }

    /**
     * @param capacity x0, 0 or more
     * @return 0 to x0: low where what is not known to be essential is critical, high where it is not
     * @throws IllegalArgumentException when the capacity is negative or not finite
     */
    public Interval output(List<Input> inputs, double capacity) {
        Checks.notNegative("capacity", capacity);
        return new Interval(
                output(inputs, capacity, Essentiality.CRITICAL), output(inputs, capacity, Essentiality.NOT));
    }

    private double output(List<Input> inputs, double capacity, Essentiality unknownAs) {
        if (this == LINEAR) {
            return Math.min(capacity, linear(inputs, capacity));
        }
        double output = capacity;
        for (Input input : inputs) {
            Essentiality essentiality = input.essentiality() == Essentiality.UNKNOWN ? unknownAs : input.essentiality();
            double allows = input.amount() == 0 ? capacity : Math.min(capacity, input.stock() / input.amount());
            output = Math.min(output, limit(essentiality, allows, capacity));
        }
        return output;
    }

    private double limit(Essentiality essentiality, double allows, double capacity) {
        if (this == LEONTIEF || essentiality == Essentiality.CRITICAL) {
            return allows;
        }
        if (essentiality != Essentiality.IMPORTANT || this == WEAKLY_CRITICAL) {
            return capacity;
        }
        return this == HALF_CRITICAL ? allows / 2 + capacity / 2 : allows;
    }

    /** In parts of what full output needs, so that no sum overflows. */
    private static double linear(List<Input> inputs, double capacity) {
        double largest = 0;
        for (Input input : inputs) {
            largest = Math.max(largest, input.amount());
        }
        if (largest == 0) {
            return capacity;
        }
        double allowed = 0;
        double amounts = 0;
        for (Input input : inputs) {
            allowed += input.stock() / largest;
            amounts += input.amount() / largest;
        }
        return allowed / amounts;
    }
}
