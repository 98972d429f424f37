package io.strait.supplychain.graph;

import java.util.Set;

/** The kinds of links to follow, as bits: looked at for every arc. */
record Kinds(int bits) {
    /** How many different ones there are. */
    static final int COUNT = 1 << LinkKind.values().length;

    static Kinds of(Set<LinkKind> kinds) {
        int bits = 0;
        for (LinkKind kind : kinds) {
            bits |= 1 << kind.ordinal();
        }
        return new Kinds(bits);
    }

    boolean follows(LinkTable links, int link) {
        return (bits >> links.kind(link).ordinal() & 1) != 0;
    }
}
