package io.strait.supplychain.scenario.model;

import io.strait.supplychain.risk.Sourcing;
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
        return Sourcing.Source.name(supplier, area);
    }

    /**
     * From whom an input comes, its unknowns numbered.
     *
     * @param unknowns the number of each of its draws
     */
    record Mix(int number, Sourcing sourcing, int[] unknowns) {
        double[] shares(double[] values) {
            double[] drawn = new double[unknowns.length];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = values[unknowns[i]];
            }
            return sourcing.shares(drawn);
        }
    }

    /** One source's part of a mix. */
    record ShareOf(Mix mix, int at) {
        boolean isKnown() {
            return mix.sourcing().sources().get(at).isCertain();
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

    /** A supplier of an input, and its part; all of it where that is null. */
    record Link(int supplier, @Nullable ShareOf share) {}

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
