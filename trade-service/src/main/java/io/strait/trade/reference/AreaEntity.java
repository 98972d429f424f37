package io.strait.trade.reference;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code area}; migrations and ingests write it. */
@Entity
@Immutable
@Table(name = "area")
@NullUnmarked
class AreaEntity {
    @Id
    int code;

    String key;
    String alpha2;
    String alpha3;
    Integer m49;
    String name;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    AreaKind kind;

    @Column(name = "valid_from")
    LocalDate validFrom;

    @Column(name = "valid_to")
    LocalDate validTo;

    @Column(name = "may_report")
    boolean mayReport;

    @Column(name = "may_partner")
    boolean mayPartner;

    Area toArea() {
        return new Area(
                code, key, alpha2, alpha3, m49, name, kind, validFrom, validTo, new AreaRoles(mayReport, mayPartner));
    }
}
