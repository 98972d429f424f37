package io.strait.trade.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComtradeAnswerTest {
    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rowsAreCountedNotBelieved() throws IOException {
        ComtradeAnswer answer = ComtradeAnswer.read(
                body("{\"elapsedTime\":\"0.1 secs\",\"count\":9,\"data\":[{\"a\":[1,{\"b\":2}]},{}],\"error\":\"\"}"));

        assertThat(answer).isEqualTo(new ComtradeAnswer(2, 9, ""));
        assertThat(answer.isCut(1000)).as("it counts more than it gives").isTrue();
        assertThat(new ComtradeAnswer(2, 2, "").isCut(3)).isFalse();
        assertThat(new ComtradeAnswer(3, 3, "").isCut(3)).isTrue();
        assertThat(new ComtradeAnswer(3, -1, "").isCut(4)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>", "{\"data\":[{}", "{\"data\":[", "{\"count\""})
    void whatIsNoEnvelopeIsNoAnswer(String text) {
        assertThatThrownBy(() -> ComtradeAnswer.read(body(text))).isInstanceOf(IOException.class);
    }

    @Test
    void onlyTheTimeIsTakenOut() throws IOException {
        String rest =
                ",\"data\":[{\"cmdDesc\":\"" + "é".repeat(300) + " \\\"elapsedTime\\\":\\\"1\\\"\"}],\"error\":\"\"}";

        byte[] still = ComtradeAnswer.withoutTime(body("{\"elapsedTime\": \"1.75 secs\"" + rest))
                .readAllBytes();

        assertThat(new String(still, StandardCharsets.UTF_8)).isEqualTo("{\"elapsedTime\": \"\"" + rest);
    }
}
