package io.strait.events;

/**
 * One kind of change event.
 *
 * @param name the CloudEvents {@code type}
 * @param topic the Kafka topic it travels on
 * @param payload the record of its data; several types may share one
 */
public record EventType(String name, String topic, Class<? extends ChangeEvent> payload) {}
