package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The links of a snapshot, numbered: requirements first, then supplies, then those that changes have added, of either
 * kind; a number below 0 is the nesting of node {@code ~number}. Numbers of links that are gone are not given again: no
 * arc leads to them. A table with more links shares the columns of the one before. Immutable and thread-safe.
 */
final class LinkTable {
    /** No recipient: to anyone. */
    static final int ANYONE = -1;

    private static final Essentiality[] ESSENTIALITIES = Essentiality.values();

    private final NodeTable nodes;
    private final LinkColumns requirements;
    private final LinkColumns supplies;
    private final Added[] added;
    private final int firstSupply;
    private final int firstAdded;

    /** A link that a change has added; its ends as node numbers. */
    record Added(GraphLink fact, int from, int to, int recipient) {}

    LinkTable(NodeTable nodes, LinkColumns requirements, LinkColumns supplies) {
        this(nodes, requirements, supplies, new Added[0]);
    }

    private LinkTable(NodeTable nodes, LinkColumns requirements, LinkColumns supplies, Added[] added) {
        this.nodes = nodes;
        this.requirements = requirements;
        this.supplies = supplies;
        this.added = added;
        firstSupply = requirements.size();
        firstAdded = firstSupply + supplies.size();
    }

    /** One with more links, numbered from {@link #size} of this one on. */
    LinkTable plus(NodeTable nodesNow, List<Added> more) {
        Added[] all = Arrays.copyOf(added, added.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            all[added.length + i] = more.get(i);
        }
        return new LinkTable(nodesNow, requirements, supplies, all);
    }

    /** One more than the highest number. */
    int size() {
        return firstAdded + added.length;
    }

    LinkKind kind(int link) {
        return link < 0
                ? LinkKind.TYPE
                : link < firstSupply
                        ? LinkKind.REQUIREMENT
                        : link < firstAdded
                                ? LinkKind.SUPPLY
                                : added(link).fact().kind();
    }

    private Added added(int link) {
        return added[link - firstAdded];
    }

    /** Of a requirement or a supply. */
    int from(int link) {
        return link < firstSupply
                ? requirements.from(link)
                : link < firstAdded
                        ? supplies.from(link - firstSupply)
                        : added(link).from();
    }

    /** Of a requirement or a supply. */
    int to(int link) {
        return link < firstSupply
                ? requirements.to(link)
                : link < firstAdded
                        ? supplies.to(link - firstSupply)
                        : added(link).to();
    }

    /** Of a supply: a node, or {@link #ANYONE}. */
    int recipient(int supply) {
        return supply < firstAdded
                ? supplies.recipient(supply - firstSupply)
                : added(supply).recipient();
    }

    /** Whether it is a supply to somebody who is not what is supplied, and so two arcs. */
    boolean hasOtherEnd(int link) {
        return kind(link) == LinkKind.SUPPLY && recipient(link) != ANYONE && recipient(link) != to(link);
    }

    Essentiality essentiality(int requirement) {
        return requirement < firstSupply
                ? ESSENTIALITIES[requirements.essentiality(requirement)]
                : added(requirement).fact().essentiality();
    }

    String id(int link) {
        if (link < 0) {
            return nodes.at(~link).id();
        }
        String own = ownId(link);
        return own != null
                ? own
                : kind(link) == LinkKind.REQUIREMENT
                        ? requirementId(node(to(link)), node(from(link)))
                        : supplyId(node(from(link)), node(to(link)), recipientId(recipient(link)));
    }

    private String node(int number) {
        return nodes.at(number).id();
    }

    private @Nullable String recipientId(int recipient) {
        return recipient == ANYONE ? null : node(recipient);
    }

    /** Null where it follows from the ends. */
    @Nullable
    String ownId(int link) {
        return link < firstSupply
                ? requirements.ownId(link)
                : link < firstAdded
                        ? supplies.ownId(link - firstSupply)
                        : ownId(added(link).fact());
    }

    /** Null where it follows from the ends. */
    static @Nullable String ownId(GraphLink link) {
        String first = link.to().get(0);
        boolean follows = link.kind() == LinkKind.REQUIREMENT
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
        return follows ? null : link.id();
    }

    private static String requirementId(String node, String input) {
        return node + "_needs_" + input;
    }

    private static String supplyId(String supplier, String input, @Nullable String recipient) {
        return supplier + "_supplies_" + input + (recipient == null ? "" : "_to_" + recipient);
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
}
