package io.strait.supplychain.catalogue.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.problem.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Facts from their JSON form, the one of {@link FactWriter}. Everything wrong is noted; where anything is, the fact is
 * not to be used. Stateless.
 */
public final class FactReader {
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MANY = new BigDecimal("1000000000000000");
    private static final BigDecimal MAX_DAYS = BigDecimal.valueOf(36_500);
    private static final int MAX_ITEMS = 50;

    private FactReader() {}

    /**
     * @param id the id that the path names; null where the body brings it
     * @return empty when {@code violations} has grown
     */
    public static @Nullable Fact read(FactKind kind, ObjectNode body, @Nullable String id, List<Violation> violations) {
        int before = violations.size();
        Members members = new Members(body, "", violations);
        members.ignore("id");
        Fact fact =
                switch (kind) {
                    case NODE -> node(members, id);
                    case REQUIREMENT -> requirement(members, id);
                    case SUPPLY -> supply(members, id);
                };
        members.ignore("revision");
        members.ignore("changedAt");
        members.ignore("changedBy");
        members.refuseUnknown();
        return violations.size() == before ? fact : null;
    }

    private static Node node(Members members, @Nullable String pathId) {
        return new Node(
                id(members, FactKind.NODE, pathId, null),
                required(members, "kind", NodeKind.class, NodeKind.MATERIAL),
                members.requiredText("name", 300),
                names(members),
                members.texts("aliases", MAX_ITEMS, 300),
                members.text("description", 10_000),
                members.text("grade", 100),
                members.area("area"),
                members.flag("collective"),
                nodeIds(members, "typeOf"),
                externalIds(members),
                evidence(members));
    }

    private static Requirement requirement(Members members, @Nullable String pathId) {
        String node = members.requiredNodeId("node");
        String input = members.requiredNodeId("input");
        List<Substitute> substitutes = new ArrayList<>();
        members.objects(
                "substitutes",
                MAX_ITEMS,
                substitute -> substitutes.add(new Substitute(
                        substitute.requiredNodeId("node"), substitute.number("qualificationDays", ZERO, MAX_DAYS))));
        if (substitutes.stream().map(Substitute::node).distinct().count() < substitutes.size()) {
            members.violate("substitutes", null, "has a node twice", "each node once");
        }
        BigDecimal amount = members.number("amount", ZERO, MANY);
        String unit = members.text("amountUnit", 50);
        if (amount == null && unit != null) {
            members.violate("amountUnit", unit, "stands without an amount", "amount and amountUnit, or neither");
        }
        Essentiality essentiality = members.code("essentiality", Essentiality.class);
        return new Requirement(
                id(members, FactKind.REQUIREMENT, pathId, Requirement.idOf(node, input)),
                node,
                input,
                Objects.requireNonNullElse(essentiality, Essentiality.UNKNOWN),
                amount,
                unit,
                members.number("stockDays", ZERO, MAX_DAYS),
                substitutes,
                evidence(members));
    }

    private static Supply supply(Members members, @Nullable String pathId) {
        String supplier = members.requiredNodeId("supplier");
        String input = members.requiredNodeId("input");
        String recipient = members.nodeId("recipient");
        BigDecimal capacity = members.number("capacity", ZERO, MANY);
        String unit = members.text("capacityUnit", 50);
        if ((capacity == null) != (unit == null)) {
            members.violate("capacityUnit", unit, "does not fit capacity", "capacity and capacityUnit, or neither");
        }
        return new Supply(
                id(members, FactKind.SUPPLY, pathId, Supply.idOf(supplier, input, recipient)),
                supplier,
                input,
                recipient,
                share(members),
                capacity,
                unit,
                members.number("leadTimeDays", ZERO, MAX_DAYS),
                members.area("areaOfOrigin"),
                evidence(members));
    }

    private static Share share(Members members) {
        Members share = members.object("share");
        if (share == null) {
            return Share.UNKNOWN;
        }
        boolean negligible = share.flag("negligible");
        boolean any = share.has("low") || share.has("high");
        BigDecimal low = share.number("low", ZERO, HUNDRED);
        BigDecimal high = share.number("high", ZERO, HUNDRED);
        share.refuseUnknown();
        String expected = "{\"low\": 20, \"high\": 30} in percent (equal where known exactly),"
                + " {\"negligible\": true}, or null where unknown";
        if (negligible && !any) {
            return Share.NEGLIGIBLE;
        }
        if (negligible || (share.has("low") != share.has("high")) || !any) {
            members.violate("share", null, "is not whole", expected);
        } else if (low != null && high != null) {
            if (low.compareTo(high) <= 0) {
                return new Share.Known(low, high);
            }
            members.violate("share", low + " to " + high, "has its bounds the wrong way round", expected);
        }
        return Share.UNKNOWN;
    }

    private static Evidence evidence(Members members) {
        Confidence confidence = members.code("confidence", Confidence.class);
        return new Evidence(
                members.requiredText("source", 1000),
                members.integer("year", 1800, 2200),
                Objects.requireNonNullElse(confidence, Confidence.UNKNOWN));
    }

    private static TreeMap<String, String> names(Members members) {
        TreeMap<String, String> names = new TreeMap<>();
        Members byLanguage = members.object("names");
        if (byLanguage == null) {
            return names;
        }
        List<String> languages = byLanguage.names();
        if (languages.size() > MAX_ITEMS) {
            members.violate("names", null, "has too many languages", "at most " + MAX_ITEMS);
            return names;
        }
        for (String language : languages) {
            if (!language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) {
                byLanguage.violate(language, null, "is not a language", "a BCP 47 tag, for example ko or zh-Hant");
            }
            String name = byLanguage.text(language, 300);
            if (name != null) {
                names.put(language, name);
            }
        }
        return names;
    }

    private static List<String> nodeIds(Members members, String name) {
        List<String> ids = members.texts(name, MAX_ITEMS, Ids.MAX_NODE);
        for (String id : ids) {
            if (!Ids.isNode(id)) {
                members.violate(name, id, "is not an id of a node", Ids.NODE_EXPECTED);
            }
        }
        return ids;
    }

    private static List<ExternalId> externalIds(Members members) {
        List<ExternalId> ids = new ArrayList<>();
        members.objects(
                "externalIds",
                MAX_ITEMS,
                id -> ids.add(new ExternalId(
                        id.requiredText("scheme", 30), id.requiredText("code", 100), id.number("weight", ZERO, ONE))));
        return ids;
    }

    private static String id(Members members, FactKind kind, @Nullable String pathId, @Nullable String madeOfNodes) {
        String given = members.text("id", 1000);
        if (pathId != null) {
            if (given != null && !given.equals(pathId)) {
                members.violate("id", given, "is not the one of the path", pathId);
            }
            return pathId;
        }
        if (given == null) {
            if (madeOfNodes == null && !members.has("id")) {
                members.violate("id", null, "is missing", Ids.expected(kind));
            }
            return madeOfNodes == null ? "" : madeOfNodes;
        }
        if (!Ids.is(kind, given)) {
            members.violate("id", given, "is not an id", Ids.expected(kind));
        }
        return given;
    }

    private static <E extends Enum<E> & Coded> E required(Members members, String name, Class<E> type, E otherwise) {
        E value = members.code(name, type);
        if (value == null && !members.has(name)) {
            members.violate(name, null, "is missing", "one of: " + String.join(", ", Coded.codes(type)));
        }
        return value == null ? otherwise : value;
    }
}
