package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a snapshot, numbered, and where each id is (open addressing, which needs a twentieth of the room of a map
 * of boxed numbers). Both lie in pages, and a changed table shares the pages that it did not touch with the one before.
 * A number is never given twice: a node that is replaced keeps its own, a removed one leaves a hole. Immutable and
 * thread-safe.
 */
final class NodeTable {
    /** The number of an id that is not here. */
    static final int MISSING = -2;

    private static final int BITS = 10;
    private static final int PAGE = 1 << BITS;
    /** With one in so many nodes (a power of two) it is quicker to mark those to sort and to look for the marks. */
    private static final int WORTH_BITS = 9;

    private static final int FREE = 0;
    /** A slot whose node is gone: a search goes on behind it. */
    private static final int GONE = -1;

    private final @Nullable GraphNode[][] nodes;
    private final int size;
    private final int count;
    private final int sorted;
    /** Node numbers plus one, a power of two of them. */
    private final int[][] slots;

    private final int used;

    private NodeTable(Editor edited) {
        nodes = edited.nodes;
        size = edited.size;
        count = edited.count;
        sorted = edited.sorted;
        slots = edited.slots;
        used = edited.used;
    }

    /** Numbered by id. Of several with the same id the last one counts. */
    static NodeTable of(Collection<GraphNode> facts) {
        GraphNode[] ordered = facts.toArray(new GraphNode[0]);
        Arrays.sort(ordered, Comparator.comparing(GraphNode::id));
        Editor editor = new Editor(ordered.length);
        for (GraphNode node : ordered) {
            editor.put(node);
        }
        return editor.table();
    }

    /** One more than the highest number. */
    int size() {
        return size;
    }

    /** How many nodes there are, holes left out. */
    int count() {
        return count;
    }

    /** Whether numbers are in the order of ids and none is a hole. */
    boolean isOrdered() {
        return sorted == size && count == size;
    }

    /** Numbers below this one are in the order of their ids; those from here on came later. */
    int sorted() {
        return sorted;
    }

    boolean isHole(int number) {
        return nodes[number >> BITS][number & (PAGE - 1)] == null;
    }

    GraphNode at(int number) {
        GraphNode node = nodes[number >> BITS][number & (PAGE - 1)];
        if (node == null) {
            throw new IllegalStateException("node " + number + " is gone");
        }
        return node;
    }

    /** {@link #MISSING} where there is none. */
    int indexOf(String id) {
        return find(nodes, slots, id);
    }

    private static int find(@Nullable GraphNode[][] nodes, int[][] slots, String id) {
        int slot = firstSlot(slots, id);
        int found;
        while ((found = slots[slot >> BITS][slot & (PAGE - 1)]) != FREE) {
            if (found != GONE) {
                GraphNode node = nodes[(found - 1) >> BITS][(found - 1) & (PAGE - 1)];
                if (node != null && node.id().equals(id)) {
                    return found - 1;
                }
            }
            slot = nextSlot(slots, slot);
        }
        return MISSING;
    }

    private static int firstSlot(int[][] slots, String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 16)) & (slots.length * PAGE - 1);
    }

    private static int nextSlot(int[][] slots, int slot) {
        return (slot + 1) & (slots.length * PAGE - 1);
    }

    /** Whether the id of one node comes before that of another. */
    boolean precedes(int number, int other) {
        return number < sorted && other < sorted
                ? number < other
                : at(number).id().compareTo(at(other).id()) < 0;
    }

    /** Sorts different numbers by id. */
    void sort(int[] numbers) {
        if (numbers.length < size >> WORTH_BITS) {
            Arrays.sort(numbers);
        } else {
            sortByBits(numbers);
        }
        int early = Arrays.binarySearch(numbers, sorted);
        early = early < 0 ? -early - 1 : early;
        if (early == numbers.length) {
            return;
        }
        Integer[] late = new Integer[numbers.length - early];
        Arrays.setAll(late, i -> numbers[numbers.length - late.length + i]);
        Arrays.sort(late, Comparator.comparing(number -> at(number).id()));
        // From the end, so that what is read is not yet overwritten
        int next = late.length;
        for (int into = numbers.length - 1; next > 0; into--) {
            boolean isEarly = early > 0 && precedes(late[next - 1], numbers[early - 1]);
            numbers[into] = isEarly ? numbers[--early] : late[--next];
        }
    }

    private void sortByBits(int[] numbers) {
        long[] bits = new long[(size + Long.SIZE - 1) / Long.SIZE];
        for (int number : numbers) {
            bits[number >> 6] |= 1L << number;
        }
        int next = 0;
        for (int word = 0; next < numbers.length; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                numbers[next++] = (word << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
    }

    /** The numbers of all nodes, by id. */
    int[] inOrder() {
        int[] numbers = new int[count];
        int at = 0;
        for (int number = 0; number < size; number++) {
            if (!isHole(number)) {
                numbers[at++] = number;
            }
        }
        sort(numbers);
        return numbers;
    }

    Editor edit() {
        return new Editor(this);
    }

    /** Makes a table of another one; copies a page when it is first touched. Not thread-safe. */
    static final class Editor {
        private @Nullable GraphNode[][] nodes;
        private int size;
        private int count;
        private int sorted;
        private int[][] slots;
        private int used;
        /** Whose pages are this editor's own already. */
        private boolean[] ownNodes;

        private boolean[] ownSlots;

        private Editor(NodeTable table) {
            nodes = table.nodes.clone();
            size = table.size;
            count = table.count;
            sorted = table.sorted;
            slots = table.slots.clone();
            used = table.used;
            ownNodes = new boolean[nodes.length];
            ownSlots = new boolean[slots.length];
        }

        private Editor(int expected) {
            nodes = new GraphNode[pages(expected)][];
            slots = emptySlots(expected);
            ownNodes = new boolean[nodes.length];
            ownSlots = new boolean[slots.length];
            Arrays.fill(ownSlots, true);
        }

        private static int pages(int numbers) {
            return (numbers + PAGE - 1) >> BITS;
        }

        /** Between a quarter and a half full. */
        private static int[][] emptySlots(int expected) {
            return new int[Math.max(1, Integer.highestOneBit(Math.max(1, expected)) * 4 >> BITS)][PAGE];
        }

        int indexOf(String id) {
            return find(nodes, slots, id);
        }

        /** Adds a node, or puts it in the place of the one with its id; answers its number. */
        int put(GraphNode node) {
            int number = indexOf(node.id());
            if (number == MISSING) {
                number = size;
                boolean follows = number == 0
                        || (sorted == number
                                && !isHole(number - 1)
                                && id(number - 1).compareTo(node.id()) < 0);
                sorted += follows ? 1 : 0;
                size++;
                count++;
                ownPage(number)[number & (PAGE - 1)] = node;
                enter(node.id(), number);
            } else {
                ownPage(number)[number & (PAGE - 1)] = node;
            }
            return number;
        }

        private boolean isHole(int number) {
            return nodes[number >> BITS][number & (PAGE - 1)] == null;
        }

        private String id(int number) {
            GraphNode node = nodes[number >> BITS][number & (PAGE - 1)];
            return node == null ? "" : node.id();
        }

        void remove(int number) {
            int slot = firstSlot(slots, id(number));
            while (slots[slot >> BITS][slot & (PAGE - 1)] != number + 1) {
                slot = nextSlot(slots, slot);
            }
            ownSlots(slot)[slot & (PAGE - 1)] = GONE;
            ownPage(number)[number & (PAGE - 1)] = null;
            count--;
        }

        private void enter(String id, int number) {
            if (4L * (used + 1) > 3L * slots.length * PAGE) {
                rehash();
                return;
            }
            int slot = firstSlot(slots, id);
            while (slots[slot >> BITS][slot & (PAGE - 1)] != FREE) {
                slot = nextSlot(slots, slot);
            }
            ownSlots(slot)[slot & (PAGE - 1)] = number + 1;
            used++;
        }

        private void rehash() {
            slots = emptySlots(2 * count);
            ownSlots = new boolean[slots.length];
            Arrays.fill(ownSlots, true);
            used = 0;
            for (int number = 0; number < size; number++) {
                if (!isHole(number)) {
                    enter(id(number), number);
                }
            }
        }

        private @Nullable GraphNode[] ownPage(int number) {
            int page = number >> BITS;
            if (page == nodes.length) {
                nodes = Arrays.copyOf(nodes, page + 1);
                ownNodes = Arrays.copyOf(ownNodes, page + 1);
            }
            if (!ownNodes[page]) {
                nodes[page] = nodes[page] == null ? new GraphNode[PAGE] : nodes[page].clone();
                ownNodes[page] = true;
            }
            return nodes[page];
        }

        private int[] ownSlots(int slot) {
            int page = slot >> BITS;
            if (!ownSlots[page]) {
                slots[page] = slots[page].clone();
                ownSlots[page] = true;
            }
            return slots[page];
        }

        NodeTable table() {
            return new NodeTable(this);
        }
    }
}
