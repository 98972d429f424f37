package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Requirement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a node can make, in percent, when some of its inputs are cut: {@link EssentialityVariant}s of what it needs.
 *
 * <p>Amounts matter to the linear variant alone, for all others look at each input by itself. Where they are not all
 * known in one unit, {@link Needs} has every input count one unit, and the answer says so. Immutable.
 *
 * @param needs the direct inputs of the node
 * @param output percent, as an interval where nobody said how essential a cut input is
 */
public record CutInputs(Needs needs, Map<EssentialityVariant, Interval> output) {
    private static final double FULL = 100;

    public CutInputs {
        output = Map.copyOf(output);
    }

    /** @param cuts by input, which part of it is missing, 0 to 1 */
    public static CutInputs of(FactBook book, String node, Map<String, Double> cuts) {
        Needs needs = Needs.of(book, node);
        Map<String, Double> weights = needs.weights();
        List<EssentialityVariant.Input> inputs = new ArrayList<>();
        for (Requirement need : needs.all()) {
            double amount = weights.getOrDefault(need.input(), 1.0);
            double left = 1 - Checks.fraction("cut", cuts.getOrDefault(need.input(), 0.0));
            inputs.add(new EssentialityVariant.Input(FULL * amount * left, amount, need.essentiality()));
        }
        Map<EssentialityVariant, Interval> output = new EnumMap<>(EssentialityVariant.class);
        for (EssentialityVariant variant : EssentialityVariant.values()) {
            output.put(variant, variant.output(inputs, FULL));
        }
        return new CutInputs(needs, output);
    }
}
