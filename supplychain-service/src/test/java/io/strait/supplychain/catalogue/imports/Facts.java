package io.strait.supplychain.catalogue.imports;

import io.strait.supplychain.catalogue.ImportedFact;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.catalogue.storage.Ends;
import io.strait.supplychain.graph.Essentiality;
import io.strait.supplychain.graph.GraphLink;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSnapshot;
import io.strait.supplychain.graph.GraphSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the catalogue would make of facts that stand alone: the rules between them, and their graph. */
final class Facts {
    private Facts() {}

    /** Empty where every named node exists and fits, and no two links connect the same. */
    static List<String> inconsistencies(List<ImportedFact> facts) {
        Map<String, NodeKind> kinds = new HashMap<>();
        facts.forEach(imported -> {
            if (imported.fact() instanceof Node node) {
                kinds.put(node.id(), node.kind());
            }
        });
        List<String> wrong = new ArrayList<>();
        Set<String> ends = new HashSet<>();
        for (ImportedFact imported : facts) {
            Fact fact = imported.fact();
            List<String> any = new ArrayList<>();
            List<String> goods = new ArrayList<>();
            if (fact instanceof Node node) {
                any.addAll(node.typeOf());
            } else if (fact instanceof Requirement requirement) {
                any.add(requirement.node());
                goods.add(requirement.input());
                requirement.substitutes().forEach(substitute -> goods.add(substitute.node()));
            } else if (fact instanceof Supply supply) {
                NodeKind supplier = kinds.get(supply.supplier());
                if (supplier == null || !supplier.isSupplier()) {
                    wrong.add(fact.id() + ": " + supply.supplier() + " is no supplier");
                }
                goods.add(supply.input());
                Optional.ofNullable(supply.recipient()).ifPresent(any::add);
            }
            any.stream().filter(id -> !kinds.containsKey(id)).forEach(id -> wrong.add(fact.id() + ": no node " + id));
            for (String id : goods) {
                NodeKind kind = kinds.get(id);
                if (kind == null || kind.isSupplier()) {
                    wrong.add(fact.id() + ": " + id + " is nothing to need or supply");
                }
            }
            if (!ends.add(fact.factKind() + " " + Ends.of(fact))) {
                wrong.add(fact.id() + ": connects what another one connects");
            }
        }
        return wrong;
    }

    static GraphSnapshot graph(List<ImportedFact> facts) {
        GraphSource source = new GraphSource();
        for (ImportedFact imported : facts) {
            if (imported.fact() instanceof Node node) {
                source.put(new GraphNode(
                        node.id(), node.kind().code(), node.name(), node.area(), node.collective(), node.typeOf()));
            } else if (imported.fact() instanceof Requirement requirement) {
                source.put(GraphLink.requirement(
                        requirement.id(),
                        requirement.node(),
                        requirement.input(),
                        Essentiality.valueOf(requirement.essentiality().name())));
            } else if (imported.fact() instanceof Supply supply) {
                source.put(GraphLink.supply(supply.id(), supply.supplier(), supply.input(), supply.recipient()));
            }
        }
        return source.snapshot(1);
    }
}
