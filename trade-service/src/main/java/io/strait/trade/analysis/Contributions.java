package io.strait.trade.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines a change of their sum comes from.
 *
 * @param total the change of the sum
 * @param lines in the order given; their differences add up to the total's, and their shares to 1
 */
public record Contributions(Change total, List<Line> lines) {
    /**
     * @param change of the line by itself
     * @param share of the net change: {@code difference / total difference}, to six decimals; the largest takes what
     *     rounding leaves over. Null when a line is incomplete, or the net change is zero
     */
    public record Line(Change change, @Nullable BigDecimal share) {}

    /** A line's value before and now; null when it is incomplete. */
    public record Pair(
            @Nullable BigDecimal before, @Nullable BigDecimal now) {}

    /** @param lines that have no part in common */
    public static Contributions of(List<Pair> lines) {
        Change total = Change.of(
                sum(lines.stream().map(Pair::before).toList()),
                sum(lines.stream().map(Pair::now).toList()));
        List<Change> changes =
                lines.stream().map(line -> Change.of(line.before(), line.now())).toList();
        List<@Nullable BigDecimal> shares = shares(total.difference(), changes);
        List<Line> result = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            result.add(new Line(changes.get(i), shares.get(i)));
        }
        return new Contributions(total, List.copyOf(result));
    }

    /** Null when one of them is, or when there is none. */
    public static @Nullable BigDecimal sum(List<@Nullable BigDecimal> values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal value : values) {
            if (value == null) {
                return null;
            }
            sum = sum.add(value);
        }
        return values.isEmpty() ? null : sum;
    }

    private static List<@Nullable BigDecimal> shares(@Nullable BigDecimal net, List<Change> changes) {
        List<@Nullable BigDecimal> shares = new ArrayList<>();
        BigDecimal left = BigDecimal.ONE.setScale(Change.RATIO_DECIMALS);
        BigDecimal largest = BigDecimal.ZERO;
        int largestAt = -1;
        for (Change change : changes) {
            BigDecimal difference = change.difference();
            if (net == null || net.signum() == 0 || difference == null) {
                shares.add(null);
                continue;
            }
            BigDecimal share = Change.divide(difference, net);
            shares.add(share);
            left = left.subtract(share);
            if (largestAt < 0 || share.abs().compareTo(largest) > 0) {
                largest = share.abs();
                largestAt = shares.size() - 1;
            }
        }
        if (largestAt >= 0) {
            BigDecimal share = shares.get(largestAt);
            shares.set(largestAt, share == null ? null : share.add(left));
        }
        return shares;
    }
}
