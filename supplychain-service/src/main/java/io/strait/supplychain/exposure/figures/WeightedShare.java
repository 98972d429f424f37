package io.strait.supplychain.exposure.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The share of one origin in several codes, {@code sum of w_c v_c / sum of w_c t_c}, and how far it can go where some
 * weights are anywhere from 0 to 1. The quotient is between the shares of its codes, so it is least (or greatest) when
 * the codes with the least (or greatest) shares have weight 1 and the others 0: codes are taken in that order for as long
 * as they help. One code alone has its share, whatever its weight.
 */
final class WeightedShare {
    /** One code: the origin's value, the total, both weighted already where the weight is known. */
    record Part(double value, double total, boolean weightKnown) {
        double share() {
            return value / total;
        }
    }

    private final List<Part> free = new ArrayList<>();
    private double value;
    private double total;

    WeightedShare(List<Part> parts) {
        for (Part part : parts) {
            if (part.total() <= 0) {
                continue;
            }
            if (part.weightKnown()) {
                value += part.value();
                total += part.total();
            } else {
                free.add(part);
            }
        }
    }

    /** Every unknown weight taken as 1; 0 where there is nothing at all. */
    double given() {
        double of = value;
        double in = total;
        for (Part part : free) {
            of += part.value();
            in += part.total();
        }
        return in == 0 ? 0 : of / in;
    }

    double least() {
        return extreme(Comparator.comparingDouble(Part::share), true);
    }

    double greatest() {
        return extreme(Comparator.comparingDouble(Part::share).reversed(), false);
    }

    private double extreme(Comparator<Part> order, boolean least) {
        double of = value;
        double in = total;
        for (Part part : free.stream().sorted(order).toList()) {
            double now = in == 0 ? 0 : of / in;
            if (in == 0 || (least ? part.share() < now : part.share() > now)) {
                of += part.value();
                in += part.total();
            }
        }
        return in == 0 ? 0 : of / in;
    }
}
