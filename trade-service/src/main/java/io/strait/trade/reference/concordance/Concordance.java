package io.strait.trade.reference.concordance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the codes of one classification become those of another. The weights of each code add up to exactly one, so a
 * conversion keeps the total; the weight without a target is what cannot be converted. It holds in one direction only:
 * where two codes became one, no weight tells them apart again. Immutable.
 */
public final class Concordance {
    private static final int SHARE_SCALE = 6;

    /** @param code null for what cannot be converted */
    public record Target(@Nullable String code, BigDecimal weight) {}

    /**
     * Values by another classification.
     *
     * @param values by target code; each is an estimate unless every code that it came of has a single target
     * @param notConverted what has no target: of codes that are not in the table, and by weights without one
     * @param notConvertedShare {@code notConverted} in the total, 6 digits after the point; null when the total is 0
     * @param split target codes that hold only a part of some source code, so that they are estimates
     * @param notInTable source codes that the table does not have
     */
    public record Conversion(
            SortedMap<String, BigDecimal> values,
            BigDecimal total,
            BigDecimal notConverted,
            @Nullable BigDecimal notConvertedShare,
            List<String> split,
            List<String> notInTable) {}

    private final SortedMap<String, List<Target>> targets = new TreeMap<>();

    /** @throws IllegalArgumentException when the weights of a code are not one together */
    public Concordance(Map<String, List<Target>> targets) {
        targets.forEach((code, list) -> {
            BigDecimal sum = list.stream().map(Target::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.compareTo(BigDecimal.ONE) != 0) {
                throw new IllegalArgumentException("weights of " + code + " add up to " + sum + " (expected: 1)");
            }
            this.targets.put(code, List.copyOf(list));
        });
    }

    public SortedMap<String, List<Target>> targets() {
        return new TreeMap<>(targets);
    }

    /** The values by the other classification; their sum and what is not converted are exactly the total. */
    public Conversion convert(Map<String, BigDecimal> values) {
        SortedMap<String, BigDecimal> converted = new TreeMap<>();
        SortedMap<String, Boolean> split = new TreeMap<>();
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal lost = BigDecimal.ZERO;
        List<String> notInTable = new ArrayList<>();
        for (Map.Entry<String, BigDecimal> entry : new TreeMap<>(values).entrySet()) {
            BigDecimal value = entry.getValue();
            total = total.add(value);
            List<Target> of = targets.get(entry.getKey());
            if (of == null) {
                notInTable.add(entry.getKey());
                lost = lost.add(value);
                continue;
            }
            for (Target target : of) {
                String code = target.code();
                BigDecimal part = value.multiply(target.weight());
                if (code == null) {
                    lost = lost.add(part);
                } else {
                    converted.merge(code, part, BigDecimal::add);
                    split.merge(code, target.weight().compareTo(BigDecimal.ONE) != 0, Boolean::logicalOr);
                }
            }
        }
        BigDecimal share = total.signum() == 0 ? null : lost.divide(total, SHARE_SCALE, RoundingMode.HALF_EVEN);
        return new Conversion(
                converted,
                total,
                lost,
                share,
                split.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList(),
                notInTable);
    }
}
