package io.strait.supplychain.graph;

import java.util.Collection;
import java.util.function.ToIntFunction;

/**
 * All links of a snapshot, numbered: requirements first, then supplies, then one number a node for its nesting. Ends are
 * node numbers. A million ids as strings would take more room than everything else together; so an id that follows from
 * the ends ({@code fab_needs_resist}) is not kept but made when asked for, and the others lie end to end in one
 * string.
 * Immutable and thread-safe.
 */
final class LinkTable {
    /** No recipient: to anyone. */
    static final int ANYONE = -1;
    /** An end that is not in the graph. */
    static final int MISSING = -2;

    private static final Essentiality[] ESSENTIALITIES = Essentiality.values();

    private final GraphNode[] nodes;
    private final int requirements;
    private final int[] from;
    private final int[] to;
    /** Of supplies only, so counted from the first of them. */
    private final int[] recipient;
    /** Of requirements only. */
    private final byte[] essentiality;
    /** Where the id of link n ends; it begins where the one before ends. Empty: it follows from the ends. */
    private final int[] idEnds;

    private final String ids;

    LinkTable(
            GraphNode[] nodes,
            Collection<GraphLink> requirementFacts,
            Collection<GraphLink> supplyFacts,
            ToIntFunction<String> index) {
        this.nodes = nodes;
        this.requirements = requirementFacts.size();
        int size = requirements + supplyFacts.size();
        from = new int[size];
        to = new int[size];
        recipient = new int[supplyFacts.size()];
        essentiality = new byte[requirements];
        idEnds = new int[size];
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (GraphLink link : requirementFacts) {
            ends(at, link, index);
            essentiality[at] = (byte) link.essentiality().ordinal();
            id(at++, link, text);
        }
        for (GraphLink link : supplyFacts) {
            ends(at, link, index);
            recipient[at - requirements] =
                    link.to().size() == 1 ? ANYONE : index.applyAsInt(link.to().get(1));
            id(at++, link, text);
        }
        ids = text.toString();
    }

    private void ends(int at, GraphLink link, ToIntFunction<String> index) {
        from[at] = index.applyAsInt(link.from());
        to[at] = index.applyAsInt(link.to().get(0));
    }

    private void id(int at, GraphLink link, StringBuilder text) {
        boolean whole = from[at] >= 0 && to[at] >= 0 && (at < requirements || recipient(at) != MISSING);
        if (!whole || !isDerived(link)) {
            text.append(link.id());
        }
        idEnds[at] = text.length();
    }

    private static boolean isDerived(GraphLink link) {
        String first = link.to().get(0);
        return link.kind() == LinkKind.REQUIREMENT
                ? joins(link.id(), first, "_needs_", link.from())
                : link.to().size() == 1
                        ? joins(link.id(), link.from(), "_supplies_", first)
                        : joins(
                                link.id(),
                                link.from(),
                                "_supplies_",
                                first,
                                "_to_",
                                link.to().get(1));
    }

    /** The parts in order make up the text; compared in place, for building a million strings takes its time. */
    private static boolean joins(String text, String... parts) {
        int at = 0;
        for (String part : parts) {
            if (!text.startsWith(part, at)) {
                return false;
            }
            at += part.length();
        }
        return at == text.length();
    }

    /** Requirements and supplies; the numbers from here on are the nodes' nesting. */
    int size() {
        return from.length;
    }

    int requirements() {
        return requirements;
    }

    int from(int link) {
        return from[link];
    }

    int to(int link) {
        return to[link];
    }

    /** Of a supply: a node, {@link #ANYONE} or {@link #MISSING}. */
    int recipient(int supply) {
        return recipient[supply - requirements];
    }

    Essentiality essentiality(int requirement) {
        return ESSENTIALITIES[essentiality[requirement]];
    }

    LinkKind kind(int link) {
        return link < requirements ? LinkKind.REQUIREMENT : link < from.length ? LinkKind.SUPPLY : LinkKind.TYPE;
    }

    String id(int link) {
        if (link >= from.length) {
            return nodes[link - from.length].id();
        }
        int begin = link == 0 ? 0 : idEnds[link - 1];
        if (begin < idEnds[link]) {
            return ids.substring(begin, idEnds[link]);
        }
        String source = nodes[from[link]].id();
        String target = nodes[to[link]].id();
        if (link < requirements) {
            return target + "_needs_" + source;
        }
        int whom = recipient(link);
        return source + "_supplies_" + target + (whom == ANYONE ? "" : "_to_" + nodes[whom].id());
    }
}
