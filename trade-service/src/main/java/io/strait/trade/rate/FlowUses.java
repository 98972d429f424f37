package io.strait.trade.rate;

import io.strait.trade.reference.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which rates the figures of a flow are converted by: re-exports, being exports, by those for exports. */
final class FlowUses {
    private FlowUses() {}

    /**
     * Of all flows.
     *
     * @param own of the flows that have one of their own; the others take their parent's
     */
    static Map<String, RateUse> of(List<Flow> flows, Map<String, RateUse> own) {
        Map<String, Flow> byCode = flows.stream().collect(Collectors.toMap(Flow::code, Function.identity()));
        Map<String, RateUse> uses = new HashMap<>();
        for (Flow flow : flows) {
            Flow of = flow;
            while (of != null && !own.containsKey(of.code())) {
                String parent = of.parent();
                of = parent == null ? null : byCode.get(parent);
            }
            uses.put(flow.code(), of == null ? RateUse.ANY : own.getOrDefault(of.code(), RateUse.ANY));
        }
        return Map.copyOf(uses);
    }
}
