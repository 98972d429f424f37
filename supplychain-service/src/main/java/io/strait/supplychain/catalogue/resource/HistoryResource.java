package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.History;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Ids;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Revision;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.catalogue.storage.HistoryReads;
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
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who changed what and when, and the difference between two moments. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final String CURSOR_EXPECTED = "the cursor of a page's next link";

    private final Catalogue catalogue;
    private final History history;
    private final Clock clock;

    HistoryResource(Catalogue catalogue, History history, Clock clock) {
        this.catalogue = catalogue;
        this.history = history;
        this.clock = clock;
    }

    @GET
    @Path("revisions")
    public Response revisions(@Context UriInfo uri, @Context Request request) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int limit = (int) parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<Long> cursor = parameters.parsed(
                "cursor",
                CURSOR_EXPECTED,
                text -> text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty());
        parameters.check();
        long latest = catalogue.revisionAt(null);
        EntityTag tag = Tags.of(latest, "revisions?" + uri.getRequestUri().getRawQuery());
        return Tags.notModified(request, tag).orElseGet(() -> {
            History.Page<HistoryReads.Entry> page = history.revisions(cursor.orElse(latest + 1), limit);
            ObjectNode answer = Json.object().put("revision", latest);
            ArrayNode items = answer.putArray("items");
            page.items().forEach(entry -> items.add(entry(entry)));
            Response.ResponseBuilder response = Tags.headers(Response.ok(), tag);
            String last = page.items().isEmpty()
                    ? ""
                    : Long.toString(
                            page.items().get(page.items().size() - 1).revision().id());
            return paged(answer, response, uri, page.more() ? last : null);
        });
    }

    private static ObjectNode entry(HistoryReads.Entry entry) {
        ObjectNode json = revision(entry.revision())
                .put("changedBy", entry.revision().changedBy())
                .put("why", entry.why());
        ObjectNode counts = json.putObject("counts");
        entry.counts().forEach((kind, count) -> counts.putObject(kind.plural())
                .put("added", count.added())
                .put("changed", count.changed())
                .put("removed", count.removed()));
        return json;
    }

    private static ObjectNode revision(Revision revision) {
        return Json.object()
                .put("revision", revision.id())
                .put("at", revision.at().toString());
    }

    /** Two moments, each an instant or a revision, and what to compare. */
    private record Query(
            Parameters.@Nullable Moment from,
            Parameters.@Nullable Moment to,
            Set<FactKind> kinds,
            @Nullable String node,
            int limit,
            @Nullable Cursor cursor) {
        static Query read(Parameters parameters, Clock clock) {
            Set<FactKind> kinds = parameters.parsedAll(
                    "kind",
                    "some of: " + String.join(", ", Coded.codes(FactKind.class)),
                    text -> Coded.of(FactKind.class, text));
            return new Query(
                    parameters.moment("from", clock),
                    parameters.moment("to", clock),
                    kinds.isEmpty() ? EnumSet.allOf(FactKind.class) : kinds,
                    parameters
                            .parsed("node", Ids.NODE_EXPECTED, text -> Optional.of(text)
                                    .filter(Ids::isNode))
                            .orElse(null),
                    (int) parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                    parameters.parsed("cursor", CURSOR_EXPECTED, Cursor::parse).orElse(null));
        }
    }

    /** All pages compare the same two revisions. */
    private record Cursor(long since, long until, FactKind kind, String id) {
        static Optional<Cursor> parse(String text) {
            String[] parts = text.split("~", -1);
            if (parts.length != 4 || !parts[0].matches("\\d{1,18}") || !parts[1].matches("\\d{1,18}")) {
                return Optional.empty();
            }
            return Coded.of(FactKind.class, parts[2])
                    .filter(kind -> Ids.is(kind, parts[3]))
                    .map(kind -> new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]), kind, parts[3]));
        }

        String text() {
            return since + "~" + until + "~" + kind.code() + "~" + id;
        }
    }

    @GET
    @Path("changes")
    public Response changes(@Context UriInfo uri, @Context Request request) {
        Parameters parameters =
                new Parameters(uri.getQueryParameters(), Set.of("from", "to", "kind", "node", "limit", "cursor"));
        Query query = Query.read(parameters, clock);
        parameters.require("from", Parameters.MOMENT_EXPECTED);
        parameters.check();
        History.Question question = question(parameters, query);
        parameters.check();
        EntityTag tag = Tags.of(
                question.until(),
                "changes " + question.since() + "?" + uri.getRequestUri().getRawQuery());
        return Tags.notModified(request, tag).orElseGet(() -> answer(query, question, uri, tag));
    }

    private History.Question question(Parameters parameters, Query query) {
        long latest = catalogue.revisionAt(null);
        long since = revision(parameters, "from", query.from(), latest);
        long until = revision(parameters, "to", query.to(), latest);
        Cursor cursor = query.cursor();
        if (cursor != null && (cursor.since() != since || cursor.until() > until || cursor.until() < since)) {
            parameters.violate("cursor", cursor.text(), "is of another list", CURSOR_EXPECTED);
        }
        if (until < since) {
            parameters.violate("to", Long.toString(until), "is before from", "a moment that is not before from");
        }
        return new History.Question(since, cursor == null ? until : cursor.until(), query.kinds(), query.node());
    }

    private long revision(Parameters parameters, String name, Parameters.@Nullable Moment moment, long latest) {
        if (moment == null) {
            return latest;
        }
        Long revision = moment.revision();
        if (revision == null) {
            return catalogue.revisionAt(moment.at());
        }
        if (revision > latest) {
            parameters.violate(name, revision.toString(), "is no revision yet", "a revision up to " + latest);
        }
        return Math.min(revision, latest);
    }

    private Response answer(Query query, History.Question question, UriInfo uri, EntityTag tag) {
        Cursor cursor = query.cursor();
        History.Place after = cursor == null ? null : new History.Place(cursor.kind(), cursor.id());
        History.Page<History.Difference> page = history.changes(question, after, query.limit());
        ObjectNode answer = Json.object();
        answer.set("from", revision(history.revision(question.since())));
        answer.set("to", revision(history.revision(question.until())));
        ArrayNode items = answer.putArray("items");
        page.items().forEach(difference -> items.add(item(difference)));
        String next = null;
        if (page.more()) {
            History.Difference last = page.items().get(page.items().size() - 1);
            next = new Cursor(question.since(), question.until(), last.kind(), last.id()).text();
        }
        return paged(answer, Tags.headers(Response.ok(), tag), uri, next);
    }

    /** Of a changed fact only the members that differ; of an added or a removed one all. */
    private static ObjectNode item(History.Difference difference) {
        Versioned before = difference.before();
        Versioned after = difference.after();
        ObjectNode item = Json.object()
                .put("kind", difference.kind().code())
                .put("id", difference.id())
                .put("change", before == null ? "added" : after == null ? "removed" : "changed");
        ObjectNode then = before == null ? null : FactWriter.write(before.fact());
        ObjectNode now = after == null ? null : FactWriter.write(after.fact());
        if (then != null && now != null) {
            for (String member : Set.copyOf(names(then))) {
                JsonNode same = then.get(member);
                if (Objects.equals(same, now.get(member))) {
                    then.remove(member);
                    now.remove(member);
                }
            }
        }
        item.set("before", then);
        item.set("after", now);
        if (after != null) {
            item.put("revision", after.revision().id())
                    .put("changedAt", after.revision().at().toString())
                    .put("changedBy", after.revision().changedBy());
        }
        return item;
    }

    private static Set<String> names(ObjectNode json) {
        Set<String> names = new java.util.LinkedHashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Response paged(
            ObjectNode answer, Response.ResponseBuilder response, UriInfo uri, @Nullable String cursor) {
        if (cursor == null) {
            answer.putNull("next");
        } else {
            Links.next(answer, response, uri, cursor);
        }
        return response.entity(Json.write(answer)).build();
    }
}
