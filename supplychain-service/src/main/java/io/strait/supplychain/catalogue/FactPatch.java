package io.strait.supplychain.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactReader;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Ids;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a merge patch of the whole catalogue asks of one fact. The document that it patches is
 * <code>{"nodes": {id: node}, "requirements": {id: requirement}, "supplies": {id: supply}}</code>.
 *
 * @param patch null removes the fact
 * @param origin the member of the patch
 */
public record FactPatch(FactKind kind, String id, @Nullable ObjectNode patch, Change.Member origin) {
    private static final Change.Member ROOT = new Change.Member("");

    /**
     * The facts that a patch names, in its order.
     *
     * @throws ProblemException 413 where there are more than {@code max}
     */
    public static List<FactPatch> read(ObjectNode document, int max, List<Violation> violations) {
        List<FactPatch> patches = new ArrayList<>();
        for (Map.Entry<String, JsonNode> part : document.properties()) {
            Change.Member origin = ROOT.member(part.getKey());
            FactKind kind = FactKind.ofPlural(part.getKey()).orElse(null);
            if (kind == null) {
                String known =
                        Arrays.stream(FactKind.values()).map(FactKind::plural).collect(Collectors.joining(", "));
                violations.add(Violation.of(origin.pointer(), null, "is not known here", "one of: " + known));
            } else if (part.getValue() instanceof ObjectNode facts) {
                if (patches.size() + facts.size() > max) {
                    throw ProblemException.of(
                            ProblemType.PAYLOAD_TOO_LARGE, "A patch may name at most " + max + " facts.");
                }
                for (Map.Entry<String, JsonNode> fact : facts.properties()) {
                    read(kind, fact.getKey(), fact.getValue(), origin.member(fact.getKey()), patches, violations);
                }
            } else {
                violations.add(Violation.of(
                        origin.pointer(),
                        part.getValue().toString(),
                        "is not an object",
                        "an object of facts by their ids"));
            }
        }
        return patches;
    }

    private static void read(
            FactKind kind,
            String id,
            JsonNode value,
            Change.Member origin,
            List<FactPatch> patches,
            List<Violation> violations) {
        if (!Ids.is(kind, id)) {
            violations.add(Violation.of(origin.pointer(), id, "is not an id", Ids.expected(kind)));
        } else if (value.isNull() || value.isObject()) {
            patches.add(new FactPatch(kind, id, value instanceof ObjectNode patch ? patch : null, origin));
        } else {
            violations.add(Violation.of(
                    origin.pointer(),
                    value.toString(),
                    "is not an object",
                    "the members to change, or null to remove"));
        }
    }

    /** The fact as it shall be; null where it goes, or where something is wrong, which is then among the violations. */
    @Nullable
    Fact apply(@Nullable Versioned before, List<Violation> violations) {
        if (patch == null) {
            if (before == null) {
                violations.add(Violation.of(
                        origin.pointer(),
                        id,
                        "there is no such " + kind.code(),
                        "a " + kind.code() + " that is there"));
            }
            return null;
        }
        List<Violation> wrong = new ArrayList<>();
        ObjectNode target = before == null ? Json.object() : FactWriter.write(before.fact());
        Fact after = FactReader.read(kind, Json.merge(target, patch), id, wrong);
        wrong.forEach(violation -> violations.add(origin.locate(violation)));
        return after;
    }
}
