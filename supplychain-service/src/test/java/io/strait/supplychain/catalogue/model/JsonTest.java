package io.strait.supplychain.catalogue.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    /** RFC 7396, Appendix A: target, patch, result. */
    private static final String[][] RFC_7396 = {
        {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
        {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
        {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
        {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
        {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
        {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
        {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
        {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
        {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
        {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
        {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
    };

    @Test
    void mergesAsAppendixAOfRfc7396Says() {
        for (String[] example : RFC_7396) {
            // Within a member, as this service merges objects only and some examples are of other things.
            ObjectNode target = within(example[0]);

            ObjectNode merged = Json.merge(target, within(example[1]));

            assertThat((JsonNode) merged).as(String.join(" | ", example)).isEqualTo(within(example[2]));
            assertThat((JsonNode) target).as("the target is left alone").isEqualTo(within(example[0]));
        }
    }

    @Test
    void aPatchOfNullTakesAway() {
        assertThat((JsonNode) Json.merge(within("{\"a\":\"foo\"}"), within("null")))
                .isEqualTo(Json.object());
    }

    @Test
    void malformedJsonIsToldWithItsPlace() {
        List<Violation> violations = new ArrayList<>();

        ObjectNode read = Json.object("{\n  \"a\": 1,\n  \"a\": 2}", violations);

        assertThat(read).isNull();
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.line()).isEqualTo(3);
            assertThat(violation.message()).doesNotContain("jackson", "`");
        });
    }

    @Test
    void whatIsNotOneObjectIsRefused() {
        for (String text : List.of("", "  ", "[]", "1", "{} {}", "{\"a\": NaN}", "{'a': 1}", "{\"a\": 1,}")) {
            List<Violation> violations = new ArrayList<>();
            assertThat(Json.object(text, violations)).as(text).isNull();
            assertThat(violations).as(text).hasSize(1);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreToldWithTheirPlace() {
        byte[] bytes = "ab\nc\u00e9x".getBytes(StandardCharsets.ISO_8859_1);
        List<Violation> violations = new ArrayList<>();

        String text = Json.utf8(bytes, "body", violations);

        assertThat(text).isNull();
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.line()).isEqualTo(2);
            assertThat(violation.column()).isEqualTo(2);
            assertThat(violation.value()).isEqualTo("byte 0xe9 at offset 4");
        });
    }

    @Test
    void bytesThatEndWithinACharacterAreNotUtf8() {
        List<Violation> violations = new ArrayList<>();

        assertThat(Json.utf8(new byte[] {'a', (byte) 0xe2, (byte) 0x82}, "body", violations))
                .isNull();
        assertThat(violations).hasSize(1);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        assertThat(Json.utf8("\uFEFFa".getBytes(StandardCharsets.UTF_8), "body", new ArrayList<>()))
                .isEqualTo("a");
    }

    private static ObjectNode within(String json) {
        List<Violation> violations = new ArrayList<>();
        ObjectNode read = Json.object("{\"x\":" + json + "}", violations);
        assertThat(violations).isEmpty();
        return java.util.Objects.requireNonNull(read);
    }
}
