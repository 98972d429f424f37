package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.CatalogueConfig;
import io.strait.supplychain.catalogue.Editor;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactReader;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes, requirements and supplies: three collections of facts that are read and written the same way. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class FactResource {
    private static final String COLLECTION = "{facts:nodes|requirements|supplies}";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String WHY_EXPECTED = "the reason of the change, at most 500 characters";
    /** What a write led to where the answer has no body to say it. */
    private static final String REVISION = "X-Strait-Revision";

    private final Catalogue catalogue;
    private final Editor editor;
    private final Authors authors;
    private final CatalogueConfig config;
    private final Clock clock;

    FactResource(Catalogue catalogue, Editor editor, Authors authors, CatalogueConfig config, Clock clock) {
        this.catalogue = catalogue;
        this.editor = editor;
        this.authors = authors;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Path(COLLECTION)
    public Response list(@PathParam("facts") String facts, @Context UriInfo uri, @Context Request request) {
        FactList list = FactList.read(kind(facts), uri.getQueryParameters(), clock);
        long revision = revision(list);
        EntityTag tag = Tags.of(revision, uri.getRequestUri().getRawQuery() + facts);
        return Tags.notModified(request, tag).orElseGet(() -> page(list, revision, uri, tag));
    }

    private long revision(FactList list) {
        long asked = catalogue.revisionAt(list.asOf());
        FactList.Cursor cursor = list.cursor();
        if (cursor == null) {
            return asked;
        }
        if (list.asOf() == null ? cursor.revision() > asked : cursor.revision() != asked) {
            throw ProblemException.of(
                    ProblemType.INVALID_PARAMETER,
                    "The cursor is of another list.",
                    Violation.of("cursor", cursor.text(), "is of another list", "the cursor of a page's next link"));
        }
        return cursor.revision();
    }

    private Response page(FactList list, long revision, UriInfo uri, EntityTag tag) {
        FactList.Cursor cursor = list.cursor();
        Catalogue.Page page = catalogue.page(
                list.kind(),
                list.equal(),
                list.searched(),
                revision,
                cursor == null ? "" : cursor.after(),
                list.limit());
        ObjectNode answer = Json.object().put("revision", revision);
        ArrayNode items = answer.putArray("items");
        page.facts().forEach(fact -> items.add(FactWriter.write(fact)));
        Response.ResponseBuilder response = Tags.headers(Response.ok(), tag);
        if (page.more()) {
            String last = page.facts().get(page.facts().size() - 1).id();
            Links.next(answer, response, uri, new FactList.Cursor(revision, last).text());
        } else {
            answer.putNull("next");
        }
        return response.entity(Json.write(answer)).build();
    }

    @POST
    @Path(COLLECTION)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @PathParam("facts") String facts,
            @Nullable InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        FactKind kind = kind(facts);
        String why = why(uri);
        byte[] bytes = read(body, headers);
        Fact fact = fact(kind, bytes, null);
        Editor.Created created =
                editor.create(fact, authors.of(why), Bodies.idempotency("POST " + facts, headers, bytes));
        Response.ResponseBuilder answer = Response.created(URI.create("/supplychain/v1/" + facts + "/" + created.id()))
                .tag(Tags.of(created.revision()))
                .entity(created.json());
        return (created.replayed() ? answer.header("Idempotency-Replayed", "true") : answer).build();
    }

    @GET
    @Path(COLLECTION + "/{id}")
    public Response get(
            @PathParam("facts") String facts,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context Request request) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("asOf"));
        Instant asOf = parameters.asOf(clock);
        parameters.check();
        Versioned fact = catalogue.get(kind(facts), id, asOf);
        EntityTag tag = Tags.of(fact.revision().id());
        return Tags.notModified(request, tag).orElseGet(() -> answer(fact));
    }

    @PUT
    @Path(COLLECTION + "/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @PathParam("facts") String facts,
            @PathParam("id") String id,
            @Nullable InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        String why = why(uri);
        Fact fact = fact(kind(facts), read(body, headers), id);
        return answer(editor.replace(fact, Tags.precondition(headers), authors.of(why)));
    }

    @PATCH
    @Path(COLLECTION + "/{id}")
    @Consumes(MERGE_PATCH)
    public Response patch(
            @PathParam("facts") String facts,
            @PathParam("id") String id,
            @Nullable InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        String why = why(uri);
        ObjectNode patch = Bodies.object(read(body, headers));
        return answer(editor.patch(kind(facts), id, patch, Tags.precondition(headers), authors.of(why)));
    }

    @DELETE
    @Path(COLLECTION + "/{id}")
    public Response remove(
            @PathParam("facts") String facts,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        FactKind kind = kind(facts);
        Parameters parameters = new Parameters(
                uri.getQueryParameters(), kind == FactKind.NODE ? Set.of("why", "cascade") : Set.of("why"));
        String why = parameters.text("why", WHY_EXPECTED);
        boolean cascade = parameters.flag("cascade");
        parameters.check();
        long revision = editor.remove(kind, id, Tags.precondition(headers), cascade, authors.of(why));
        return Response.noContent().header(REVISION, revision).build();
    }

    private static Response answer(Versioned fact) {
        return Tags.headers(
                        Response.ok(Json.write(FactWriter.write(fact))),
                        Tags.of(fact.revision().id()))
                .build();
    }

    private byte[] read(@Nullable InputStream body, HttpHeaders headers) {
        return Bodies.read(body, headers.getLength(), config.maxBodySize().asLongValue());
    }

    private static Fact fact(FactKind kind, byte[] bytes, @Nullable String id) {
        List<Violation> violations = new ArrayList<>();
        Fact fact = FactReader.read(kind, Bodies.object(bytes), id, violations);
        if (fact == null) {
            throw Editor.unprocessable(violations);
        }
        return fact;
    }

    private static @Nullable String why(UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("why"));
        String why = parameters.text("why", WHY_EXPECTED);
        parameters.check();
        return why;
    }

    private static FactKind kind(String facts) {
        return Optional.of(facts)
                .flatMap(FactKind::ofPlural)
                .orElseThrow(() -> new IllegalStateException("the path lets only the known collections in"));
    }
}
