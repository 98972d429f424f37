package io.strait.supplychain.graph;

import java.util.EnumSet;
import java.util.Set;

/**
 * When a node stops. A node is up while it is not taken out, every requirement that counts is met, and, where any supply
 * of it is on record, one of its suppliers is up. A requirement is met while the input is up and, where there is a supply
 * of it to that node or to anyone, one of those suppliers is up. What has no supply on record is a source: up unless
 * taken out. Where all the supplies on record are to others, nobody says who serves this node, and the input counts as
 * met while it is up. Immutable.
 *
 * @param stopping the essentialities of the requirements that count; the others are as if they were not there
 * @param areaSuppliers what the supplies of areas count for
 */
public record StopRules(Set<Essentiality> stopping, AreaSuppliers areaSuppliers) {
    /** The kind of node that is an area. */
    static final String AREA = "area";

    /**
     * A supply by an area ("Japan makes resist") often says the same as those by its organisations; taken as one more
     * supplier it would hide that the only organisation is a single point of failure.
     */
    public enum AreaSuppliers {
        /** They count only where no other supplier of that input is on record. */
        WHERE_ALONE,
        /** They count like any other. */
        ALWAYS
    }

    /**
     * Only what is said to be critical stops a node. Much data does not say; an answer tells how many requirements it
     * passed over for that, and {@link #withUnknown} counts them.
     */
    public static final StopRules DEFAULT = new StopRules(Set.of(Essentiality.CRITICAL), AreaSuppliers.WHERE_ALONE);

    public StopRules {
        stopping = Set.copyOf(stopping);
    }

    /** The same, with inputs whose essentiality nobody said taken as critical. */
    public StopRules withUnknown() {
        Set<Essentiality> more = EnumSet.of(Essentiality.UNKNOWN);
        more.addAll(stopping);
        return new StopRules(more, areaSuppliers);
    }
}
