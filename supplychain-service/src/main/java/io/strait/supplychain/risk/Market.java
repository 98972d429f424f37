package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Coded;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who delivers an input to anyone: organisations and sites, and areas. These are two views of one market, never to be
 * mixed. What is delivered to somebody in particular is a share of that purchase, not of the market. Immutable.
 */
public record Market(List<Maker> makers, List<SupplierShare> areas) {
    /** @param area where it makes this input, null where unknown */
    public record Maker(SupplierShare share, @Nullable String area) {}

    /** What the concentration by area is computed from. */
    public enum Basis implements Coded {
        /** What areas have. */
        AREAS,
        /** What the makers at home in each area have, because no area is on record. */
        ORGANISATIONS,
        /** Nobody is on record. */
        NOBODY;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Market {
        makers = List.copyOf(makers);
        areas = List.copyOf(areas);
    }

    public Concentration byOrganisation() {
        return Concentration.of(makers.stream().map(Maker::share).toList());
    }

    public Basis basisOfAreas() {
        if (!areas.isEmpty()) {
            return Basis.AREAS;
        }
        return makers.isEmpty() ? Basis.NOBODY : Basis.ORGANISATIONS;
    }

    /** Of the areas where they are on record, otherwise of the makers by their areas. */
    public Concentration byArea() {
        if (basisOfAreas() != Basis.ORGANISATIONS) {
            return Concentration.of(areas);
        }
        Map<String, @Nullable String> areaOf = new HashMap<>();
        makers.forEach(maker -> areaOf.put(maker.share().supplier(), maker.area()));
        return Concentration.byArea(
                makers.stream().map(Maker::share).toList(),
                share -> areaOf.get(share.supplier()),
                Concentration.NEGLIGIBLE_UP_TO);
    }
}
