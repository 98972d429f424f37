package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.risk.Concentration;
import io.strait.supplychain.risk.ConcentrationBands;
import io.strait.supplychain.risk.Interval;
import io.strait.supplychain.risk.SupplierShare;
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
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How concentrated the supply of an input is, with the range that unknown shares leave. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ConcentrationResource {
    private enum Bands implements Coded {
        US2010(ConcentrationBands.US_2010),
        US2023(ConcentrationBands.US_2023);

        private final ConcentrationBands values;

        Bands(ConcentrationBands values) {
            this.values = values;
        }

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Catalogue catalogue;
    private final Markets markets;
    private final Clock clock;

    ConcentrationResource(Catalogue catalogue, Markets markets, Clock clock) {
        this.catalogue = catalogue;
        this.markets = markets;
        this.clock = clock;
    }

    @GET
    @Path("nodes/{id}/concentration")
    public Response concentration(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("bands", "asOf"));
        Bands bands = parameters
                .parsed(
                        "bands",
                        "one of: " + String.join(", ", Coded.codes(Bands.class)),
                        text -> Coded.of(Bands.class, text))
                .orElse(Bands.US2023);
        Instant asOf = parameters.asOf(clock);
        parameters.check();
        long revision = catalogue.revisionAt(asOf);
        var node = catalogue.get(FactKind.NODE, id, asOf);
        EntityTag tag =
                Tags.of(revision, uri.getPath() + "?" + uri.getRequestUri().getRawQuery());
        return Tags.notModified(request, tag).orElseGet(() -> {
            Markets.Market market = markets.of(id, revision);
            ObjectNode answer = Json.object().put("revision", revision);
            answer.set("node", FactWriter.write(node));
            answer.put("bands", bands.code());
            answer.set("organisations", measure(market.organisations(), bands.values));
            answer.set("areas", measure(market.areas(), bands.values));
            return Tags.headers(Response.ok(Json.write(answer)), tag).build();
        });
    }

    private static ObjectNode measure(List<SupplierShare> shares, ConcentrationBands bands) {
        Concentration concentration = Concentration.of(shares);
        ObjectNode answer = Json.object();
        answer.set("hhi", interval(concentration.hhi()));
        answer.put("hhiOfKnown", concentration.hhiOfKnown())
                .put("coverage", concentration.coverage())
                .put("suppliers", concentration.suppliers())
                .put("unknown", concentration.unknown())
                .put("excess", concentration.excess());
        concentration
                .effectiveSuppliers()
                .ifPresentOrElse(
                        effective -> answer.set("effectiveSuppliers", interval(effective)),
                        () -> answer.putNull("effectiveSuppliers"));
        answer.putObject("band")
                .put("atLeast", concentration.atLeast(bands).name().toLowerCase(Locale.ROOT))
                .put("atMost", concentration.atMost(bands).name().toLowerCase(Locale.ROOT));
        var excluded = answer.putArray("excluded");
        concentration.excluded().forEach(share -> excluded.add(share.supplier()));
        return answer;
    }

    private static ObjectNode interval(Interval interval) {
        return Json.object().put("low", interval.low()).put("high", interval.high());
    }
}
