package io.strait.supplychain.catalogue.imports;

import io.strait.supplychain.catalogue.ImportedFact;
import io.strait.supplychain.problem.Violation;
import java.util.List;

/**
 * What reading an import has given: facts, or else what is wrong.
 *
 * @param facts in the order of the files; empty where anything is wrong
 * @param violations the first {@value #MAX_VIOLATIONS}
 * @param violationCount all of them
 * @param notes what was left out or merged, for people
 */
public record Read(List<ImportedFact> facts, List<Violation> violations, long violationCount, List<String> notes) {
    /** How many violations are kept; further ones are only counted. */
    public static final int MAX_VIOLATIONS = 1000;

    public Read {
        facts = List.copyOf(facts);
        violations = List.copyOf(violations);
        notes = List.copyOf(notes);
    }

    /** Whether the facts may be used. */
    public boolean isSound() {
        return violationCount == 0;
    }
}
