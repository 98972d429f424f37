package io.strait.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterParametersTest {
    private static final Map<String, String> EVENT =
            Map.of("type", "strait.trade.series.changed", "subject", "DEMO.M.KOR.JPN.X.HS.271012");

    @Test
    void noParameterLetsEverythingThrough() {
        assertThat(matches(Map.of())).isTrue();
    }

    @Test
    void valuesOfOneAttributeAreAlternativesAndAttributesMustAllMatch() {
        assertThat(matches(Map.of("type", List.of("strait.trade.record.broken,strait.trade.series.changed"))))
                .isTrue();
        assertThat(matches(Map.of("type", List.of("strait.trade.record.broken", "strait.trade.series.changed"))))
                .isTrue();
        assertThat(matches(
                        Map.of("type", List.of("strait.trade.series.changed"), "subject", List.of("DEMO.M.KOR.USA.*"))))
                .isFalse();
        assertThat(matches(Map.of("typePrefix", List.of("strait.trade."), "subject", List.of("x", "DEMO.M.KOR.JPN.*"))))
                .isTrue();
    }

    @Test
    void onlyATrailingStarMakesAPrefix() {
        assertThat(matches(Map.of("subject", List.of("DEMO.M.KOR.JPN.")))).isFalse();
        assertThat(matches(Map.of("subject", List.of("*")))).isTrue();
        assertThat(matches(Map.of("subjectPrefix", List.of("DEMO.M.KOR.")))).isTrue();
        assertThat(violations(Map.of("subject", List.of("DEMO.*.KOR")))).containsExactly("subject");
        assertThat(violations(Map.of("subjectPrefix", List.of("DEMO.*")))).containsExactly("subjectPrefix");
    }

    @Test
    void everyBadValueIsNamedAtOnce() {
        assertThat(violations(Map.of("type", List.of("a,,b"), "subject", List.of("x".repeat(513)))))
                .containsExactly("type", "subject");
    }

    @Test
    void tooManyValuesAreOneViolation() {
        assertThat(violations(Map.of("type", Collections.nCopies(40, "a,")))).containsExactly("type,subject");
    }

    @Test
    void anEventWithoutTheAttributeDoesNotMatch() {
        assertThat(new Filter.Prefix("subject", "").matches(name -> null)).isFalse();
        assertThat(new Filter.Exact("subject", "").matches(name -> null)).isFalse();
    }

    private static boolean matches(Map<String, List<String>> parameters) {
        FilterParameters.Parsed parsed = FilterParameters.parse(parameters);
        assertThat(parsed.violations()).isEmpty();
        return parsed.filter().matches(EVENT::get);
    }

    private static List<String> violations(Map<String, List<String>> parameters) {
        return FilterParameters.parse(parameters).violations().stream()
                .map(FilterParameters.Violation::field)
                .toList();
    }
}
