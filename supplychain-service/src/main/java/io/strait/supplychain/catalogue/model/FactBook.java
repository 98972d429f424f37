package io.strait.supplychain.catalogue.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All facts of one revision, found by what they connect. What measures and scenarios are computed from; the graph knows
 * the same links, without their amounts. Lists are by id, so that equal facts give equal results everywhere. Immutable.
 */
public final class FactBook {
    private final long revision;
    private final SortedMap<String, Node> nodes;
    private final SortedMap<String, Requirement> requirements;
    private final SortedMap<String, Supply> supplies;
    private final Map<String, List<Requirement>> needs;
    private final Map<String, List<Requirement>> uses;
    private final Map<String, List<Supply>> suppliers;
    private final Map<String, List<Supply>> deliveries;

    private FactBook(
            long revision,
            SortedMap<String, Node> nodes,
            SortedMap<String, Requirement> requirements,
            SortedMap<String, Supply> supplies) {
        this.revision = revision;
        this.nodes = nodes;
        this.requirements = requirements;
        this.supplies = supplies;
        needs = by(requirements.values(), Requirement::node);
        uses = by(requirements.values(), Requirement::input);
        suppliers = by(supplies.values(), Supply::input);
        deliveries = by(supplies.values(), Supply::supplier);
    }

    public static FactBook of(long revision, Collection<? extends Fact> facts) {
        return new FactBook(revision, new TreeMap<>(), new TreeMap<>(), new TreeMap<>())
                .with(revision, Map.of(), facts);
    }

    /**
     * The book of a later revision.
     *
     * @param gone ids of the facts that are there no more; one that is also in {@code current} stays
     * @param current facts that are new or changed
     */
    public FactBook with(
            long later, Map<FactKind, ? extends Collection<String>> gone, Collection<? extends Fact> current) {
        Map<FactKind, SortedMap<String, Fact>> facts = new EnumMap<>(FactKind.class);
        facts.put(FactKind.NODE, new TreeMap<>(nodes));
        facts.put(FactKind.REQUIREMENT, new TreeMap<>(requirements));
        facts.put(FactKind.SUPPLY, new TreeMap<>(supplies));
        gone.forEach((kind, ids) -> of(facts, kind).keySet().removeAll(ids));
        current.forEach(fact -> of(facts, fact.factKind()).put(fact.id(), fact));
        return new FactBook(
                later,
                cast(Node.class, of(facts, FactKind.NODE)),
                cast(Requirement.class, of(facts, FactKind.REQUIREMENT)),
                cast(Supply.class, of(facts, FactKind.SUPPLY)));
    }

    private static SortedMap<String, Fact> of(Map<FactKind, SortedMap<String, Fact>> facts, FactKind kind) {
        return facts.computeIfAbsent(kind, none -> new TreeMap<>());
    }

    private static <F extends Fact> SortedMap<String, F> cast(Class<F> type, SortedMap<String, Fact> facts) {
        SortedMap<String, F> result = new TreeMap<>();
        facts.forEach((id, fact) -> result.put(id, type.cast(fact)));
        return result;
    }

    private static <F extends Fact> Map<String, List<F>> by(Collection<F> facts, Function<F, String> end) {
        Map<String, List<F>> index = new HashMap<>();
        facts.forEach(fact -> index.computeIfAbsent(end.apply(fact), none -> new ArrayList<>(1))
                .add(fact));
        return index;
    }

    public long revision() {
        return revision;
    }

    public Optional<Node> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    public Optional<Requirement> requirement(String id) {
        return Optional.ofNullable(requirements.get(id));
    }

    public Optional<Supply> supply(String id) {
        return Optional.ofNullable(supplies.get(id));
    }

    /** The area of a node; null where it has none, or there is no such node. */
    public @Nullable String areaOf(String node) {
        Node found = nodes.get(node);
        return found == null ? null : found.area();
    }

    /** Where a supply comes from: what it says itself, else where its supplier is at home; null where unknown. */
    public @Nullable String originOf(Supply supply) {
        return supply.areaOfOrigin() != null ? supply.areaOfOrigin() : areaOf(supply.supplier());
    }

    public Collection<Node> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    public Collection<Requirement> requirements() {
        return Collections.unmodifiableCollection(requirements.values());
    }

    public Collection<Supply> supplies() {
        return Collections.unmodifiableCollection(supplies.values());
    }

    /** What a node needs. */
    public List<Requirement> needsOf(String node) {
        return Collections.unmodifiableList(needs.getOrDefault(node, List.of()));
    }

    /** Who needs an input. */
    public List<Requirement> usesOf(String input) {
        return Collections.unmodifiableList(uses.getOrDefault(input, List.of()));
    }

    /** Who delivers an input, to anyone or to somebody. */
    public List<Supply> suppliesOf(String input) {
        return Collections.unmodifiableList(suppliers.getOrDefault(input, List.of()));
    }

    /** What an organisation, site or area delivers. */
    public List<Supply> deliveriesOf(String supplier) {
        return Collections.unmodifiableList(deliveries.getOrDefault(supplier, List.of()));
    }
}
