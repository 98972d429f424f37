package io.strait.supplychain.risk.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.FactBooks;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.risk.Concentration;
import io.strait.supplychain.risk.ConcentrationBands;
import io.strait.supplychain.risk.Interval;
import io.strait.supplychain.risk.Market;
import io.strait.supplychain.risk.SupplyTiers;
import io.strait.supplychain.risk.TieredConcentration;
import io.strait.supplychain.risk.measures.DefaultBands;
import io.strait.supplychain.risk.storage.MarketReads;
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
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How concentrated the supply of a node is, with the range that unknown shares leave; also through its suppliers'. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ConcentrationResource {
    private static final int MAX_TIERS = 10;
    private static final int MAX_SOURCES = 1_000;

    private final Catalogue catalogue;
    private final FactBooks books;
    private final MarketReads markets;
    private final RiskAnswers answers;
    private final DefaultBands defaultBands;
    private final Clock clock;

    ConcentrationResource(
            Catalogue catalogue,
            FactBooks books,
            MarketReads markets,
            RiskAnswers answers,
            DefaultBands defaultBands,
            Clock clock) {
        this.catalogue = catalogue;
        this.books = books;
        this.markets = markets;
        this.answers = answers;
        this.defaultBands = defaultBands;
        this.clock = clock;
    }

    @GET
    @Path("nodes/{id}/concentration")
    public Response concentration(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        RiskQuery query = RiskQuery.read(uri, clock, "bands", "tiers");
        ConcentrationBands bands = query.bands(defaultBands);
        int tiers = (int) query.parameters.number("tiers", 1, MAX_TIERS, 0);
        query.parameters.check();
        return answers.ofRevision(query.asOf, bands.code(), uri, request, revision -> {
            ObjectNode answer = head(id, query.asOf, bands);
            if (tiers > 0) {
                var book = books.at(revision);
                answer.put("tiers", tiers);
                answer.set("organisations", tiered(SupplyTiers.byOrganisation(book, id, tiers), bands));
                answer.set("areas", tiered(SupplyTiers.byArea(book, id, tiers), bands));
            } else {
                Market market = markets.at(id, revision);
                answer.set("organisations", measure(market.byOrganisation(), bands));
                answer.set(
                        "areas",
                        measure(market.byArea(), bands)
                                .put("basis", market.basisOfAreas().code()));
            }
            return answer;
        });
    }

    private ObjectNode head(String id, @Nullable Instant asOf, ConcentrationBands bands) {
        ObjectNode answer = Json.object();
        answer.set("node", FactWriter.write(catalogue.get(FactKind.NODE, id, asOf)));
        answer.put("bands", bands.code())
                .putObject("thresholds")
                .put("moderate", bands.moderate())
                .put("high", bands.high());
        return answer;
    }

    private static ObjectNode measure(Concentration concentration, ConcentrationBands bands) {
        ObjectNode answer = hhi(concentration.hhi(), bands)
                .put("hhiOfKnown", concentration.hhiOfKnown())
                .put("coverage", concentration.coverage())
                .put("suppliers", concentration.suppliers())
                .put("unknown", concentration.unknown())
                .put("excess", concentration.excess());
        var excluded = answer.putArray("excluded");
        concentration.excluded().forEach(share -> excluded.add(share.supplier()));
        return answer;
    }

    private static ObjectNode tiered(TieredConcentration concentration, ConcentrationBands bands) {
        ObjectNode answer = hhi(concentration.hhi(), bands)
                .put("coverage", 100 - concentration.unknown())
                .put("count", concentration.sources().size())
                .put("complete", concentration.sources().size() <= MAX_SOURCES);
        var sources = answer.putArray("sources");
        concentration.sources().stream().limit(MAX_SOURCES).forEach(source -> sources.addObject()
                .put("name", source.name())
                .set("share", RiskAnswers.interval(source.share())));
        return answer;
    }

    private static ObjectNode hhi(Interval hhi, ConcentrationBands bands) {
        ObjectNode answer = Json.object();
        answer.set("hhi", RiskAnswers.interval(hhi));
        Concentration.effectiveSuppliers(hhi)
                .ifPresentOrElse(
                        effective -> answer.set("effectiveSuppliers", RiskAnswers.interval(effective)),
                        () -> answer.putNull("effectiveSuppliers"));
        answer.set("band", band(hhi, bands));
        return answer;
    }

    static ObjectNode band(Interval hhi, ConcentrationBands bands) {
        return Json.object()
                .put("atLeast", bands.of(hhi.low()).name().toLowerCase(Locale.ROOT))
                .put("atMost", bands.of(hhi.high()).name().toLowerCase(Locale.ROOT));
    }
}
