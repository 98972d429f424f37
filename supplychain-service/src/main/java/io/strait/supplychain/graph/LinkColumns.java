package io.strait.supplychain.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Links of one kind in columns, numbered from 0; ends are node numbers. A million ids as strings would take more room than
 * everything else together; so an id that follows from the ends ({@code fab_needs_resist}) is not kept but made when
 * asked for, and the others lie end to end in one string. Immutable and thread-safe.
 */
final class LinkColumns {
    private final boolean supplies;
    private final int size;
    private final int[] from;
    private final int[] to;
    /** Of supplies only. */
    private final int[] recipient;
    /** Of requirements only. */
    private final byte[] essentiality;
    /** Where the id of link n ends; it begins where the one before ends. Empty: it follows from the ends. */
    private final int[] idEnds;

    private final String ids;

    private LinkColumns(Builder built) {
        supplies = built.supplies;
        size = built.size;
        from = Arrays.copyOf(built.from, size);
        to = Arrays.copyOf(built.to, size);
        recipient = Arrays.copyOf(built.recipient, supplies ? size : 0);
        essentiality = Arrays.copyOf(built.essentiality, supplies ? 0 : size);
        idEnds = Arrays.copyOf(built.idEnds, size);
        ids = built.ids.toString();
    }

    int size() {
        return size;
    }

    int from(int link) {
        return from[link];
    }

    int to(int link) {
        return to[link];
    }

    int recipient(int link) {
        return recipient[link];
    }

    int essentiality(int link) {
        return essentiality[link];
    }

    /** Null where it follows from the ends. */
    @Nullable
    String ownId(int link) {
        int begin = link == 0 ? 0 : idEnds[link - 1];
        return begin < idEnds[link] ? ids.substring(begin, idEnds[link]) : null;
    }

    /** Takes one link after another. Not thread-safe. */
    static final class Builder {
        private final boolean supplies;
        private final StringBuilder ids = new StringBuilder();
        private int size;
        private int[] from = new int[16];
        private int[] to = new int[16];
        private int[] recipient;
        private byte[] essentiality;
        private int[] idEnds = new int[16];

        Builder(boolean supplies) {
            this.supplies = supplies;
            recipient = new int[supplies ? 16 : 0];
            essentiality = new byte[supplies ? 0 : 16];
        }

        /**
         * @param recipient of supplies only
         * @param essentiality of requirements only
         * @param ownId null where it follows from the ends
         */
        void add(int from, int to, int recipient, int essentiality, @Nullable String ownId) {
            if (size == this.from.length) {
                grow(size + (size >> 1));
            }
            this.from[size] = from;
            this.to[size] = to;
            if (supplies) {
                this.recipient[size] = recipient;
            } else {
                this.essentiality[size] = (byte) essentiality;
            }
            if (ownId != null) {
                ids.append(ownId);
            }
            idEnds[size++] = ids.length();
        }

        private void grow(int capacity) {
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
            recipient = Arrays.copyOf(recipient, supplies ? capacity : 0);
            essentiality = Arrays.copyOf(essentiality, supplies ? 0 : capacity);
            idEnds = Arrays.copyOf(idEnds, capacity);
        }

        int size() {
            return size;
        }

        LinkColumns build() {
            return new LinkColumns(this);
        }
    }
}
