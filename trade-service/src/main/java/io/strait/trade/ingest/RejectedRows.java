package io.strait.trade.ingest;

import io.strait.trade.ingest.format.OriginalRow;
import io.strait.trade.ingest.format.RowOutcome.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the rejected rows of an upload: the first faults, and the rows that they are of, as long as they are
 * few enough and of one form. Not thread-safe.
 */
final class RejectedRows {
    private final int maxFaults;
    private final long maxChars;
    private final List<Reject> faults = new ArrayList<>();
    private final Map<Long, OriginalRow> originals = new LinkedHashMap<>();
    private OriginalRow.@Nullable Form form;
    private long chars;
    private boolean faultsLeftOut;
    private boolean originalsLeftOut;

    /**
     * @param maxFaults how many faults are kept
     * @param maxChars how many characters of rows are kept, all together
     */
    RejectedRows(int maxFaults, long maxChars) {
        this.maxFaults = maxFaults;
        this.maxChars = maxChars;
    }

    void add(Rejected rejected) {
        boolean named = faults.size() < maxFaults;
        rejected.because().forEach(bad -> {
            if (faults.size() < maxFaults) {
                faults.add(new Reject(faults.size() + 1L, rejected.line(), bad));
            } else {
                faultsLeftOut = true;
            }
        });
        OriginalRow original = rejected.original();
        // A row of which no fault is kept would be a riddle.
        if (!named || originals.containsKey(rejected.line())) {
            return;
        }
        if (original == null
                || (form != null && !form.equals(original.form()))
                || chars + original.chars() > maxChars) {
            originalsLeftOut = true;
            return;
        }
        form = original.form();
        chars += original.chars();
        originals.put(rejected.line(), original);
    }

    List<Reject> faults() {
        return faults;
    }

    /** By line, in the order of the file. */
    Map<Long, OriginalRow> originals() {
        return originals;
    }

    /** How the rows are written; null where none is kept. */
    OriginalRow.@Nullable Form form() {
        return form;
    }

    /** What people should know of it. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (faultsLeftOut) {
            notes.add("only the first " + maxFaults + " faults are kept");
        }
        if (originalsLeftOut && form != null) {
            notes.add("the text of " + originals.size()
                    + " rejected rows is kept, of others not: it is longer than "
                    + OriginalRow.MAX_CHARS + " characters, or than " + maxChars + " all together");
        }
        return notes;
    }
}
