package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void withoutSettingsThePortsOfTheDesignAreUsed() {
        Settings settings = Settings.of(Map.of(), CHECKOUT);
        assertThat(settings.home()).isEqualTo(Path.of("/checkout/.strait"));
        assertThat(settings.ports())
                .containsEntry(Part.GATEWAY, 8080)
                .containsEntry(Part.TRADE, 8081)
                .containsEntry(Part.SUPPLYCHAIN, 8082);
        assertThat(settings.managementBase()).isEqualTo(9000);
    }

    @Test
    void everySettingThatCannotBeUsedIsNamedAtOnce() {
        Map<String, String> environment =
                Map.of("STRAIT_GATEWAY_PORT", "80800", "STRAIT_KAFKA_PORT", "kafka", "STRAIT_TRADE_HEAP", "big");
        assertThatThrownBy(() -> Settings.of(environment, CHECKOUT))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("STRAIT_GATEWAY_PORT: 80800 (expected: a number from 1 to 65535)")
                .hasMessageContaining("STRAIT_KAFKA_PORT: kafka")
                .hasMessageContaining("STRAIT_TRADE_HEAP: big (expected: a size such as 384m or 1g)");
    }

    @Test
    void twoPartsOnOnePortAreRefused() {
        assertThatThrownBy(() -> Settings.of(Map.of("STRAIT_TRADE_PORT", "9001"), CHECKOUT))
                .hasMessageContaining("STRAIT_TRADE_PORT")
                .hasMessageContaining("STRAIT_MANAGEMENT_PORT_BASE")
                .hasMessageContaining("9001");
    }
}
