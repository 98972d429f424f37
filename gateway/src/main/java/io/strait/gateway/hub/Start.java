package io.strait.gateway.hub;

/** Where a subscriber wants to begin. */
public sealed interface Start {
    /** With what happens from now on. */
    record Live() implements Start {}

    /** With the oldest event that is still held. */
    record Earliest() implements Start {}

    /** After {@code position}, as the client sent it: it may be anything. */
    record After(String position) implements Start {}
}
