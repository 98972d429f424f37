package io.strait.supplychain.catalogue.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts in their JSON form. Every member is always there; null says unknown. Stateless. */
public final class FactWriter {
    private FactWriter() {}

    /** As the resource shows it. */
    public static ObjectNode write(Versioned versioned) {
        return write(versioned.fact(), versioned.revision());
    }

    /** As the resource will show it once {@code revision} is committed. */
    public static ObjectNode write(Fact fact, Revision revision) {
        return write(fact)
                .put("revision", revision.id())
                .put("changedAt", revision.at().toString())
                .put("changedBy", revision.changedBy());
    }

    /** What a client may change. */
    public static ObjectNode write(Fact fact) {
        ObjectNode json = Json.object().put("id", fact.id());
        if (fact instanceof Node node) {
            write(json, node);
        } else if (fact instanceof Requirement requirement) {
            write(json, requirement);
        } else if (fact instanceof Supply supply) {
            write(json, supply);
        }
        return json.put("source", fact.evidence().source())
                .put("year", fact.evidence().year())
                .put("confidence", fact.evidence().confidence().code());
    }

    private static void write(ObjectNode json, Node node) {
        json.put("kind", node.kind().code()).put("name", node.name());
        ObjectNode names = json.putObject("names");
        node.names().forEach(names::put);
        texts(json.putArray("aliases"), node.aliases());
        json.put("description", node.description())
                .put("grade", node.grade())
                .put("area", node.area())
                .put("collective", node.collective());
        texts(json.putArray("typeOf"), node.typeOf());
        json.set("externalIds", externalIds(node.externalIds()));
    }

    /** The identifiers as a JSON array. */
    public static ArrayNode externalIds(List<ExternalId> ids) {
        ArrayNode array = Json.array();
        for (ExternalId id : ids) {
            number(array.addObject().put("scheme", id.scheme()).put("code", id.code()), "weight", id.weight());
        }
        return array;
    }

    private static void write(ObjectNode json, Requirement requirement) {
        json.put("node", requirement.node())
                .put("input", requirement.input())
                .put("essentiality", requirement.essentiality().code());
        number(json, "amount", requirement.amount());
        json.put("amountUnit", requirement.amountUnit());
        number(json, "stockDays", requirement.stockDays());
        json.set("substitutes", substitutes(requirement.substitutes()));
    }

    /** The substitutes as a JSON array. */
    public static ArrayNode substitutes(List<Substitute> substitutes) {
        ArrayNode array = Json.array();
        for (Substitute substitute : substitutes) {
            number(
                    array.addObject().put("node", substitute.node()),
                    "qualificationDays",
                    substitute.qualificationDays());
        }
        return array;
    }

    private static void write(ObjectNode json, Supply supply) {
        json.put("supplier", supply.supplier()).put("input", supply.input()).put("recipient", supply.recipient());
        if (supply.share() instanceof Share.Known known) {
            ObjectNode share = json.putObject("share");
            number(share, "low", known.low());
            number(share, "high", known.high());
        } else if (supply.share() instanceof Share.Negligible) {
            json.putObject("share").put("negligible", true);
        } else {
            json.putNull("share");
        }
        number(json, "capacity", supply.capacity());
        json.put("capacityUnit", supply.capacityUnit());
        number(json, "leadTimeDays", supply.leadTimeDays());
        json.put("areaOfOrigin", supply.areaOfOrigin());
    }

    private static void number(ObjectNode json, String name, @Nullable BigDecimal value) {
        if (value == null) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
