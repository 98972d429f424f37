package io.strait.supplychain.risk.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.risk.Esri;
import io.strait.supplychain.risk.Firms;
import io.strait.supplychain.risk.InputRole;
import io.strait.supplychain.risk.measures.SystemicRisks.Network;
import io.strait.supplychain.risk.measures.SystemicRisks.Options;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** How systemic risk is asked for, and what every answer says of what it rests on. Stateless. */
final class EsriQuery {
    private static final String[] PARAMETERS = {"inputs", "important", "unknown", "replaceability", "eps"};
    private static final double SMALLEST_EPS = 1e-9;
    private static final int MAX_STEPS = 10_000;
    private static final String CONVENTION =
            "A firm is one maker of one good. The makers of a good together buy one unit of each input that it needs"
                    + " (weighed by amounts where all are known in one unit), in proportion to their shares; goods that"
                    + " nobody needs are bought by final customers. Output is in units of goods, not in money.";

    private EsriQuery() {}

    private enum Inputs implements Coded {
        ESSENTIAL,
        LINEAR;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Role implements Coded {
        ESSENTIAL(InputRole.ESSENTIAL),
        LINEAR(InputRole.NON_ESSENTIAL),
        NONE(InputRole.NONE);

        private final InputRole role;

        Role(InputRole role) {
            this.role = role;
        }

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static String of(InputRole role) {
            return Arrays.stream(values())
                    .filter(one -> one.role == role)
                    .findFirst()
                    .orElseThrow()
                    .code();
        }
    }

    static RiskQuery read(UriInfo uri, Clock clock, String... own) {
        return RiskQuery.read(
                uri, clock, Stream.concat(Stream.of(own), Stream.of(PARAMETERS)).toArray(String[]::new));
    }

    static Options options(RiskQuery query) {
        boolean linear = query.coded("inputs", Inputs.class, Inputs.ESSENTIAL) == Inputs.LINEAR;
        InputRole important = query.coded("important", Role.class, Role.LINEAR).role;
        InputRole unknown = query.coded("unknown", Role.class, Role.LINEAR).role;
        boolean replaceability = query.flag("replaceability", true);
        double eps = query.number("eps", SMALLEST_EPS, 0.5, Esri.Options.DEFAULT.eps());
        return new Options(
                new Firms.Options(linear, important, unknown), new Esri.Options(replaceability, eps, MAX_STEPS));
    }

    static ObjectNode head(Options options, Network network) {
        ObjectNode answer = Json.object().put("convention", CONVENTION);
        answer.putObject("options")
                .put("inputs", (options.firms().linear() ? Inputs.LINEAR : Inputs.ESSENTIAL).code())
                .put("important", Role.of(options.firms().important()))
                .put("unknown", Role.of(options.firms().unknown()))
                .put("replaceability", options.steps().replaceability())
                .put("eps", options.steps().eps());
        Firms.Basis basis = network.firms().basis();
        answer.putObject("basis")
                .put("firms", basis.firms())
                .put("flows", basis.flows())
                .put("unnamedFirms", basis.unnamed())
                .put("unknownShares", basis.unknownShares())
                .put("unknownEssentialities", basis.unknownEssentialities())
                .put("assumedAmounts", basis.assumedAmounts());
        return answer;
    }

    static ObjectNode scores(Esri.Scores scores) {
        return Json.object()
                .put("combined", scores.combined())
                .put("downstream", scores.downstream())
                .put("upstream", scores.upstream())
                .put("iterations", scores.iterations())
                .put("converged", scores.converged());
    }
}
