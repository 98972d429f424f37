package io.strait.supplychain.risk.measures;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.risk.Esri;
import io.strait.supplychain.risk.FirmNetwork;
import io.strait.supplychain.risk.Firms;
import io.strait.supplychain.risk.NodeShock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Systemic risk of the nodes of a revision. The last few networks and rankings are kept, so that what many ask for is
 * computed once; who asks for what another is computing waits for it. Thread-safe.
 */
@ApplicationScoped
public class SystemicRisks {
    /** A network may be large, a ranking is not. */
    private static final int KEPT_NETWORKS = 2;

    private static final int KEPT_RANKINGS = 8;

    /** @param steps see {@link Esri.Options} */
    public record Options(Firms.Options firms, Esri.Options steps) {}

    /** A revision as a network of firms, ready for shocks. */
    public record Network(Firms firms, FirmNetwork flows, Esri esri) {
        /** How much one shock looks at, at most, in one step. */
        public long size() {
            return (long) flows.firms() + flows.links();
        }
    }

    /** What is lost when all that a node stands for stops. */
    public record Score(Node node, int firms, Esri.Scores scores) {}

    private record NetworkKey(long revision, Options options) {}

    private record RankingKey(NetworkKey network, Set<NodeKind> kinds) {}

    private final RiskConfig config;
    private final Computed<NetworkKey, Network> networks = new Computed<>(KEPT_NETWORKS);
    private final Computed<RankingKey, List<Score>> rankings = new Computed<>(KEPT_RANKINGS);

    SystemicRisks(RiskConfig config) {
        this.config = config;
    }

    /** @throws io.strait.supplychain.problem.ProblemException 422 where it would have too many flows */
    public Network network(FactBook book, Options options) {
        return networks.get(new NetworkKey(book.revision(), options), () -> {
            TooMuch.check(
                    "flows between makers",
                    Firms.estimatedFlows(book),
                    config.maxFlows(),
                    "The catalogue is too large for it; strait.risk.max-flows is the limit.");
            Firms firms = Firms.of(book, options.firms());
            FirmNetwork flows = firms.network();
            return new Network(firms, flows, new Esri(flows, firms.roles(), options.steps()));
        });
    }

    /**
     * Every node of these kinds that makes or is made, stopped alone, by id.
     *
     * @throws io.strait.supplychain.problem.ProblemException 422 where it would take too many steps
     */
    public List<Score> ranking(FactBook book, Options options, Set<NodeKind> kinds) {
        Network network = network(book, options);
        NetworkKey key = new NetworkKey(book.revision(), options);
        return rankings.get(new RankingKey(key, Set.copyOf(kinds)), () -> rank(book, network, kinds));
    }

    private List<Score> rank(FactBook book, Network network, Set<NodeKind> kinds) {
        Map<String, List<Integer>> byNode = network.firms().byNode();
        Map<Node, List<Integer>> wanted = new LinkedHashMap<>();
        for (Node node : book.nodes()) {
            List<Integer> firms = kinds.contains(node.kind()) ? NodeShock.firmsOf(node, byNode) : List.of();
            if (!firms.isEmpty()) {
                wanted.put(node, firms);
            }
        }
        TooMuch.check(
                "steps",
                TooMuch.times(wanted.size(), network.size()),
                config.maxSteps(),
                "Ask for one kind, or for the shock of one node; strait.risk.max-steps is the limit.");
        Esri.Run run = network.esri().run();
        double[] left = new double[network.flows().firms()];
        Arrays.fill(left, 1);
        List<Score> scores = new ArrayList<>();
        wanted.forEach((node, firms) -> {
            Esri.Scores score;
            if (firms.size() == 1) {
                score = run.of(firms.get(0));
            } else {
                firms.forEach(firm -> left[firm] = 0);
                score = run.of(left);
                firms.forEach(firm -> left[firm] = 1);
            }
            scores.add(new Score(node, firms.size(), score));
        });
        return scores;
    }

    /** The last few results by what they were asked for. A failure is not kept. */
    private static final class Computed<K, V> {
        private final Map<K, CompletableFuture<V>> results;

        Computed(int kept) {
            results = new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.@Nullable Entry<K, CompletableFuture<V>> eldest) {
                    return size() > kept;
                }
            };
        }

        V get(K key, java.util.function.Supplier<V> compute) {
            CompletableFuture<V> mine = new CompletableFuture<>();
            CompletableFuture<V> result;
            synchronized (results) {
                CompletableFuture<V> known = results.get(key);
                result = known == null ? mine : known;
                if (known == null) {
                    results.put(key, mine);
                }
            }
            if (result == mine) {
                try {
                    mine.complete(compute.get());
                } catch (RuntimeException | Error e) {
                    synchronized (results) {
                        results.remove(key, mine);
                    }
                    mine.completeExceptionally(e);
                    throw e;
                }
            }
            try {
                return result.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
