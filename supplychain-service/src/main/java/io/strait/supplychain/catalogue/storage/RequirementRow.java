package io.strait.supplychain.catalogue.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Substitute;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A version of a requirement as it is stored. */
@Entity(name = "RequirementRow")
@Immutable
@Table(name = "requirement")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class RequirementRow extends FactRow {
    String node;
    String input;
    String essentiality;

    @Nullable
    BigDecimal amount;

    @Column(name = "amount_unit")
    @Nullable
    String amountUnit;

    @Column(name = "stock_days")
    @Nullable
    BigDecimal stockDays;

    @JdbcTypeCode(SqlTypes.JSON)
    String substitutes;

    @Override
    Requirement fact() {
        List<Substitute> others = new ArrayList<>();
        for (JsonNode other : Json.trusted(substitutes)) {
            JsonNode days = other.path("qualificationDays");
            others.add(new Substitute(other.path("node").asText(), days.isNumber() ? days.decimalValue() : null));
        }
        return new Requirement(
                id,
                node,
                input,
                code(Essentiality.class, essentiality),
                amount,
                amountUnit,
                stockDays,
                others,
                evidence());
    }
}
