package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.catalogue.model.Areas;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a reporter's imports came from, added up one level of each dimension: partners that are areas are origins; World
 * is the total and never one of them; all other partners (groups, "Areas, nes") are neither, because what they hold may
 * be in an origin as well. Not thread-safe.
 */
final class Cell {
    /** UN Comtrade publishes nothing under the code of Taiwan. */
    static final String OTHER_ASIA = "490";

    static final String TAIWAN = "TWN";

    private final Map<String, BigDecimal> origins = new TreeMap<>();
    private final Set<String> silent = new TreeSet<>();
    private final Set<String> unnamed = new TreeSet<>();
    private @Nullable BigDecimal world;
    private boolean worldEverywhere = true;
    private boolean exceeded;
    private BigDecimal total = BigDecimal.ZERO;

    /** The area that a partner stands for; null for what is no area. */
    static @Nullable String area(String partner) {
        if (partner.equals(OTHER_ASIA)) {
            return TAIWAN;
        }
        return partner.length() == 3 ? Areas.alpha3(partner).orElse(null) : null;
    }

    /** One figure of one commodity and period. */
    void put(ImportFigure figure) {
        String partner = figure.series().partner();
        BigDecimal value = figure.figure().value();
        String area = area(partner);
        if (partner.equals(ImportSeries.WORLD)) {
            world = value;
        } else if (area == null) {
            if (value != null) {
                unnamed.add(partner);
            }
        } else if (value != null) {
            origins.merge(area, value, BigDecimal::add);
        } else if (figure.figure().status() != Status.REMOVED) {
            silent.add(area);
        }
    }

    /** After the last figure: how much it is in all. A World that is less than its parts is not believed. */
    Cell close() {
        BigDecimal sum = origins.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal whole = world;
        worldEverywhere = whole != null;
        exceeded = whole != null && whole.compareTo(sum) < 0;
        total = whole == null ? sum : whole.max(sum);
        return this;
    }

    /** Another commodity or period beside this one, neither part of the other. */
    void add(Cell other) {
        other.origins.forEach((area, value) -> origins.merge(area, value, BigDecimal::add));
        silent.addAll(other.silent);
        unnamed.addAll(other.unnamed);
        worldEverywhere &= other.worldEverywhere;
        exceeded |= other.exceeded;
        total = total.add(other.total);
    }

    boolean hasOrigins() {
        return !origins.isEmpty();
    }

    boolean hasValue() {
        return !origins.isEmpty() || world != null;
    }

    Map<String, BigDecimal> origins() {
        return origins;
    }

    /** Areas of which a figure is missing or confidential. */
    Set<String> silent() {
        return silent;
    }

    /** Partners with a value that are no area. */
    Set<String> unnamed() {
        return unnamed;
    }

    BigDecimal total() {
        return total;
    }

    /** Whether the total is the source's own, in every part. */
    boolean isWorld() {
        return worldEverywhere;
    }

    boolean isExceeded() {
        return exceeded;
    }

    BigDecimal of(String area) {
        return origins.getOrDefault(area, BigDecimal.ZERO);
    }

    /** What no origin has. */
    BigDecimal unallocated() {
        return total.subtract(origins.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
