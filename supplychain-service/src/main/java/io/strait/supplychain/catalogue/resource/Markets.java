package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.risk.SupplierShare;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The world market of an input, read from the catalogue at one revision. */
@ApplicationScoped
class Markets {
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
        catalogue.offers(input, revision).forEach(offer -> (offer.kind() == NodeKind.AREA ? areas : organisations)
                .add(new SupplierShare(offer.supplier(), offer.share(), offer.collective())));
        return new Market(organisations, areas);
    }
}
