package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which component of a file goes into which cell of a row: first those of {@link SdmxConcept}, then dimensions that are
 * not known, whose values decide whether a row can be kept. Bounded whatever a file names. Not thread-safe.
 */
final class SdmxComponents {
    /** What a file says that a component is. */
    enum Role {
        DIMENSION,
        ATTRIBUTE,
        /** Nothing: where the concept is not known either, it may tell figures apart. */
        UNKNOWN
    }

    private static final int CONCEPTS = SdmxConcept.values().length;
    private static final int MAX_OTHERS = 20;
    private static final int MAX_TOLD = 30;
    /** How many cells a row has. */
    static final int CELLS = CONCEPTS + MAX_OTHERS;

    private final int max;
    private final Map<String, Integer> cells = new HashMap<>();
    private final EnumSet<SdmxConcept> found = EnumSet.noneOf(SdmxConcept.class);
    private final String[] labels = new String[CELLS];
    private final Set<String> unused = new TreeSet<>();
    private int others;

    /** @param max how many components there may be */
    SdmxComponents(int max) {
        this.max = max;
        Arrays.fill(labels, "");
        for (SdmxConcept concept : SdmxConcept.values()) {
            labels[concept.ordinal()] = concept.label();
        }
    }

    /** As {@link #cell}, of a component that must not have been named before. */
    int add(String id, Role role) {
        if (cells.containsKey(id.toUpperCase(Locale.ROOT))) {
            throw refused(id, "stands twice", "each component once");
        }
        return cell(id, role);
    }

    /**
     * The cell of a component, -1 where it is not used.
     *
     * @throws FileRejectedException when another component means the same, or there are too many
     */
    int cell(String id, Role role) {
        String key = id.toUpperCase(Locale.ROOT);
        @Nullable Integer known = cells.get(key);
        if (known != null) {
            return known;
        }
        if (cells.size() == max) {
            throw refused(id, "is one component too many", "at most " + max + " components");
        }
        int cell = assign(id, role);
        cells.put(key, cell);
        return cell;
    }

    private int assign(String id, Role role) {
        @Nullable SdmxConcept concept = SdmxConcept.of(id);
        if (concept != null) {
            if (!found.add(concept)) {
                throw refused(id, "means the same as " + labels[concept.ordinal()], "one of them");
            }
            labels[concept.ordinal()] = id;
            return concept.ordinal();
        }
        if (role == Role.DIMENSION || (role == Role.UNKNOWN && !SdmxConcept.withoutMeaning(id))) {
            if (others == MAX_OTHERS) {
                throw refused(
                        id,
                        "is one dimension too many that is not known",
                        "at most " + MAX_OTHERS + " beside those of trade in goods");
            }
            labels[CONCEPTS + others] = id;
            return CONCEPTS + others++;
        }
        if (!id.isEmpty() && unused.size() < MAX_TOLD) {
            unused.add(Text.clean(id, 50));
        }
        return -1;
    }

    /** What a structure of trade in goods must have and this one has not; empty where nothing is missing. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (SdmxConcept concept :
                List.of(SdmxConcept.REPORTER, SdmxConcept.PARTNER, SdmxConcept.PERIOD, SdmxConcept.VALUE)) {
            if (!has(concept)) {
                missing.add(concept.choice());
            }
        }
        if (!has(SdmxConcept.FLOW) && !has(SdmxConcept.INDICATOR)) {
            missing.add(SdmxConcept.FLOW.choice() + " or " + SdmxConcept.INDICATOR.choice());
        }
        return missing;
    }

    boolean has(SdmxConcept concept) {
        return found.contains(concept);
    }

    /** What the file calls a cell. */
    String label(int cell) {
        return labels[cell];
    }

    /** Cells of dimensions that are not known: from {@link #firstOther} to before this one. */
    int endOfOthers() {
        return CONCEPTS + others;
    }

    static int firstOther() {
        return CONCEPTS;
    }

    void conclude(FileFindings findings) {
        if (!unused.isEmpty()) {
            findings.note("components not used: " + String.join(", ", unused));
        }
        if (others > 0) {
            findings.note("dimensions not known, of which only totals are kept: "
                    + String.join(", ", Arrays.asList(labels).subList(CONCEPTS, CONCEPTS + others)));
        }
    }

    private static FileRejectedException refused(String id, String message, String expected) {
        return new FileRejectedException(Kind.UNPROCESSABLE, 0, new BadValue("component", id, message, expected));
    }
}
