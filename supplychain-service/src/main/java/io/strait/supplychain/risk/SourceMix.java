package io.strait.supplychain.risk;

import io.strait.supplychain.risk.Sourcing.Draw;
import io.strait.supplychain.risk.Sourcing.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The shares of {@link Sourcing} as they follow from what is stated and drawn. A pot is what some share: the world, or
 * what an area is stated to have. Who is stated takes its share out of its pot first; the others share what is left by
 * their weights. Immutable.
 */
final class SourceMix {
    static final int WORLD = 0;
    private static final double ALL = 100;
    private static final int NONE = -1;

    private final @Nullable SourceMix market;
    private final List<Part> parts;
    private final List<Pot> pots;
    private final List<Draw> draws;
    private final List<Source> sources;

    /** What some share; its size is drawn where it is a range. */
    private record Pot(@Nullable String area, Interval whole, int draw) {
        double of(double[] drawn) {
            return draw == NONE ? middle(whole) : drawn[draw];
        }
    }

    /**
     * One source.
     *
     * @param stated its share, null where it takes a part of what is left
     * @param draw of its share or weight, {@link #NONE} where there is nothing to draw
     * @param inMarket which source of the market it is, whose share there is its weight; {@link #NONE} for others
     */
    private record Part(
            int pot,
            @Nullable String supplier,
            @Nullable String area,
            @Nullable String supply,
            @Nullable Interval stated,
            int draw,
            int inMarket) {
        Part withDraw(int number) {
            return new Part(pot, supplier, area, supply, stated, number, inMarket);
        }
    }

    private SourceMix(@Nullable SourceMix market, List<Part> parts, List<Pot> pots, List<Draw> draws) {
        this.market = market;
        this.parts = List.copyOf(parts);
        this.pots = List.copyOf(pots);
        this.draws = List.copyOf(draws);
        double[] given = shares(draws.stream().mapToDouble(Draw::given).toArray());
        List<Source> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Interval range = range(part, parts, pots, market);
            all.add(new Source(part.supplier(), part.area(), range.low(), given[i], range.high(), part.supply()));
        }
        this.sources = List.copyOf(all);
    }

    List<Source> sources() {
        return sources;
    }

    List<Draw> draws() {
        return draws;
    }

    double[] shares(double[] drawn) {
        double[] shares = new double[parts.size()];
        for (int i = 0; i < shares.length; i++) {
            Part part = parts.get(i);
            if (part.stated() != null) {
                shares[i] = part.draw() == NONE ? middle(part.stated()) : drawn[part.draw()];
            }
        }
        double[] left = new double[pots.size()];
        for (int pot = 1; pot < left.length; pot++) {
            // An area whose makers are stated to have more than it has what they have
            left[pot] = Math.max(pots.get(pot).of(drawn), sumOfStated(pot, shares));
        }
        fitWorld(shares, left);
        left[WORLD] = ALL;
        for (int pot = 1; pot < left.length; pot++) {
            left[WORLD] -= left[pot];
            double taken = sumOfStated(pot, shares);
            fit(
                    pot,
                    shares,
                    factor(taken - left[pot], taken - stated(pot, parts).low()));
            left[pot] = Math.max(0, left[pot] - sumOfStated(pot, shares));
        }
        left[WORLD] = Math.max(0, left[WORLD] - sumOfStated(WORLD, shares));
        shareOut(left, drawn, shares);
        return toAll(shares);
    }

    /**
     * Where areas and makers of the world have more than there is, each gives of what it has beyond the least that it is
     * stated to have, so that nobody falls out of its range.
     */
    private void fitWorld(double[] shares, double[] ofPots) {
        double sum = sumOfStated(WORLD, shares);
        double least = stated(WORLD, parts).low();
        for (int pot = 1; pot < ofPots.length; pot++) {
            sum += ofPots[pot];
            least += taken(pot, parts, pots).low();
        }
        double factor = factor(sum - ALL, sum - least);
        fit(WORLD, shares, factor);
        for (int pot = 1; pot < ofPots.length; pot++) {
            double low = taken(pot, parts, pots).low();
            ofPots[pot] = low + (ofPots[pot] - low) * factor;
        }
    }

    private void fit(int pot, double[] shares, double factor) {
        for (int i = 0; i < shares.length; i++) {
            Interval range = parts.get(i).stated();
            if (parts.get(i).pot() == pot && range != null) {
                shares[i] = range.low() + (shares[i] - range.low()) * factor;
            }
        }
    }

    /** Which part of what is above the least can stay. */
    private static double factor(double excess, double aboveLeast) {
        return excess <= 0 || aboveLeast <= 0 ? 1 : Math.max(0, 1 - excess / aboveLeast);
    }

    private double sumOfStated(int pot, double[] shares) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += parts.get(i).pot() == pot && parts.get(i).stated() != null ? shares[i] : 0;
        }
        return sum;
    }

    /** What is left of each pot, among those without a stated share. */
    private void shareOut(double[] left, double[] drawn, double[] shares) {
        double[] ofMarket = market == null ? new double[0] : market.shares(drawn);
        double[] weight = new double[shares.length];
        double[] weights = new double[left.length];
        int[] takers = new int[left.length];
        for (int i = 0; i < shares.length; i++) {
            Part part = parts.get(i);
            if (part.stated() == null) {
                weight[i] = part.inMarket() != NONE
                        ? ofMarket[part.inMarket()]
                        : part.draw() == NONE ? 1 : drawn[part.draw()];
                weights[part.pot()] += weight[i];
                takers[part.pot()]++;
            }
        }
        for (int i = 0; i < shares.length; i++) {
            int pot = parts.get(i).pot();
            if (parts.get(i).stated() == null) {
                shares[i] = weights[pot] > 0 ? left[pot] * weight[i] / weights[pot] : left[pot] / takers[pot];
            }
        }
    }

    private static double[] toAll(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = sum > 0 ? shares[i] * (ALL / sum) : ALL / shares.length;
        }
        return shares;
    }

    private static double middle(Interval range) {
        return (range.low() + range.high()) / 2;
    }

    /** From where to where the share of a part can be, whatever the others have. */
    private static Interval range(Part part, List<Part> parts, List<Pot> pots, @Nullable SourceMix market) {
        if (part.stated() != null) {
            return part.stated();
        }
        Interval left = left(part.pot(), parts, pots);
        List<Part> others = parts.stream()
                .filter(other -> other != part && other.pot() == part.pot() && other.stated() == null)
                .toList();
        if (others.isEmpty()) {
            return left;
        }
        return part.inMarket() == NONE || market == null
                ? new Interval(0, left.high())
                : partOf(left, List.of(part), others, market);
    }

    /** What some have of the market: of an area that is there whole, what the area has. */
    private static Interval inMarket(List<Part> parts, SourceMix market) {
        Map<String, List<Part>> byArea = new TreeMap<>();
        parts.forEach(part -> byArea.computeIfAbsent(part.area() == null ? "" : part.area(), none -> new ArrayList<>())
                .add(part));
        List<Interval> ranges = new ArrayList<>();
        byArea.values().forEach(some -> {
            String area = some.get(0).area();
            long there = market.parts.stream()
                    .filter(part -> Objects.equals(part.area(), area))
                    .count();
            if (there == some.size()) {
                ranges.add(market.ofArea(area));
            } else {
                some.stream()
                        .map(part -> market.sources.get(part.inMarket()))
                        .forEach(source -> ranges.add(new Interval(source.low(), source.high())));
            }
        });
        return sum(ranges);
    }

    /** What is left, shared in proportion to what some and the others have in the market, which all of it adds up to. */
    private static Interval partOf(Interval left, List<Part> some, List<Part> others, SourceMix market) {
        Interval ours = inMarket(some, market);
        Interval theirs = inMarket(others, market);
        boolean all = some.size() + others.size() == market.parts.size();
        double theirMost = all ? ALL - ours.low() : theirs.high();
        double theirLeast = all ? ALL - ours.high() : theirs.low();
        double least = ours.low() > 0 ? ours.low() / (ours.low() + theirMost) : 0;
        double most = ours.high() > 0 ? ours.high() / (ours.high() + Math.max(0, theirLeast)) : 0;
        return new Interval(left.low() * least, left.high() * most);
    }

    private static Interval sum(List<Interval> ranges) {
        double low = 0;
        double high = 0;
        for (Interval range : ranges) {
            low += range.low();
            high += range.high();
        }
        return new Interval(Math.min(ALL, low), Math.min(ALL, high));
    }

    /**
     * From where to where what all sources of an area have together can be: less wide than the sum of their ranges, for
     * they share what the area has.
     *
     * @param area null for the sources of which no area is known
     */
    Interval ofArea(@Nullable String area) {
        List<Interval> ranges = new ArrayList<>();
        for (int pot = 1; pot < pots.size(); pot++) {
            if (Objects.equals(pots.get(pot).area(), area)) {
                ranges.add(taken(pot, parts, pots));
            }
        }
        List<Part> asInMarket = new ArrayList<>();
        for (Part part : parts) {
            if (part.pot() == WORLD && Objects.equals(part.area(), area)) {
                if (part.inMarket() == NONE) {
                    ranges.add(range(part, parts, pots, market));
                } else {
                    asInMarket.add(part);
                }
            }
        }
        if (market != null && !asInMarket.isEmpty()) {
            ranges.add(asInMarket(market, asInMarket));
        }
        return sum(ranges);
    }

    private Interval asInMarket(SourceMix of, List<Part> ours) {
        List<Part> others = parts.stream()
                .filter(part -> part.pot() == WORLD && part.stated() == null && !ours.contains(part))
                .toList();
        Interval left = left(WORLD, parts, pots);
        return others.isEmpty() ? left : partOf(left, ours, others, of);
    }

    /** What goes out of a pot: what it is stated to have, or more where its members are stated to have more. */
    private static Interval taken(int pot, List<Part> parts, List<Pot> pots) {
        Interval whole = pots.get(pot).whole();
        Interval within = stated(pot, parts);
        return new Interval(Math.max(whole.low(), within.low()), Math.max(whole.high(), within.high()));
    }

    /** What is left in a pot beside what is stated. */
    private static Interval left(int pot, List<Part> parts, List<Pot> pots) {
        Interval stated = stated(pot, parts);
        double low = stated.low();
        double high = stated.high();
        for (int area = 1; pot == WORLD && area < pots.size(); area++) {
            Interval taken = taken(area, parts, pots);
            low += taken.low();
            high += taken.high();
        }
        Interval whole = pots.get(pot).whole();
        double most = Math.max(0, whole.high() - low);
        return new Interval(Math.min(most, Math.max(0, whole.low() - high)), most);
    }

    private static Interval stated(int pot, List<Part> parts) {
        double low = 0;
        double high = 0;
        for (Part part : parts) {
            if (part.pot() == pot && part.stated() != null) {
                low += part.stated().low();
                high += part.stated().high();
            }
        }
        return new Interval(low, high);
    }

    /** Not thread-safe. */
    static final class Builder {
        private final String input;
        private final @Nullable SourceMix market;
        private final List<Part> parts = new ArrayList<>();
        private final List<Pot> pots = new ArrayList<>();
        private final List<Draw> draws = new ArrayList<>();
        private final Set<String> named = new HashSet<>();

        Builder(String input, @Nullable SourceMix market) {
            this.input = input;
            this.market = market;
            if (market != null) {
                draws.addAll(market.draws);
            }
            pots.add(new Pot(null, new Interval(ALL, ALL), NONE));
        }

        /** What an area is stated to have. */
        int pot(String area, Interval whole, String supply) {
            int draw = NONE;
            if (whole.width() > 0) {
                draw = draw("share " + supply, area, supply, whole.low(), middle(whole), whole.high(), whole);
            }
            pots.add(new Pot(area, whole, draw));
            return pots.size() - 1;
        }

        void stated(int pot, @Nullable String supplier, @Nullable String area, String supply, Interval share) {
            Part part = new Part(pot, supplier, area, supply, share, NONE, NONE);
            if (share.width() > 0) {
                double given = share.low() == 0 && share.high() == Concentration.NEGLIGIBLE_UP_TO ? 0 : middle(share);
                part = part.withDraw(
                        draw("share " + supply, name(part), supply, share.low(), given, share.high(), share));
            }
            add(part);
        }

        void unknown(int pot, @Nullable String supplier, @Nullable String area, String supply) {
            add(new Part(pot, supplier, area, supply, null, NONE, NONE));
        }

        /** A source of the market, that takes of a pot in proportion to what it has there; once, and not who is named. */
        void asInMarket(int pot, int source) {
            Source known = market == null ? null : market.sources.get(source);
            if (known != null && !named.contains(known.name())) {
                add(new Part(pot, known.supplier(), known.area(), known.supply(), null, NONE, source));
            }
        }

        private void add(Part part) {
            parts.add(part);
            named.add(name(part));
        }

        private static String name(Part part) {
            return Source.name(part.supplier(), part.area());
        }

        SourceMix build() {
            // The world last: readers see an area's unnamed makers beside its named ones
            for (int next = 1; next <= pots.size(); next++) {
                int of = next % pots.size();
                boolean shared = parts.stream().anyMatch(part -> part.pot() == of && part.stated() == null);
                if (!shared && left(of, parts, pots).high() > 0) {
                    parts.add(new Part(of, null, pots.get(of).area(), null, null, NONE, NONE));
                }
            }
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                long takers = parts.stream()
                        .filter(other -> other.pot() == part.pot() && other.stated() == null)
                        .count();
                Interval left = left(part.pot(), parts, pots);
                if (part.stated() == null && part.inMarket() == NONE && takers > 1 && left.high() > 0) {
                    String fact = part.supply() == null ? input : part.supply();
                    int draw = draw("share " + fact, name(part), fact, 0, 1, 1, new Interval(0, left.high()));
                    parts.set(i, part.withDraw(draw));
                }
            }
            return new SourceMix(market, parts, pots, draws);
        }

        private int draw(String key, String of, String fact, double low, double given, double high, Interval shares) {
            draws.add(new Draw(key, of, fact, low, given, high, shares));
            return draws.size() - 1;
        }
    }
}
