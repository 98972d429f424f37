package io.strait.supplychain.catalogue;

import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.catalogue.storage.FactReads;
import io.strait.supplychain.catalogue.storage.LinkReads;
import io.strait.supplychain.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is around a node in both directions, as facts with their evidence. Read from the database, so of the past too. */
@ApplicationScoped
public class Neighbourhood {
    /** A node and how far it is. */
    public record Near(Versioned node, int distance) {}

    /**
     * @param nodes by distance, then by id; the node itself is the first
     * @param links those among these nodes
     * @param complete false where a bound left nodes or links out; the depth asked for is no such bound
     */
    public record Around(List<Near> nodes, List<Versioned> links, boolean complete) {}

    /**
     * @param links the kinds of links to follow
     * @param types whether to follow the nesting of types
     */
    public record Question(int depth, Set<FactKind> links, boolean types, int maxNodes, int maxLinks) {}

    private final FactReads facts;
    private final LinkReads links;

    Neighbourhood(FactReads facts, LinkReads links) {
        this.facts = facts;
        this.links = links;
    }

    /** @throws ProblemException 404 when there was no such node at the revision */
    @Transactional
    public Around of(String start, Question question, long revision) {
        if (facts.at(FactKind.NODE, start, revision).isEmpty()) {
            throw Catalogue.notFound(FactKind.NODE, start, null);
        }
        Map<String, Integer> distances = new HashMap<>(Map.of(start, 0));
        Set<String> level = Set.of(start);
        boolean complete = true;
        for (int distance = 1; distance <= question.depth() && !level.isEmpty() && complete; distance++) {
            // One more than there is room for: whether it is there says whether anything is left out.
            int most = question.maxNodes() + distances.size() + 1;
            Set<String> found =
                    new TreeSet<>(links.neighbours(level, question.links(), question.types(), revision, most));
            complete = found.size() < most;
            found.removeAll(distances.keySet());
            level = new TreeSet<>();
            for (String id : found) {
                if (distances.size() > question.maxNodes()) {
                    complete = false;
                    break;
                }
                distances.put(id, distance);
                level.add(id);
            }
        }
        List<Near> nodes = new ArrayList<>();
        for (Versioned node : facts.at(FactKind.NODE, distances.keySet(), revision)) {
            nodes.add(new Near(node, distances.getOrDefault(node.id(), 0)));
        }
        nodes.sort(Comparator.comparingInt(Near::distance)
                .thenComparing(near -> near.node().id()));
        List<Versioned> among = new ArrayList<>();
        for (FactKind kind : new TreeSet<>(question.links())) {
            int most = question.maxLinks() - among.size() + 1;
            List<String> ids = links.among(kind, distances.keySet(), revision, most);
            complete &= ids.size() < most;
            among.addAll(inOrder(kind, ids.size() < most ? ids : ids.subList(0, most - 1), revision));
        }
        return new Around(nodes, among, complete);
    }

    private List<Versioned> inOrder(FactKind kind, List<String> ids, long revision) {
        Map<String, Versioned> byId = new TreeMap<>();
        facts.at(kind, ids, revision).forEach(fact -> byId.put(fact.id(), fact));
        return List.copyOf(byId.values());
    }
}
