package io.strait.trade.reference;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who says figures. */
@ApplicationScoped
class SourceRepository implements PanacheRepositoryBase<SourceEntity, String> {
    List<Source> all() {
        return find("order by code").page(0, Sources.MAX_SOURCES).stream()
                .map(SourceEntity::toSource)
                .toList();
    }

    /** Whether a row was added; otherwise the code was taken, maybe a moment ago by another. */
    boolean add(Source source) {
        return getEntityManager()
                        .createNativeQuery("""
                                insert into source (code, name, url, demonstration) values (?1, ?2, ?3, ?4)
                                on conflict (code) do nothing""")
                        .setParameter(1, source.code())
                        .setParameter(2, source.name())
                        .setParameter(3, source.url())
                        .setParameter(4, source.demonstration())
                        .executeUpdate()
                == 1;
    }

    /** The row, locked against new ingests and series of it until the transaction ends. */
    SourceEntity lock(String code) {
        return (SourceEntity) getEntityManager()
                .createNativeQuery("select * from source where code = ?1 for update", SourceEntity.class)
                .setParameter(1, code)
                .getSingleResult();
    }

    boolean isUsed(String code) {
        return (Boolean) getEntityManager()
                .createNativeQuery("""
                        select exists (select from series where source = ?1)
                            or exists (select from ingest where source = ?1)""", Boolean.class)
                .setParameter(1, code)
                .getSingleResult();
    }
}
