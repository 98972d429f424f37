package io.strait.gateway.filter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shorthand query parameters of a filter: {@code type}, {@code subject}, {@code typePrefix} and {@code
 * subjectPrefix}. A parameter may be repeated and may hold several values with commas between; values of one attribute
 * are alternatives, the attributes must all match. A trailing {@code *} makes a value of {@code type} and {@code
 * subject} a prefix.
 */
public final class FilterParameters {
    /** The parameters read here. */
    public static final List<String> NAMES = List.of("type", "subject", "typePrefix", "subjectPrefix");

    /** All values of all parameters together; every one is compared with every event. */
    public static final int MAX_VALUES = 64;

    /** Length of one value, in characters. */
    public static final int MAX_LENGTH = 512;

    private static final List<String> ATTRIBUTES = List.of("type", "subject");

    private FilterParameters() {}

    /** What is wrong with one value of a parameter. */
    public record Violation(String field, String value, String message, String expected) {}

    /** The filter; not to be used when there are violations. */
    public record Parsed(Filter filter, List<Violation> violations) {}

    /** Reads the filter from decoded query parameters; parameters not in {@link #NAMES} are not looked at. */
    public static Parsed parse(Map<String, List<String>> parameters) {
        List<Violation> violations = new ArrayList<>();
        List<Filter> all = new ArrayList<>();
        int count = 0;
        for (String attribute : ATTRIBUTES) {
            Set<Filter> any = new LinkedHashSet<>();
            for (String value : values(parameters, attribute)) {
                count++;
                if (acceptable(attribute, value, true, violations)) {
                    any.add(
                            value.endsWith("*")
                                    ? new Filter.Prefix(attribute, value.substring(0, value.length() - 1))
                                    : new Filter.Exact(attribute, value));
                }
            }
            for (String value : values(parameters, attribute + "Prefix")) {
                count++;
                if (acceptable(attribute + "Prefix", value, false, violations)) {
                    any.add(new Filter.Prefix(attribute, value));
                }
            }
            if (!any.isEmpty()) {
                all.add(any.size() == 1 ? any.iterator().next() : new Filter.Any(List.copyOf(any)));
            }
        }
        if (count > MAX_VALUES) {
            // One violation, not hundreds: the answer stays small however long the question was.
            return new Parsed(
                    Filter.EVERYTHING,
                    List.of(new Violation(
                            "type,subject",
                            String.valueOf(count),
                            "too many filter values",
                            "at most " + MAX_VALUES + " values in all")));
        }
        return new Parsed(all.size() == 1 ? all.get(0) : new Filter.All(all), violations);
    }

    private static List<String> values(Map<String, List<String>> parameters, String name) {
        List<String> values = new ArrayList<>();
        for (String given : parameters.getOrDefault(name, List.of())) {
            for (String value : given.split(",", -1)) {
                values.add(value.strip());
            }
        }
        return values;
    }

    private static boolean acceptable(String field, String value, boolean starAllowed, List<Violation> violations) {
        int star = value.indexOf('*');
        if (value.isEmpty()) {
            violations.add(new Violation(field, value, "empty value", "a value, or leave the parameter out"));
        } else if (value.length() > MAX_LENGTH) {
            violations.add(new Violation(
                    field,
                    value.substring(0, 64) + "...",
                    "value of " + value.length() + " characters",
                    "at most " + MAX_LENGTH + " characters"));
        } else if (starAllowed && star >= 0 && star < value.length() - 1) {
            violations.add(new Violation(
                    field, value, "'*' inside the value", "an exact value, or a prefix with one '*' at its end"));
        } else if (!starAllowed && star >= 0) {
            violations.add(new Violation(field, value, "'*' in a prefix", "the prefix without '*'"));
        } else {
            return true;
        }
        return false;
    }
}
