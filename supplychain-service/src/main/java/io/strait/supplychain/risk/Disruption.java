package io.strait.supplychain.risk;

/**
 * A firm loses a part of its capacity for some days, and then recovers evenly.
 *
 * @param loss 0 to 1
 * @param from the first day, from 0
 * @param until the first day on which it recovers
 * @param recoveryDays after how many more days nothing of the loss is left; 0 is at once
 */
public record Disruption(int firm, double loss, int from, int until, int recoveryDays) {
    /** @throws IllegalArgumentException when a number is out of range */
    public Disruption {
        Checks.fraction("loss", loss);
        Checks.between("from", from, 0, Integer.MAX_VALUE);
        Checks.between("until", until, from, Integer.MAX_VALUE);
        Checks.between("recoveryDays", recoveryDays, 0, Integer.MAX_VALUE);
    }

    double at(int day) {
        if (day < from) {
            return 0;
        }
        if (day < until) {
            return loss;
        }
        long since = (long) day - until;
        return since >= recoveryDays ? 0 : loss * (1 - (double) since / recoveryDays);
    }
}
