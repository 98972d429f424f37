package io.strait.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventHeadersTest {
    private static final EventEnvelope ENVELOPE = new EventEnvelope(
            "0192", "/trade-service", "strait.trade.ingest.failed", "größe", Instant.EPOCH, null, null);

    @Test
    void whatIsOptionalMayBeAbsent() {
        assertThat(CloudEventHeaders.read(CloudEventHeaders.write(ENVELOPE))).isEqualTo(ENVELOPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-10-01T09:30:00Z", "2024-10-01T11:30:00.000+02:00"})
    void aTimeMayHaveAnyOffset(String time) {
        assertThat(CloudEventHeaders.read(with("ce_time", time)))
                .isInstanceOfSatisfying(EventEnvelope.class, read -> assertThat(read.time())
                        .isEqualTo(Instant.parse("2024-10-01T09:30:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ce_specversion | 0.3 | ce_specversion: 0.3 (expected: 1.0)",
                "ce_time | yesterday | ce_time: yesterday (expected: RFC 3339)",
                "content-type | text/xml | content-type: text/xml (expected: application/json)",
                "ce_id | '' | ce_id: empty (expected: a text)"
            })
    void whatIsWrongIsNamed(String header, String value, String reason) {
        assertThat(CloudEventHeaders.read(with(header, value))).isEqualTo(new EnvelopeReading.Malformed(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "content-type"})
    void whatIsAbsentIsNamed(String header) {
        Headers headers = CloudEventHeaders.write(ENVELOPE).remove(header);
        assertThat(CloudEventHeaders.read(headers))
                .isEqualTo(new EnvelopeReading.Malformed(header + ": absent (expected: a text)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-abc", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"})
    void aTraceThatCannotBeContinuedIsLeftOut(String traceparent) {
        assertThat(CloudEventHeaders.read(with("ce_traceparent", traceparent))).isEqualTo(ENVELOPE);
    }

    @Test
    void bytesThatAreNoTextAreNamed() {
        Headers headers = CloudEventHeaders.write(ENVELOPE).add("ce_subject", new byte[] {(byte) 0xff});
        assertThat(CloudEventHeaders.read(headers))
                .isEqualTo(new EnvelopeReading.Malformed("ce_subject: not UTF-8 (expected: a text in UTF-8)"));
    }

    @Test
    void aForeignValueCannotForgeALogLine() {
        assertThat(CloudEventHeaders.read(with("ce_time", "x\ny" + "z".repeat(100))))
                .isInstanceOfSatisfying(EnvelopeReading.Malformed.class, malformed -> assertThat(malformed.reason())
                        .hasSizeLessThan(120)
                        .doesNotContain("\n"));
    }

    private static Headers with(String header, String value) {
        Headers headers = CloudEventHeaders.write(ENVELOPE).remove(header);
        return headers.add(header, value.getBytes(StandardCharsets.UTF_8));
    }
}
