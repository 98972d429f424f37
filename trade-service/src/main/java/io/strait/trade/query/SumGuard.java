package io.strait.trade.query;

import io.strait.trade.problem.Violation;
import io.strait.trade.reference.Flow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells why figures must not be added: a sum takes one level of each dimension. What is grouped by is added apart, so it
 * may differ. Judged by all figures together, so a sum may be refused whose parts happen not to overlap.
 */
final class SumGuard {
    private static final int MAX_NAMED = 12;

    private final List<FacetTally> facets;
    private final Set<Dimension> grouped;
    private final List<Violation> refusals = new ArrayList<>();

    private SumGuard(List<FacetTally> facets, Set<Dimension> grouped) {
        this.facets = facets;
        this.grouped = grouped;
    }

    /**
     * The reasons; none when the figures may be added.
     *
     * @param grouped what is added apart
     * @param flows all there are, with their parents
     * @param commodities the codes of the figures: asked for only when there are several levels
     */
    static List<Violation> refusals(
            List<FacetTally> facets,
            Set<Dimension> grouped,
            List<Flow> flows,
            Supplier<? extends Collection<String>> commodities) {
        SumGuard guard = new SumGuard(facets, grouped);
        guard.one(Dimension.SOURCE, Facet::source, "several sources tell of the same trade");
        guard.one(Dimension.FREQUENCY, Facet::frequency, "figures of a year hold those of its months");
        guard.one(Dimension.CLASSIFICATION, Facet::classification, "several classifications tell of the same trade");
        guard.one(Dimension.CURRENCY, Facet::currency, "there are several currencies");
        guard.flows(flows);
        guard.areas(Dimension.REPORTER, Facet::reporterIsTotal, FacetTally::reporters);
        guard.areas(Dimension.PARTNER, Facet::partnerIsTotal, FacetTally::partners);
        guard.levels(commodities);
        guard.breakdown(Dimension.PARTNER2, Facet::partner2IsTotal, "W00");
        guard.breakdown(Dimension.CUSTOMS, Facet::customsIsTotal, "C00");
        guard.breakdown(Dimension.TRANSPORT, Facet::transportIsTotal, "0");
        guard.breakdown(Dimension.SUPPLY, Facet::supplyIsTotal, "0");
        return guard.refusals;
    }

    private SortedSet<String> values(Function<Facet, String> of) {
        return facets.stream().map(facet -> of.apply(facet.facet())).collect(Collectors.toCollection(TreeSet::new));
    }

    private void one(Dimension dimension, Function<Facet, String> of, String why) {
        SortedSet<String> values = values(of);
        if (values.size() > 1) {
            refuse(dimension, join(values), why, dimension.code() + "=" + join(values, " or "));
        }
    }

    private void refuse(Dimension dimension, String value, String why, String choose) {
        if (!grouped.contains(dimension)) {
            refusals.add(new Violation(dimension.code(), value, why, choose + "; or groupBy=" + dimension.code()));
        }
    }

    private void flows(List<Flow> flows) {
        SortedSet<String> values = values(Facet::flow);
        for (Flow flow : flows) {
            if (values.contains(flow.code()) && flow.parent() != null && values.contains(flow.parent())) {
                refuse(
                        Dimension.FLOW,
                        join(values),
                        flow.code() + " is part of " + flow.parent(),
                        "flow=" + join(values, " or "));
                return;
            }
        }
        Set<String> sides = values.stream().map(code -> side(code, flows)).collect(Collectors.toSet());
        if (sides.size() > 1) {
            refuse(
                    Dimension.FLOW,
                    join(values),
                    "one country's export is another's import",
                    "flow=" + join(values, " or "));
        }
    }

    /** The flow that it is part of in the end, or itself. */
    private static String side(String code, List<Flow> flows) {
        return flows.stream()
                .filter(flow -> flow.code().equals(code))
                .map(Flow::parent)
                .filter(Objects::nonNull)
                .findFirst()
                .map(parent -> side(parent, flows))
                .orElse(code);
    }

    private void areas(Dimension dimension, Predicate<Facet> isTotal, Function<FacetTally, SortedSet<Integer>> codes) {
        SortedSet<String> totals = new TreeSet<>();
        boolean parts = false;
        for (FacetTally facet : facets) {
            if (isTotal.test(facet.facet())) {
                codes.apply(facet).forEach(code -> totals.add(String.valueOf(code)));
            } else {
                parts = true;
            }
        }
        if (!totals.isEmpty() && parts) {
            refuse(
                    dimension,
                    join(totals),
                    "totals of areas beside single areas",
                    dimension.code() + "=parts, or one of the totals: " + join(totals, " or "));
        } else if (totals.size() > 1) {
            refuse(
                    dimension,
                    join(totals),
                    "several totals of areas, which may hold one another",
                    dimension.code() + "=" + join(totals, " or "));
        }
    }

    private void levels(Supplier<? extends Collection<String>> commodities) {
        SortedSet<Integer> levels =
                facets.stream().map(facet -> facet.facet().level()).collect(Collectors.toCollection(TreeSet::new));
        if (levels.size() < 2 || grouped.contains(Dimension.LEVEL) || grouped.contains(Dimension.COMMODITY)) {
            return;
        }
        containment(commodities.get())
                .ifPresent(why -> refuse(
                        Dimension.COMMODITY,
                        "levels " + levels.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        why,
                        levels.stream().map(level -> "level=" + level).collect(Collectors.joining(" or "))));
    }

    /** A pair of codes of which one is part of the other: in their order it follows at once, or another such does. */
    static Optional<String> containment(Collection<String> commodities) {
        SortedSet<String> codes = new TreeSet<>(commodities);
        if (codes.contains("TOTAL") && codes.size() > 1) {
            return Optional.of("TOTAL holds all others");
        }
        String before = null;
        for (String code : codes) {
            if (before != null && code.startsWith(before)) {
                return Optional.of(before + " holds " + code);
            }
            before = code;
        }
        return Optional.empty();
    }

    private void breakdown(Dimension dimension, Predicate<Facet> isTotal, String total) {
        boolean totals = facets.stream().anyMatch(facet -> isTotal.test(facet.facet()));
        boolean parts = facets.stream().anyMatch(facet -> !isTotal.test(facet.facet()));
        if (totals && parts) {
            refuse(
                    dimension,
                    total,
                    "the total beside its parts",
                    dimension.code() + "=parts, or nothing for the total " + total);
        }
    }

    private static String join(Collection<String> codes) {
        return join(codes, ", ");
    }

    private static String join(Collection<String> codes, String between) {
        return codes.stream().limit(MAX_NAMED).collect(Collectors.joining(between))
                + (codes.size() > MAX_NAMED ? between + "…" : "");
    }
}
