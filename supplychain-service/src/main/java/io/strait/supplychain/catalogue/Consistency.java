package io.strait.supplychain.catalogue;

import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Substitute;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.catalogue.storage.Ends;
import io.strait.supplychain.catalogue.storage.FactReads;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between facts once a set of changes is made: ends exist and are of the right kind, nothing needs or
 * supplies itself, no two links connect the same, no type is a type of itself. One instance per set of changes.
 */
final class Consistency {
    private static final int MAX_NAMED = 20;

    private final FactReads reads;
    private final Collection<Change> changes;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, NodeKind> kinds = new HashMap<>();

    private Consistency(FactReads reads, Collection<Change> changes) {
        this.reads = reads;
        this.changes = changes;
    }

    /**
     * What is wrong with the changes, empty when nothing is.
     *
     * @throws ProblemException 409 when a link of the same ends is there already under another id, and the change was
     *     asked for alone
     */
    static List<Violation> check(FactReads reads, Collection<Change> changes) {
        Consistency check = new Consistency(reads, changes);
        check.findKinds();
        for (Change change : changes) {
            Fact after = change.after();
            if (after != null) {
                check.fact(after, change.origin());
            }
        }
        check.keptLinks();
        check.leftBehind();
        check.ends(FactKind.REQUIREMENT);
        check.ends(FactKind.SUPPLY);
        check.nesting();
        return check.violations;
    }

    private void findKinds() {
        Set<String> named = new TreeSet<>();
        for (Change change : changes) {
            Fact after = change.after();
            if (after instanceof Node node) {
                named.addAll(node.typeOf());
            } else if (after instanceof Requirement requirement) {
                named.add(requirement.node());
                named.add(requirement.input());
                requirement.substitutes().stream().map(Substitute::node).forEach(named::add);
            } else if (after instanceof Supply supply) {
                named.add(supply.supplier());
                named.add(supply.input());
                String recipient = supply.recipient();
                if (recipient != null) {
                    named.add(recipient);
                }
            }
        }
        reads.kindsOf(named)
                .forEach((id, code) ->
                        kinds.put(id, Coded.of(NodeKind.class, code).orElseThrow()));
        for (Change change : changes) {
            if (change.fact() instanceof Node node) {
                if (change.after() == null) {
                    kinds.remove(node.id());
                } else {
                    kinds.put(node.id(), node.kind());
                }
            }
        }
    }

    private void fact(Fact fact, Change.@Nullable Origin origin) {
        if (fact instanceof Node node) {
            node.typeOf().forEach(wider -> exists("typeOf", wider, origin));
        } else if (fact instanceof Requirement requirement) {
            exists("node", requirement.node(), origin);
            goods("input", requirement.input(), origin);
            differ("input", requirement.node(), requirement.input(), "a node does not need itself", origin);
            for (Substitute substitute : requirement.substitutes()) {
                goods("substitutes", substitute.node(), origin);
                differ(
                        "substitutes",
                        requirement.input(),
                        substitute.node(),
                        "an input is no substitute of itself",
                        origin);
            }
        } else if (fact instanceof Supply supply) {
            NodeKind supplier = exists("supplier", supply.supplier(), origin);
            if (supplier != null && !supplier.isSupplier()) {
                violate(
                        "supplier",
                        supply.supplier(),
                        "is a " + supplier.code(),
                        "an organisation, site or area",
                        origin);
            }
            goods("input", supply.input(), origin);
            String recipient = supply.recipient();
            if (recipient != null) {
                exists("recipient", recipient, origin);
                differ("recipient", supply.supplier(), recipient, "nobody supplies itself", origin);
                differ("recipient", supply.input(), recipient, "an input is not delivered to itself", origin);
            }
        }
    }

    private @Nullable NodeKind exists(String field, String id, Change.@Nullable Origin origin) {
        NodeKind kind = kinds.get(id);
        if (kind == null) {
            violate(field, id, "there is no such node", "the id of a node", origin);
        }
        return kind;
    }

    private void goods(String field, String id, Change.@Nullable Origin origin) {
        NodeKind kind = exists(field, id, origin);
        if (kind != null && kind.isSupplier()) {
            violate(field, id, "is of kind " + kind.code(), "a material, part, equipment, process or product", origin);
        }
    }

    private void differ(String field, String one, String other, String message, Change.@Nullable Origin origin) {
        if (one.equals(other)) {
            violate(field, other, message, "another node", origin);
        }
    }

    /** A node that becomes another kind must still fit the links that stay. */
    private void keptLinks() {
        Set<String> changed = new HashSet<>();
        changes.forEach(
                change -> changed.add(change.fact().factKind() + change.fact().id()));
        for (Change change : changes) {
            if (change.before() == null
                    || !(change.before().fact() instanceof Node before)
                    || !(change.after() instanceof Node after)
                    || before.kind().isSupplier() == after.kind().isSupplier()) {
                continue;
            }
            FactReads.Uses uses = reads.usesOf(after.id());
            Set<String> misfits = new TreeSet<>();
            for (var link : reads.current(FactKind.REQUIREMENT, union(uses.requirements(), uses.substitutes()))) {
                if (!changed.contains(FactKind.REQUIREMENT + link.id())
                        && after.kind().isSupplier()
                        && !((Requirement) link.fact()).node().equals(after.id())) {
                    misfits.add(link.id());
                }
            }
            for (var link : reads.current(FactKind.SUPPLY, uses.supplies())) {
                Supply supply = (Supply) link.fact();
                boolean misfit = after.kind().isSupplier()
                        ? supply.input().equals(after.id())
                        : supply.supplier().equals(after.id());
                if (!changed.contains(FactKind.SUPPLY + link.id()) && misfit) {
                    misfits.add(link.id());
                }
            }
            if (!misfits.isEmpty()) {
                violate(
                        "kind",
                        after.kind().code(),
                        "does not fit the links that name the node: " + String.join(", ", misfits),
                        "a kind that they allow",
                        change.origin());
            }
        }
    }

    /** What stays must not name a node that goes. */
    private void leftBehind() {
        Map<String, Change> gone = new HashMap<>();
        Set<String> changed = new HashSet<>();
        for (Change change : changes) {
            changed.add(change.fact().factKind() + change.fact().id());
            if (change.after() == null && change.fact().factKind() == FactKind.NODE) {
                gone.put(change.fact().id(), change);
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        Map<String, Set<String>> naming = new TreeMap<>();
        for (FactReads.Use use : reads.usesOf(gone.keySet())) {
            // What changes too is judged by what it becomes.
            if (!changed.contains(use.kind() + use.id())) {
                naming.computeIfAbsent(use.node(), node -> new TreeSet<>())
                        .add(use.kind().code() + " " + use.id());
            }
        }
        naming.forEach((node, facts) -> {
            Change change = gone.get(node);
            violate(
                    "",
                    node,
                    "is still named by "
                            + facts.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                            + (facts.size() > MAX_NAMED ? " and " + (facts.size() - MAX_NAMED) + " more" : ""),
                    "a node that nothing names, or what names it removed with it",
                    change == null ? null : change.origin());
        });
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private void ends(FactKind kind) {
        Map<String, Change> byEnds = new HashMap<>();
        Set<String> touched = new HashSet<>();
        for (Change change : changes) {
            if (change.fact().factKind() != kind) {
                continue;
            }
            touched.add(change.fact().id());
            Fact after = change.after();
            Change other = after == null ? null : byEnds.put(Ends.of(after), change);
            if (after != null && other != null) {
                violate(
                        "id",
                        after.id(),
                        "connects the same as " + other.fact().id(),
                        "one " + kind.code() + " for the same nodes",
                        change.origin());
            }
        }
        if (byEnds.isEmpty()) {
            return;
        }
        List<Fact> wanted = byEnds.values().stream().map(Change::fact).toList();
        reads.idsByEnds(kind, wanted).forEach((ends, id) -> {
            Change change = byEnds.get(ends);
            if (change == null || change.fact().id().equals(id) || touched.contains(id)) {
                return;
            }
            if (change.origin() != null) {
                violate(
                        "id",
                        change.fact().id(),
                        "connects the same as " + id + ", which is there",
                        "one " + kind.code() + " for the same nodes",
                        change.origin());
            } else {
                throw ProblemException.of(
                                ProblemType.CONFLICT,
                                "The " + kind.code() + " " + id + " connects these nodes already.")
                        .with("links", List.of(id));
            }
        });
    }

    private void nesting() {
        boolean touched = changes.stream()
                .anyMatch(change ->
                        change.after() instanceof Node node && !node.typeOf().isEmpty());
        if (!touched) {
            return;
        }
        Map<String, List<String>> nesting = reads.nesting();
        for (Change change : changes) {
            if (change.fact() instanceof Node node) {
                nesting.put(node.id(), change.after() == null ? List.of() : node.typeOf());
            }
        }
        Set<String> sound = new HashSet<>();
        for (Change change : changes) {
            if (change.after() instanceof Node node && leadsBack(node.id(), nesting, sound)) {
                violate(
                        "typeOf",
                        String.join(", ", node.typeOf()),
                        "makes the node a type of itself",
                        "types that are not narrower ones",
                        change.origin());
            }
        }
    }

    /** Whether the start is among its own wider types. {@code sound} holds nodes known to lead to no loop. */
    private static boolean leadsBack(String start, Map<String, List<String>> nesting, Set<String> sound) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(nesting.getOrDefault(start, List.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(start)) {
                return true;
            }
            if (!sound.contains(next) && seen.add(next)) {
                open.addAll(nesting.getOrDefault(next, List.of()));
            }
        }
        sound.add(start);
        return false;
    }

    private void violate(String field, String value, String message, String expected, Change.@Nullable Origin origin) {
        Violation violation = Violation.of(field, value, message, expected);
        violations.add(origin == null ? violation : origin.locate(violation));
    }
}
