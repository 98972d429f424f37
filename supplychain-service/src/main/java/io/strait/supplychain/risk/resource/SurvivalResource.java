package io.strait.supplychain.risk.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.strait.supplychain.catalogue.model.Areas;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Ids;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.risk.Estimate;
import io.strait.supplychain.risk.Failing;
import io.strait.supplychain.risk.Purchases;
import io.strait.supplychain.risk.RiskExposure;
import io.strait.supplychain.risk.Survival;
import io.strait.supplychain.risk.TimeToSurvive;
import io.strait.supplychain.risk.measures.RiskConfig;
import io.strait.supplychain.risk.measures.TooMuch;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long a node works when some fail to deliver, and whose failing costs most. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class SurvivalResource {
    static final double DEFAULT_DAYS = 90;
    static final double MAX_DAYS = 36_500;
    static final double DEFAULT_UNKNOWN_STOCK = 30;
    static final String AREA_EXPECTED = "an ISO 3166-1 code, for example JPN or JP";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;
    private static final String CONVENTION =
            "Direct suppliers only; a process in house counts as what it needs. A stock that nobody said is from none to"
                    + " unknownStockUpTo days, and taken as none. Others deliver what they did, and no more.";

    private final RiskAnswers answers;
    private final RiskConfig config;
    private final Clock clock;

    SurvivalResource(RiskAnswers answers, RiskConfig config, Clock clock) {
        this.answers = answers;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Path("nodes/{id}/timeToSurvive")
    public Response timeToSurvive(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        RiskQuery query = RiskQuery.read(uri, clock, "without", "area", "timeToRecover", "unknownStockUpTo");
        FailingQuery failing = FailingQuery.read(query);
        double timeToRecover = query.number("timeToRecover", 0, MAX_DAYS, DEFAULT_DAYS);
        double unknownStock = query.number("unknownStockUpTo", 0, MAX_DAYS, DEFAULT_UNKNOWN_STOCK);
        FailingQuery.demand(query);
        query.parameters.check();
        return answers.ofBook(query.asOf, uri, request, book -> {
            Node node = RiskAnswers.node(book, id);
            Survival survival = Survival.of(Purchases.of(book, id, unknownStock), failing.in(book), timeToRecover);
            ObjectNode answer = Json.object();
            answer.set("node", RiskAnswers.named(node));
            answer.put("convention", CONVENTION)
                    .put("timeToRecover", timeToRecover)
                    .put("unknownStockUpTo", unknownStock);
            answer.set("days", days(survival.worst(), survival.given(), survival.best()));
            answer.set("unitsLost", estimate(survival.unitsLost()));
            ArrayNode inputs = answer.putArray("inputs");
            survival.inputs().forEach(input -> inputs.add(input(input)));
            return answer;
        });
    }

    private static ObjectNode input(Survival.Input input) {
        Purchases.Purchase purchase = input.purchase();
        ObjectNode json = Json.object()
                .put("requirement", purchase.need().id())
                .put("input", purchase.need().input())
                .put("essentiality", purchase.essentiality().code())
                .put("stockKnown", purchase.isStockKnown());
        json.set("stockDays", estimate(purchase.stockDays()));
        json.set("lost", estimate(input.lost()));
        json.set("days", days(input.worst(), input.given(), input.best()));
        return json;
    }

    private static ObjectNode days(TimeToSurvive worst, TimeToSurvive given, TimeToSurvive best) {
        ObjectNode json = Json.object();
        json.set("low", days(worst));
        json.set("given", days(given));
        json.set("high", days(best));
        return json;
    }

    /** There is no number of days for ever, so it is a word. */
    static JsonNode days(TimeToSurvive time) {
        return time instanceof TimeToSurvive.Days days
                ? DoubleNode.valueOf(days.days())
                : TextNode.valueOf("unbounded");
    }

    static ObjectNode estimate(Estimate estimate) {
        return Json.object()
                .put("low", estimate.low())
                .put("given", estimate.given())
                .put("high", estimate.high());
    }

    private enum By implements Coded {
        ORGANISATION,
        AREA;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @GET
    @Path("riskExposure")
    public Response riskExposure(@Context UriInfo uri, @Context Request request) {
        RiskQuery query = RiskQuery.read(uri, clock, "by", "node", "timeToRecover", "unknownStockUpTo", "limit");
        By by = query.coded("by", By.class, By.ORGANISATION);
        @Nullable
        String customer = query.parameters
                .parsed("node", Ids.NODE_EXPECTED, text -> Optional.of(text).filter(Ids::isNode))
                .orElse(null);
        double timeToRecover = query.number("timeToRecover", 0, MAX_DAYS, DEFAULT_DAYS);
        double unknownStock = query.number("unknownStockUpTo", 0, MAX_DAYS, DEFAULT_UNKNOWN_STOCK);
        int limit = (int) query.parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        query.parameters.check();
        return answers.ofBook(query.asOf, uri, request, book -> {
            if (customer != null) {
                RiskAnswers.node(book, customer);
            }
            TooMuch.check(
                    "steps",
                    RiskExposure.estimatedSteps(book, customer),
                    config.maxSteps(),
                    "Ask for the exposure of one node; strait.risk.max-steps is the limit.");
            List<RiskExposure> exposures = RiskExposure.of(book, customer, by == By.AREA, timeToRecover, unknownStock);
            ObjectNode answer = Json.object()
                    .put("convention", CONVENTION)
                    .put("by", by.code())
                    .put("node", customer)
                    .put("timeToRecover", timeToRecover)
                    .put("unknownStockUpTo", unknownStock)
                    .put("count", exposures.size())
                    .put("complete", exposures.size() <= limit);
            ArrayNode items = answer.putArray("items");
            Map<String, Node> areas = by == By.AREA ? areas(book) : Map.of();
            exposures.stream().limit(limit).forEach(exposure -> items.add(item(book, exposure, areas)));
            return answer;
        });
    }

    private static Map<String, Node> areas(FactBook book) {
        Map<String, Node> areas = new HashMap<>();
        for (Node node : book.nodes()) {
            String code = node.area();
            if (node.kind() == NodeKind.AREA && code != null) {
                areas.putIfAbsent(code, node);
            }
        }
        return areas;
    }

    /** An area may be the home of suppliers and no node of its own. */
    private static ObjectNode item(FactBook book, RiskExposure exposure, Map<String, Node> areas) {
        Node node = areas.containsKey(exposure.name())
                ? areas.get(exposure.name())
                : book.node(exposure.name()).orElse(null);
        ObjectNode item = node != null
                ? RiskAnswers.named(node)
                : Json.object()
                        .putNull("id")
                        .put("kind", NodeKind.AREA.code())
                        .put("name", exposure.name())
                        .put("area", exposure.name());
        item.put("index", exposure.index()).put("customers", exposure.customers());
        item.set("unitsLost", estimate(exposure.unitsLost()));
        return item;
    }

    /** Who fails, as a request says it. */
    record FailingQuery(Set<String> nodes, Set<String> areas) {
        static FailingQuery read(RiskQuery query) {
            return new FailingQuery(
                    query.nodes("without"),
                    query.parameters.parsedAll(
                            "area", AREA_EXPECTED, text -> Areas.alpha3(text.toUpperCase(Locale.ROOT))));
        }

        boolean isEmpty() {
            return nodes.isEmpty() && areas.isEmpty();
        }

        static void demand(RiskQuery query) {
            query.demandOne("who fails: suppliers, goods or areas; or area with codes", "without", "area");
        }

        /** @throws io.strait.supplychain.problem.ProblemException 422 where a node is not there */
        Failing in(FactBook book) {
            nodes.forEach(id -> RiskAnswers.demand(book, "without", id));
            return Failing.of(book, nodes, areas);
        }
    }
}
