package io.strait.supplychain.catalogue.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A material, part, piece of equipment, process, product, organisation, site or area.
 *
 * @param names by language tag
 * @param grade grade or purity; part of what a material is
 * @param area ISO 3166-1 alpha-3 of where it is at home
 * @param collective stands for several unnamed ones ("various companies") and must not be counted as one
 * @param typeOf ids of the wider types it is a type of; nesting, apart from the flow of goods
 */
public record Node(
        String id,
        NodeKind kind,
        String name,
        SortedMap<String, String> names,
        List<String> aliases,
        @Nullable String description,
        @Nullable String grade,
        @Nullable String area,
        boolean collective,
        List<String> typeOf,
        List<ExternalId> externalIds,
        Evidence evidence)
        implements Fact {
    public Node {
        names = new TreeMap<>(names);
        aliases = List.copyOf(aliases);
        typeOf = List.copyOf(typeOf);
        externalIds = List.copyOf(externalIds);
    }

    @Override
    public FactKind factKind() {
        return FactKind.NODE;
    }

    /** The same without a wider type that goes away. */
    public Node withoutType(String wider) {
        return new Node(
                id,
                kind,
                name,
                names,
                aliases,
                description,
                grade,
                area,
                collective,
                typeOf.stream().filter(type -> !type.equals(wider)).toList(),
                externalIds,
                evidence);
    }
}
