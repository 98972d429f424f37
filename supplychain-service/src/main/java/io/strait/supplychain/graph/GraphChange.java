package io.strait.supplychain.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * How the facts of one revision differ from those of an earlier one: each fact that was in force then and is not now is
 * removed, each that is now and was not then is added. One that has changed is both, and so is named in full as it was.
 * Not thread-safe.
 */
public final class GraphChange {
    private final List<String> removedNodes = new ArrayList<>();
    private final List<GraphNode> addedNodes = new ArrayList<>();
    private final List<GraphLink> removedLinks = new ArrayList<>();
    private final List<GraphLink> addedLinks = new ArrayList<>();

    public void removeNode(String id) {
        removedNodes.add(id);
    }

    public void add(GraphNode node) {
        addedNodes.add(node);
    }

    public void remove(GraphLink link) {
        removedLinks.add(link);
    }

    public void add(GraphLink link) {
        addedLinks.add(link);
    }

    List<String> removedNodes() {
        return removedNodes;
    }

    List<GraphNode> addedNodes() {
        return addedNodes;
    }

    List<GraphLink> removedLinks() {
        return removedLinks;
    }

    List<GraphLink> addedLinks() {
        return addedLinks;
    }

    /** A fact that has changed counts twice: as it was and as it is. */
    public int size() {
        return removedNodes.size() + addedNodes.size() + removedLinks.size() + addedLinks.size();
    }
}
