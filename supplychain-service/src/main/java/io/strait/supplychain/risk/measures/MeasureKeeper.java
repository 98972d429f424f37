package io.strait.supplychain.risk.measures;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.strait.events.SupplyChainEvent;
import io.strait.supplychain.catalogue.Revised;
import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.catalogue.storage.FactReads;
import io.strait.supplychain.catalogue.storage.FactWrites;
import io.strait.supplychain.risk.ConcentrationBands;
import io.strait.supplychain.risk.Interval;
import io.strait.supplychain.risk.Market;
import io.strait.supplychain.risk.Measured;
import io.strait.supplychain.risk.RiskMeasure;
import io.strait.supplychain.risk.storage.MarketReads;
import io.strait.supplychain.risk.storage.MeasureRows;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures anew, within the transaction of a revision, the markets that it changed: so the revision, its measures and
 * the events commit together. What it costs grows with the markets that a change touches, not with the catalogue.
 * Thread-safe.
 *
 * <p>An event is raised where the band of either end of the interval is another than before. The first measure of an
 * input crosses nothing, and is only kept.
 */
@ApplicationScoped
public class MeasureKeeper {
    private static final Logger LOG = Logger.getLogger(MeasureKeeper.class);
    /** Inputs of one read and one write. */
    private static final int BATCH = 1_000;
    /** Ids in one event: an import may change a market in a hundred thousand places. */
    private static final int MAX_BECAUSE = 100;

    private final MarketReads markets;
    private final MeasureRows rows;
    private final FactReads facts;
    private final FactWrites writers;
    private final ConcentrationBands bands;

    MeasureKeeper(MarketReads markets, MeasureRows rows, FactReads facts, FactWrites writers, DefaultBands bands) {
        this.markets = markets;
        this.rows = rows;
        this.facts = facts;
        this.writers = writers;
        this.bands = bands.get();
    }

    void follow(@Observes Revised revised) {
        keep(revised.revision().id(), touched(revised.changes()), revised.traceparent());
    }

    /** Facts that were there before measures were kept get their first one. A database that is away stops no start. */
    void fill(@Observes @Priority(200) StartupEvent event) {
        try {
            fill();
        } catch (RuntimeException e) {
            LOG.warnf("Measures not filled in: cause=%s", e.toString());
        }
    }

    public void fill() {
        if (QuarkusTransaction.requiringNew().call(markets::unmeasured).isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            writers.begin();
            Map<String, Set<String>> because = new TreeMap<>();
            markets.unmeasured().forEach(input -> because.put(input, Set.of()));
            keep(facts.latestRevision(), because, null);
            LOG.infof("Measures filled in: inputs=%d", because.size());
        });
    }

    /** The inputs whose markets a revision may have changed, each with the facts that did. */
    private Map<String, Set<String>> touched(Collection<Change> changes) {
        Map<String, Set<String>> because = new TreeMap<>();
        Set<String> movedSuppliers = new TreeSet<>();
        for (Change change : changes) {
            Fact before = change.before() == null ? null : change.before().fact();
            Fact after = change.after();
            touch(because, before);
            touch(because, after);
            if (before instanceof Node was && after instanceof Node is && hasMoved(was, is)) {
                movedSuppliers.add(is.id());
            }
        }
        if (!movedSuppliers.isEmpty()) {
            markets.inputsOf(movedSuppliers)
                    .forEach((supplier, inputs) ->
                            inputs.forEach(input -> because.computeIfAbsent(input, none -> new TreeSet<>())
                                    .add(supplier)));
        }
        return because;
    }

    private static void touch(Map<String, Set<String>> because, @Nullable Fact fact) {
        if (fact instanceof Supply supply && supply.recipient() == null) {
            because.computeIfAbsent(supply.input(), none -> new TreeSet<>()).add(supply.id());
        }
    }

    private static boolean hasMoved(Node was, Node is) {
        return was.kind().isSupplier()
                && (!Objects.equals(was.area(), is.area())
                        || was.kind() != is.kind()
                        || was.collective() != is.collective());
    }

    private void keep(long revision, Map<String, Set<String>> because, @Nullable String traceparent) {
        List<String> inputs = List.copyOf(because.keySet());
        for (int from = 0; from < inputs.size(); from += BATCH) {
            keep(revision, inputs.subList(from, Math.min(from + BATCH, inputs.size())), because, traceparent);
        }
    }

    private void keep(
            long revision, List<String> inputs, Map<String, Set<String>> because, @Nullable String traceparent) {
        Map<String, Market> now = markets.now(inputs);
        Map<String, Map<RiskMeasure, Measured>> known = rows.latest(inputs);
        Market nobody = new Market(List.of(), List.of());
        List<MeasureRows.Row> changed = new ArrayList<>();
        List<SupplyChainEvent.RiskChanged> events = new ArrayList<>();
        for (String input : inputs) {
            List<String> facts = because.getOrDefault(input, Set.of()).stream()
                    .limit(MAX_BECAUSE)
                    .toList();
            for (RiskMeasure measure : RiskMeasure.values()) {
                Measured before = known.getOrDefault(input, Map.of()).get(measure);
                Measured after = Measured.of(measure, now.getOrDefault(input, nobody));
                if (before == null ? after.hhi() != null : !before.equals(after)) {
                    changed.add(new MeasureRows.Row(input, after, facts));
                    if (before != null && !Objects.equals(before.band(bands), after.band(bands))) {
                        events.add(event(input, before, after, facts, revision));
                    }
                }
            }
        }
        rows.add(revision, changed, events, traceparent);
    }

    private SupplyChainEvent.RiskChanged event(
            String input, Measured before, Measured after, List<String> because, long revision) {
        return new SupplyChainEvent.RiskChanged(
                input,
                after.measure().code(),
                atLeast(before),
                atLeast(after),
                before.band(bands),
                after.band(bands),
                because,
                revision);
    }

    /** The low end: at least so concentrated. */
    private static @Nullable BigDecimal atLeast(Measured measured) {
        Interval hhi = measured.hhi();
        return hhi == null ? null : BigDecimal.valueOf(hhi.low()).setScale(2, RoundingMode.HALF_UP);
    }
}
