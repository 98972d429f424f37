package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A version of a supply as it is stored. */
@Entity(name = "SupplyRow")
@Immutable
@Table(name = "supply")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class SupplyRow extends FactRow {
    String supplier;
    String input;

    @Nullable
    String recipient;

    @Column(name = "share_low")
    @Nullable
    BigDecimal shareLow;

    @Column(name = "share_high")
    @Nullable
    BigDecimal shareHigh;

    @Column(name = "share_negligible")
    boolean shareNegligible;

    @Nullable
    BigDecimal capacity;

    @Column(name = "capacity_unit")
    @Nullable
    String capacityUnit;

    @Column(name = "lead_time_days")
    @Nullable
    BigDecimal leadTimeDays;

    @Column(name = "area_of_origin")
    @Nullable
    String areaOfOrigin;

    @Override
    Supply fact() {
        return new Supply(
                id,
                supplier,
                input,
                recipient,
                share(shareLow, shareHigh, shareNegligible),
                capacity,
                capacityUnit,
                leadTimeDays,
                areaOfOrigin,
                evidence());
    }

    static Share share(@Nullable BigDecimal low, @Nullable BigDecimal high, boolean negligible) {
        if (negligible) {
            return Share.NEGLIGIBLE;
        }
        return low == null || high == null ? Share.UNKNOWN : new Share.Known(low, high);
    }
}
