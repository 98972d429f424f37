package io.strait.gateway.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filter from the query parameters: {@code filter} (the JSON of the CloudEvents Subscriptions API), {@code sql}
 * (one CESQL expression), and the {@link Shorthand}. All that are given must match. Filters that say the same are the
 * same object for as long as anybody holds it, so that what they say of an event can be shared. Thread-safe.
 */
public final class FilterParameters {
    /** The parameters read here. */
    public static final List<String> NAMES = Stream.concat(
                    Stream.of("type", "subject", "typePrefix", "subjectPrefix"),
                    Stream.concat(Stream.of(Dimension.values()).map(Dimension::parameter), Stream.of("filter", "sql")))
            .toList();

    /** All conditions of a filter together; in the worst case every one is compared with every event. */
    public static final int MAX_CONDITIONS = 64;

    /** Expressions of a filter, which cost more than other conditions. */
    public static final int MAX_EXPRESSIONS = 8;

    private static final int SHOWN = 64;

    private final FilterPool pool = new FilterPool();

    /** What is wrong with one value of a parameter. */
    public record Violation(String field, String value, String message, String expected) {}

    /** The filter; not to be used when there are violations. */
    public record Parsed(Filter filter, List<Violation> violations) {}

    /** Reads the filter from decoded query parameters; parameters not in {@link #NAMES} are not looked at. */
    public Parsed parse(Map<String, List<String>> parameters) {
        List<Violation> violations = new ArrayList<>();
        List<Filter> all = new ArrayList<>();
        int count = Shorthand.read(parameters, all, violations);
        if (count > MAX_CONDITIONS) {
            return tooMany("type,subject", count, MAX_CONDITIONS, "values");
        }
        FilterJson json = new FilterJson(pool, violations);
        String filter = single("filter", parameters, violations);
        if (filter != null) {
            all.add(json.read(filter));
        }
        String sql = single("sql", parameters, violations);
        if (sql != null) {
            count++;
            all.add(json.sql("sql", sql));
        }
        count += json.conditions();
        if (count > MAX_CONDITIONS) {
            return tooMany("filter", count, MAX_CONDITIONS, "conditions");
        }
        if (json.expressions() > MAX_EXPRESSIONS) {
            return tooMany("filter", json.expressions(), MAX_EXPRESSIONS, "sql expressions");
        }
        return violations.isEmpty()
                ? new Parsed(pool.intern(Filter.All.of(all)), violations)
                : new Parsed(Filter.EVERYTHING, violations);
    }

    /** One violation, not hundreds: the answer stays small however long the question was. */
    private static Parsed tooMany(String field, int count, int max, String what) {
        return new Parsed(
                Filter.EVERYTHING,
                List.of(new Violation(
                        field, String.valueOf(count), "too many " + what, "at most " + max + " " + what + " in all")));
    }

    private static @Nullable String single(
            String name, Map<String, List<String>> parameters, List<Violation> violations) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            violations.add(new Violation(name, cut(values.get(1)), "given more than once", "one value"));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    static String cut(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }
}
