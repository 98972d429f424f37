package io.strait.supplychain.catalogue.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactReader;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts from NDJSON: a line is a JSON object in the form of {@link FactReader}, with one more member {@code fact} that
 * says which kind of fact it is. Blank lines do not count. What is wrong with one line does not hide what is wrong with
 * another. Lines and columns count from 1; a column is a character of its line. Stateless.
 */
public final class NdjsonReader {
    private static final String DISCRIMINATOR = "fact";

    private NdjsonReader() {}

    /**
     * Reads a whole file.
     *
     * @param file what violations and origins call it
     * @param body the caller bounds its size, and with it the length of a line
     * @throws ProblemException 413 when there are more than {@code maxFacts}
     */
    public static Read read(String file, byte[] body, int maxFacts) {
        Findings findings = new Findings(maxFacts);
        long line = 1;
        for (int start = 0; start < body.length; line++) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            // A line by itself is as good UTF-8 as it is within the whole: no sequence of UTF-8 holds a line feed.
            List<Violation> wrong = new ArrayList<>();
            Fact fact = fact(Arrays.copyOfRange(body, start, end), wrong);
            for (Violation violation : wrong) {
                findings.violation(violation.at(file, line, violation.column()));
            }
            if (fact != null) {
                findings.fact(fact, file, line);
            }
            start = end + 1;
        }
        return findings.read();
    }

    private static @Nullable Fact fact(byte[] line, List<Violation> wrong) {
        String text = Json.utf8(line, "line", wrong);
        if (text == null || text.isBlank()) {
            return null;
        }
        ObjectNode body = Json.object(text, wrong);
        if (body == null) {
            return null;
        }
        FactKind kind = kind(body.remove(DISCRIMINATOR), wrong);
        return kind == null ? null : FactReader.read(kind, body, null, wrong);
    }

    private static @Nullable FactKind kind(@Nullable JsonNode value, List<Violation> wrong) {
        String expected = "one of: " + String.join(", ", Coded.codes(FactKind.class));
        if (value == null || value.isNull()) {
            wrong.add(Violation.of(DISCRIMINATOR, null, "is missing", expected));
            return null;
        }
        String code = value.isTextual() ? value.textValue() : value.toString();
        FactKind kind = value.isTextual() ? Coded.of(FactKind.class, code).orElse(null) : null;
        if (kind == null) {
            wrong.add(Violation.of(DISCRIMINATOR, code, "is not a kind of fact", expected));
        }
        return kind;
    }
}
