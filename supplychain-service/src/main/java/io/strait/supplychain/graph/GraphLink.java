package io.strait.supplychain.graph;

import java.util.List;

/** One fact that connects: goods flow from {@code from} to each of {@code to}. */
public record GraphLink(String id, LinkKind kind, String from, List<String> to) {
    public GraphLink {
        to = List.copyOf(to);
    }
}
