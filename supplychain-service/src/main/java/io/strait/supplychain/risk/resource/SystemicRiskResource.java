package io.strait.supplychain.risk.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Areas;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.risk.Esri;
import io.strait.supplychain.risk.Firms;
import io.strait.supplychain.risk.NodeShock;
import io.strait.supplychain.risk.measures.SystemicRisks;
import io.strait.supplychain.risk.measures.SystemicRisks.Network;
import io.strait.supplychain.risk.measures.SystemicRisks.Options;
import io.strait.supplychain.risk.measures.SystemicRisks.Score;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The Economic Systemic Risk Index of every node, and of any set of them. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class SystemicRiskResource {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;

    private final SystemicRisks risks;
    private final RiskAnswers answers;
    private final Clock clock;

    SystemicRiskResource(SystemicRisks risks, RiskAnswers answers, Clock clock) {
        this.risks = risks;
        this.answers = answers;
        this.clock = clock;
    }

    private enum Measure implements Coded {
        COMBINED(Esri.Scores::combined),
        DOWNSTREAM(Esri.Scores::downstream),
        UPSTREAM(Esri.Scores::upstream);

        private final ToDoubleFunction<Esri.Scores> of;

        Measure(ToDoubleFunction<Esri.Scores> of) {
            this.of = of;
        }

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @GET
    @Path("systemicRisk")
    public Response ranking(@Context UriInfo uri, @Context Request request) {
        RiskQuery query = EsriQuery.read(uri, clock, "measure", "kind", "limit");
        Measure measure = query.coded("measure", Measure.class, Measure.COMBINED);
        Set<NodeKind> kinds = query.codedAll("kind", NodeKind.class);
        int limit = (int) query.parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Options options = EsriQuery.options(query);
        query.parameters.check();
        return answers.ofBook(query.asOf, uri, request, book -> {
            List<Score> scores =
                    risks.ranking(book, options, kinds.isEmpty() ? EnumSet.allOf(NodeKind.class) : kinds).stream()
                            .sorted(Comparator.comparingDouble(
                                            (Score score) -> measure.of.applyAsDouble(score.scores()))
                                    .reversed())
                            .toList();
            ObjectNode answer = EsriQuery.head(options, risks.network(book, options))
                    .put("measure", measure.code())
                    .put("count", scores.size())
                    .put("complete", scores.size() <= limit);
            ArrayNode items = answer.putArray("items");
            scores.stream()
                    .limit(limit)
                    .forEach(score -> items.add(RiskAnswers.named(score.node())
                            .put("firms", score.firms())
                            .setAll(EsriQuery.scores(score.scores()))));
            return answer;
        });
    }

    /**
     * @param nodes that lose a part each
     * @param area with {@code kind}: all firms that are of both lose {@code loss}
     */
    private record Shock(
            Set<RiskQuery.Loss> nodes,
            @Nullable String area,
            @Nullable NodeKind kind,
            double loss) {
        /** What hits a firm twice takes the larger part. */
        double[] on(FactBook book, Firms firms) {
            double[] left = new double[firms.firms().size()];
            Arrays.fill(left, 1);
            for (RiskQuery.Loss loss : nodes) {
                hit(left, firms.of(RiskAnswers.demand(book, "nodes", loss.node())), loss.part());
            }
            if (area != null || kind != null) {
                hit(left, firms.where(firm -> isMeant(book, firm)), loss);
            }
            return left;
        }

        private boolean isMeant(FactBook book, Firms.Firm firm) {
            return (area == null || area.equals(firm.area()))
                    && (kind == null || isOf(kind, book, firm.good()) || isOf(kind, book, firm.supplier()));
        }

        private static boolean isOf(NodeKind kind, FactBook book, @Nullable String node) {
            return node != null
                    && book.node(node).map(Node::kind).filter(kind::equals).isPresent();
        }

        private static void hit(double[] left, int[] firms, double loss) {
            for (int firm : firms) {
                left[firm] = Math.min(left[firm], 1 - loss);
            }
        }
    }

    @GET
    @Path("systemicRisk/shock")
    public Response shock(@Context UriInfo uri, @Context Request request) {
        RiskQuery query = EsriQuery.read(uri, clock, "nodes", "area", "kind", "loss", "limit");
        double percent = query.number("loss", 0, 100, 100);
        Shock shock = new Shock(
                query.losses("nodes", percent),
                query.parameters
                        .parsed(
                                "area",
                                SurvivalResource.AREA_EXPECTED,
                                text -> Areas.alpha3(text.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                query.parameters
                        .parsed(
                                "kind",
                                "one of: " + String.join(", ", Coded.codes(NodeKind.class)),
                                text -> Coded.of(NodeKind.class, text))
                        .orElse(null),
                percent / 100);
        int limit = (int) query.parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Options options = EsriQuery.options(query);
        query.demandOne("what fails: nodes, or an area, a kind or both", "nodes", "area", "kind");
        query.parameters.check();
        return answers.ofBook(query.asOf, uri, request, book -> answer(book, shock, options, limit));
    }

    private ObjectNode answer(FactBook book, Shock shock, Options options, int limit) {
        Network network = risks.network(book, options);
        NodeShock result =
                NodeShock.of(book, network.firms(), network.esri(), network.flows(), shock.on(book, network.firms()));
        ObjectNode answer = EsriQuery.head(options, network).put("firms", result.firms());
        answer.set("scores", EsriQuery.scores(result.scores()));
        answer.put("count", result.losers().size())
                .put("complete", result.losers().size() <= limit);
        ArrayNode items = answer.putArray("items");
        result.losers().stream()
                .limit(limit)
                .forEach(loser -> items.add(RiskAnswers.named(loser.node())
                        .put("lost", loser.lost())
                        .put("ofAll", loser.ofAll())));
        return answer;
    }
}
