package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.risk.SupplierShare;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The world market of an input, read from the catalogue at one revision. */
@ApplicationScoped
class Markets {
    private static final int PAGE = 1000;

    /** Organisations and sites, and areas: two views of one market, never to be mixed. */
    record Market(List<SupplierShare> organisations, List<SupplierShare> areas) {}

    private final Catalogue catalogue;

    Markets(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Supplies to a named recipient are shares of its purchase, not of the market, and left out. */
    Market of(String input, long revision) {
        List<SupplierShare> organisations = new ArrayList<>();
        List<SupplierShare> areas = new ArrayList<>();
        String after = "";
        Catalogue.Page page;
        do {
            page = catalogue.page(FactKind.SUPPLY, Map.of("input", input), null, revision, after, PAGE);
            for (Versioned fact : page.facts()) {
                Supply supply = (Supply) fact.fact();
                after = fact.id();
                if (supply.recipient() == null) {
                    Node supplier = (Node) catalogue
                            .at(FactKind.NODE, supply.supplier(), revision)
                            .fact();
                    SupplierShare share = new SupplierShare(supplier.id(), supply.share(), supplier.collective());
                    (supplier.kind() == NodeKind.AREA ? areas : organisations).add(share);
                }
            }
        } while (page.more());
        return new Market(organisations, areas);
    }
}
