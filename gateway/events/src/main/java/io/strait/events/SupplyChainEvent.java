package io.strait.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What supplychain-service tells of, on topic {@value #TOPIC}. */
public sealed interface SupplyChainEvent extends ChangeEvent {
    String TOPIC = "strait.supplychain.v1";

    /** What happened to a node or a link. */
    enum Change {
        ADDED,
        CHANGED,
        REMOVED;

        String suffix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A node was added, changed or removed. {@code before} and {@code after} are the node as its resource shows it;
     * the first is null when it was added, the second when it was removed.
     */
    record NodeChanged(
            @JsonIgnore Change change,
            String nodeId,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            long revision,
            String changedBy)
            implements SupplyChainEvent {
        @Override
        public String type() {
            return "strait.supplychain.node." + change.suffix();
        }

        @Override
        public String subject() {
            return nodeId;
        }
    }

    /** The same for a link; {@code kind} is {@code REQUIREMENT} or {@code SUPPLY}. */
    record LinkChanged(
            @JsonIgnore Change change,
            String linkId,
            String kind,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            long revision,
            String changedBy)
            implements SupplyChainEvent {
        @Override
        public String type() {
            return "strait.supplychain.link." + change.suffix();
        }

        @Override
        public String subject() {
            return linkId;
        }
    }

    /** A measure of a node crossed a band: {@code concentrationByArea} from {@code MODERATE} to {@code HIGH}. */
    record RiskChanged(
            String nodeId,
            String measure,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            @Nullable String bandBefore,
            @Nullable String bandAfter,
            List<String> because,
            long revision)
            implements SupplyChainEvent {
        @Override
        public String type() {
            return "strait.supplychain.risk.changed";
        }

        @Override
        public String subject() {
            return nodeId;
        }
    }

    /** A scenario was computed on graph revision {@code revision}. */
    record ScenarioCompleted(String scenarioId, String name, String headline, List<String> nodesDown, long revision)
            implements SupplyChainEvent {
        @Override
        public String type() {
            return "strait.supplychain.scenario.completed";
        }

        @Override
        public String subject() {
            return scenarioId;
        }
    }
}
