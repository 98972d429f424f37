package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    @Test
    void theEventIsTheCloudEventsJsonFormOnOneLine() throws Exception {
        HubEvent event = read("{\n  \"primaryValue\": 1446430000.0000000000000000001,\r\n \"note\": \"a\\nb\"\n}\n");
        String json = new String(event.json(), StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("\n", "\r").contains("1446430000.0000000000000000001");
        JsonNode node = new JsonMapper().readTree(json);
        assertThat(node.path("specversion").asText()).isEqualTo("1.0");
        assertThat(node.path("id").asText()).isEqualTo("e1");
        assertThat(node.path("source").asText()).isEqualTo("/trade-service");
        assertThat(node.path("type").asText()).isEqualTo("strait.test");
        assertThat(node.path("subject").asText()).isEqualTo("s\u00fcd");
        assertThat(node.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(node.path("data").path("note").asText()).isEqualTo("a\nb");
        assertThat(event.attribute("subject")).isEqualTo("s\u00fcd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}}", "{} {}", "1 2", "[1", "nope", "{\"a\":NaN}", "\ufeff{}"})
    void aValueThatIsNotOneJsonTextIsMalformed(String value) {
        assertThat(RecordReader.read(record(value.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(RecordReader.Reading.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "1", "\"x\"", "null", " {\"a\":[{}]} "})
    void anyJsonTextIsData(String value) {
        assertThat(RecordReader.read(record(value.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(RecordReader.Reading.Event.class);
    }

    @Test
    void noValueOrInvalidUtf8IsMalformed() {
        assertThat(RecordReader.read(record(null))).isInstanceOf(RecordReader.Reading.Malformed.class);
        assertThat(RecordReader.read(record(new byte[] {'"', (byte) 0xc3, '"'})))
                .isInstanceOf(RecordReader.Reading.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_subject", "ce_source", "ce_specversion"})
    void aMissingAttributeIsMalformed(String header) {
        ConsumerRecord<byte[], byte[]> record = record("{}".getBytes(StandardCharsets.UTF_8));
        record.headers().remove(header);
        assertThat(RecordReader.read(record)).isInstanceOf(RecordReader.Reading.Malformed.class);
    }

    @Test
    void aTypeCannotWriteFramesOfItsOwn() {
        ConsumerRecord<byte[], byte[]> record = record("{}".getBytes(StandardCharsets.UTF_8));
        record.headers().remove("ce_type").add("ce_type", "a\ndata: forged".getBytes(StandardCharsets.UTF_8));
        assertThat(RecordReader.read(record)).isInstanceOf(RecordReader.Reading.Malformed.class);
    }

    private static HubEvent read(String value) {
        return ((RecordReader.Reading.Event) RecordReader.read(record(value.getBytes(StandardCharsets.UTF_8)))).event();
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, 0, null, value);
        Headers headers = record.headers();
        TestEvents.headers("e1", "strait.test", "s\u00fcd").forEach(headers::add);
        return record;
    }
}
