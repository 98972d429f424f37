package io.strait.gateway.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Reads the {@code filters} array of the CloudEvents Subscriptions API: objects of one dialect each, {@code exact}, {@code
 * prefix}, {@code suffix} (an object of attributes and values, which must all match), {@code all}, {@code any} (arrays),
 * {@code not} (a filter) and {@code sql} (a CESQL expression). What is wrong is told with its place, for example {@code
 * filter[0].any[1].exact.type}. For one reading; not thread-safe.
 */
final class FilterJson {
    /** Filters within filters. */
    static final int MAX_DEPTH = 8;

    private static final String DIALECTS = "exact, prefix, suffix, all, any, not or sql";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final FilterPool pool;
    private final List<FilterParameters.Violation> violations;
    private int conditions;
    private int expressions;

    FilterJson(FilterPool pool, List<FilterParameters.Violation> violations) {
        this.pool = pool;
        this.violations = violations;
    }

    int conditions() {
        return conditions;
    }

    int expressions() {
        return expressions;
    }

    /** All of the array; {@link Filter#EVERYTHING} where something is wrong, which is then among the violations. */
    Filter read(String text) {
        JsonNode array;
        try {
            array = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            return wrong(
                    "filter", text, "not JSON, at column " + column + ": " + e.getOriginalMessage(), "a JSON array");
        }
        return array.isArray()
                ? Filter.All.of(list("filter", array, 1))
                : wrong("filter", text, "not an array", "an array of filters, each an object of one dialect");
    }

    /** An expression, at {@code place}. */
    Filter sql(String place, String text) {
        if (++expressions > FilterParameters.MAX_EXPRESSIONS) {
            return Filter.EVERYTHING;
        }
        try {
            return pool.sql(text.strip());
        } catch (SqlException e) {
            return wrong(place, text, e.getMessage(), "a CloudEvents SQL expression");
        }
    }

    private List<Filter> list(String place, JsonNode array, int depth) {
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < array.size() && conditions <= FilterParameters.MAX_CONDITIONS; i++) {
            filters.add(filter(place + "[" + i + "]", array.get(i), depth));
        }
        return filters;
    }

    private Filter filter(String place, JsonNode json, int depth) {
        conditions++;
        if (!json.isObject() || json.size() != 1) {
            return wrong(place, json.toString(), "not one dialect", "an object with one of " + DIALECTS);
        }
        if (depth > MAX_DEPTH) {
            return wrong(place, json.toString(), "too deep", "at most " + MAX_DEPTH + " filters within each other");
        }
        Map.Entry<String, JsonNode> dialect = json.properties().iterator().next();
        String at = place + "." + dialect.getKey();
        JsonNode value = dialect.getValue();
        return switch (dialect.getKey()) {
            case "exact" -> attributes(at, value, Filter.Exact::new);
            case "prefix" -> attributes(at, value, Filter.Prefix::new);
            case "suffix" -> attributes(at, value, Filter.Suffix::new);
            case "all" -> hasFilters(at, value) ? Filter.All.of(list(at, value, depth + 1)) : Filter.EVERYTHING;
            case "any" -> hasFilters(at, value) ? Filter.Any.of(list(at, value, depth + 1)) : Filter.EVERYTHING;
            case "not" -> new Filter.Not(filter(at, value, depth + 1));
            case "sql" ->
                value.isTextual()
                        ? sql(at, value.textValue())
                        : wrong(at, value.toString(), "not a text", "a CloudEvents SQL expression");
            default -> wrong(place, dialect.getKey(), "unknown dialect", DIALECTS);
        };
    }

    private boolean hasFilters(String place, JsonNode value) {
        if (value.isArray() && !value.isEmpty()) {
            return true;
        }
        wrong(place, value.toString(), "no filters", "an array of at least one filter");
        return false;
    }

    private Filter attributes(String place, JsonNode value, BiFunction<String, String, Filter> of) {
        if (!value.isObject() || value.isEmpty()) {
            return wrong(place, value.toString(), "no attributes", "an object of attribute names and values");
        }
        conditions += value.size() - 1;
        if (conditions > FilterParameters.MAX_CONDITIONS) {
            return Filter.EVERYTHING;
        }
        List<Filter> filters = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String at = place + "." + entry.getKey();
            String wanted = entry.getValue().textValue();
            if (!isAttributeName(entry.getKey())) {
                wrong(place, entry.getKey(), "not an attribute's name", "lower-case letters and digits");
            } else if (wanted == null || wanted.isEmpty() || wanted.length() > Shorthand.MAX_LENGTH) {
                wrong(
                        at,
                        entry.getValue().toString(),
                        "not a value",
                        "a text of 1 to " + Shorthand.MAX_LENGTH + " characters");
            } else {
                filters.add(of.apply(entry.getKey(), wanted));
            }
        }
        return Filter.All.of(filters);
    }

    private static boolean isAttributeName(String name) {
        return !name.isEmpty()
                && name.length() <= 64
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    private Filter wrong(String place, String value, String message, String expected) {
        violations.add(new FilterParameters.Violation(place, FilterParameters.cut(value), message, expected));
        return Filter.EVERYTHING;
    }
}
