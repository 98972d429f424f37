package io.strait.trade.problem;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the query parameters of one request and collects everything that is wrong with them, so that the client learns
 * of all faults at once. Not thread-safe.
 */
public final class Parameters {
    private static final int MAX_LENGTH = 4000;

    private final MultivaluedMap<String, String> given;
    /** A set, because a parameter may be read twice. */
    private final Set<Violation> violations = new LinkedHashSet<>();
    /** How many values a list may have, where that is more than its reader allows: a body has room for more. */
    private final int mostValues;

    /** @param known every parameter of the resource; any other is a violation that names them */
    public Parameters(MultivaluedMap<String, String> given, Set<String> known) {
        this(given, known, 1);
    }

    /** @param mostValues how many values a list may have, where its reader would allow fewer */
    public Parameters(MultivaluedMap<String, String> given, Set<String> known, int mostValues) {
        this.given = given;
        this.mostValues = mostValues;
        List<String> names = known.stream().sorted().toList();
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                String expected = Nearest.hint(name, names, name1 -> name1)
                                .map(near -> near + "; one of ")
                                .orElse("one of ")
                        + String.join(", ", names);
                add(name, String.join(",", values), "no such parameter", names.isEmpty() ? "none" : expected);
            }
        });
    }

    public void add(String field, String value, String message, String expected) {
        violations.add(new Violation(field, value, message, expected));
    }

    /** A parameter that is not there. */
    public void addMissing(String field, String expected) {
        violations.add(new Violation(field, null, "is needed", expected));
    }

    /** Comma-separated or repeated values, each once, in the order given; empty when the parameter is not there. */
    public List<String> texts(String name, int max) {
        List<String> values = given.get(name);
        if (values == null) {
            return List.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (String value : values) {
            if (value.length() > MAX_LENGTH) {
                add(name, value, "is too long", "at most " + MAX_LENGTH + " characters");
                return List.of();
            }
            for (String text : value.split(",", -1)) {
                if (text.isBlank()) {
                    add(name, value, "is empty", "a value, or no such parameter");
                } else {
                    texts.add(text.trim());
                }
            }
        }
        int most = max > 1 ? Math.max(max, mostValues) : max;
        if (texts.size() > most) {
            add(name, texts.size() + " values", "too many values", "at most " + most);
            return List.of();
        }
        return List.copyOf(texts);
    }

    /**
     * Parsed values.
     *
     * @param parse throws an {@link IllegalArgumentException} that says what is wrong
     */
    public <T> List<T> list(String name, int max, String expected, Function<String, T> parse) {
        List<T> parsed = new ArrayList<>();
        for (String text : texts(name, max)) {
            try {
                parsed.add(parse.apply(text));
            } catch (ExpectedException e) {
                add(name, text, e.reason(), e.expected());
            } catch (IllegalArgumentException e) {
                add(name, text, "cannot be read", expected);
            }
        }
        return parsed;
    }

    /** One parsed value. Several are a violation. */
    public <T> Optional<T> one(String name, String expected, Function<String, T> parse) {
        List<String> values = given.get(name);
        if (values != null && values.size() > 1) {
            add(name, String.join(",", values), "is given more than once", "one value");
            return Optional.empty();
        }
        if (values != null && (values.get(0).contains(",") || values.get(0).length() > MAX_LENGTH)) {
            add(name, values.get(0), "is not one value", expected);
            return Optional.empty();
        }
        return list(name, 1, expected, parse).stream().findFirst();
    }

    /** A whole number from {@code min} to {@code max}. */
    public int number(String name, int min, int max, int otherwise) {
        String expected = "a whole number from " + min + " to " + max;
        return one(name, expected, text -> {
                    int number = Integer.parseInt(text);
                    if (number < min || number > max) {
                        throw new ExpectedException("is out of range", expected);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** @throws ProblemException with every violation found, when there is one */
    public void check() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(List.copyOf(violations));
        }
    }
}
