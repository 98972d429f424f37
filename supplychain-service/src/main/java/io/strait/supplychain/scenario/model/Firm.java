package io.strait.supplychain.scenario.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One firm of a plan and what it takes, before the unknowns have values. Its number is its place in the plan. Filled
 * while the plan is made.
 */
final class Firm {
    enum Role {
        /** Makes one good. */
        MAKER,
        /** Needs inputs and delivers nothing on record: a fab, a company. */
        USER,
        /** Passes on what a maker delivers to customers that a shock tells apart. */
        DELIVERY,
        /** All makers of a substitute that no shock touches. */
        SUBSTITUTE
    }

    final int number;
    final Role role;
    /** Null for unnamed makers. */
    final @Nullable String supplier;

    final @Nullable String area;
    /** What it makes; null for a user. */
    final @Nullable String good;
    /** Its part of the market, of a maker. */
    final @Nullable ShareOf size;

    final List<Need> needs = new ArrayList<>();
    /** What hits it directly. */
    final List<Scenario.Shock> shocks = new ArrayList<>();

    boolean hasCustomers;

    Firm(
            int number,
            Role role,
            @Nullable String supplier,
            @Nullable String area,
            @Nullable String good,
            @Nullable ShareOf size) {
        this.number = number;
        this.role = role;
        this.supplier = supplier;
        this.area = area;
        this.good = good;
        this.size = size;
    }

    /** Who it is, for readers. */
    String name() {
        return supplier != null ? supplier : area == null ? "others" : "others in " + area;
    }

    /** One source's part of all that comes from several: values of unknowns, or numbers, in proportion. */
    record ShareOf(List<Amount> all, int at) {
        double of(double[] values) {
            double sum = 0;
            for (Amount amount : all) {
                sum += amount.of(values);
            }
            if (sum > 0) {
                return all.get(at).of(values) / sum;
            }
            return 1.0 / all.size();
        }
    }

    /** A number, or the value of an unknown. */
    record Amount(int unknown, double number) {
        static Amount known(double number) {
            return new Amount(-1, number);
        }

        static Amount of(int unknown) {
            return new Amount(unknown, 0);
        }

        double of(double[] values) {
            return unknown < 0 ? number : values[unknown];
        }
    }

    /** From whom an input comes. */
    record Link(int supplier, ShareOf share) {}

    /** Who could deliver instead, and after how many days from the first shock. */
    record Alternative(int supplier, String good, Amount qualificationDays) {}

    /**
     * One input.
     *
     * @param requirement the fact
     * @param part which part of output stops without it
     */
    record Need(
            String input,
            String requirement,
            Amount stockDays,
            Amount part,
            List<Link> links,
            List<Alternative> alternatives) {}
}
