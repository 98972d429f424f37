package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.catalogue.model.Revision;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A revision as it is stored. */
@Entity
@Immutable
@Table(name = "revision")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class RevisionRow {
    @Id
    Long id;

    Instant at;

    @Column(name = "changed_by")
    String changedBy;

    Revision revision() {
        return new Revision(id, at, changedBy);
    }
}
