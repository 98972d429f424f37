package io.strait.gateway.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The parameters for what most clients want. Each may be repeated and may hold several values with commas between: values
 * of one are alternatives, the parameters must all match. A trailing {@code *} makes a prefix. Stateless.
 */
final class Shorthand {
    static final List<String> ATTRIBUTES = List.of("type", "subject");

    /** Length of one value, in characters. */
    static final int MAX_LENGTH = 512;

    /** ISO 3166: alpha-2 to alpha-3, which is what events have. */
    private static final Map<String, String> ALPHA_3 = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toUnmodifiableMap(code -> code, code -> new Locale("", code).getISO3Country()));

    private Shorthand() {}

    /** Adds to {@code all} a filter for each parameter that is given; how many values there were. */
    static int read(
            Map<String, List<String>> parameters, List<Filter> all, List<FilterParameters.Violation> violations) {
        int count = 0;
        for (String attribute : ATTRIBUTES) {
            Set<Filter> any = new LinkedHashSet<>();
            count += read(
                    parameters,
                    attribute,
                    any,
                    violations,
                    (value, prefix) ->
                            prefix ? new Filter.Prefix(attribute, value) : new Filter.Exact(attribute, value));
            String prefixParameter = attribute + "Prefix";
            for (String value : values(parameters, prefixParameter)) {
                count++;
                if (acceptable(prefixParameter, value, false, violations)) {
                    any.add(new Filter.Prefix(attribute, value));
                }
            }
            add(any, all);
        }
        for (Dimension dimension : Dimension.values()) {
            Set<Filter> any = new LinkedHashSet<>();
            count += read(
                    parameters,
                    dimension.parameter(),
                    any,
                    violations,
                    (value, prefix) -> prefix
                            ? new Filter.AboutPrefix(dimension, value)
                            : new Filter.About(dimension, dimension.isArea() ? area(value) : value));
            add(any, all);
        }
        return count;
    }

    private static int read(
            Map<String, List<String>> parameters,
            String parameter,
            Set<Filter> any,
            List<FilterParameters.Violation> violations,
            BiFunction<String, Boolean, Filter> filter) {
        List<String> values = values(parameters, parameter);
        for (String value : values) {
            if (acceptable(parameter, value, true, violations)) {
                any.add(
                        value.endsWith("*")
                                ? filter.apply(value.substring(0, value.length() - 1), true)
                                : filter.apply(value, false));
            }
        }
        return values.size();
    }

    private static void add(Set<Filter> any, List<Filter> all) {
        if (!any.isEmpty()) {
            all.add(Filter.Any.of(List.copyOf(any)));
        }
    }

    /** A code that is not of ISO 3166 alpha-2 stays as it is: it may be the source's own. */
    private static String area(String code) {
        return ALPHA_3.getOrDefault(code, code);
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

    private static boolean acceptable(
            String field, String value, boolean starAllowed, List<FilterParameters.Violation> violations) {
        int star = value.indexOf('*');
        if (value.isEmpty()) {
            violations.add(
                    new FilterParameters.Violation(field, value, "empty value", "a value, or leave the parameter out"));
        } else if (value.length() > MAX_LENGTH) {
            violations.add(new FilterParameters.Violation(
                    field,
                    FilterParameters.cut(value),
                    "value of " + value.length() + " characters",
                    "at most " + MAX_LENGTH + " characters"));
        } else if (starAllowed && star >= 0 && star < value.length() - 1) {
            violations.add(new FilterParameters.Violation(
                    field, value, "'*' inside the value", "an exact value, or a prefix with one '*' at its end"));
        } else if (!starAllowed && star >= 0) {
            violations.add(new FilterParameters.Violation(field, value, "'*' in a prefix", "the prefix without '*'"));
        } else {
            return true;
        }
        return false;
    }
}
