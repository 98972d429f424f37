package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.exposure.figures.WeightedShare.Part;
import io.strait.supplychain.risk.Concentration;
import io.strait.supplychain.risk.SupplierShare;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where one reporter's imports of one input came from, by one source.
 *
 * <p>A share is of the source's own World where it has one, and what no origin has is then said. Where it has none, a
 * share is of the origins that it has: the true one is no greater, and may be anything below, because nobody knows who is
 * missing. An origin whose figure is confidential may have all that is unallocated. Weights of codes that are not known
 * leave a range where there are several codes ({@link WeightedShare}); values are then upper bounds.
 *
 * @param basis what was added up
 * @param value all imports of the input, weighted where weights are known
 * @param upperBound whether some weight is unknown, so that values are of more than this input
 * @param world whether shares are of the source's own total, throughout
 * @param origins by area
 * @param unallocated what no origin has; null where there is no World to tell
 */
public record ObservedImports(
        Basis basis,
        BigDecimal value,
        boolean upperBound,
        boolean world,
        SortedMap<String, Origin> origins,
        @Nullable BigDecimal unallocated) {
    private static final double ALL = 100;

    /**
     * @param periodsHeld of {@code periodsAsked}, how many have a figure
     * @param classifications editions of the nomenclature that were read
     * @param unnamed partners with figures that are no area, left to what is unallocated
     * @param demonstration null where that is not known yet
     * @param newestVintage null where no figure has one
     */
    public record Basis(
            String source,
            @Nullable Boolean demonstration,
            String frequency,
            String currency,
            Window window,
            int periodsHeld,
            int periodsAsked,
            List<String> classifications,
            List<String> unnamed,
            List<Warning> warnings,
            @Nullable Instant newestVintage) {}

    /** Something that a reader of the figures should know. */
    public record Warning(String code, String message) {}

    /**
     * What came from one area. Shares in percent.
     *
     * @param silent whether a figure of it is missing or confidential
     * @param vintage the newest of its figures
     */
    public record Origin(
            BigDecimal value,
            double low,
            double share,
            double high,
            boolean silent,
            @Nullable Instant vintage) {}

    /** One code and what was found of it. */
    record Coded(HsCode code, Cell cell) {}

    static ObservedImports of(List<Coded> codes, Basis basis, Map<String, Instant> vintages) {
        boolean world = codes.stream().allMatch(coded -> coded.cell().isWorld());
        BigDecimal value = sum(codes, coded -> coded.cell().total());
        BigDecimal unallocated = sum(codes, coded -> coded.cell().unallocated());
        SortedMap<String, Origin> origins = new TreeMap<>();
        for (Coded coded : codes) {
            coded.cell().origins().keySet().forEach(area -> origins.putIfAbsent(area, NONE));
            coded.cell().silent().forEach(area -> origins.putIfAbsent(area, NONE));
        }
        origins.replaceAll((area, none) -> origin(area, codes, world, vintages.get(area)));
        boolean upperBound = codes.stream().anyMatch(coded -> coded.code().weight() == null);
        return new ObservedImports(basis, value, upperBound, world, origins, world ? unallocated : null);
    }

    private static final Origin NONE = new Origin(BigDecimal.ZERO, 0, 0, 0, false, null);

    private interface Amount {
        BigDecimal of(Coded coded);
    }

    private static BigDecimal sum(List<Coded> codes, Amount amount) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Coded coded : codes) {
            sum = sum.add(weighted(coded.code(), amount.of(coded)));
        }
        return sum.setScale(Math.min(2, Math.max(0, sum.scale())), RoundingMode.HALF_UP);
    }

    private static BigDecimal weighted(HsCode code, BigDecimal amount) {
        return code.weight() == null ? amount : amount.multiply(code.weight());
    }

    private static Origin origin(String area, List<Coded> codes, boolean world, @Nullable Instant vintage) {
        boolean silent = codes.stream().anyMatch(coded -> coded.cell().silent().contains(area));
        WeightedShare reported =
                new WeightedShare(parts(codes, coded -> coded.cell().of(area).doubleValue()));
        WeightedShare atMost = !silent
                ? reported
                : new WeightedShare(parts(codes, coded -> {
                    Cell cell = coded.cell();
                    double hidden =
                            cell.silent().contains(area) ? cell.unallocated().doubleValue() : 0;
                    return cell.of(area).doubleValue() + hidden;
                }));
        double high = !world && silent ? 1 : atMost.greatest();
        double share = reported.given();
        double low = world ? reported.least() : 0;
        return new Origin(
                sum(codes, coded -> coded.cell().of(area)),
                Math.min(low, share) * ALL,
                share * ALL,
                Math.min(1, Math.max(high, share)) * ALL,
                silent,
                vintage);
    }

    private static List<Part> parts(List<Coded> codes, ToDoubleFunction<Coded> value) {
        List<Part> parts = new ArrayList<>();
        for (Coded coded : codes) {
            BigDecimal weight = coded.code().weight();
            double factor = weight == null ? 1 : weight.doubleValue();
            parts.add(new Part(
                    value.applyAsDouble(coded) * factor, coded.cell().total().doubleValue() * factor, weight != null));
        }
        return parts;
    }

    /** Whether it says anything about shares: nothing was imported, or one origin alone without a total, does not. */
    public boolean hasShares() {
        return value.signum() > 0 && (world || origins.size() > 1);
    }

    /** The share of an area, which may be one without figures; empty where these imports say nothing of shares. */
    public Optional<Origin> shareOf(String area) {
        if (!hasShares()) {
            return Optional.empty();
        }
        Origin origin = origins.get(area);
        if (origin != null) {
            return Optional.of(origin);
        }
        double most = unallocated == null ? ALL : ALL * unallocated.doubleValue() / value.doubleValue();
        return Optional.of(new Origin(BigDecimal.ZERO, 0, 0, Math.min(ALL, most), false, null));
    }

    /** How concentrated the origins are; empty where these imports say nothing of shares. */
    public Optional<Concentration> concentration() {
        return hasShares()
                ? Optional.of(Concentration.of(origins.entrySet().stream()
                        .map(origin -> new SupplierShare(
                                origin.getKey(),
                                share(origin.getValue().low(), origin.getValue().high())))
                        .toList()))
                : Optional.empty();
    }

    static Share share(double low, double high) {
        double top = Math.min(ALL, Math.max(0, high));
        return new Share.Known(BigDecimal.valueOf(Math.min(Math.max(0, low), top)), BigDecimal.valueOf(top));
    }
}
