package io.strait.supplychain.graph;

/**
 * One fact by which a node stops.
 *
 * @param from what has stopped: an input that is needed, or a supplier; with a supply to a named recipient the input
 *     itself may be up for others
 * @param kind whether it is a requirement that is not met or a supply that is gone
 * @param link the id of that fact
 */
public record Cause(String from, LinkKind kind, String link) {}
