package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.exposure.figures.DeclaredOrigins.Range;
import io.strait.supplychain.exposure.figures.ObservedImports.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the catalogue says of where an input comes from, beside what imports show, area by area. */
public record Exposure(DeclaredOrigins declared, @Nullable ObservedImports observed, List<Line> lines) {
    /**
     * One area.
     *
     * @param declaredOfImports the declared range in percent of imports, which is what can be compared
     * @param observed null where imports say nothing of shares
     * @param gap how many points the ranges are apart, 0 where they meet; null where there is nothing to compare
     * @param disagrees whether the gap is more than the bound; null where there is nothing to compare
     */
    public record Line(
            String area,
            @Nullable Range declared,
            Range declaredOfImports,
            @Nullable Origin observed,
            @Nullable Double gap,
            @Nullable Boolean disagrees) {}

    public Exposure {
        lines = List.copyOf(lines);
    }

    /** @param bound percentage points */
    public static Exposure of(DeclaredOrigins declared, @Nullable ObservedImports observed, double bound) {
        TreeSet<String> areas = new TreeSet<>(declared.areas().keySet());
        if (observed != null) {
            areas.addAll(observed.origins().keySet());
        }
        areas.remove(declared.area());
        List<Line> lines = areas.stream()
                .map(area -> line(area, declared, observed, bound))
                .sorted(Comparator.comparingDouble(Exposure::size).reversed().thenComparing(Line::area))
                .toList();
        return new Exposure(declared, observed, lines);
    }

    private static double size(Line line) {
        Origin origin = line.observed();
        return Math.max(line.declaredOfImports().given(), origin == null ? 0 : origin.share());
    }

    private static Line line(String area, DeclaredOrigins declared, @Nullable ObservedImports observed, double bound) {
        Range range = declared.ofImports(area);
        Range onRecord = declared.areas().get(area);
        Optional<Origin> origin = observed == null ? Optional.empty() : observed.shareOf(area);
        if (origin.isEmpty() || !declared.isKnown()) {
            return new Line(area, onRecord, range, origin.orElse(null), null, null);
        }
        double gap = gap(range, origin.get());
        return new Line(area, onRecord, range, origin.get(), gap, gap > bound);
    }

    private static double gap(Range declared, Origin observed) {
        return Math.max(0, Math.max(declared.low() - observed.high(), observed.low() - declared.high()));
    }

    /** How many areas' figures contradict the catalogue. */
    public long disagreements() {
        return lines.stream()
                .filter(line -> Boolean.TRUE.equals(line.disagrees()))
                .count();
    }
}
