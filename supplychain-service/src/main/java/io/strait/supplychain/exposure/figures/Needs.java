package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Supply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * What an area needs: the inputs of the sites and organisations at home in it, and what stands upstream of those: the
 * inputs' own inputs, and those of whoever makes them.
 */
final class Needs {
    /**
     * One input.
     *
     * @param tier how many requirements lie between it and the nearest node of the area, from 1
     * @param requirements that name it, along the way
     */
    record Need(Node input, int tier, List<Requirement> requirements) {}

    private final Map<String, Need> inputs = new LinkedHashMap<>();

    private Needs() {}

    static Collection<Need> of(FactBook book, String area) {
        Needs needs = new Needs();
        Map<String, Integer> tiers = new LinkedHashMap<>();
        Queue<String> open = new ArrayDeque<>();
        for (Node node : book.nodes()) {
            boolean maker = node.kind() == NodeKind.SITE || node.kind() == NodeKind.ORGANISATION;
            if (maker && area.equals(node.area())) {
                tiers.put(node.id(), 0);
                open.add(node.id());
            }
        }
        for (String id = open.poll(); id != null; id = open.poll()) {
            int tier = tiers.getOrDefault(id, 0);
            for (Requirement requirement : book.needsOf(id)) {
                needs.note(book, requirement, tier + 1);
                if (tiers.putIfAbsent(requirement.input(), tier + 1) == null) {
                    open.add(requirement.input());
                    for (Supply supply : book.suppliesOf(requirement.input())) {
                        // What a maker needs is one step further than what it makes.
                        if (tiers.putIfAbsent(supply.supplier(), tier + 1) == null) {
                            open.add(supply.supplier());
                        }
                    }
                }
            }
        }
        return Collections.unmodifiableCollection(needs.inputs.values());
    }

    private void note(FactBook book, Requirement requirement, int tier) {
        book.node(requirement.input()).ifPresent(input -> {
            Need known = inputs.get(input.id());
            List<Requirement> requirements = new ArrayList<>(known == null ? List.of() : known.requirements());
            requirements.add(requirement);
            inputs.put(input.id(), new Need(input, known == null ? tier : Math.min(known.tier(), tier), requirements));
        });
    }
}
