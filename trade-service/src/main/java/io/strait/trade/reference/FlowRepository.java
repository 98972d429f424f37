package io.strait.trade.reference;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the code list of flows. */
@ApplicationScoped
class FlowRepository implements PanacheRepositoryBase<FlowEntity, String> {}
