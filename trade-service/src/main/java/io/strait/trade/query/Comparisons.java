package io.strait.trade.query;

import io.strait.trade.analysis.Figure;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.reference.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Both sides of a trade, each by its own figures. */
@ApplicationScoped
class Comparisons {
    private static final int MAX_PAIRS = 20;

    /**
     * What one side tells, by one source, in one classification and one currency.
     *
     * @param lines by commodity; those of the question that it has
     */
    record View(
            int reporter,
            int partner,
            String flow,
            String source,
            String classification,
            String currency,
            SortedMap<String, SeriesFigures> lines) {
        /** The newest month up to that one in which every line has a value. */
        Optional<YearMonth> newest(YearMonth notAfter) {
            return lines.values().iterator().next().figures().keySet().stream()
                    .filter(month -> !month.isAfter(notAfter) && has(month))
                    .max(YearMonth::compareTo);
        }

        boolean has(YearMonth month) {
            return lines.values().stream().allMatch(line -> line.figures().get(month) instanceof Figure.Value);
        }
    }

    /**
     * A view of each side of one direction; one of them is null where that side has none.
     *
     * @param common the latest month that both have, null when there is none
     * @param through the month compared; null when there is none
     */
    record Pair(
            int exporter,
            int importer,
            @Nullable View exports,
            @Nullable View imports,
            @Nullable YearMonth common,
            @Nullable YearMonth through) {}

    record Results(SeriesReader.State state, List<Pair> pairs) {}

    private final SeriesReader reader;

    Comparisons(SeriesReader reader) {
        this.reader = reader;
    }

    SeriesReader.State state(ComparisonQuery query) {
        return reader.state(query.selection(), query.asOf());
    }

    /**
     * @param state what {@link #state} gave a moment ago
     * @param sources by code: made-up figures are never put beside real ones
     */
    Results read(ComparisonQuery query, SeriesReader.State state, Function<String, Source> sources) {
        SeriesReader.Read read = reader.read(query.selection(), query.asOf(), state);
        List<View> views = views(read.series());
        List<Pair> pairs = new ArrayList<>();
        int reporter = query.reporter().code();
        int partner = query.partner().code();
        if (!"M".equals(query.flow())) {
            pairs.addAll(pairs(reporter, partner, views, query.through(), sources));
        }
        if (!"X".equals(query.flow())) {
            pairs.addAll(pairs(partner, reporter, views, query.through(), sources));
        }
        if (pairs.size() > MAX_PAIRS) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "More than " + MAX_PAIRS + " pairs of views answer this: name a source or a classification");
        }
        return new Results(read.state(), pairs);
    }

    private static List<View> views(List<SeriesFigures> all) {
        Map<List<Object>, List<SeriesFigures>> byView = all.stream()
                .filter(line -> line.series().reporter() != line.series().partner())
                .collect(Collectors.groupingBy(line -> List.of(
                        line.series().reporter(),
                        line.series().flow(),
                        line.series().source(),
                        line.series().classification(),
                        line.series().currency())));
        return byView.values().stream()
                .map(lines -> {
                    SeriesFigures.Of any = lines.get(0).series();
                    SortedMap<String, SeriesFigures> byCommodity = new TreeMap<>();
                    lines.forEach(line -> byCommodity.put(line.series().commodity(), line));
                    return new View(
                            any.reporter(),
                            any.partner(),
                            any.flow(),
                            any.source(),
                            any.classification(),
                            any.currency(),
                            byCommodity);
                })
                .sorted(Comparator.comparing(View::source)
                        .thenComparing(View::classification, Comparator.reverseOrder())
                        .thenComparing(View::currency))
                .toList();
    }

    /** Every view of one side with every one of the other, those of one source and classification first. */
    private static List<Pair> pairs(
            int exporter,
            int importer,
            List<View> views,
            @Nullable YearMonth through,
            Function<String, Source> sources) {
        List<View> exports = side(views, exporter, "X");
        List<View> imports = side(views, importer, "M");
        List<Pair> pairs = new ArrayList<>();
        for (View one : exports) {
            for (View other : imports) {
                if (demonstration(one, sources) == demonstration(other, sources)) {
                    YearMonth common = common(one, other);
                    pairs.add(new Pair(exporter, importer, one, other, common, through == null ? common : through));
                }
            }
        }
        for (View one : exports) {
            if (pairs.stream().noneMatch(pair -> one.equals(pair.exports()))) {
                pairs.add(new Pair(exporter, importer, one, null, null, alone(one, through)));
            }
        }
        for (View other : imports) {
            if (pairs.stream().noneMatch(pair -> other.equals(pair.imports()))) {
                pairs.add(new Pair(exporter, importer, null, other, null, alone(other, through)));
            }
        }
        pairs.sort(Comparator.comparing((Pair pair) -> demonstration(pair, sources))
                .thenComparing(pair -> pair.exports() == null || pair.imports() == null)
                .thenComparing(pair -> !same(pair, View::source))
                .thenComparing(pair -> !same(pair, View::classification)));
        return pairs;
    }

    private static List<View> side(List<View> views, int reporter, String flow) {
        return views.stream()
                .filter(view -> view.reporter() == reporter && view.flow().equals(flow))
                .toList();
    }

    private static @Nullable YearMonth alone(View view, @Nullable YearMonth through) {
        return through != null ? through : view.newest(YearMonth.of(9999, 12)).orElse(null);
    }

    private static @Nullable YearMonth common(View one, View other) {
        YearMonth month = YearMonth.of(9999, 12);
        while (true) {
            Optional<YearMonth> newest = one.newest(month);
            if (newest.isEmpty() || other.has(newest.get())) {
                return newest.orElse(null);
            }
            month = newest.get().minusMonths(1);
        }
    }

    static boolean same(Pair pair, Function<View, String> part) {
        return pair.exports() == null
                || pair.imports() == null
                || part.apply(pair.exports()).equals(part.apply(pair.imports()));
    }

    private static boolean demonstration(Pair pair, Function<String, Source> sources) {
        View any = pair.exports() == null ? pair.imports() : pair.exports();
        return any != null && demonstration(any, sources);
    }

    private static boolean demonstration(View view, Function<String, Source> sources) {
        return sources.apply(view.source()).demonstration();
    }
}
