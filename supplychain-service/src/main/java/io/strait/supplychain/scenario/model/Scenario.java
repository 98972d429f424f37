package io.strait.supplychain.scenario.model;

import io.strait.supplychain.risk.Disruption.Recovery;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happens, how makers react, and how far to look. Days count from 0; day 0 is {@code start} where that is given.
 *
 * @param sources on what the shocks rest, for readers
 * @param horizonDays how many days are computed
 */
public record Scenario(
        String name,
        @Nullable String description,
        List<String> sources,
        @Nullable LocalDate start,
        int horizonDays,
        List<Shock> shocks,
        Reactions reactions,
        Assumptions assumptions,
        Sampling sampling) {
    public static final int MAX_HORIZON = 3650;

    public Scenario {
        sources = List.copyOf(sources);
        shocks = List.copyOf(shocks);
    }

    /** The first day on which anything happens: from then on substitutes are being qualified. */
    public int firstDay() {
        return shocks.stream().mapToInt(Shock::startDay).min().orElse(0);
    }

    /**
     * Makers lose a part of what they can deliver. It hits those that fit every filter that is given.
     *
     * @param nodes who makes (an organisation or site) or what is made
     * @param areas where the maker is at home, ISO 3166-1 alpha-3
     * @param inputs what is made
     * @param hsCodes beginnings of the HS codes of what is made
     * @param recipients areas of the customers who get less; empty: all customers, that is, the making itself
     * @param size which part is lost, 0 to 1
     * @param durationDays null: to the end
     * @param recoveryDays how long it takes to be back after that
     */
    public record Shock(
            Set<String> nodes,
            Set<String> areas,
            Set<String> inputs,
            Set<String> hsCodes,
            Set<String> recipients,
            double size,
            int startDay,
            @Nullable Integer durationDays,
            int recoveryDays,
            Recovery recovery) {
        public Shock {
            nodes = sorted(nodes);
            areas = sorted(areas);
            inputs = sorted(inputs);
            hsCodes = sorted(hsCodes);
            recipients = sorted(recipients);
        }

        /** Sorted, so that equal scenarios are computed in the same order. */
        private static Set<String> sorted(Set<String> values) {
            return Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }
    }

    /**
     * @param useStock whether stocks are used up
     * @param substitute whether substitutes on record are taken once they are qualified
     * @param reroute whether what lacks is ordered of others who deliver the same, as far as they have capacity free
     * @param spareCapacity which part of its undisturbed output a maker can make more, 0 to 10
     */
    public record Reactions(boolean useStock, boolean substitute, boolean reroute, double spareCapacity) {
        public static final Reactions DEFAULT = new Reactions(true, true, true, 0);
    }

    /** What is taken for something that nobody said: one number, and from where to where it is sampled. */
    public record Range(double low, double given, double high) {
        boolean isPoint() {
            return low == high;
        }
    }

    /**
     * @param stockDays for stocks that are unknown
     * @param essentiality for inputs of unknown essentiality: which part of output stops without them
     */
    public record Assumptions(Range stockDays, Range essentiality) {
        /** Nothing in stock that nobody spoke of, but up to a month; unknown inputs stop nothing, but may stop all. */
        public static final Assumptions DEFAULT = new Assumptions(new Range(0, 0, 30), new Range(0, 0, 1));
    }

    /**
     * @param samples how often the unknowns are drawn, 0 for no interval
     * @param tail which part of the answers is left out at either end of an interval
     * @param effects whether to compute which unknown moves the answer most
     */
    public record Sampling(int samples, long seed, double tail, boolean effects) {
        public static final Sampling DEFAULT = new Sampling(40, 1, 0.05, true);
    }
}
