package io.strait.trade.reference;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the code list of areas. */
@ApplicationScoped
class AreaRepository implements PanacheRepositoryBase<AreaEntity, Integer> {
    /** Some hundreds; ingests add to them, and what is over this is found by code only. */
    private static final int MAX_AREAS = 5000;

    List<Area> all() {
        return find("order by code").page(0, MAX_AREAS).stream()
                .map(AreaEntity::toArea)
                .toList();
    }

    List<AreaAliasEntity> aliases() {
        return getEntityManager()
                .createQuery("from AreaAliasEntity order by alias", AreaAliasEntity.class)
                .setMaxResults(MAX_AREAS)
                .getResultList();
    }
}
