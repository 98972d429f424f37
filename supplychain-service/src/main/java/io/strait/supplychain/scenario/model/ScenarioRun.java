package io.strait.supplychain.scenario.model;

import io.strait.supplychain.risk.Disruption;
import io.strait.supplychain.risk.Interval;
import io.strait.supplychain.risk.Sensitivity;
import io.strait.supplychain.risk.Shortage;
import io.strait.supplychain.risk.SupplyPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Computes a plan: once with the unknowns as given, once with shocks that never end (how long one survives), once a
 * sample (the intervals), and once an unknown and sample (which unknown matters). Bit for bit the same for the same plan.
 * Used once, by one thread.
 */
public final class ScenarioRun {
    private static final double ROUNDING = 1e-9;
    /** How many nodes have their days in the result: those that lose most. */
    public static final int MAX_NODES = 200;

    private static final long MAX_SERIES_CELLS = 20_000_000;

    private final ScenarioPlan plan;
    private final DoubleConsumer progress;
    private final BooleanSupplier cancelled;
    private final Shortage.Settings settings;
    private final long runsWanted;
    private long runs;

    /**
     * @param progress hears from 0 to 1 how much is done
     * @param cancelled asked between computations
     */
    public ScenarioRun(ScenarioPlan plan, DoubleConsumer progress, BooleanSupplier cancelled) {
        this.plan = plan;
        this.progress = progress;
        this.cancelled = cancelled;
        Scenario.Reactions reactions = plan.scenario().reactions();
        settings = new Shortage.Settings(
                1 + reactions.spareCapacity(),
                6,
                0,
                reactions.reroute() ? Shortage.OrderSplit.REROUTED : Shortage.OrderSplit.INITIAL_SHARES);
        long size = plan.size(plan.scenario().horizonDays());
        runsWanted = Math.max(1, size == 0 ? 1 : plan.cells() / size);
    }

    /** How many days it goes without loss while the shocks last for ever. */
    public sealed interface Survival {
        record Days(int days) implements Survival {}

        /** It never lacks anything. */
        record Unbounded() implements Survival {}

        /** Nothing lacked in so many days, and stocks were still going down. */
        record AtLeast(int days) implements Survival {}
    }

    /** One number of days, or none within the horizon: null. */
    public record Days(
            @Nullable Integer point,
            @Nullable Integer low,
            @Nullable Integer high) {}

    /** A number and the interval around it. */
    public record Estimate(double point, Interval interval) {}

    /**
     * What happens to one node. Outputs are parts of the undisturbed one, a day each.
     *
     * @param firstShort the first day on which it makes less; {@code high} is null where a sample has none
     * @param recovered the first day from which it makes as much as before to the end; null where there is none
     * @param lostDays what is lost, in days of undisturbed output
     * @param limits the needs through which the lack came, nearest first
     */
    public record NodeResult(
            String node,
            Days firstShort,
            @Nullable Integer recovered,
            Survival survival,
            Estimate lostDays,
            double lowestOutput,
            double[] output,
            double[] outputLow,
            double[] outputHigh,
            List<ScenarioPlan.Input> limits,
            boolean hitItself) {}

    /** @param unlisted how many further nodes of the plan lose something, that are not among {@code nodes} */
    public record Outcome(
            List<NodeResult> nodes, int unlisted, Estimate lostDays, List<Sensitivity.Effect> effects, int samples) {}

    /**
     * @param wanted whether a node is to be in the result
     * @throws CancellationException when it was cancelled
     */
    public Outcome compute(Predicate<String> wanted) {
        int horizon = plan.scenario().horizonDays();
        double[] given = plan.unknowns().given();
        SupplyPlan base = plan.plan(given);
        Shortage point = shortage(base, plan.disruptions(), horizon);
        Map<String, Double> losses = losses(point, base, wanted);
        List<String> nodes = ranked(losses);
        int listed = (int) Math.min(Math.min(MAX_NODES, nodes.size()), MAX_SERIES_CELLS / ((samples() + 1L) * horizon));
        Shortage endless = shortage(base, endless(), survivalDays());
        List<Sensitivity.Unknown> unknowns = plan.unknowns().forSampling();
        float[][][] drawn = new float[samples()][][];
        double[] lostDrawn = new double[samples()];
        SplittableRandom random =
                new SplittableRandom(plan.scenario().sampling().seed());
        for (int sample = 0; sample < samples(); sample++) {
            double[] values = new double[unknowns.size()];
            Sensitivity.draw(unknowns, random, values);
            SupplyPlan whole = plan.plan(values);
            Shortage shortage = shortage(whole, plan.disruptions(), horizon);
            lostDrawn[sample] = lostDays(shortage, whole);
            drawn[sample] = new float[listed][];
            for (int i = 0; i < listed; i++) {
                drawn[sample][i] = floats(output(shortage, whole, nodes.get(i)));
            }
        }
        List<NodeResult> results = new ArrayList<>();
        for (int i = 0; i < listed; i++) {
            results.add(node(nodes.get(i), i, point, endless, base, drawn));
        }
        long lossOfOthers = nodes.stream()
                .skip(listed)
                .filter(node -> losses.getOrDefault(node, 0.0) > 0)
                .count();
        return new Outcome(
                results, (int) lossOfOthers, estimate(lostDays(point, base), lostDrawn), effects(horizon), samples());
    }

    private int samples() {
        return plan.unknownCount() == 0 ? 0 : plan.scenario().sampling().samples();
    }

    private Shortage shortage(SupplyPlan whole, List<Disruption> disruptions, int days) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
        Shortage shortage = Shortage.of(whole, disruptions, days, settings);
        progress.accept(Math.min(1, ++runs / (double) runsWanted));
        return shortage;
    }

    private List<Disruption> endless() {
        return plan.disruptions().stream()
                .map(disruption ->
                        new Disruption(disruption.firm(), disruption.loss(), disruption.from(), Integer.MAX_VALUE, 0))
                .toList();
    }

    /** Four times the horizon, where that is not too much. */
    private int survivalDays() {
        int horizon = plan.scenario().horizonDays();
        long days = Math.min(Scenario.MAX_HORIZON, Math.max(horizon, 4L * horizon));
        while (days > horizon && plan.size((int) days) > 10_000_000) {
            days /= 2;
        }
        return (int) Math.max(horizon, days);
    }

    private Map<String, Double> losses(Shortage point, SupplyPlan base, Predicate<String> wanted) {
        Map<String, Double> losses = new HashMap<>();
        plan.firmsOfNode().keySet().stream()
                .filter(wanted)
                .forEach(node -> losses.put(node, lost(output(point, base, node))));
        return losses;
    }

    /** Who loses most comes first. */
    private static List<String> ranked(Map<String, Double> losses) {
        return losses.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Double>>comparingDouble(loss -> -loss.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What the firms of a node make together, as a part of what they make undisturbed; 1 on days on which each makes all
     * that it is asked for.
     */
    private double[] output(Shortage shortage, SupplyPlan whole, String node) {
        double[] made = new double[shortage.days()];
        boolean[] lacks = new boolean[shortage.days()];
        double undisturbed = 0;
        for (int firm : plan.firmsOfNode().getOrDefault(node, List.of())) {
            undisturbed += whole.output(firm);
            for (int day = 0; day < made.length; day++) {
                made[day] += shortage.made(firm, day);
                lacks[day] |= shortage.isShort(firm, day);
            }
        }
        for (int day = 0; day < made.length; day++) {
            double part = lacks[day] && undisturbed > 0 ? made[day] / undisturbed : 1;
            // A last bit is no loss, and no gain
            made[day] = Math.abs(part - 1) < ROUNDING ? 1 : part < ROUNDING ? 0 : part;
        }
        return made;
    }

    private static double lost(double[] output) {
        double lost = 0;
        for (double part : output) {
            lost += Math.max(0, 1 - part);
        }
        return lost;
    }

    /** What final customers do not get, in days of all that they take. */
    private double lostDays(Shortage shortage, SupplyPlan whole) {
        double lost = 0;
        double demand = 0;
        for (Firm firm : plan.firms()) {
            if (!firm.hasCustomers && firm.role != Firm.Role.SUBSTITUTE) {
                lost += shortage.demandLost(firm.number);
                demand += whole.output(firm.number);
            }
        }
        return demand > 0 ? lost / demand : 0;
    }

    private NodeResult node(String node, int at, Shortage point, Shortage endless, SupplyPlan base, float[][][] drawn) {
        double[] output = output(point, base, node);
        int horizon = output.length;
        double[] low = output.clone();
        double[] high = output.clone();
        double[] ofDay = new double[drawn.length];
        for (int day = 0; day < horizon && drawn.length > 0; day++) {
            for (int sample = 0; sample < drawn.length; sample++) {
                ofDay[sample] = drawn[sample][at][day];
            }
            Interval interval = interval(ofDay, output[day]);
            low[day] = interval.low();
            high[day] = interval.high();
        }
        double[] lost = new double[drawn.length];
        double[] firstDays = new double[drawn.length];
        for (int sample = 0; sample < drawn.length; sample++) {
            double[] series = doubles(drawn[sample][at]);
            lost[sample] = lost(series);
            firstDays[sample] = firstShort(series).orElse(horizon);
        }
        OptionalInt first = firstShort(output);
        Interval firstInterval = interval(firstDays, first.orElse(horizon));
        return new NodeResult(
                node,
                new Days(
                        day(first.orElse(horizon), horizon),
                        day((int) firstInterval.low(), horizon),
                        day((int) firstInterval.high(), horizon)),
                recovered(output),
                survival(node, endless, base),
                estimate(lost(output), lost),
                Arrays.stream(output).min().orElse(1),
                output,
                low,
                high,
                limits(node, point),
                plan.firmsOfNode().getOrDefault(node, List.of()).stream().anyMatch(point::isLimitedByItself));
    }

    private static @Nullable Integer day(int day, int horizon) {
        return day >= horizon ? null : day;
    }

    private static OptionalInt firstShort(double[] output) {
        for (int day = 0; day < output.length; day++) {
            if (output[day] < 1 - 1e-6) {
                return OptionalInt.of(day);
            }
        }
        return OptionalInt.empty();
    }

    private static @Nullable Integer recovered(double[] output) {
        if (firstShort(output).isEmpty()) {
            return null;
        }
        int day = output.length;
        while (day > 0 && output[day - 1] >= 1 - 1e-6) {
            day--;
        }
        return day == output.length ? null : day;
    }

    private Survival survival(String node, Shortage endless, SupplyPlan base) {
        OptionalInt first = firstShort(output(endless, base, node));
        if (first.isPresent()) {
            return new Survival.Days(
                    Math.max(0, first.getAsInt() - plan.scenario().firstDay()));
        }
        return endless.isSteady()
                ? new Survival.Unbounded()
                : new Survival.AtLeast(endless.days() - plan.scenario().firstDay());
    }

    /** From the firm of the node that is short first, from lack to lack, to where it began. */
    private List<ScenarioPlan.Input> limits(String node, Shortage point) {
        List<ScenarioPlan.Input> all = plan.inputs();
        List<ScenarioPlan.Input> limits = new ArrayList<>();
        OptionalInt firm = earliest(
                plan.firmsOfNode().getOrDefault(node, List.of()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray(),
                point);
        while (firm.isPresent() && limits.size() < 50) {
            OptionalInt limit = point.limitingInput(firm.getAsInt());
            if (limit.isEmpty()) {
                break;
            }
            ScenarioPlan.Input input = all.get(limit.getAsInt());
            if (limits.contains(input)) {
                break;
            }
            limits.add(input);
            firm = earliest(
                    input.need().links().stream().mapToInt(Firm.Link::supplier).toArray(), point);
        }
        // What a maker's deliveries lack is the maker's good itself
        return limits.stream()
                .filter(input -> input.firm().role != Firm.Role.DELIVERY)
                .toList();
    }

    private static OptionalInt earliest(int[] firms, Shortage point) {
        return Arrays.stream(firms)
                .filter(firm -> point.firstShortDay(firm).isPresent())
                .boxed()
                .min(Comparator.<Integer>comparingInt(
                                firm -> point.firstShortDay(firm).orElseThrow())
                        .thenComparing(Comparator.naturalOrder()))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private List<Sensitivity.Effect> effects(int horizon) {
        Scenario.Sampling sampling = plan.scenario().sampling();
        if (!sampling.effects() || samples() < 2) {
            return List.of();
        }
        return Sensitivity.of(
                        plan.unknowns().forSampling(),
                        values -> {
                            SupplyPlan whole = plan.plan(values);
                            return lostDays(shortage(whole, plan.disruptions(), horizon), whole);
                        },
                        new Sensitivity.Sampling(samples(), sampling.seed(), sampling.tail()))
                .effects();
    }

    private Estimate estimate(double point, double[] drawn) {
        return new Estimate(point, interval(drawn, point));
    }

    private Interval interval(double[] drawn, double point) {
        return Sensitivity.interval(drawn, plan.scenario().sampling().tail(), point);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
