package io.strait.gateway.hub.http;

import io.strait.gateway.filter.FilterParameters;
import io.strait.gateway.hub.Hub;
import io.strait.gateway.hub.Start;
import io.strait.gateway.hub.Wish;
import io.strait.gateway.problem.Problem;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked of the stream, and everything that is wrong with it.
 *
 * @param filter the filter in the words of the request, cut where it is long
 * @param limit most events in one answer, for who polls
 * @param patience longest wait for the first of them
 */
record EventQuery(Wish wish, String filter, int limit, Duration patience, List<Problem.Violation> violations) {
    /** How the events are to come, which decides what may be asked. */
    enum Mode {
        STREAM,
        POLL
    }

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;
    static final int DEFAULT_WAIT = 20;
    static final int MAX_WAIT = 60;

    private static final int MAX_WORDS = 1000;

    private static final String LAST_EVENT_ID = "lastEventId";
    private static final String SINCE = "since";
    private static final String CONFLATE = "conflate";
    private static final String SUBJECT = "subject";
    private static final String LIMIT = "limit";
    private static final String WAIT = "wait";
    private static final List<String> OF_STREAM = Stream.concat(
                    FilterParameters.NAMES.stream(), Stream.of(LAST_EVENT_ID, SINCE, CONFLATE))
            .toList();
    private static final List<String> OF_POLL =
            Stream.concat(OF_STREAM.stream(), Stream.of(LIMIT, WAIT)).toList();

    /**
     * @param lastEventId the header, or null. It wins over the query: a browser that reconnects sends it with the
     *     address it began with
     */
    static EventQuery of(MultiMap query, @Nullable String lastEventId, Mode mode, FilterParameters filters) {
        Map<String, List<String>> parameters = grouped(query);
        List<Problem.Violation> violations = new ArrayList<>();
        refuseUnknown(parameters, mode == Mode.POLL ? OF_POLL : OF_STREAM, violations);
        FilterParameters.Parsed filter = filters.parse(parameters);
        filter.violations()
                .forEach(violation -> violations.add(new Problem.Violation(
                        violation.field(), violation.value(), violation.message(), violation.expected())));
        String position = lastEventId != null && !lastEventId.isEmpty()
                ? lastEventId
                : single(parameters, LAST_EVENT_ID, violations);
        Start start = start(position, single(parameters, SINCE, violations), violations);
        String conflate = single(parameters, CONFLATE, violations);
        if (conflate != null && !conflate.equals(SUBJECT)) {
            violations.add(new Problem.Violation(CONFLATE, cut(conflate), "unknown conflation", SUBJECT));
        }
        Wish wish = new Wish(filter.filter(), start, conflate != null);
        int limit = DEFAULT_LIMIT;
        int wait = DEFAULT_WAIT;
        if (mode == Mode.POLL) {
            limit = number(LIMIT, single(parameters, LIMIT, violations), DEFAULT_LIMIT, 1, MAX_LIMIT, violations);
            wait = number(WAIT, single(parameters, WAIT, violations), DEFAULT_WAIT, 0, MAX_WAIT, violations);
        }
        return new EventQuery(wish, words(parameters), limit, Duration.ofSeconds(wait), violations);
    }

    /** The values of each parameter, in the order of the request. */
    static Map<String, List<String>> grouped(MultiMap query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        query.forEach(entry -> parameters
                .computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                .add(entry.getValue()));
        return parameters;
    }

    static void refuseUnknown(
            Map<String, List<String>> parameters, List<String> names, List<Problem.Violation> violations) {
        parameters.forEach((name, values) -> {
            if (!names.contains(name)) {
                violations.add(new Problem.Violation(
                        cut(name), cut(values.get(0)), "unknown parameter", "one of " + String.join(", ", names)));
            }
        });
    }

    /** For people to read; empty where everything is asked for. */
    private static String words(Map<String, List<String>> parameters) {
        StringJoiner words = new StringJoiner("&");
        for (String name : FilterParameters.NAMES) {
            for (String value : parameters.getOrDefault(name, List.of())) {
                words.add(name + "=" + value);
            }
        }
        String all = words.toString();
        return all.length() <= MAX_WORDS ? all : all.substring(0, MAX_WORDS) + "...";
    }

    /** A position of the wrong form is told in the stream where a program sent it back, and at once where one was typed. */
    private static Start start(@Nullable String position, @Nullable String since, List<Problem.Violation> violations) {
        boolean place = since != null && Hub.isPosition(since);
        if (since != null && !place && !since.equals("earliest") && !since.equals("now")) {
            violations.add(new Problem.Violation(SINCE, cut(since), "unknown start", "earliest, now or a position"));
        }
        if (position != null && !position.isEmpty()) {
            return new Start.After(position);
        }
        if (since != null && place) {
            return new Start.After(since);
        }
        return "earliest".equals(since) ? new Start.Earliest() : new Start.Live();
    }

    static int number(
            String name,
            @Nullable String value,
            int otherwise,
            int least,
            int most,
            List<Problem.Violation> violations) {
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        violations.add(new Problem.Violation(
                name, cut(value), "not a number of the range", "a whole number from " + least + " to " + most));
        return otherwise;
    }

    static @Nullable String single(
            Map<String, List<String>> parameters, String name, List<Problem.Violation> violations) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            violations.add(new Problem.Violation(name, cut(values.get(1)), "given more than once", "one value"));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    static String cut(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "...";
    }
}
