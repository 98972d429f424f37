package io.strait.trade.reference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code flow}; migrations write it. */
@Entity
@Immutable
@Table(name = "flow")
@NullUnmarked
class FlowEntity {
    @Id
    String code;

    String parent;
    String name;
}
