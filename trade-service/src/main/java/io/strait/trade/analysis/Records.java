package io.strait.trade.analysis;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One window among all windows of its kind, from one series. Only complete windows are compared; one with a gap has no
 * value and no rank.
 *
 * @param target the window asked for
 * @param windows all of them, oldest first
 * @param since the first month that is compared; null when no window up to the target is complete
 * @param rank among the complete windows up to the target; null when the target is incomplete
 * @param rankOfAll likewise, with the later ones
 */
public record Records(
        Span target,
        List<Span> windows,
        @Nullable YearMonth since,
        @Nullable Rank rank,
        @Nullable Rank rankOfAll,
        Extreme high,
        Extreme low) {
    /** Which end of the ranking. */
    public enum Side {
        HIGH,
        LOW;

        /** Above zero when {@code one} is farther out than {@code other}. */
        int compare(BigDecimal one, BigDecimal other) {
            return this == HIGH ? one.compareTo(other) : other.compareTo(one);
        }
    }

    /**
     * @param position 1 for the highest; equal values share the better position
     * @param fromLowest likewise, 1 for the lowest
     * @param of how many windows are ranked
     * @param tiedWith other windows with the very same value
     */
    public record Rank(int position, int fromLowest, int of, List<Span> tiedWith) {}

    /** A value, and every window that has it, oldest first. */
    public record Best(BigDecimal value, List<Span> windows) {}

    /**
     * @param isRecord whether the target is beyond every earlier complete window, of which there is at least one
     * @param previous the most extreme of the earlier complete windows; null when there is none
     * @param margin of the target over it
     * @param lastAsExtreme the newest earlier window at least as extreme as the target: "the highest since"; null for a
     *     record, and where nothing is compared
     * @param allTime the most extreme of all complete windows, later ones too; null when there is none
     */
    public record Extreme(
            boolean isRecord,
            @Nullable Best previous,
            @Nullable Change margin,
            @Nullable Span lastAsExtreme,
            @Nullable Best allTime) {}

    public Records {
        windows = List.copyOf(windows);
    }

    /**
     * @param windows as {@link Spans#of} gives them
     * @param through the last month of one of them
     */
    public static Records of(List<Span> windows, YearMonth through) {
        Span target = windows.stream()
                .filter(window -> window.through().equals(through))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("window: none through " + through));
        List<Span> complete = windows.stream().filter(Span::isComplete).toList();
        List<Span> upTo = complete.stream()
                .filter(window -> !window.through().isAfter(through))
                .toList();
        List<Span> earlier = complete.stream()
                .filter(window -> window.through().isBefore(through))
                .toList();
        return new Records(
                target,
                windows,
                upTo.isEmpty() ? null : upTo.get(0).from(),
                rank(target, upTo),
                rank(target, complete),
                extreme(Side.HIGH, target, earlier, complete),
                extreme(Side.LOW, target, earlier, complete));
    }

    /** The most extreme of the windows that are complete; empty when none is. */
    public static Optional<Best> best(Side side, List<Span> windows) {
        BigDecimal best = null;
        List<Span> holders = new ArrayList<>();
        for (Span window : windows) {
            BigDecimal value = window.value();
            if (value == null) {
                continue;
            }
            int order = best == null ? 1 : side.compare(value, best);
            if (order > 0) {
                best = value;
                holders.clear();
            }
            if (order >= 0) {
                holders.add(window);
            }
        }
        return best == null ? Optional.empty() : Optional.of(new Best(best, List.copyOf(holders)));
    }

    /** How many windows are compared with the target, itself included when it is complete. */
    public int compared() {
        return (int) windows.stream()
                .filter(Span::isComplete)
                .filter(window -> !window.through().isAfter(target.through()))
                .count();
    }

    private static @Nullable Rank rank(Span target, List<Span> complete) {
        BigDecimal own = target.value();
        if (own == null) {
            return null;
        }
        int above = 0;
        int below = 0;
        List<Span> tied = new ArrayList<>();
        for (Span window : complete) {
            BigDecimal value = window.value();
            int order = value == null ? 0 : value.compareTo(own);
            if (order > 0) {
                above++;
            } else if (order < 0) {
                below++;
            } else if (!window.through().equals(target.through())) {
                tied.add(window);
            }
        }
        return new Rank(above + 1, below + 1, complete.size(), List.copyOf(tied));
    }

    private static Extreme extreme(Side side, Span target, List<Span> earlier, List<Span> complete) {
        Best previous = best(side, earlier).orElse(null);
        Best allTime = best(side, complete).orElse(null);
        BigDecimal own = target.value();
        if (previous == null) {
            return new Extreme(false, null, null, null, allTime);
        }
        Change margin = Change.of(previous.value(), own);
        if (own == null) {
            return new Extreme(false, previous, margin, null, allTime);
        }
        Span last = null;
        for (Span window : earlier) {
            BigDecimal value = window.value();
            if (value != null && side.compare(value, own) >= 0) {
                last = window;
            }
        }
        return new Extreme(last == null, previous, margin, last, allTime);
    }
}
