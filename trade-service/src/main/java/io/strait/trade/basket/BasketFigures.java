package io.strait.trade.basket;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up a basket. Plain: figures in, a figure out. */
final class BasketFigures {
    private static final int SHARE_SCALE = 6;

    /**
     * A figure of one code.
     *
     * @param status as observations have it
     * @param value null when it is missing or suppressed
     */
    record CodeFigure(String code, String status, @Nullable BigDecimal value) {}

    private record Found(
            BasketFigure.Outcome outcome,
            @Nullable BigDecimal value,
            BigDecimal estimated,
            @Nullable Integer level) {
        static Found none(BasketFigure.Outcome why) {
            return new Found(why, null, BigDecimal.ZERO, null);
        }
    }

    private BasketFigures() {}

    /**
     * @param codes what the basket holds in this period, no figure in two of them: {@link BasketResolver#at}; of the
     *     figures' classification
     * @param figures of one source, reporter, partner, flow, classification, currency and period, of any levels
     */
    static BasketFigure add(List<BasketCode> codes, Collection<CodeFigure> figures) {
        SortedMap<String, CodeFigure> byCode = new TreeMap<>();
        figures.forEach(figure -> byCode.put(figure.code(), figure));
        BigDecimal value = null;
        BigDecimal byFactor = BigDecimal.ZERO;
        BigDecimal estimated = BigDecimal.ZERO;
        BigDecimal shareUnknown = null;
        boolean complete = true;
        List<BasketFigure.Component> components = new ArrayList<>();
        for (BasketCode code : codes) {
            Found found = find(code, byCode);
            BigDecimal whole = found.value();
            BigDecimal share = code.share();
            BasketFigure.Outcome outcome = found.outcome();
            if (whole != null && share == null) {
                outcome = BasketFigure.Outcome.SHARE_UNKNOWN;
                shareUnknown = sum(shareUnknown, whole);
            } else if (whole != null && share != null) {
                BigDecimal part = whole.multiply(share);
                value = sum(value, part);
                estimated = estimated.add(found.estimated().multiply(share));
                if (share.signum() > 0 && share.compareTo(BigDecimal.ONE) < 0) {
                    byFactor = byFactor.add(part);
                }
            }
            complete &= outcome == BasketFigure.Outcome.COUNTED;
            components.add(new BasketFigure.Component(code.code(), share, plain(whole), found.level(), outcome));
        }
        BigDecimal estimatedShare = value == null || value.signum() == 0
                ? null
                : byFactor.divide(value, SHARE_SCALE, RoundingMode.HALF_EVEN);
        return new BasketFigure(
                plain(value),
                stripped(byFactor),
                estimatedShare,
                stripped(estimated),
                plain(shareUnknown),
                complete,
                components);
    }

    /** The code's own figure, or the sum of one level beneath it: the highest at which exclusions can be told apart. */
    private static Found find(BasketCode code, SortedMap<String, CodeFigure> figures) {
        CodeFigure own = figures.get(code.code());
        if (own != null && code.except().isEmpty()) {
            return sum(List.of(own), code.code().length());
        }
        int atLeast = code.except().stream().mapToInt(String::length).max().orElse(0);
        SortedMap<Integer, List<CodeFigure>> levels = new TreeMap<>();
        boolean above = own != null;
        for (CodeFigure figure : figures.tailMap(code.code()).values()) {
            if (!figure.code().startsWith(code.code())) {
                break;
            }
            int level = figure.code().length();
            if (level <= code.code().length()) {
                continue;
            }
            if (level < atLeast) {
                above = true;
                continue;
            }
            List<CodeFigure> sameLevel = levels.computeIfAbsent(level, length -> new ArrayList<>());
            if (code.except().stream().noneMatch(figure.code()::startsWith)) {
                sameLevel.add(figure);
            }
        }
        if (levels.isEmpty()) {
            return Found.none(above ? BasketFigure.Outcome.NOT_SEPARABLE : BasketFigure.Outcome.NOT_REPORTED);
        }
        int level = levels.firstKey();
        List<CodeFigure> parts = levels.getOrDefault(level, List.of());
        return parts.isEmpty() ? Found.none(BasketFigure.Outcome.NOT_REPORTED) : sum(parts, level);
    }

    private static Found sum(List<CodeFigure> parts, int level) {
        BigDecimal value = null;
        BigDecimal estimated = BigDecimal.ZERO;
        BasketFigure.Outcome outcome = BasketFigure.Outcome.COUNTED;
        for (CodeFigure part : parts) {
            BigDecimal one = part.value();
            if (one == null) {
                boolean suppressed = part.status().equals("SUPPRESSED") || outcome == BasketFigure.Outcome.SUPPRESSED;
                outcome = suppressed ? BasketFigure.Outcome.SUPPRESSED : BasketFigure.Outcome.MISSING;
            } else {
                value = sum(value, one);
                estimated = part.status().equals("ESTIMATED") ? estimated.add(one) : estimated;
            }
        }
        return new Found(outcome, value, estimated, level);
    }

    private static BigDecimal sum(@Nullable BigDecimal a, BigDecimal b) {
        return a == null ? b : a.add(b);
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null ? null : stripped(number);
    }

    private static BigDecimal stripped(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
