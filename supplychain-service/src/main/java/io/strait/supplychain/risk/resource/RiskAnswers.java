package io.strait.supplychain.risk.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.FactBooks;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.resource.Tags;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import io.strait.supplychain.risk.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What all risk measures do alike: of one revision, which the answer names, and not computed again for who has it. */
@ApplicationScoped
class RiskAnswers {
    private final Catalogue catalogue;
    private final FactBooks books;

    RiskAnswers(Catalogue catalogue, FactBooks books) {
        this.catalogue = catalogue;
        this.books = books;
    }

    Response ofBook(@Nullable Instant asOf, UriInfo uri, Request request, Function<FactBook, ObjectNode> compute) {
        return ofRevision(asOf, "", uri, request, revision -> compute.apply(books.at(revision)));
    }

    /**
     * @param settings what the answer depends on beside the query, for its tag
     * @param compute fills an answer that has the revision already
     */
    Response ofRevision(
            @Nullable Instant asOf, String settings, UriInfo uri, Request request, LongFunction<ObjectNode> compute) {
        long revision = catalogue.revisionAt(asOf);
        EntityTag tag = Tags.of(revision, uri, settings);
        return Tags.notModified(request, tag).orElseGet(() -> {
            ObjectNode answer = Json.object().put("revision", revision);
            answer.setAll(compute.apply(revision));
            return Tags.headers(Response.ok(Json.write(answer)), tag).build();
        });
    }

    /** A node of the book; 404 where there is none. */
    static Node node(FactBook book, String id) {
        return book.node(id).orElseThrow(() -> Catalogue.noNode(id, book.revision()));
    }

    /** A node that a parameter names; 422 where there is none. */
    static Node demand(FactBook book, String parameter, String id) {
        return book.node(id)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNPROCESSABLE,
                        "A node that the request names is not there.",
                        Violation.of(
                                parameter, id, "is no node at revision " + book.revision(), "nodes that are there")));
    }

    /** How a node is named in a list. */
    static ObjectNode named(Node node) {
        return Json.object()
                .put("id", node.id())
                .put("kind", node.kind().code())
                .put("name", node.name())
                .put("area", node.area());
    }

    static ObjectNode interval(Interval interval) {
        return Json.object().put("low", interval.low()).put("high", interval.high());
    }
}
