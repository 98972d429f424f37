package io.strait.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The payload ({@code data}) of a change event. A record here is the JSON object of the same members; a member that is
 * null is written as {@code null}, for absent and unknown are told apart by schema, not by guess.
 */
public sealed interface ChangeEvent permits TradeEvent, SupplyChainEvent {
    /** The CloudEvents {@code type}, for example {@code strait.trade.series.changed}. */
    @JsonIgnore
    String type();

    /** The CloudEvents {@code subject} and the Kafka key: events of one subject keep their order. */
    @JsonIgnore
    String subject();
}
