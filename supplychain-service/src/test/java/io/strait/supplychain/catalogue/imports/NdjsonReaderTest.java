package io.strait.supplychain.catalogue.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NdjsonReaderTest {
    private static final String RESIST =
            "{\"fact\":\"node\",\"id\":\"resist\",\"kind\":\"material\",\"name\":\"Resist\",\"source\":\"test\"}";
    private static final String JSR =
            "{\"fact\":\"node\",\"id\":\"jsr\",\"kind\":\"organisation\",\"name\":\"JSR\",\"source\":\"test\"}";
    private static final String NEED =
            "{\"fact\":\"requirement\",\"node\":\"fab\",\"input\":\"resist\",\"source\":\"test\"}";
    private static final String SUPPLY = "{\"fact\":\"supply\",\"supplier\":\"jsr\",\"input\":\"resist\","
            + "\"share\":{\"low\":20,\"high\":30},\"source\":\"test\"}";

    @Test
    void aLineIsAFactOfTheKindItNames() {
        Read read = read(RESIST, NEED, SUPPLY);

        assertThat(read.isSound()).isTrue();
        assertThat(read.facts())
                .extracting(fact -> fact.fact().id(), fact -> fact.fact().getClass(), fact -> fact.origin()
                        .line())
                .containsExactly(
                        tuple("resist", Node.class, 1L),
                        tuple("fab_needs_resist", Requirement.class, 2L),
                        tuple("jsr_supplies_resist", Supply.class, 3L));
        assertThat(read.facts()).allMatch(fact -> fact.origin().file().equals("facts.ndjson"));
        assertThat(((Supply) read.facts().get(2).fact()).share())
                .isEqualTo(new Share.Known(BigDecimal.valueOf(20), BigDecimal.valueOf(30)));
    }

    @Test
    void blankLinesDoNotCountButAreCounted() {
        Read read = read("", RESIST, "  \t", "", JSR, "");

        assertThat(read.facts()).extracting(fact -> fact.origin().line()).containsExactly(2L, 5L);
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreFine() {
        Read read = NdjsonReader.read("f", bytes("\uFEFF" + RESIST + "\r\n\r\n" + JSR + "\r\n"), 10);

        assertThat(read.violations()).isEmpty();
        assertThat(read.facts()).hasSize(2);
    }

    @Test
    void anEmptyFileHasNoFacts() {
        Read read = NdjsonReader.read("f", new byte[0], 10);

        assertThat(read.isSound()).isTrue();
        assertThat(read.facts()).isEmpty();
    }

    @Test
    void everyLinesFaultsAreToldWithTheirPlace() {
        Read read = read("{\"fact\":\"node\"", RESIST, "[1]", "{\"id\":\"x\"}", "{\"fact\":\"edge\"}", "{\"fact\":7}");

        assertThat(read.isSound()).isFalse();
        assertThat(read.facts()).isEmpty();
        assertThat(read.violations())
                .extracting(Violation::file, Violation::line, Violation::field, Violation::value)
                .containsExactly(
                        tuple("facts.ndjson", 1L, "body", null),
                        tuple("facts.ndjson", 3L, "body", "[1]"),
                        tuple("facts.ndjson", 4L, "fact", null),
                        tuple("facts.ndjson", 5L, "fact", "edge"),
                        tuple("facts.ndjson", 6L, "fact", "7"));
        assertThat(read.violations().get(0).column()).isGreaterThan(1);
        assertThat(read.violations())
                .allMatch(violation -> !violation.expected().isEmpty());
    }

    @Test
    void allThatIsWrongWithOneLineIsTold() {
        Read read = read("{\"fact\":\"node\",\"kind\":\"stuff\",\"name\":\"\",\"color\":\"red\"}");

        assertThat(read.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("id", "kind", "name", "source", "color");
    }

    @Test
    void bytesThatAreNotUtf8SpoilTheirLineOnly() {
        byte[] body = (RESIST + "\n{\"fact\":\"node\",\"name\":\"caf\u00e9\"}\n" + "{}\n")
                .getBytes(StandardCharsets.ISO_8859_1);

        Read read = NdjsonReader.read("f", body, 10);

        assertThat(read.violations())
                .extracting(Violation::line, Violation::column, Violation::message)
                .containsExactly(tuple(2L, 27, "is not UTF-8"), tuple(3L, null, "is missing"));
    }

    @Test
    void theSameFactTwiceIsOne() {
        Read read = read(RESIST, NEED, RESIST.replace("\"id\"", " \"id\""), NEED);

        assertThat(read.facts()).extracting(fact -> fact.origin().line()).containsExactly(1L, 2L);
        assertThat(read.notes()).singleElement().asString().endsWith(": 2");
    }

    @Test
    void twoFactsOfOneIdThatDifferAreToldWithBothLines() {
        Read read = read(RESIST, "", RESIST.replace("Resist", "Photoresist"));

        assertThat(read.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.line()).isEqualTo(3);
            assertThat(violation.value()).isEqualTo("resist");
            assertThat(violation.message()).isEqualTo("is said otherwise in line 1");
        });
    }

    @Test
    void aNodeAndALinkMayShareAnId() {
        Read read = read(RESIST, NEED.replace("\"node\":", "\"id\":\"resist\",\"node\":"));

        assertThat(read.isSound()).isTrue();
        assertThat(read.facts()).hasSize(2);
    }

    @Test
    void moreFactsThanAllowedAreTooLarge() {
        byte[] body = bytes(RESIST + "\n" + JSR + "\n" + RESIST);

        assertThat(NdjsonReader.read("f", body, 2).facts()).hasSize(2);
        assertThatThrownBy(() -> NdjsonReader.read("f", body, 1))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(ProblemType.PAYLOAD_TOO_LARGE))
                .hasMessageContaining("at most 1 fact");
    }

    @Test
    void violationsAreKeptUpToABoundAndCountedBeyond() {
        Read read = NdjsonReader.read("f", bytes("[]\n".repeat(2500)), 10);

        assertThat(read.violations()).hasSize(Read.MAX_VIOLATIONS);
        assertThat(read.violationCount()).isEqualTo(2500);
    }

    private static Read read(String... lines) {
        return NdjsonReader.read("facts.ndjson", bytes(String.join("\n", lines)), 100);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
