package io.strait.supplychain.catalogue.imports;

import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.Violation;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Facts from the CSV files of the ETO "Advanced Semiconductor Supply Chain Dataset" (Emerging Technology Observatory,
 * https://eto.tech/dataset-docs/chipexplorer). Any part of the five files will do as long as nothing names what is in a
 * file that is not there. In a violation {@code field} is the name of the column and {@code column} the number of the
 * cell in its line, both counted from 1; only for bytes that are not UTF-8 it is a character. Stateless.
 *
 * @see EtoMapper for what becomes what
 */
public final class EtoReader {
    private EtoReader() {}

    /**
     * Reads the files together.
     *
     * @param files by name, with or without a folder; the caller bounds their size
     * @throws ProblemException 413 when there are more than {@code maxFacts}
     */
    public static Read read(Map<String, byte[]> files, int maxFacts) {
        Findings findings = new Findings(maxFacts);
        Map<EtoFile, String> there = new EnumMap<>(EtoFile.class);
        Map<EtoFile, EtoTable> tables = new EnumMap<>(EtoFile.class);
        new TreeMap<>(files).forEach((name, body) -> {
            EtoFile file = EtoFile.named(name).orElse(null);
            if (file == null) {
                findings.violation(file(name, "is not a file of the data set", "one of: " + EtoFile.names()));
            } else if (there.putIfAbsent(file, name) != null) {
                findings.violation(file(name, "is there twice", "each file once"));
            } else {
                EtoTable table = EtoTable.read(file, name, body, findings);
                if (table != null) {
                    tables.put(file, table);
                }
            }
        });
        if (files.isEmpty()) {
            findings.violation(Violation.of("files", null, "are missing", "some of: " + EtoFile.names()));
        }
        boolean complete = tables.size() == files.size();
        for (Map.Entry<EtoFile, String> entry : there.entrySet()) {
            for (EtoFile needed : entry.getKey().needs()) {
                if (!there.containsKey(needed)) {
                    complete = false;
                    findings.violation(file(
                            entry.getValue(),
                            "names entries of " + needed.fileName(),
                            needed.fileName() + " in the same import"));
                }
            }
        }
        // With a file unread, every id of it would be reported as unknown: that would only hide the cause.
        if (complete) {
            new EtoMapper(tables, findings).map();
        }
        return findings.read();
    }

    private static Violation file(String name, String message, String expected) {
        return new Violation("file", name, message, expected, name, null, null);
    }
}
