package io.strait.trade.reference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Another name of an area. */
@Entity
@Immutable
@Table(name = "area_alias")
@NullUnmarked
class AreaAliasEntity {
    @Id
    String alias;

    int code;
    String note;
}
