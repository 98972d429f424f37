package io.strait.trade.query;

import io.strait.trade.basket.BasketHistory;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Instants;
import io.strait.trade.problem.Instants.DayEnd;
import io.strait.trade.problem.Parameters;
import io.strait.trade.reference.Area;
import io.strait.trade.reference.AreaList;
import io.strait.trade.reference.Areas;
import io.strait.trade.reference.Flow;
import io.strait.trade.reference.Flows;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads parameters that name dimensions, against the code lists. */
@ApplicationScoped
class Dimensions {
    static final int MAX_CODES = 100;
    static final String AS_OF_EXPECTED =
            "an instant (2024-10-27T00:00:00Z) or a date (2024-10-27: the end of that day, UTC), not after today";

    static final String BASKET_DESCRIPTION =
            "a code, or basket:SAF: the basket's figures stand for a commodity's series";

    private static final Pattern CLASSIFICATION = Pattern.compile("H[0-9]|HS|S[1-4]|B[45]");
    private static final String CLASSIFICATION_EXPECTED = "H0 to H9, HS (edition not known), S1 to S4, B4 or B5";
    /** HS has one code with letters: 9999AA, goods not specified according to kind. */
    private static final Pattern COMMODITY = Pattern.compile("TOTAL|[0-9]{1,12}|9999AA");

    private static final String COMMODITY_EXPECTED = "TOTAL, or 1 to 12 digits";
    private static final Pattern BREAKDOWN = Pattern.compile("[A-Z0-9]{1,8}");

    private final Areas areas;
    private final Flows flows;
    private final Sources sources;
    private final Instants instants;
    private final GroupParameters groups;

    Dimensions(Areas areas, Flows flows, Sources sources, Instants instants, GroupParameters groups) {
        this.groups = groups;
        this.areas = areas;
        this.flows = flows;
        this.sources = sources;
        this.instants = instants;
    }

    /**
     * Areas by any of their codes, each once, a group as its members; a note where a code and its area are not quite the
     * same is a warning.
     */
    List<Integer> areas(Parameters parameters, String name, List<Warning> warnings) {
        List<List<Integer>> found = parameters.list(name, MAX_CODES, AreaList.EXPECTED, code -> groups.members(
                        parameters, name, code, warnings)
                .orElseGet(() -> List.of(area(name, code, warnings).area().code())));
        return found.stream().flatMap(List::stream).distinct().toList();
    }

    Optional<Area> area(Parameters parameters, String name, List<Warning> warnings) {
        return parameters
                .one(name, AreaList.EXPECTED, code -> area(name, code, warnings))
                .map(AreaList.Found::area);
    }

    private AreaList.Found area(String name, String code, List<Warning> warnings) {
        AreaList.Found found = find(code);
        String note = found.note();
        if (note != null) {
            warnings.add(new Warning("area-note", name, code, note));
        }
        GroupParameters.role(name, code, found.area()).ifPresent(warnings::add);
        return found;
    }

    /** What is not known may have come a moment ago, with an ingest that this replica did not see. */
    private AreaList.Found find(String code) {
        try {
            return areas.list().parse(code);
        } catch (ExpectedException e) {
            return areas.fresh().parse(code);
        }
    }

    List<String> flows(Parameters parameters) {
        List<Flow> known = flows.list();
        return parameters.list("flow", MAX_CODES, "a flow", code -> Flows.parse(code, known)).stream()
                .map(Flow::code)
                .distinct()
                .toList();
    }

    Optional<String> flow(Parameters parameters) {
        List<Flow> known = flows.list();
        return parameters
                .one("flow", "a flow", code -> Flows.parse(code, known))
                .map(Flow::code);
    }

    List<String> sources(Parameters parameters) {
        return parameters.list("source", MAX_CODES, "a source", sources::parse).stream()
                .map(Source::code)
                .distinct()
                .toList();
    }

    List<String> classifications(Parameters parameters) {
        return parameters.list(
                "classification",
                MAX_CODES,
                CLASSIFICATION_EXPECTED,
                matching(CLASSIFICATION, "no such classification", CLASSIFICATION_EXPECTED));
    }

    /** Codes and patterns, see {@link CommodityPattern}. */
    List<String> commodities(Parameters parameters) {
        return parameters.list("commodity", MAX_CODES, CommodityPattern.EXPECTED, CommodityPattern::parse).stream()
                .distinct()
                .toList();
    }

    /** A code, or a basket in its place: {@code basket:SAF}. */
    Optional<String> commodityOrBasket(Parameters parameters) {
        return parameters.one("commodity", COMMODITY_EXPECTED + "; a basket: basket:SAF", orBasket(commodityForm()));
    }

    /** Codes and patterns, or baskets in their place. */
    List<String> commoditiesOrBaskets(Parameters parameters) {
        return parameters
                .list(
                        "commodity",
                        MAX_CODES,
                        CommodityPattern.EXPECTED + "; a basket: basket:SAF",
                        orBasket(CommodityPattern::parse))
                .stream()
                .distinct()
                .toList();
    }

    private static Function<String, String> orBasket(Function<String, String> code) {
        return text -> BasketHistory.isBasket(text) ? BasketHistory.parse(text) : code.apply(text);
    }

    private static Function<String, String> commodityForm() {
        return matching(COMMODITY, "is no commodity code", COMMODITY_EXPECTED);
    }

    /** Codes of a breakdown; what a {@link Choice} is called is none. */
    List<String> breakdown(Parameters parameters, String name) {
        String expected = "parts, totals or all, or codes of up to 8 letters and digits";
        return parameters.list(name, MAX_CODES, expected, matching(BREAKDOWN, "is no code", expected));
    }

    Optional<Instant> asOf(Parameters parameters) {
        return parameters.one(
                "asOf",
                AS_OF_EXPECTED,
                text -> instants.past(text, DayEnd.LAST, "is no instant and no date", AS_OF_EXPECTED));
    }

    /** The first revision asked for. */
    Optional<RevisionBound> since(Parameters parameters) {
        return bound(parameters, "since", DayEnd.FIRST);
    }

    /** The last revision asked for. */
    Optional<RevisionBound> until(Parameters parameters) {
        return bound(parameters, "until", DayEnd.LAST);
    }

    private Optional<RevisionBound> bound(Parameters parameters, String name, DayEnd end) {
        return parameters.one(name, RevisionBound.EXPECTED, text -> RevisionBound.parse(text, end, instants));
    }

    private static Function<String, String> matching(Pattern form, String wrong, String expected) {
        return text -> {
            String code = text.toUpperCase(Locale.ROOT);
            if (!form.matcher(code).matches()) {
                throw new ExpectedException(wrong, expected);
            }
            return code;
        };
    }

    /** What is said where one answer may hold totals and their parts. */
    List<Warning> totalsAndParts(Selection selection) {
        List<Warning> warnings = new ArrayList<>();
        AreaList list = areas.list();
        boolean all = selection.partners().isEmpty() && selection.detail().partners() == Choice.ALL;
        boolean totals = all;
        boolean parts = all;
        for (int code : selection.partners()) {
            boolean total = list.ofCode(code).map(area -> area.kind().isTotal()).orElse(false);
            totals |= total;
            parts |= !total;
        }
        if (totals && parts) {
            warnings.add(new Warning(
                    "totals-and-parts",
                    "partner",
                    null,
                    "Some partners are totals of others (partnerIsTotal): never add them"));
        }
        if (mixesLevels(selection)) {
            warnings.add(new Warning(
                    "totals-and-parts",
                    "commodity",
                    null,
                    "Commodities of several levels (commodityLevel): one may be part of another, never add them"));
        }
        return warnings;
    }

    private static boolean mixesLevels(Selection selection) {
        List<Integer> levels = selection.detail().levels();
        if (!levels.isEmpty()) {
            return levels.size() > 1;
        }
        return selection.commodities().stream().anyMatch(code -> code.endsWith("*"))
                || selection.commodities().stream()
                                .mapToInt(code -> code.equals("TOTAL") ? 0 : code.length())
                                .distinct()
                                .count()
                        > 1;
    }
}
