package io.strait.supplychain.risk;

/**
 * A firm loses a part of its capacity for some days, and then recovers.
 *
 * @param loss 0 to 1
 * @param from the first day, from 0
 * @param until the first day on which it recovers; {@link Integer#MAX_VALUE} is never
 * @param recoveryDays after how many more days nothing of the loss is left; 0 is at once
 */
public record Disruption(int firm, double loss, int from, int until, int recoveryDays, Recovery recovery) {
    /** How what is lost comes back. */
    public enum Recovery {
        /** The same part every day. */
        LINEAR,
        /** Fast first: of the loss {@code 0.01^(t / recoveryDays)} is left after t days, and nothing in the end. */
        EXPONENTIAL
    }

    /** @throws IllegalArgumentException when a number is out of range */
    public Disruption {
        Checks.fraction("loss", loss);
        Checks.between("from", from, 0, Integer.MAX_VALUE);
        Checks.between("until", until, from, Integer.MAX_VALUE);
        Checks.between("recoveryDays", recoveryDays, 0, Integer.MAX_VALUE);
    }

    /** Recovers evenly. */
    public Disruption(int firm, double loss, int from, int until, int recoveryDays) {
        this(firm, loss, from, until, recoveryDays, Recovery.LINEAR);
    }

    /** The part of capacity that is lost on a day. */
    double at(int day) {
        if (day < from) {
            return 0;
        }
        if (day < until) {
            return loss;
        }
        long since = (long) day - until;
        if (since >= recoveryDays) {
            return 0;
        }
        double passed = (double) since / recoveryDays;
        return loss * (recovery == Recovery.LINEAR ? 1 - passed : Math.pow(0.01, passed));
    }
}
