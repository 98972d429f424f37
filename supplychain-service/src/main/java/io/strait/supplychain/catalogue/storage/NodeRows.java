package io.strait.supplychain.catalogue.storage;

import jakarta.enterprise.context.ApplicationScoped;

/** Versions of nodes. */
@ApplicationScoped
class NodeRows implements FactRows<NodeRow> {
    @Override
    public String entity() {
        return "NodeRow";
    }
}
