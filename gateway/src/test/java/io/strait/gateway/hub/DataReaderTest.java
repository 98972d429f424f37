package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.events.EventCatalogue;
import io.strait.events.EventType;
import io.strait.gateway.filter.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"strait.trade.series.changed", "strait.trade.record.broken"})
    void aSeriesIsAboutItsAreasAndItsCommodity(String type) {
        assertThat(example(type))
                .isEqualTo(Map.of(
                        Dimension.REPORTER, Set.of("KOR"),
                        Dimension.PARTNER, Set.of("JPN"),
                        Dimension.COMMODITY, Set.of("271012")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node.added", "node.changed", "node.removed", "risk.changed"})
    void whatIsToldOfANodeIsAboutIt(String type) {
        assertThat(example("strait.supplychain." + type)).isEqualTo(Map.of(Dimension.NODE, Set.of("demo-resist")));
    }

    @Test
    void aScenarioIsAboutTheNodesThatStop() {
        assertThat(example("strait.supplychain.scenario.completed"))
                .isEqualTo(Map.of(Dimension.NODE, Set.of("demo-fab")));
    }

    @Test
    void aLinkIsAboutItsEndsBeforeAndAfter() {
        assertThat(
                        DataReader.read(
                                "{\"linkId\":\"l\",\"kind\":\"SUPPLY\",\"before\":{\"supplier\":\"a\",\"input\":\"b\","
                                        + "\"recipient\":null},\"after\":{\"supplier\":\"c\",\"input\":\"b\",\"recipient\":\"d\"}}"))
                .isEqualTo(Map.of(Dimension.NODE, Set.of("a", "b", "c", "d")));
        assertThat(DataReader.read("{\"after\":{\"node\":\"a\",\"substitutes\":[{\"node\":\"s\"},{\"node\":\"t\"}],"
                        + "\"input\":\"b\"},\"node\":\"no\",\"series\":{\"x\":{\"reporter\":\"no\"}}}"))
                .isEqualTo(Map.of(Dimension.NODE, Set.of("a", "b", "s", "t")));
    }

    @Test
    void theSameNamesElsewhereSayNothing() {
        assertThat(DataReader.read(
                        "{\"reporter\":\"A\",\"x\":{\"nodeId\":\"A\"},\"nodeId\":{\"a\":\"A\"},\"series\":\"A\","
                                + "\"before\":[1,\"A\",{\"x\":[\"A\"]}],\"nodesDown\":[[\"yes\"],7,null]}"))
                .isEqualTo(Map.of(Dimension.NODE, Set.of("yes")));
    }

    private static Map<Dimension, Set<String>> example(String type) {
        EventType known = EventCatalogue.type(type).orElseThrow();
        return Objects.requireNonNull(
                DataReader.read(new String(EventCatalogue.example(known), StandardCharsets.UTF_8)));
    }
}
