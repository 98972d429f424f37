package io.strait.trade.basket;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Instants;
import io.strait.trade.problem.Instants.DayEnd;
import io.strait.trade.problem.Parameters;
import io.strait.trade.reference.AreaGroupList;
import io.strait.trade.reference.AreaGroups;
import io.strait.trade.reference.AreaList;
import io.strait.trade.reference.Areas;
import io.strait.trade.reference.Flow;
import io.strait.trade.reference.Flows;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of questions about baskets. Thread-safe. */
@ApplicationScoped
class BasketParameters {
    static final String AS_OF_EXPECTED =
            "an instant (2024-10-27T00:00:00Z) or a date (2024-10-27: the end of that day, UTC), not after today";
    static final String PERIOD_EXPECTED = "YYYY, YYYY-MM or YYYY-Qn, or a range 2024-01..2024-08";

    private static final int MAX_CODES = 100;
    private static final int MAX_PERIODS = 1200;

    /** From the first to the last, of one frequency. */
    record Range(Period first, Period last) {
        LocalDate lastDay() {
            return last.start().plusMonths(last.frequency().months()).minusDays(1);
        }
    }

    /** Which codes of a basket hold. */
    record Holding(
            @Nullable String classification,
            @Nullable Integer reporter,
            @Nullable Range period,
            @Nullable Instant asOf) {}

    private final Areas areas;
    private final AreaGroups groups;
    private final Flows flows;
    private final Sources sources;
    private final Instants instants;

    BasketParameters(Areas areas, AreaGroups groups, Flows flows, Sources sources, Instants instants) {
        this.areas = areas;
        this.groups = groups;
        this.flows = flows;
        this.sources = sources;
        this.instants = instants;
    }

    Optional<Instant> asOf(Parameters parameters) {
        return parameters.one(
                "asOf",
                AS_OF_EXPECTED,
                text -> instants.past(text, DayEnd.LAST, "is no instant and no date", AS_OF_EXPECTED));
    }

    Holding holding(MultivaluedMap<String, String> given) {
        Parameters parameters = new Parameters(given, Set.of("classification", "reporter", "period", "asOf"));
        Holding holding = new Holding(
                parameters
                        .one("classification", BasketChecks.CLASSIFICATION_EXPECTED, BasketParameters::classification)
                        .orElse(null),
                parameters
                        .one("reporter", AreaList.EXPECTED, code -> areas.list().parse(code))
                        .map(found -> found.area().code())
                        .orElse(null),
                range(parameters).orElse(null),
                asOf(parameters).orElse(null));
        parameters.check();
        return holding;
    }

    BasketSeries.Question question(String basket, MultivaluedMap<String, String> given) {
        Parameters parameters = new Parameters(
                given, Set.of("reporter", "partner", "flow", "period", "source", "classification", "asOf"));
        Optional<Range> range = range(parameters);
        LocalDate day = range.map(Range::lastDay).orElseGet(groups::today);
        LocalDate first = range.map(r -> r.first().start()).orElse(day);
        List<Integer> reporters = areas(parameters, "reporter", first, day);
        List<Integer> partners = areas(parameters, "partner", first, day);
        List<Flow> knownFlows = flows.list();
        List<String> askedFlows =
                parameters.list("flow", MAX_CODES, "a flow", code -> Flows.parse(code, knownFlows)).stream()
                        .map(Flow::code)
                        .distinct()
                        .toList();
        List<String> askedSources = parameters.list("source", MAX_CODES, "a source", sources::parse).stream()
                .map(Source::code)
                .distinct()
                .toList();
        List<String> classifications = parameters.list(
                "classification", MAX_CODES, BasketChecks.CLASSIFICATION_EXPECTED, BasketParameters::classification);
        Instant asOf = asOf(parameters).orElse(null);
        if (!parameters.has("period")) {
            parameters.addMissing("period", PERIOD_EXPECTED);
        }
        parameters.check();
        Range periods = range.orElseThrow();
        return new BasketSeries.Question(
                basket,
                askedSources,
                reporters,
                partners,
                askedFlows,
                classifications,
                periods.first(),
                periods.last(),
                asOf);
    }

    /** A group is its members of the last day. */
    private List<Integer> areas(Parameters parameters, String name, LocalDate first, LocalDate last) {
        if (!parameters.has(name)) {
            parameters.addMissing(name, AreaList.EXPECTED + "; a group: group:EU");
        }
        List<Integer> codes = new ArrayList<>();
        parameters
                .list(name, MAX_CODES, AreaList.EXPECTED, code -> members(code, first, last))
                .forEach(codes::addAll);
        return codes.stream().distinct().toList();
    }

    private List<Integer> members(String code, LocalDate first, LocalDate last) {
        AreaGroupList list = groups.list();
        AreaList known = areas.list();
        Optional<AreaGroupList.Named> named = list.find(code).filter(AreaGroupList.Named::prefixed);
        if (named.isEmpty()) {
            return List.of(known.parse(code).area().code());
        }
        return list.members(named.get(), first, last, known).areas().stream()
                .map(io.strait.trade.reference.Area::code)
                .toList();
    }

    private static Optional<Range> range(Parameters parameters) {
        return parameters.one("period", PERIOD_EXPECTED, text -> {
            int at = text.indexOf("..");
            Period first = period(at < 0 ? text : text.substring(0, at));
            Period last = at < 0 ? first : period(text.substring(at + 2));
            if (first.frequency() != last.frequency()) {
                throw new ExpectedException("mixes periods of different lengths", "both ends of one length");
            }
            if (first.compareTo(last) > 0) {
                throw new ExpectedException("ends before it starts", last + ".." + first);
            }
            if (!first.start()
                    .plusMonths((long) MAX_PERIODS * first.frequency().months())
                    .isAfter(last.start())) {
                throw new ExpectedException("is too long", "at most " + MAX_PERIODS + " periods");
            }
            return new Range(first, last);
        });
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ExpectedException("is no period", PERIOD_EXPECTED);
        }
    }

    private static String classification(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        if (!BasketChecks.CLASSIFICATION.matcher(code).matches()) {
            throw new ExpectedException("no such classification", BasketChecks.CLASSIFICATION_EXPECTED);
        }
        return code;
    }
}
