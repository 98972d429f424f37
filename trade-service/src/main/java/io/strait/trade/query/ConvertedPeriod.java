package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.reference.concordance.Concordance.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A period's figures by the codes of another classification. {@code converted}, {@code otherTargets} and
 * {@code notConverted} are exactly {@code total}. Amounts are in the series' currency.
 *
 * @param total of all figures read
 * @param converted the sum of {@code items}
 * @param otherTargets what went to codes that were not asked for
 * @param notConverted what has no target: of codes that are not in the table, and by weights without one
 * @param notConvertedShare of {@code total}, up to 6 digits after the point; null when that is 0
 * @param byWeight what was given to any target by a weight below 1, so that it is an estimate
 * @param estimatedShare {@code byWeight} in {@code total}, likewise
 * @param notInTable codes with a figure that the table does not have
 * @param withoutValue codes whose figure has no value, and why: nothing of them is in {@code total}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ConvertedPeriod(
        String period,
        BigDecimal total,
        BigDecimal converted,
        BigDecimal otherTargets,
        BigDecimal notConverted,
        @Nullable BigDecimal notConvertedShare,
        BigDecimal byWeight,
        @Nullable BigDecimal estimatedShare,
        List<String> notInTable,
        List<WithoutValue> withoutValue,
        List<Item> items) {
    private static final int SHARE_SCALE = 6;

    /** A figure before its conversion. */
    record Given(String code, String status, @Nullable BigDecimal value) {}

    /** @param status MISSING or SUPPRESSED */
    record WithoutValue(String code, String status) {}

    /**
     * A figure by the other classification.
     *
     * @param value null when no source code has one
     * @param status CONVERTED: of whole codes, ESTIMATED_BY_CONVERSION: some part is by a weight below 1, ESTIMATED: of
     *     whole codes, one of which the source estimates; MISSING or SUPPRESSED without a value
     * @param complete whether every code with a weight to it was asked for and has a value
     * @param noFigure codes with a weight to it that have no row: not reported, or no trade
     * @param notAsked codes with a weight to it that were not asked for
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ConvertedFigure")
    record Item(
            String commodity,
            @Nullable BigDecimal value,
            String status,
            boolean complete,
            List<Component> components,
            List<String> noFigure,
            List<String> notAsked) {}

    /**
     * What a source code gives.
     *
     * @param tableCode whose weight it is: the code, or the nearest one above it that the table has
     * @param sourceValue the code's whole value; null when there is none
     * @param value {@code sourceValue} times {@code weight}
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ConvertedComponent")
    record Component(
            String code,
            String tableCode,
            BigDecimal weight,
            String status,
            @Nullable BigDecimal sourceValue,
            @Nullable BigDecimal value) {}

    /**
     * What is converted by: weights of each code, one together.
     *
     * @param asked which source codes the figures were to be of
     * @param targets codes to list; empty for all
     */
    record Table(SortedMap<String, List<Target>> weights, Predicate<String> asked, Set<String> targets) {
        /** The code, or the nearest one above it, that has weights; null when there is none. */
        @Nullable
        String entry(String code) {
            for (int length = code.length(); length > 0; length--) {
                String above = code.substring(0, length);
                if (weights.containsKey(above)) {
                    return above;
                }
            }
            return null;
        }

        private boolean lists(String target) {
            return targets.isEmpty() || targets.contains(target);
        }

        /** The codes with a weight to each target that is listed. */
        SortedMap<String, SortedMap<String, BigDecimal>> sources() {
            SortedMap<String, SortedMap<String, BigDecimal>> sources = new TreeMap<>();
            weights.forEach((code, list) -> list.forEach(target -> {
                String to = target.code();
                if (to != null && target.weight().signum() > 0 && lists(to)) {
                    sources.computeIfAbsent(to, key -> new TreeMap<>()).put(code, target.weight());
                }
            }));
            return sources;
        }
    }

    /** @param figures of one source, reporter, partner, flow, currency and period; none a part of another */
    static ConvertedPeriod of(
            String period,
            Table table,
            SortedMap<String, SortedMap<String, BigDecimal>> sources,
            Collection<Given> figures) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal lost = BigDecimal.ZERO;
        BigDecimal other = BigDecimal.ZERO;
        BigDecimal byWeight = BigDecimal.ZERO;
        Set<String> notInTable = new TreeSet<>();
        List<WithoutValue> withoutValue = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        SortedMap<String, List<Component>> items = new TreeMap<>();
        for (Given figure : figures) {
            BigDecimal value = figure.value();
            String entry = table.entry(figure.code());
            if (value == null) {
                withoutValue.add(new WithoutValue(figure.code(), figure.status()));
            } else {
                total = total.add(value);
            }
            if (entry == null) {
                notInTable.add(figure.code());
                lost = value == null ? lost : lost.add(value);
                continue;
            }
            seen.add(entry);
            for (Target target : table.weights().getOrDefault(entry, List.of())) {
                String to = target.code();
                BigDecimal part = value == null ? null : value.multiply(target.weight());
                if (to == null) {
                    lost = part == null ? lost : lost.add(part);
                    continue;
                }
                boolean whole = target.weight().compareTo(BigDecimal.ONE) == 0;
                byWeight = part == null || whole ? byWeight : byWeight.add(part);
                if (!table.lists(to)) {
                    other = part == null ? other : other.add(part);
                } else if (target.weight().signum() > 0) {
                    items.computeIfAbsent(to, key -> new ArrayList<>())
                            .add(new Component(
                                    figure.code(),
                                    entry,
                                    target.weight(),
                                    figure.status(),
                                    PlainNumbers.plain(value),
                                    PlainNumbers.plain(part)));
                }
            }
        }
        List<Item> list = new ArrayList<>();
        items.forEach((code, components) ->
                list.add(item(code, components, sources.getOrDefault(code, new TreeMap<>()), table, seen)));
        BigDecimal converted = list.stream()
                .map(item -> item.value() == null ? BigDecimal.ZERO : item.value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new ConvertedPeriod(
                period,
                plain(total),
                plain(converted),
                plain(other),
                plain(lost),
                share(lost, total),
                plain(byWeight),
                share(byWeight, total),
                List.copyOf(notInTable),
                withoutValue,
                list);
    }

    private static Item item(
            String code,
            List<Component> components,
            SortedMap<String, BigDecimal> sources,
            Table table,
            Set<String> seen) {
        BigDecimal value = null;
        boolean byWeight = false;
        boolean estimated = false;
        boolean suppressed = false;
        boolean allValues = true;
        for (Component component : components) {
            BigDecimal part = component.value();
            if (part == null) {
                allValues = false;
                suppressed |= component.status().equals("SUPPRESSED");
                continue;
            }
            value = value == null ? part : value.add(part);
            byWeight |= component.weight().compareTo(BigDecimal.ONE) != 0;
            estimated |= component.status().equals("ESTIMATED");
        }
        String status;
        if (value == null) {
            status = suppressed ? "SUPPRESSED" : "MISSING";
        } else if (byWeight) {
            status = "ESTIMATED_BY_CONVERSION";
        } else {
            status = estimated ? "ESTIMATED" : "CONVERTED";
        }
        List<String> notAsked = sources.keySet().stream()
                .filter(source -> !seen.contains(source) && !table.asked().test(source))
                .toList();
        List<String> noFigure = sources.keySet().stream()
                .filter(source -> !seen.contains(source) && table.asked().test(source))
                .toList();
        return new Item(
                code,
                PlainNumbers.plain(value),
                status,
                allValues && notAsked.isEmpty() && noFigure.isEmpty(),
                components,
                noFigure,
                notAsked);
    }

    private static @Nullable BigDecimal share(BigDecimal part, BigDecimal total) {
        return total.signum() == 0 ? null : plain(part.divide(total, SHARE_SCALE, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
