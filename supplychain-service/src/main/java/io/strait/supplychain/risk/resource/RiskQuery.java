package io.strait.supplychain.risk.resource;

import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Ids;
import io.strait.supplychain.catalogue.resource.Parameters;
import io.strait.supplychain.risk.ConcentrationBands;
import io.strait.supplychain.risk.measures.DefaultBands;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The query parameters of a risk measure: those of all, and readers of those that several share. Not thread-safe. */
final class RiskQuery {
    /** A node, and how much of what it makes is lost. */
    record Loss(String node, double part) {}

    final Parameters parameters;
    final @Nullable Instant asOf;
    private final Set<String> given;

    private RiskQuery(Set<String> given, Parameters parameters, @Nullable Instant asOf) {
        this.given = given;
        this.parameters = parameters;
        this.asOf = asOf;
    }

    /** With {@code asOf} beside the parameters of the resource. */
    static RiskQuery read(UriInfo uri, Clock clock, String... own) {
        Set<String> known = new TreeSet<>(Set.of(own));
        known.add("asOf");
        Parameters parameters = new Parameters(uri.getQueryParameters(), known);
        return new RiskQuery(uri.getQueryParameters().keySet(), parameters, parameters.asOf(clock));
    }

    /** Of some parameters at least one must be given. */
    void demandOne(String expected, String... names) {
        if (Set.of(names).stream().noneMatch(given::contains)) {
            parameters.violate(names[0], null, "is missing", expected);
        }
    }

    ConcentrationBands bands(DefaultBands otherwise) {
        return parameters
                .parsed("bands", ConcentrationBands.EXPECTED, ConcentrationBands::parse)
                .orElse(otherwise.get());
    }

    <E extends Enum<E> & Coded> E coded(String name, Class<E> type, E otherwise) {
        return parameters
                .parsed(name, oneOf(type), text -> Coded.of(type, text))
                .orElse(otherwise);
    }

    <E extends Enum<E> & Coded> Set<E> codedAll(String name, Class<E> type) {
        return parameters.parsedAll(name, oneOf(type), text -> Coded.of(type, text));
    }

    private static <E extends Enum<E> & Coded> String oneOf(Class<E> type) {
        return "one of: " + String.join(", ", Coded.codes(type));
    }

    boolean flag(String name, boolean otherwise) {
        return parameters
                .parsed(
                        name,
                        "true or false",
                        text -> text.equals("true") || text.equals("false")
                                ? Optional.of(Boolean.valueOf(text))
                                : Optional.<Boolean>empty())
                .orElse(otherwise);
    }

    Set<String> nodes(String name) {
        return parameters.parsedAll(
                name, Ids.NODE_EXPECTED, text -> Optional.of(text).filter(Ids::isNode));
    }

    /** Nodes, each with a percentage after a colon; all of it where there is none. */
    Set<Loss> losses(String name, double otherwise) {
        return parameters.parsedAll(name, "a node, or a node and a percentage: hydrogen-fluoride:50", text -> {
            int colon = text.indexOf(':');
            String node = colon < 0 ? text : text.substring(0, colon);
            Optional<Double> percent = colon < 0 ? Optional.of(otherwise) : decimal(text.substring(colon + 1), 0, 100);
            return percent.filter(part -> Ids.isNode(node)).map(part -> new Loss(node, part / 100));
        });
    }

    double number(String name, double min, double max, double otherwise) {
        String expected = "a number from " + plain(min) + " to " + plain(max);
        return parameters
                .parsed(name, expected, text -> decimal(text, min, max))
                .orElse(otherwise);
    }

    private static Optional<Double> decimal(String text, double min, double max) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,12})?(e-\\d{1,2})?")) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        return number < min || number > max ? Optional.empty() : Optional.of(number);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
