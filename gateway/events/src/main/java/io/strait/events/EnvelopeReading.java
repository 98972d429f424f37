package io.strait.events;

/** What the headers of a Kafka record turned out to be. */
public sealed interface EnvelopeReading permits EventEnvelope, EnvelopeReading.Malformed {

    /** Not a CloudEvent of this contract; {@code reason} names the header, what it holds and what was expected. */
    record Malformed(String reason) implements EnvelopeReading {}
}
