package io.strait.gateway.hub.sse;

import io.strait.gateway.filter.Filter;
import io.strait.gateway.filter.FilterParameters;
import io.strait.gateway.hub.Start;
import io.strait.gateway.problem.Problem;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asked of the stream: filter, start, and everything that is wrong with it. */
record EventQuery(Filter filter, Start start, List<Problem.Violation> violations) {
    private static final String LAST_EVENT_ID = "lastEventId";
    private static final String SINCE = "since";
    private static final List<String> NAMES = names();

    /**
     * @param lastEventId the header, or null. It wins over the query: a browser that reconnects sends it with the
     *     address it began with
     */
    static EventQuery of(MultiMap query, @Nullable String lastEventId, FilterParameters filters) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        query.forEach(entry -> parameters
                .computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                .add(entry.getValue()));
        List<Problem.Violation> violations = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (!NAMES.contains(name)) {
                violations.add(new Problem.Violation(
                        cut(name), cut(values.get(0)), "unknown parameter", "one of " + String.join(", ", NAMES)));
            }
        });
        FilterParameters.Parsed filter = filters.parse(parameters);
        filter.violations()
                .forEach(violation -> violations.add(new Problem.Violation(
                        violation.field(), violation.value(), violation.message(), violation.expected())));
        String position = lastEventId != null && !lastEventId.isEmpty()
                ? lastEventId
                : single(parameters, LAST_EVENT_ID, violations);
        return new EventQuery(
                filter.filter(), start(position, single(parameters, SINCE, violations), violations), violations);
    }

    private static Start start(@Nullable String position, @Nullable String since, List<Problem.Violation> violations) {
        if (since != null && !since.equals("earliest") && !since.equals("now")) {
            violations.add(new Problem.Violation(SINCE, cut(since), "unknown start", "earliest or now"));
        }
        if (position != null && !position.isEmpty()) {
            return new Start.After(position);
        }
        return "earliest".equals(since) ? new Start.Earliest() : new Start.Live();
    }

    private static @Nullable String single(
            Map<String, List<String>> parameters, String name, List<Problem.Violation> violations) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            violations.add(new Problem.Violation(name, cut(values.get(1)), "given more than once", "one value"));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static String cut(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "...";
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(FilterParameters.NAMES);
        names.add(LAST_EVENT_ID);
        names.add(SINCE);
        return List.copyOf(names);
    }
}
