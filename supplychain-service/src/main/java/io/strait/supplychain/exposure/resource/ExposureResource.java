package io.strait.supplychain.exposure.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.resource.Parameters;
import io.strait.supplychain.catalogue.resource.Tags;
import io.strait.supplychain.exposure.Exposures;
import io.strait.supplychain.exposure.figures.DeclaredOrigins;
import io.strait.supplychain.exposure.figures.DeclaredOrigins.Range;
import io.strait.supplychain.exposure.figures.Exposure;
import io.strait.supplychain.exposure.figures.HsCode;
import io.strait.supplychain.exposure.figures.ObservedImports;
import io.strait.supplychain.exposure.figures.ObservedImports.Origin;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the catalogue declares of where an input comes from, beside what imports show. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ExposureResource {
    private static final double BOUND = 10;

    private final Exposures exposures;
    private final Clock clock;

    ExposureResource(Exposures exposures, Clock clock) {
        this.exposures = exposures;
        this.clock = clock;
    }

    @GET
    @Path("nodes/{id}/exposure")
    public Response exposure(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        Parameters parameters =
                new Parameters(uri.getQueryParameters(), Set.of("reporter", "period", "source", "bound", "asOf"));
        String reporter = Asked.area(parameters, "reporter");
        double bound = Asked.percent(parameters, "bound", BOUND);
        Exposures.Question question = Asked.question(parameters);
        Instant asOf = parameters.asOf(clock);
        parameters.check();
        Exposures.Moment moment = exposures.moment(asOf);
        EntityTag tag = Tags.of(moment.revision(), uri, FiguresJson.tag(moment.state()));
        return Tags.notModified(request, tag).orElseGet(() -> {
            Exposures.Answer answer = exposures.exposure(moment, id, reporter, bound, question);
            return Tags.headers(Response.ok(Json.write(json(moment, answer, bound))), tag)
                    .build();
        });
    }

    private static ObjectNode json(Exposures.Moment moment, Exposures.Answer answer, double bound) {
        Exposure exposure = answer.exposure();
        ObservedImports observed = exposure.observed();
        ObjectNode json = Json.object().put("revision", moment.revision()).put("asOf", FiguresJson.text(moment.asOf()));
        json.putObject("node")
                .put("id", answer.node().id())
                .put("kind", answer.node().kind().code())
                .put("name", answer.node().name());
        json.put("reporter", exposure.declared().area())
                .put("bound", FiguresJson.number(bound))
                .set("codes", FiguresJson.codes(answer.codes()));
        FiguresJson.texts(
                json.putArray("codesWithoutWeight"),
                HsCode.disjoint(answer.codes()).stream()
                        .filter(code -> code.weight() == null)
                        .map(HsCode::digits)
                        .toList());
        FiguresJson.texts(json.putArray("codesNotFetched"), answer.codesNotFetched());
        FiguresJson.texts(json.putArray("codesCut"), answer.codesCut());
        json.put("complete", !answer.cut()).set("declared", declared(exposure.declared()));
        json.set("observed", observed == null ? null : FiguresJson.observed(observed, answer.sources()));
        ArrayNode areas = json.putArray("areas");
        exposure.lines().forEach(line -> areas.add(line(line, observed)));
        json.put("disagreements", exposure.disagreements());
        ArrayNode others = json.putArray("otherSources");
        answer.reading().others().forEach(other -> others.add(FiguresJson.observed(other, answer.sources())));
        json.set("figures", FiguresJson.age(moment.state()));
        return json;
    }

    private static ObjectNode declared(DeclaredOrigins declared) {
        ObjectNode json = Json.object()
                .put("of", declared.customer() == null ? "market" : "purchase")
                .put("customer", declared.customer());
        json.set("domestic", FiguresJson.range(declared.domestic()));
        json.set("unplaced", FiguresJson.range(declared.unplaced()));
        FiguresJson.hhi(json, declared.isKnown() ? declared.concentration() : null);
        return json;
    }

    private static ObjectNode line(Exposure.Line line, @Nullable ObservedImports observed) {
        ObjectNode json = Json.object().put("area", line.area());
        Range declared = line.declared();
        json.set("declared", declared == null ? null : FiguresJson.range(declared));
        json.set("declaredOfImports", FiguresJson.range(line.declaredOfImports()));
        Origin shown = line.observed();
        if (shown == null && observed != null) {
            Origin alone = observed.origins().get(line.area());
            json.set("observed", alone == null ? null : FiguresJson.origin(alone, false));
        } else {
            json.set("observed", shown == null ? null : FiguresJson.origin(shown, true));
        }
        Double gap = line.gap();
        return json.put("gap", gap == null ? null : FiguresJson.number(gap)).put("disagrees", line.disagrees());
    }
}
