package io.strait.supplychain.catalogue.storage;

import jakarta.enterprise.context.ApplicationScoped;

/** Versions of requirements. */
@ApplicationScoped
class RequirementRows implements FactRows<RequirementRow> {
    @Override
    public String entity() {
        return "RequirementRow";
    }
}
