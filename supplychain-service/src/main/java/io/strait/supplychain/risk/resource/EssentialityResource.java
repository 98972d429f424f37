package io.strait.supplychain.risk.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import io.strait.supplychain.risk.CutInputs;
import io.strait.supplychain.risk.EssentialityVariant;
import io.strait.supplychain.risk.Interval;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What a node can still make when its inputs are cut, in five readings of which inputs matter. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class EssentialityResource {
    private final RiskAnswers answers;
    private final Clock clock;

    EssentialityResource(RiskAnswers answers, Clock clock) {
        this.answers = answers;
        this.clock = clock;
    }

    @GET
    @Path("nodes/{id}/essentiality")
    public Response essentiality(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        RiskQuery query = RiskQuery.read(uri, clock, "cut");
        Map<String, Double> cuts = new LinkedHashMap<>();
        query.losses("cut", 100).forEach(cut -> cuts.merge(cut.node(), cut.part(), Math::max));
        query.parameters.check();
        return answers.ofBook(query.asOf, uri, request, book -> {
            Node node = RiskAnswers.node(book, id);
            CutInputs result = CutInputs.of(book, id, cuts);
            for (String input : cuts.keySet()) {
                if (result.needs().all().stream().noneMatch(need -> need.input().equals(input))) {
                    throw ProblemException.of(
                            ProblemType.UNPROCESSABLE,
                            "An input that is cut is none of the node.",
                            Violation.of("cut", input, "is no input of " + id, "inputs of the node"));
                }
            }
            ObjectNode answer = Json.object();
            answer.set("node", RiskAnswers.named(node));
            answer.put("amounts", result.needs().amountsKnown() ? "known" : "assumed");
            ObjectNode output = answer.putObject("output");
            for (EssentialityVariant variant : EssentialityVariant.values()) {
                Interval percent = Objects.requireNonNull(result.output().get(variant));
                output.set(code(variant), RiskAnswers.interval(percent));
            }
            ArrayNode inputs = answer.putArray("inputs");
            for (Requirement need : result.needs().all()) {
                inputs.addObject()
                        .put("requirement", need.id())
                        .put("input", need.input())
                        .put("essentiality", need.essentiality().code())
                        .put("amount", need.amount())
                        .put("amountUnit", need.amountUnit())
                        .put("cut", 100 * cuts.getOrDefault(need.input(), 0.0));
            }
            return answer;
        });
    }

    private static String code(EssentialityVariant variant) {
        return switch (variant) {
            case LINEAR -> "linear";
            case WEAKLY_CRITICAL -> "weaklyCritical";
            case HALF_CRITICAL -> "halfCritical";
            case STRONGLY_CRITICAL -> "stronglyCritical";
            case LEONTIEF -> "leontief";
        };
    }
}
