package io.strait.supplychain.scenario.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Areas;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Ids;
import io.strait.supplychain.catalogue.model.Members;
import io.strait.supplychain.problem.Violation;
import io.strait.supplychain.risk.Disruption.Recovery;
import io.strait.supplychain.scenario.model.Scenario.Assumptions;
import io.strait.supplychain.scenario.model.Scenario.Range;
import io.strait.supplychain.scenario.model.Scenario.Reactions;
import io.strait.supplychain.scenario.model.Scenario.Sampling;
import io.strait.supplychain.scenario.model.Scenario.Shock;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A scenario from its JSON form, the one of {@link ScenarioWriter}. Everything wrong is noted. Stateless. */
public final class ScenarioReader {
    private static final int MAX_SHOCKS = 100;
    private static final int MAX_NAMED = 500;
    private static final int MAX_SAMPLES = 10_000;
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal MAX_DAYS = BigDecimal.valueOf(36_500);

    private enum Shape implements Coded {
        LINEAR,
        EXPONENTIAL;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private ScenarioReader() {}

    /** @return null when {@code violations} has grown */
    public static @Nullable Scenario read(ObjectNode body, List<Violation> violations) {
        int before = violations.size();
        Members members = new Members(body, "", violations);
        members.ignore("id");
        String name = members.requiredText("name", 300);
        String description = members.text("description", 10_000);
        List<String> sources = members.texts("sources", 50, 1000);
        LocalDate start = date(members, "start");
        Integer horizon = members.integer("horizonDays", 1, Scenario.MAX_HORIZON);
        List<Shock> shocks = new ArrayList<>();
        members.objects("shocks", MAX_SHOCKS, shock -> shocks.add(shock(shock)));
        if (shocks.isEmpty()) {
            members.violate("shocks", null, "is empty or missing", "a list of 1 to " + MAX_SHOCKS + " shocks");
        }
        Scenario scenario = new Scenario(
                name,
                description,
                sources,
                start,
                horizon == null ? 180 : horizon,
                shocks,
                reactions(members),
                assumptions(members),
                sampling(members));
        members.refuseUnknown();
        return violations.size() == before ? scenario : null;
    }

    private static Shock shock(Members members) {
        Set<String> nodes = all(members, "nodes", Ids.NODE_EXPECTED, ScenarioReader::node);
        Set<String> areas = areas(members, "areas");
        Set<String> inputs = all(members, "inputs", Ids.NODE_EXPECTED, ScenarioReader::node);
        Set<String> codes = all(members, "hsCodes", "2 to 10 digits", text -> {
            String digits = text.replace(".", "");
            return digits.matches("\\d{2,10}") ? Optional.of(digits) : Optional.empty();
        });
        if (nodes.isEmpty() && areas.isEmpty() && inputs.isEmpty() && codes.isEmpty()) {
            members.violate("nodes", null, "says nobody", "at least one of: nodes, areas, inputs, hsCodes");
        }
        BigDecimal size = members.number("size", ZERO, ONE);
        Integer startDay = members.integer("startDay", 0, Scenario.MAX_HORIZON);
        Integer duration = members.integer("durationDays", 1, Scenario.MAX_HORIZON);
        int recoveryDays = 0;
        Recovery recovery = Recovery.LINEAR;
        Members curve = members.object("recovery");
        if (curve != null) {
            Integer days = curve.integer("days", 0, Scenario.MAX_HORIZON);
            Shape shape = curve.code("shape", Shape.class);
            curve.refuseUnknown();
            recoveryDays = days == null ? 0 : days;
            recovery = shape == Shape.EXPONENTIAL ? Recovery.EXPONENTIAL : Recovery.LINEAR;
        }
        return new Shock(
                nodes,
                areas,
                inputs,
                codes,
                areas(members, "recipients"),
                size == null ? 1 : size.doubleValue(),
                startDay == null ? 0 : startDay,
                duration,
                recoveryDays,
                recovery);
    }

    private static Reactions reactions(Members members) {
        Members given = members.object("reactions");
        if (given == null) {
            return Reactions.DEFAULT;
        }
        BigDecimal spare = given.number("spareCapacity", ZERO, BigDecimal.TEN);
        Reactions reactions = new Reactions(
                !given.has("useStock") || given.flag("useStock"),
                !given.has("substitute") || given.flag("substitute"),
                !given.has("reroute") || given.flag("reroute"),
                spare == null ? 0 : spare.doubleValue());
        given.refuseUnknown();
        return reactions;
    }

    private static Assumptions assumptions(Members members) {
        Members given = members.object("assumptions");
        if (given == null) {
            return Assumptions.DEFAULT;
        }
        Assumptions assumptions = new Assumptions(
                range(given, "unknownStockDays", MAX_DAYS, Assumptions.DEFAULT.stockDays()),
                range(given, "unknownEssentiality", ONE, Assumptions.DEFAULT.essentiality()));
        given.refuseUnknown();
        return assumptions;
    }

    private static Range range(Members members, String name, BigDecimal max, Range otherwise) {
        Members given = members.object(name);
        if (given == null) {
            return otherwise;
        }
        BigDecimal low = given.number("low", ZERO, max);
        BigDecimal point = given.number("given", ZERO, max);
        BigDecimal high = given.number("high", ZERO, max);
        given.refuseUnknown();
        if (low == null || point == null || high == null || low.compareTo(point) > 0 || point.compareTo(high) > 0) {
            members.violate(name, null, "is not a range", "low, given and high, in that order from low to high");
            return otherwise;
        }
        return new Range(low.doubleValue(), point.doubleValue(), high.doubleValue());
    }

    private static Sampling sampling(Members members) {
        Members given = members.object("sampling");
        if (given == null) {
            return Sampling.DEFAULT;
        }
        Integer samples = given.integer("samples", 0, MAX_SAMPLES);
        Integer seed = given.integer("seed", 0, Integer.MAX_VALUE);
        BigDecimal tail = given.number("tail", ZERO, new BigDecimal("0.49"));
        boolean effects = !given.has("effects") || given.flag("effects");
        given.refuseUnknown();
        return new Sampling(
                samples == null ? Sampling.DEFAULT.samples() : samples,
                seed == null ? Sampling.DEFAULT.seed() : seed,
                tail == null ? Sampling.DEFAULT.tail() : tail.doubleValue(),
                effects);
    }

    private static @Nullable LocalDate date(Members members, String name) {
        String text = members.text(name, 10);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            members.violate(name, text, "is not a date", "YYYY-MM-DD");
            return null;
        }
    }

    private static Optional<String> node(String text) {
        return Ids.isNode(text) ? Optional.of(text) : Optional.empty();
    }

    private static Set<String> areas(Members members, String name) {
        return all(members, name, "an ISO 3166-1 code, for example JPN or JP", Areas::alpha3);
    }

    private static Set<String> all(
            Members members, String name, String expected, Function<String, Optional<String>> parse) {
        Set<String> values = new LinkedHashSet<>();
        for (String text : members.texts(name, MAX_NAMED, 100)) {
            parse.apply(text)
                    .ifPresentOrElse(values::add, () -> members.violate(name, text, "cannot be used", expected));
        }
        return values;
    }
}
