package io.strait.supplychain.risk.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.risk.Purchases;
import io.strait.supplychain.risk.RiskSensitivity;
import io.strait.supplychain.risk.Sensitivity;
import io.strait.supplychain.risk.measures.RiskConfig;
import io.strait.supplychain.risk.measures.SystemicRisks;
import io.strait.supplychain.risk.measures.TooMuch;
import io.strait.supplychain.risk.resource.SurvivalResource.FailingQuery;
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
import java.util.Optional;

/** How sure a measure of a node is, and which unknown share or stock moves it most. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class SensitivityResource {
    private static final int DEFAULT_SAMPLES = 200;
    private static final int MAX_SAMPLES = 10_000;
    private static final double TAIL = 0.05;
    private static final long MOST_ANSWERS = 10_000_000;
    private static final int MAX_EFFECTS = 1_000;

    private final SystemicRisks risks;
    private final RiskAnswers answers;
    private final RiskConfig config;
    private final Clock clock;

    SensitivityResource(SystemicRisks risks, RiskAnswers answers, RiskConfig config, Clock clock) {
        this.risks = risks;
        this.answers = answers;
        this.config = config;
        this.clock = clock;
    }

    private enum Measure implements Coded {
        TIME_TO_SURVIVE("timeToSurvive"),
        CONCENTRATION_BY_ORGANISATION("concentrationByOrganisation"),
        CONCENTRATION_BY_AREA("concentrationByArea"),
        SYSTEMIC_RISK("systemicRisk");

        private final String code;

        Measure(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        /** {@code concentration} alone is by organisation. */
        static Optional<Measure> parse(String text) {
            return text.equals("concentration")
                    ? Optional.of(CONCENTRATION_BY_ORGANISATION)
                    : Coded.of(Measure.class, text);
        }
    }

    private record Query(
            Measure measure,
            FailingQuery failing,
            double timeToRecover,
            double unknownStockUpTo,
            SystemicRisks.Options options,
            Sensitivity.Sampling sampling) {
        static Query read(RiskQuery query) {
            Measure measure = query.parameters
                    .parsed("measure", "one of: " + String.join(", ", Coded.codes(Measure.class)), Measure::parse)
                    .orElse(Measure.CONCENTRATION_BY_ORGANISATION);
            Query read = new Query(
                    measure,
                    FailingQuery.read(query),
                    query.number("timeToRecover", 0, SurvivalResource.MAX_DAYS, SurvivalResource.DEFAULT_DAYS),
                    query.number(
                            "unknownStockUpTo", 0, SurvivalResource.MAX_DAYS, SurvivalResource.DEFAULT_UNKNOWN_STOCK),
                    EsriQuery.options(query),
                    new Sensitivity.Sampling(
                            (int) query.parameters.number("samples", 2, MAX_SAMPLES, DEFAULT_SAMPLES),
                            query.parameters.number("seed", 0, Long.MAX_VALUE, 1),
                            TAIL));
            if (measure == Measure.TIME_TO_SURVIVE) {
                FailingQuery.demand(query);
            } else if (!read.failing.isEmpty()) {
                query.parameters.violate(
                        "without", null, "goes with measure=timeToSurvive only", "no without and no area");
            }
            query.parameters.check();
            return read;
        }
    }

    @GET
    @Path("nodes/{id}/sensitivity")
    public Response sensitivity(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        RiskQuery parameters = EsriQuery.read(
                uri, clock, "measure", "without", "area", "timeToRecover", "unknownStockUpTo", "samples", "seed");
        Query query = Query.read(parameters);
        return answers.ofBook(parameters.asOf, uri, request, book -> {
            Node node = RiskAnswers.node(book, id);
            RiskSensitivity asked = asked(book, node, query);
            long count = query.sampling().answers(asked.unknowns().size());
            String advice =
                    "Ask for fewer samples; there are " + asked.unknowns().size() + " unknowns.";
            TooMuch.check("answers", count, MOST_ANSWERS, advice);
            TooMuch.check("steps", asked.steps(query.sampling()), config.maxSteps(), advice);
            Sensitivity result = Sensitivity.of(asked.unknowns(), asked.answer(), query.sampling());
            return answer(node, query, result, count);
        });
    }

    private RiskSensitivity asked(FactBook book, Node node, Query query) {
        return switch (query.measure()) {
            case TIME_TO_SURVIVE ->
                RiskSensitivity.ofSurvival(
                        Purchases.of(book, node.id(), query.unknownStockUpTo()),
                        query.failing().in(book),
                        query.timeToRecover());
            case CONCENTRATION_BY_ORGANISATION -> RiskSensitivity.ofConcentration(book, node.id(), false);
            case CONCENTRATION_BY_AREA -> RiskSensitivity.ofConcentration(book, node.id(), true);
            case SYSTEMIC_RISK -> {
                var firms = risks.network(book, query.options()).firms();
                yield RiskSensitivity.ofSystemicRisk(firms, query.options().steps(), firms.of(node));
            }
        };
    }

    private static ObjectNode answer(Node node, Query query, Sensitivity result, long count) {
        ObjectNode answer = Json.object();
        answer.set("node", RiskAnswers.named(node));
        answer.put("measure", query.measure().code())
                .put("samples", query.sampling().samples())
                .put("seed", query.sampling().seed())
                .put("tail", query.sampling().tail())
                .put("answers", count);
        if (query.measure() == Measure.TIME_TO_SURVIVE) {
            // Days that are unbounded are no number to average
            answer.put("cappedAt", query.timeToRecover());
        }
        answer.put("point", result.point());
        answer.set("interval", RiskAnswers.interval(result.interval()));
        answer.set("range", RiskAnswers.interval(result.range()));
        answer.put("unknowns", result.effects().size())
                .put("complete", result.effects().size() <= MAX_EFFECTS);
        ArrayNode effects = answer.putArray("effects");
        result.effects().stream().limit(MAX_EFFECTS).forEach(effect -> effects.addObject()
                .put("unknown", effect.name())
                .put("total", effect.total())
                .set("swing", RiskAnswers.interval(effect.swing())));
        return answer;
    }
}
