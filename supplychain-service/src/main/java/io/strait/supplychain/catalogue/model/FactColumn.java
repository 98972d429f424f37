package io.strait.supplychain.catalogue.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of facts as the columns of one table. What has parts of its own (names, aliases, types, identifiers,
 * substitutes) is JSON text in its cell, so that nothing is lost. An empty cell is null: no text of a fact is empty.
 */
public enum FactColumn {
    /** Which kind of fact the row is. */
    FACT("fact", Type.TEXT, FactKind.NODE, FactKind.REQUIREMENT, FactKind.SUPPLY),
    ID("id", Type.TEXT, FactKind.NODE, FactKind.REQUIREMENT, FactKind.SUPPLY),
    KIND("kind", Type.TEXT, FactKind.NODE),
    NAME("name", Type.TEXT, FactKind.NODE),
    NAMES("names", Type.JSON, FactKind.NODE),
    ALIASES("aliases", Type.JSON, FactKind.NODE),
    DESCRIPTION("description", Type.TEXT, FactKind.NODE),
    GRADE("grade", Type.TEXT, FactKind.NODE),
    AREA("area", Type.TEXT, FactKind.NODE),
    COLLECTIVE("collective", Type.FLAG, FactKind.NODE),
    TYPE_OF("typeOf", Type.JSON, FactKind.NODE),
    EXTERNAL_IDS("externalIds", Type.JSON, FactKind.NODE),
    NODE("node", Type.TEXT, FactKind.REQUIREMENT),
    INPUT("input", Type.TEXT, FactKind.REQUIREMENT, FactKind.SUPPLY),
    ESSENTIALITY("essentiality", Type.TEXT, FactKind.REQUIREMENT),
    AMOUNT("amount", Type.DECIMAL, FactKind.REQUIREMENT),
    AMOUNT_UNIT("amountUnit", Type.TEXT, FactKind.REQUIREMENT),
    STOCK_DAYS("stockDays", Type.DECIMAL, FactKind.REQUIREMENT),
    SUBSTITUTES("substitutes", Type.JSON, FactKind.REQUIREMENT),
    SUPPLIER("supplier", Type.TEXT, FactKind.SUPPLY),
    RECIPIENT("recipient", Type.TEXT, FactKind.SUPPLY),
    SHARE_LOW("shareLow", "/share/low", Type.DECIMAL, FactKind.SUPPLY),
    SHARE_HIGH("shareHigh", "/share/high", Type.DECIMAL, FactKind.SUPPLY),
    SHARE_NEGLIGIBLE("shareNegligible", "/share/negligible", Type.FLAG, FactKind.SUPPLY),
    CAPACITY("capacity", Type.DECIMAL, FactKind.SUPPLY),
    CAPACITY_UNIT("capacityUnit", Type.TEXT, FactKind.SUPPLY),
    LEAD_TIME_DAYS("leadTimeDays", Type.DECIMAL, FactKind.SUPPLY),
    AREA_OF_ORIGIN("areaOfOrigin", Type.TEXT, FactKind.SUPPLY),
    SOURCE("source", Type.TEXT, FactKind.NODE, FactKind.REQUIREMENT, FactKind.SUPPLY),
    YEAR("year", Type.INTEGER, FactKind.NODE, FactKind.REQUIREMENT, FactKind.SUPPLY),
    CONFIDENCE("confidence", Type.TEXT, FactKind.NODE, FactKind.REQUIREMENT, FactKind.SUPPLY);

    /** What a cell holds. */
    public enum Type {
        TEXT,
        DECIMAL,
        INTEGER,
        FLAG,
        JSON
    }

    private final String title;
    private final String pointer;
    private final Type type;
    private final Set<FactKind> kinds;

    FactColumn(String title, Type type, FactKind... kinds) {
        this(title, "/" + title, type, kinds);
    }

    FactColumn(String title, String pointer, Type type, FactKind... kinds) {
        this.title = title;
        this.pointer = pointer;
        this.type = type;
        this.kinds = Set.of(kinds);
    }

    /** As the header names it. */
    public String title() {
        return title;
    }

    /** The member of the JSON form. */
    public String pointer() {
        return pointer;
    }

    public Type type() {
        return type;
    }

    /** Whether facts of that kind have it. */
    public boolean isOf(FactKind kind) {
        return kinds.contains(kind);
    }

    public static Optional<FactColumn> titled(String title) {
        return Arrays.stream(values())
                .filter(column -> column.title.equals(title))
                .findFirst();
    }

    public static List<String> titles() {
        return Arrays.stream(values()).map(FactColumn::title).toList();
    }

    /** The cell of a fact in the form of {@link FactWriter}; empty where there is nothing to say. */
    public String cell(ObjectNode fact) {
        JsonNode value = fact.at(pointer);
        if (value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
            return "";
        }
        if (type == Type.JSON) {
            return Json.write(value);
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }
}
