package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Confidence;
import io.strait.supplychain.catalogue.model.Evidence;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One version of a fact. Read through Hibernate, written by {@link FactWrites}. */
@MappedSuperclass
@IdClass(FactRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
abstract class FactRow {
    /** Which version of which fact. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String id;
        Long validFrom;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && id.equals(key.id) && validFrom.equals(key.validFrom);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, validFrom);
        }
    }

    @Id
    String id;

    @Id
    @Column(name = "valid_from_revision")
    Long validFrom;

    @Column(name = "valid_to_revision")
    @Nullable
    Long validTo;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "valid_from_revision", insertable = false, updatable = false)
    RevisionRow revision;

    String source;

    @Nullable
    Integer year;

    String confidence;

    abstract Fact fact();

    final Versioned versioned() {
        return new Versioned(fact(), revision.revision());
    }

    final Evidence evidence() {
        return new Evidence(source, year, code(Confidence.class, confidence));
    }

    static <E extends Enum<E> & Coded> E code(Class<E> type, String code) {
        return Coded.of(type, code)
                .orElseThrow(() -> new IllegalStateException("stored " + type.getSimpleName() + ": " + code));
    }
}
