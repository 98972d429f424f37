package io.strait.supplychain.risk.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.resource.Links;
import io.strait.supplychain.catalogue.resource.Tags;
import io.strait.supplychain.risk.ConcentrationBands;
import io.strait.supplychain.risk.Interval;
import io.strait.supplychain.risk.RiskMeasure;
import io.strait.supplychain.risk.measures.DefaultBands;
import io.strait.supplychain.risk.storage.MeasureRows;
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
import java.util.List;
import java.util.Optional;

/** What the measures of an input were at each revision that changed them. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class RiskHistoryResource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final Catalogue catalogue;
    private final MeasureRows rows;
    private final DefaultBands defaultBands;
    private final Clock clock;

    RiskHistoryResource(Catalogue catalogue, MeasureRows rows, DefaultBands defaultBands, Clock clock) {
        this.catalogue = catalogue;
        this.rows = rows;
        this.defaultBands = defaultBands;
        this.clock = clock;
    }

    /** All pages are of one revision: of what had happened when the first one was read. */
    private record Cursor(long upTo, long afterRevision, String afterMeasure) {
        static final String EXPECTED = "the cursor of a page's next link";

        static Optional<Cursor> parse(String text) {
            String[] parts = text.split("~", -1);
            if (parts.length != 3
                    || !parts[0].matches("\\d{1,18}")
                    || !parts[1].matches("\\d{1,18}")
                    || Coded.of(RiskMeasure.class, parts[2]).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
        }

        String text() {
            return upTo + "~" + afterRevision + "~" + afterMeasure;
        }
    }

    @GET
    @Path("nodes/{id}/riskHistory")
    public Response history(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        RiskQuery query = RiskQuery.read(uri, clock, "bands", "limit", "cursor");
        ConcentrationBands bands = query.bands(defaultBands);
        int limit = (int) query.parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<Cursor> cursor = query.parameters.parsed("cursor", Cursor.EXPECTED, Cursor::parse);
        query.parameters.check();
        Cursor from = cursor.orElseGet(() -> new Cursor(catalogue.revisionAt(query.asOf), -1, ""));
        EntityTag tag = Tags.of(from.upTo(), uri, bands.code());
        return Tags.notModified(request, tag).orElseGet(() -> {
            List<MeasureRows.Kept> found =
                    rows.history(id, from.afterRevision(), from.afterMeasure(), from.upTo(), limit + 1);
            demandNode(id, found, from);
            ObjectNode answer =
                    Json.object().put("revision", from.upTo()).put("node", id).put("bands", bands.code());
            ArrayNode items = answer.putArray("items");
            found.stream().limit(limit).forEach(kept -> items.add(item(kept, bands)));
            Response.ResponseBuilder response = Response.ok();
            if (found.size() > limit) {
                MeasureRows.Kept last = found.get(limit - 1);
                String next = new Cursor(
                                from.upTo(),
                                last.revision(),
                                last.row().measured().measure().code())
                        .text();
                Links.next(answer, response, uri, next);
            }
            return Tags.headers(response.entity(Json.write(answer)), tag).build();
        });
    }

    /** A node that is gone has a history still; one that never was has none to show. */
    private void demandNode(String id, List<MeasureRows.Kept> found, Cursor from) {
        if (found.isEmpty() && from.afterRevision() < 0 && !catalogue.isThere(FactKind.NODE, id, from.upTo())) {
            throw Catalogue.noNode(id, from.upTo());
        }
    }

    private static ObjectNode item(MeasureRows.Kept kept, ConcentrationBands bands) {
        var measured = kept.row().measured();
        ObjectNode item = Json.object()
                .put("revision", kept.revision())
                .put("at", kept.at().toString())
                .put("measure", measured.measure().code());
        Interval hhi = measured.hhi();
        if (hhi == null) {
            item.putNull("hhi").putNull("band");
        } else {
            item.set("hhi", RiskAnswers.interval(hhi));
            item.set("band", ConcentrationResource.band(hhi, bands));
        }
        item.put("coverage", measured.coverage())
                .put("suppliers", measured.suppliers())
                .put("unknown", measured.unknown())
                .put("basis", measured.basis().code());
        ArrayNode because = item.putArray("because");
        kept.row().because().forEach(because::add);
        return item;
    }
}
