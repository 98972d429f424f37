package io.strait.supplychain.risk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shares of markets and purchases in one array, and what is not known of them. What a market leaves open is one
 * unknown for all who buy there. Filled while {@link Firms} are made, and only read afterwards.
 */
final class FirmShares {
    private final List<Mix> mixes = new ArrayList<>();
    private final List<Sensitivity.Unknown> unknowns = new ArrayList<>();
    private int size;

    /**
     * @param draws the number of each draw of the sourcing among all unknowns
     * @param first where its first share is
     */
    record Mix(Sourcing sourcing, int[] draws, int first) {}

    /** A market, or a purchase by itself. */
    Mix add(Sourcing sourcing) {
        return add(sourcing, null, "");
    }

    /**
     * A purchase of a customer, beside the market.
     *
     * @param market whose draws are the first ones of the purchase; null where the market is not here
     * @param customer tells its own unknowns from the market's; empty for the market
     */
    Mix add(Sourcing sourcing, @Nullable Mix market, String customer) {
        int[] draws = new int[sourcing.draws().size()];
        for (int i = 0; i < draws.length; i++) {
            if (market != null && i < market.draws().length) {
                draws[i] = market.draws()[i];
            } else {
                Sourcing.Draw draw = sourcing.draws().get(i);
                draws[i] = unknowns.size();
                unknowns.add(new Sensitivity.Unknown(
                        draw.of() + " of " + sourcing.input() + (customer.isEmpty() ? "" : " to " + customer),
                        draw.low(),
                        draw.given(),
                        draw.high()));
            }
        }
        Mix mix = new Mix(sourcing, draws, size);
        mixes.add(mix);
        size += sourcing.sources().size();
        return mix;
    }

    List<Sensitivity.Unknown> unknowns() {
        return unknowns;
    }

    /** Every share, in percent, with these values of the unknowns. */
    double[] of(double[] values) {
        double[] shares = new double[size];
        for (Mix mix : mixes) {
            double[] drawn = new double[mix.draws().length];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = values[mix.draws()[i]];
            }
            double[] own = mix.sourcing().shares(drawn);
            System.arraycopy(own, 0, shares, mix.first(), own.length);
        }
        return shares;
    }
}
