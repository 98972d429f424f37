package io.strait.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FilterParametersTest {
    private static final Map<String, String> EVENT =
            Map.of("type", "strait.trade.series.changed", "subject", "DEMO.M.KOR.JPN.X.HS.271012");

    private final FilterParameters filters = new FilterParameters();

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

    @Test
    void whatTheDataIsAboutIsAskedForByName() {
        Attributes event = about(Map.of(
                Dimension.REPORTER,
                Set.of("KOR"),
                Dimension.PARTNER,
                Set.of("JPN"),
                Dimension.COMMODITY,
                Set.of("271012")));
        assertThat(matches(Map.of("reporter", List.of("USA,KOR"), "partner", List.of("JPN")), event))
                .isTrue();
        assertThat(matches(Map.of("reporter", List.of("KR"), "commodity", List.of("2710*")), event))
                .isTrue();
        assertThat(matches(Map.of("commodity", List.of("2710")), event)).isFalse();
        assertThat(matches(Map.of("reporter", List.of("JPN")), event)).isFalse();
        assertThat(matches(Map.of("node", List.of("*")), event)).isFalse();
        assertThat(matches(Map.of("node", List.of("b")), about(Map.of(Dimension.NODE, Set.of("a", "b")))))
                .isTrue();
        assertThat(violations(Map.of("node", List.of("a*b", "")))).containsExactly("node", "node");
    }

    @Test
    void everyDialectOfTheSubscriptionsApiIsRead() {
        assertThat(matches(filter("[]"))).isTrue();
        assertThat(matches(filter("[{'exact':{'type':'strait.trade.series.changed'}},{'prefix':{'subject':'DEMO.'}}]")))
                .isTrue();
        assertThat(matches(filter("[{'exact':{'type':'strait.trade.series.changed','subject':'DEMO'}}]")))
                .isFalse();
        assertThat(matches(filter("[{'suffix':{'type':'.changed'}}]"))).isTrue();
        assertThat(matches(filter("[{'any':[{'suffix':{'type':'.added'}},{'suffix':{'subject':'.271012'}}]}]")))
                .isTrue();
        assertThat(matches(filter("[{'all':[{'suffix':{'type':'.added'}},{'suffix':{'subject':'.271012'}}]}]")))
                .isFalse();
        assertThat(matches(filter("[{'not':{'all':[{'exact':{'time':'x'}}]}}]")))
                .isTrue();
        assertThat(matches(filter("[{'sql':'subject LIKE \\'DEMO.%.KOR.%\\' AND NOT EXISTS time'}]")))
                .isTrue();
        assertThat(matches(Map.of("sql", List.of("LENGTH(type) < 5")))).isFalse();
    }

    @Test
    void allThatIsGivenMustMatch() {
        Map<String, List<String>> both = Map.of(
                "type", List.of("strait.trade.series.changed"),
                "filter", List.of("[{\"prefix\":{\"subject\":\"DEMO\"}}]"),
                "sql", List.of("type = 'else'"));
        assertThat(matches(both)).isFalse();
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        assertThat(violations(filter("{}"))).containsExactly("filter");
        assertThat(violations(filter("[{"))).containsExactly("filter");
        assertThat(violations(filter("[] []"))).containsExactly("filter");
        assertThat(violations(filter("[{'exact':{'type':'a','type':'b'}}]"))).containsExactly("filter");
        assertThat(violations(filter("[1,{},{'exact':{},'prefix':{}},{'like':{}}]")))
                .containsExactly("filter[0]", "filter[1]", "filter[2]", "filter[3]");
        assertThat(violations(
                        filter("[{'any':[]},{'all':{}},{'exact':{}},{'prefix':{'type':1}},{'suffix':{'Type':'a'}}]")))
                .containsExactly(
                        "filter[0].any",
                        "filter[1].all",
                        "filter[2].exact",
                        "filter[3].prefix.type",
                        "filter[4].suffix");
        assertThat(violations(filter("[{'not':{'any':[{'exact':{'id':'a'}},{'sql':'type ='}]}},{'sql':1}]")))
                .containsExactly("filter[0].not.any[1].sql", "filter[1].sql");
        assertThat(violations(Map.of("sql", List.of("type # 'x'"), "filter", List.of("[]", "[]"))))
                .containsExactly("filter", "sql");
    }

    @Test
    void theCostOfAFilterIsBounded() {
        assertThat(violations(filter("[" + "{'not':".repeat(9) + "{'exact':{'id':'a'}}" + "}".repeat(9) + "]")))
                .hasSize(1)
                .allMatch(place -> place.startsWith("filter[0].not.not"));
        assertThat(violations(filter("[" + "[".repeat(3000) + "]".repeat(3000) + "]")))
                .hasSize(1);
        String condition = "{'exact':{'id':'a'}},";
        assertThat(violations(filter("[" + condition.repeat(63) + "{'exact':{'id':'a'}}]")))
                .isEmpty();
        assertThat(violations(filter("[" + condition.repeat(64) + "{'exact':{'id':'a'}}]")))
                .containsExactly("filter");
        assertThat(violations(filter("[" + "{},".repeat(2000) + "{}]"))).containsExactly("filter");
        assertThat(violations(filter("[" + "{'sql':'TRUE'},".repeat(8) + "{'sql':'TRUE'}]")))
                .containsExactly("filter");
        assertThat(violations(Map.of("sql", List.of("type = '" + "x".repeat(1024) + "'"))))
                .containsExactly("sql");
        assertThat(violations(Map.of("sql", List.of("NOT ".repeat(255) + "TRUE"))))
                .containsExactly("sql");
    }

    @Test
    void filtersThatSayTheSameAreOneObject() {
        Filter one = parse(Map.of(
                        "type",
                        List.of("a,b"),
                        "filter",
                        List.of("[{\"sql\":\"TRUE\"},{\"prefix\":{\"subject\":\"x\"}}]")))
                .filter();
        Filter same = parse(
                        Map.of("type", List.of("b", "a", "b"), "subjectPrefix", List.of("x"), "sql", List.of(" TRUE ")))
                .filter();
        Filter other = parse(Map.of("type", List.of("a,c"))).filter();
        assertThat(same).isSameAs(one).isNotEqualTo(other);
    }

    private static Attributes about(Map<Dimension, Set<String>> dimensions) {
        return new Attributes() {
            @Override
            public @Nullable String attribute(String name) {
                return null;
            }

            @Override
            public Set<String> about(Dimension dimension) {
                return dimensions.getOrDefault(dimension, Set.of());
            }
        };
    }

    private static Map<String, List<String>> filter(String json) {
        return Map.of("filter", List.of(json.replace('\'', '"').replace("\\\"", "'")));
    }

    private boolean matches(Map<String, List<String>> parameters) {
        return matches(parameters, EVENT::get);
    }

    private boolean matches(Map<String, List<String>> parameters, Attributes event) {
        FilterParameters.Parsed parsed = parse(parameters);
        assertThat(parsed.violations()).isEmpty();
        return parsed.filter().matches(event);
    }

    private FilterParameters.Parsed parse(Map<String, List<String>> parameters) {
        return filters.parse(parameters);
    }

    private List<String> violations(Map<String, List<String>> parameters) {
        return parse(parameters).violations().stream()
                .map(FilterParameters.Violation::field)
                .toList();
    }
}
