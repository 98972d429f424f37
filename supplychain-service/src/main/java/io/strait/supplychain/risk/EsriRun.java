package io.strait.supplychain.risk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one shock after another, in arrays that are allocated once. A step works from the firms that fell in
 * the step before: their new losses are pushed along their links, then the firms where something arrived are looked at.
 * Where many fell, every firm adds up anew what arrives at it: more links, but in the order in which they lie in memory.
 * Not thread-safe.
 */
final class EsriRun {
    /** Where those that fell have at least one in so many of all links, adding up anew is faster. */
    private static final int MANY = 8;

    private final int firms;
    private final EsriLinks.Arrivals arrivals;
    private final int[] offsets;
    private final int[] targets;
    /** Null upstream, where a loss arrives in the slot of the firm itself. */
    private final int @Nullable [] slots;

    private final double[] weights;
    private final Esri esri;
    private final boolean replaceability;

    /** h, and the cap that the shock leaves, psi. */
    private final double[] left;

    private final double[] cap;
    /** sigma (1 - h), as it was pushed. */
    private final double[] pushed;
    /** Losses in each slot, and the largest of those of essential products of each firm. */
    private final double[] losses;

    private final double[] essential;
    /** Firms that fell in the last step, firms where something arrived in this one, all that differ from untouched. */
    private final int[] fallen;

    private int fallenCount;
    private final int[] reached;
    private int reachedCount;
    private final boolean[] isReached;
    private final int[] touched;
    private int touchedCount;
    private final boolean[] isTouched;
    private final boolean[] isOpenMarket;
    private final int[] openMarkets;

    private EsriRun(Esri esri, boolean downstream) {
        this.esri = esri;
        EsriLinks links = esri.links;
        firms = esri.network.firms();
        offsets = downstream ? links.downOffsets : links.upOffsets;
        targets = downstream ? links.customers : links.suppliers;
        slots = downstream ? links.slots : null;
        arrivals = downstream ? links.downArrivals : links.upArrivals;
        weights = downstream ? links.downWeights : links.upWeights;
        replaceability = downstream && esri.options.replaceability();
        left = new double[firms];
        cap = new double[firms];
        Arrays.fill(left, 1);
        Arrays.fill(cap, 1);
        pushed = new double[firms];
        losses = new double[downstream ? links.slotCount : firms];
        essential = new double[firms];
        fallen = new int[firms];
        reached = new int[firms];
        isReached = new boolean[firms];
        touched = new int[firms];
        isTouched = new boolean[firms];
        isOpenMarket = new boolean[replaceability ? esri.network.products() : 0];
        openMarkets = new int[isOpenMarket.length];
    }

    static EsriRun downstream(Esri esri) {
        return new EsriRun(esri, true);
    }

    static EsriRun upstream(Esri esri) {
        return new EsriRun(esri, false);
    }

    static double replaceability(double out, double market) {
        return market > out ? out / market : 1;
    }

    /** Back to a world without a shock, at the price of what the last one touched. */
    void begin() {
        for (int i = 0; i < touchedCount; i++) {
            int firm = touched[i];
            isTouched[firm] = false;
            left[firm] = 1;
            cap[firm] = 1;
            pushed[firm] = 0;
            losses[firm] = 0;
            essential[firm] = 0;
            if (slots != null) {
                Arrays.fill(losses, esri.links.slotOffsets[firm], esri.links.slotOffsets[firm + 1], 0);
            }
        }
        touchedCount = 0;
        fallenCount = 0;
    }

    void shock(int firm, double capacityLeft) {
        touch(firm);
        cap[firm] = capacityLeft;
        left[firm] = capacityLeft;
        fallen[fallenCount++] = firm;
    }

    /** One step of all firms. Returns the largest fall. */
    double step() {
        long links = 0;
        for (int i = 0; i < fallenCount; i++) {
            links += offsets[fallen[i] + 1] - offsets[fallen[i]];
        }
        boolean many = links > targets.length / MANY;
        if (replaceability) {
            lossesOfMarkets(many);
        } else {
            for (int i = 0; i < fallenCount; i++) {
                lose(fallen[i], 1 - left[fallen[i]], many);
            }
        }
        if (many) {
            addUp();
        }
        double largest = 0;
        fallenCount = 0;
        for (int i = 0; i < reachedCount; i++) {
            int firm = reached[i];
            isReached[firm] = false;
            double now = Math.max(0, Math.min(Math.min(1 - essential[firm], 1 - losses[firm]), cap[firm]));
            double fall = left[firm] - now;
            if (fall > 0) {
                left[firm] = now;
                fallen[fallenCount++] = firm;
                largest = Math.max(largest, fall);
            }
        }
        reachedCount = 0;
        return largest;
    }

    /** Where one maker fell, sigma of all of them has changed. */
    private void lossesOfMarkets(boolean many) {
        int open = 0;
        for (int i = 0; i < fallenCount; i++) {
            int product = esri.network.product(fallen[i]);
            if (!isOpenMarket[product]) {
                isOpenMarket[product] = true;
                openMarkets[open++] = product;
            }
        }
        int[] makers = esri.links.makers;
        for (int i = 0; i < open; i++) {
            int product = openMarkets[i];
            isOpenMarket[product] = false;
            int from = esri.links.marketOffsets[product];
            int to = esri.links.marketOffsets[product + 1];
            double market = 0;
            for (int at = from; at < to; at++) {
                market += esri.network.outStrength(makers[at]) * left[makers[at]];
            }
            for (int at = from; at < to; at++) {
                int maker = makers[at];
                double lost = 1 - left[maker];
                if (lost > 0) {
                    lose(maker, replaceability(esri.network.outStrength(maker), market) * lost, many);
                }
            }
        }
    }

    /** What a firm takes from its customers or suppliers; where {@code many} fell it is added up afterwards. */
    private void lose(int firm, double loss, boolean many) {
        double more = loss - pushed[firm];
        if (more > 0) {
            pushed[firm] = loss;
            if (!many) {
                push(firm, more);
            }
        }
    }

    private void push(int firm, double more) {
        int to = offsets[firm + 1];
        for (int at = offsets[firm]; at < to; at++) {
            int target = targets[at];
            int slot = slots == null ? target : slots[at];
            double lost = losses[slot] + weights[at] * more;
            losses[slot] = lost;
            if (slot >= firms && lost > essential[target]) {
                essential[target] = lost;
            }
            if (!isReached[target]) {
                isReached[target] = true;
                reached[reachedCount++] = target;
                touch(target);
            }
        }
    }

    private void addUp() {
        int[] ends = arrivals.inOffsets();
        int[] sources = arrivals.sources();
        double[] shares = arrivals.weights();
        int at = ends[0];
        for (int slot = 0; slot < losses.length; slot++) {
            double sum = 0;
            for (int end = ends[slot + 1]; at < end; at++) {
                sum += shares[at] * pushed[sources[at]];
            }
            losses[slot] = sum;
        }
        for (int firm = 0; firm < firms; firm++) {
            if (slots != null) {
                double most = 0;
                for (int slot = esri.links.slotOffsets[firm]; slot < esri.links.slotOffsets[firm + 1]; slot++) {
                    most = Math.max(most, losses[slot]);
                }
                essential[firm] = most;
            }
            reached[reachedCount++] = firm;
            touch(firm);
        }
    }

    private void touch(int firm) {
        if (!isTouched[firm]) {
            isTouched[firm] = true;
            touched[touchedCount++] = firm;
        }
    }

    double left(int firm) {
        return left[firm];
    }

    double[] left() {
        return left.clone();
    }
}
