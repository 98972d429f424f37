package io.strait.supplychain.catalogue.imports;

import io.strait.supplychain.catalogue.ImportedFact;
import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what one import gives. Not thread-safe. */
final class Findings {
    private record Key(FactKind kind, String id) {}

    private final int maxFacts;
    private final Map<Key, ImportedFact> facts = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long violationCount;
    private long repeated;

    Findings(int maxFacts) {
        this.maxFacts = maxFacts;
    }

    void violation(Violation violation) {
        violationCount++;
        if (violations.size() < Read.MAX_VIOLATIONS) {
            violations.add(violation);
        }
    }

    void note(String note) {
        notes.add(note);
    }

    boolean anyViolation() {
        return violationCount > 0;
    }

    /**
     * The same fact twice is one; two that share an id and differ are wrong, as nothing says which of them holds.
     *
     * @throws ProblemException 413 when there are more facts than an import may have
     */
    void fact(Fact fact, String file, long line) {
        ImportedFact before = facts.putIfAbsent(
                new Key(fact.factKind(), fact.id()), new ImportedFact(fact, new Change.Line(file, line)));
        if (before == null) {
            if (facts.size() > maxFacts) {
                throw ProblemException.of(
                        ProblemType.PAYLOAD_TOO_LARGE, "An import may have at most " + maxFacts + " facts.");
            }
        } else if (before.fact().equals(fact)) {
            repeated++;
        } else {
            violation(Violation.of(
                            "id",
                            fact.id(),
                            "is said otherwise in line " + before.origin().line(),
                            "each " + fact.factKind().code() + " once, or twice the same")
                    .at(file, line, null));
        }
    }

    Read read() {
        if (repeated > 0) {
            notes.add("facts that were there twice, and were taken once: " + repeated);
        }
        return new Read(anyViolation() ? List.of() : List.copyOf(facts.values()), violations, violationCount, notes);
    }
}
