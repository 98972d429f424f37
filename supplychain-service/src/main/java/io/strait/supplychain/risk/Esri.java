package io.strait.supplychain.risk;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Economic Systemic Risk Index: which part of all output is lost when firms fail, through what their customers lack
 * (downstream) and what their suppliers can no longer sell (upstream).
 *
 * <p>Source: Diem, Borsos, Reisch, Kertesz, Thurner, Quantifying firm-level economic systemic risk from nation-wide
 * supply networks, Scientific Reports 12:7719 (2022). With W, p, out and in of {@link FirmNetwork}, e of
 * {@link InputRole} and psi_i the capacity that firm i has left:
 *
 * <pre>
 * L_ij       = W_ij / supply to j from all makers of p_i   where essential
 *            = W_ij / in_j                                 where not;  0 where it does not go into production
 * U_ij       = W_ij / out_i
 * sigma_i(t) = min(1, out_i / sum of out_m h^d_m(t) over the makers m of p_i);  1 when switched off
 * l_jk(t)    = sum of sigma_i(t) L_ij (1 - h^d_i(t)) over the makers i of k
 * h^d_j(t+1) = max(0, min(1 - l_jk of each essential k, 1 - sum of l_jk of the others, psi_j))
 * h^u_i(t+1) = max(0, min(psi_i, 1 - sum of U_ij (1 - h^u_j(t))))
 * score      = sum of w_i (1 - min(h^d_i, h^u_i)) / sum of w
 * </pre>
 *
 * Both start at psi and step together until the largest fall of any h in one step is at most eps.
 *
 * <p>h only falls and sigma (1 - h) only grows, so a step visits only firms that fell in the step before, the makers of
 * the same product, and their links: losses are added up where they arrive. That gives what the full sums give but for
 * the last bits, and the same bits in every run and for any parallelism.
 *
 * <p>Immutable and thread-safe. Scores are dimensionless, from 0 to 1.
 */
public final class Esri {
    private static final int CHUNK = 16;

    final FirmNetwork network;
    final Options options;
    final EsriLinks links;
    private final double[] weights;
    private final double sumOfWeights;

    /**
     * @param replaceability sigma: whether customers can turn to what other makers of the product have left
     * @param eps stop when nothing falls by more in a step; it changes scores
     * @param maxSteps stop in any case
     */
    public record Options(boolean replaceability, double eps, int maxSteps) {
        /** With replaceability, eps 0.01 (the paper's choice), at most 10,000 steps. */
        public static final Options DEFAULT = new Options(true, 1e-2, 10_000);

        /** @throws IllegalArgumentException unless {@code 0 <= eps < 1} and {@code maxSteps >= 1} */
        public Options {
            if (!(eps >= 0 && eps < 1)) {
                throw new IllegalArgumentException("eps: " + eps + " (expected: 0 to below 1)");
            }
            Checks.between("maxSteps", maxSteps, 1, Integer.MAX_VALUE);
        }
    }

    /**
     * What is lost, each from 0 to 1.
     *
     * @param combined of the smaller of both capacities, firm by firm
     * @param iterations how many steps it took, the last one with it, in which nothing fell by more than eps
     * @param converged false where the most steps were reached before
     */
    public record Scores(double downstream, double upstream, double combined, int iterations, boolean converged) {}

    /** Firms weigh what they sell, final demand with it. */
    public Esri(FirmNetwork network, InputRole.Roles roles, Options options) {
        this(network, roles, options, outStrengths(network));
    }

    /**
     * @param weights w_i, one a firm, in any unit
     * @throws IllegalArgumentException when there is not one weight a firm, or one is negative or not finite
     */
    public Esri(FirmNetwork network, InputRole.Roles roles, Options options, double[] weights) {
        if (weights.length != network.firms()) {
            throw new IllegalArgumentException("weights: " + weights.length + " (expected: " + network.firms() + ")");
        }
        this.network = network;
        this.options = options;
        this.weights = weights.clone();
        this.links = new EsriLinks(network, roles);
        double sum = 0;
        for (double weight : weights) {
            sum += Checks.notNegative("weight", weight);
        }
        if (Double.isInfinite(sum)) {
            throw new IllegalArgumentException("weights: too large to add up (expected: a finite sum)");
        }
        this.sumOfWeights = sum;
    }

    /** Of one firm that stops altogether. */
    public Scores ofFirm(int firm) {
        return new Run().of(firm);
    }

    /**
     * Of any shock: a single firm, a set, parts of capacity.
     *
     * @param capacityLeft psi_i, one a firm, from 0 (stops) to 1 (works as before)
     * @throws IllegalArgumentException when there is not one a firm, or one is out of range
     */
    public Scores of(double[] capacityLeft) {
        return new Run().of(capacityLeft);
    }

    /** A place to compute in, for many shocks one after another without allocation. One thread at a time. */
    public Run run() {
        return new Run();
    }

    /**
     * Of each firm that stops altogether, alone. Bit for bit the same for any parallelism.
     *
     * @param executor runs the workers; must let them run, or this waits
     * @param parallelism how many workers at most, at least 1; each holds some 60 bytes a firm and 8 a group of inputs
     * @return one a firm
     * @throws CancellationException when the calling thread is interrupted; its flag stays set
     */
    public Scores[] ofAllFirms(Executor executor, int parallelism) {
        Checks.between("parallelism", parallelism, 1, 1024);
        int firms = network.firms();
        Scores[] scores = new Scores[firms];
        AtomicInteger next = new AtomicInteger();
        CompletableFuture<?>[] workers = new CompletableFuture<?>[Math.min(parallelism, firms / CHUNK + 1)];
        Arrays.setAll(workers, i -> CompletableFuture.runAsync(() -> takeChunks(next, scores), executor));
        CompletableFuture<Void> all = CompletableFuture.allOf(workers);
        try {
            all.get();
        } catch (InterruptedException e) {
            next.set(firms);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            next.set(firms);
            throw new CompletionException(e.getCause());
        }
        return scores;
    }

    private void takeChunks(AtomicInteger next, Scores[] scores) {
        Run run = new Run();
        for (int from = next.getAndAdd(CHUNK); from >= 0 && from < scores.length; from = next.getAndAdd(CHUNK)) {
            for (int firm = from; firm < Math.min(from + CHUNK, scores.length); firm++) {
                scores[firm] = run.of(firm);
            }
        }
    }

    private static double[] outStrengths(FirmNetwork network) {
        double[] out = new double[network.firms()];
        Arrays.setAll(out, network::outStrength);
        return out;
    }

    /**
     * sigma of each maker of one product or several.
     *
     * @param out what each sells
     * @param left h, what each has left
     * @param products what each makes
     */
    static double[] replaceability(double[] out, double[] left, int[] products) {
        double[] market = new double[Arrays.stream(products).max().orElse(-1) + 1];
        for (int i = 0; i < out.length; i++) {
            market[products[i]] += out[i] * left[i];
        }
        double[] sigma = new double[out.length];
        Arrays.setAll(sigma, i -> EsriRun.replaceability(out[i], market[products[i]]));
        return sigma;
    }

    /** Computes one shock after another in the same arrays. Not thread-safe. */
    public final class Run {
        private final EsriRun downstream = EsriRun.downstream(Esri.this);
        private final EsriRun upstream = EsriRun.upstream(Esri.this);

        private Run() {}

        /** Of one firm that stops altogether. */
        public Scores of(int firm) {
            Checks.index("firm", firm, network.firms());
            downstream.begin();
            upstream.begin();
            shock(firm, 0);
            return scores();
        }

        /** @see Esri#of(double[]) */
        public Scores of(double[] capacityLeft) {
            if (capacityLeft.length != network.firms()) {
                throw new IllegalArgumentException(
                        "capacity left: " + capacityLeft.length + " (expected: " + network.firms() + ")");
            }
            for (double left : capacityLeft) {
                Checks.fraction("capacity left", left);
            }
            downstream.begin();
            upstream.begin();
            for (int firm = 0; firm < capacityLeft.length; firm++) {
                if (capacityLeft[firm] < 1) {
                    shock(firm, capacityLeft[firm]);
                }
            }
            return scores();
        }

        /** h^d of the firms after the last shock: a copy. */
        public double[] downstreamLeft() {
            return downstream.left();
        }

        /** h^u of the firms after the last shock: a copy. */
        public double[] upstreamLeft() {
            return upstream.left();
        }

        private void shock(int firm, double left) {
            downstream.shock(firm, left);
            upstream.shock(firm, left);
        }

        private Scores scores() {
            int steps = 0;
            boolean converged = false;
            while (!converged && steps < options.maxSteps()) {
                steps++;
                double fall = Math.max(downstream.step(), upstream.step());
                converged = fall <= options.eps();
            }
            double lostDownstream = 0;
            double lostUpstream = 0;
            double lost = 0;
            for (int i = 0; i < weights.length; i++) {
                double d = downstream.left(i);
                double u = upstream.left(i);
                lostDownstream += weights[i] * (1 - d);
                lostUpstream += weights[i] * (1 - u);
                lost += weights[i] * (1 - Math.min(d, u));
            }
            return new Scores(part(lostDownstream), part(lostUpstream), part(lost), steps, converged);
        }

        /** Rounding must not carry a part of the whole beyond it. */
        private double part(double lost) {
            return sumOfWeights == 0 ? 0 : Math.min(1, lost / sumOfWeights);
        }
    }
}
