package io.strait.supplychain.catalogue.storage;

import jakarta.enterprise.context.ApplicationScoped;

/** Versions of supplies. */
@ApplicationScoped
class SupplyRows implements FactRows<SupplyRow> {
    @Override
    public String entity() {
        return "SupplyRow";
    }
}
