package io.strait.supplychain.catalogue.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.strait.supplychain.catalogue.model.ExternalId;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A version of a node as it is stored. */
@Entity(name = "NodeRow")
@Immutable
@Table(name = "node")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class NodeRow extends FactRow {
    String kind;
    String name;

    @JdbcTypeCode(SqlTypes.JSON)
    String names;

    String[] aliases;

    @Nullable
    String description;

    @Nullable
    String grade;

    @Nullable
    String area;

    boolean collective;

    @Column(name = "type_of")
    String[] typeOf;

    @Column(name = "external_ids")
    @JdbcTypeCode(SqlTypes.JSON)
    String externalIds;

    @Column(name = "search_text")
    String searchText;

    @Override
    Node fact() {
        TreeMap<String, String> byLanguage = new TreeMap<>();
        Json.trusted(names)
                .properties()
                .forEach(
                        entry -> byLanguage.put(entry.getKey(), entry.getValue().asText()));
        List<ExternalId> ids = new ArrayList<>();
        for (JsonNode external : Json.trusted(externalIds)) {
            JsonNode weight = external.path("weight");
            ids.add(new ExternalId(
                    external.path("scheme").asText(),
                    external.path("code").asText(),
                    weight.isNumber() ? weight.decimalValue() : null));
        }
        return new Node(
                id,
                code(NodeKind.class, kind),
                name,
                byLanguage,
                List.of(aliases),
                description,
                grade,
                area,
                collective,
                List.of(typeOf),
                ids,
                evidence());
    }
}
