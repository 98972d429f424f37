package io.strait.supplychain.exposure.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.resource.Parameters;
import io.strait.supplychain.catalogue.resource.Tags;
import io.strait.supplychain.exposure.Exposures;
import io.strait.supplychain.exposure.figures.Dependence;
import io.strait.supplychain.exposure.figures.HsCode;
import io.strait.supplychain.exposure.figures.ObservedImports;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What two areas need of each other, and whom both hang on. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class DependenceResource {
    private static final double THRESHOLD = 20;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final Exposures exposures;
    private final Clock clock;

    DependenceResource(Exposures exposures, Clock clock) {
        this.exposures = exposures;
        this.clock = clock;
    }

    @GET
    @Path("dependence")
    public Response dependence(@Context UriInfo uri, @Context Request request) {
        Parameters parameters = new Parameters(
                uri.getQueryParameters(), Set.of("a", "b", "period", "source", "threshold", "limit", "asOf"));
        String a = Asked.area(parameters, "a");
        String b = Asked.area(parameters, "b");
        if (!a.isEmpty() && a.equals(b)) {
            parameters.violate("b", b, "is the same area as a", "another area");
        }
        double threshold = Asked.percent(parameters, "threshold", THRESHOLD);
        int limit = (int) parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Exposures.Question question = Asked.question(parameters);
        Instant asOf = parameters.asOf(clock);
        parameters.check();
        Exposures.Moment moment = exposures.moment(asOf);
        EntityTag tag = Tags.of(moment.revision(), uri, FiguresJson.tag(moment.state()));
        return Tags.notModified(request, tag).orElseGet(() -> {
            Exposures.Both both = exposures.dependence(moment, a, b, threshold, question);
            return Tags.headers(Response.ok(Json.write(json(moment, both, threshold, limit))), tag)
                    .build();
        });
    }

    private static ObjectNode json(Exposures.Moment moment, Exposures.Both both, double threshold, int limit) {
        Dependence dependence = both.dependence();
        ObjectNode json = Json.object()
                .put("revision", moment.revision())
                .put("asOf", FiguresJson.text(moment.asOf()))
                .put("threshold", FiguresJson.number(threshold))
                .put("complete", !both.cut());
        json.set("a", side(dependence.a(), both, limit));
        json.set("b", side(dependence.b(), both, limit));
        ObjectNode thirds = json.putObject("thirdCountries");
        thirds.put("count", dependence.thirdAreas().size())
                .put("complete", dependence.thirdAreas().size() <= limit);
        ArrayNode items = thirds.putArray("items");
        dependence.thirdAreas().stream().limit(limit).forEach(third -> items.add(third(third, limit)));
        json.set("figures", FiguresJson.age(moment.state()));
        return json;
    }

    private static ObjectNode side(Dependence.Side side, Exposures.Both both, int limit) {
        ObjectNode json = Json.object()
                .put("area", side.area())
                .put("needsOf", side.from())
                .put("needs", side.needs());
        json.put("count", side.inputs().size()).put("complete", side.inputs().size() <= limit);
        ObjectNode stages = json.putObject("stages");
        side.stages().forEach(stages::put);
        ObjectNode values = json.putObject("values");
        side.values().forEach(values::put);
        json.put(
                "valuesAreUpperBounds",
                side.inputs().stream()
                        .flatMap(input -> input.codes().stream())
                        .anyMatch(code -> code.weight() == null));
        json.put(
                "inputsWithoutCode",
                side.inputs().stream().filter(input -> input.codes().isEmpty()).count());
        ArrayNode inputs = json.putArray("inputs");
        side.inputs().stream().limit(limit).forEach(input -> inputs.add(input(input, side.from(), both)));
        return json;
    }

    private static ObjectNode input(Dependence.Input input, String from, Exposures.Both both) {
        ObservedImports observed = input.observed();
        ObjectNode json = head(input);
        FiguresJson.texts(json.putArray("neededBy"), input.neededBy());
        json.put("essentiality", input.essentiality().code())
                .put("stockDays", input.stockDays())
                .put("soleSource", input.soleSource());
        json.set("declared", FiguresJson.range(input.declaredOf(from)));
        FiguresJson.hhi(json, input.declared().isKnown() ? input.declared().concentration() : null);
        ArrayNode substitutes = json.putArray("substitutes");
        input.substitutes().forEach(substitute -> substitutes
                .addObject()
                .put("node", substitute.node())
                .put("qualificationDays", substitute.qualificationDays())
                .put("requirement", substitute.requirement()));
        FiguresJson.texts(
                json.putArray("codes"),
                input.codes().stream().map(HsCode::digits).toList());
        FiguresJson.texts(json.putArray("sharedCodes"), input.sharedCodes());
        json.set(
                "observed",
                input.observedOf(from)
                        .map(origin -> FiguresJson.origin(origin, observed != null && observed.hasShares()))
                        .orElse(null));
        json.set("imports", observed == null ? null : FiguresJson.observed(observed, both.sources()));
        return json;
    }

    private static ObjectNode head(Dependence.Input input) {
        return Json.object()
                .put("id", input.node().id())
                .put("kind", input.node().kind().code())
                .put("name", input.node().name())
                .put("tier", input.tier());
    }

    private static ObjectNode third(Dependence.Third third, int limit) {
        ObjectNode json = Json.object().put("area", third.area());
        FiguresJson.texts(json.putArray("common"), third.common());
        json.set("a", hanging(third.area(), third.ofA(), limit));
        json.set("b", hanging(third.area(), third.ofB(), limit));
        return json;
    }

    private static ObjectNode hanging(String area, List<Dependence.Input> inputs, int limit) {
        ObjectNode json = Json.object().put("count", inputs.size()).put("complete", inputs.size() <= limit);
        ArrayNode items = json.putArray("inputs");
        inputs.stream().limit(limit).forEach(input -> {
            ObservedImports observed = input.observed();
            ObjectNode item = head(input);
            item.set("declared", FiguresJson.range(input.declaredOf(area)));
            item.set(
                    "observed",
                    input.observedOf(area)
                            .map(origin -> FiguresJson.origin(origin, observed != null && observed.hasShares()))
                            .orElse(null));
            items.add(item);
        });
        return json;
    }
}
