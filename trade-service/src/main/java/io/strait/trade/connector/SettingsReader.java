package io.strait.trade.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.problem.Nearest;
import io.strait.trade.problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a connector's settings and collects all that is wrong with them. Not thread-safe. */
final class SettingsReader {
    private static final int MAX_TEXT = 500;

    private final ObjectNode settings;
    private final Set<String> known = new TreeSet<>();
    private final List<Violation> violations = new ArrayList<>();

    SettingsReader(ObjectNode settings) {
        this.settings = settings;
    }

    void add(String name, @Nullable String value, String message, String expected) {
        violations.add(new Violation("settings." + name, value, message, expected));
    }

    /** A text that is whole of {@code form}; null when it is not there. */
    @Nullable
    String text(String name, Pattern form, String expected) {
        known.add(name);
        JsonNode value = settings.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()
                || value.textValue().length() > MAX_TEXT
                || !form.matcher(value.textValue()).matches()) {
            add(name, value.isTextual() ? value.textValue() : value.toString(), "is not what it should be", expected);
            return null;
        }
        return value.textValue();
    }

    String text(String name, Pattern form, String expected, String otherwise) {
        String text = text(name, form, expected);
        return text == null ? otherwise : text;
    }

    String needed(String name, Pattern form, String expected) {
        String text = text(name, form, expected);
        JsonNode value = settings.get(name);
        if (value == null || value.isNull()) {
            add(name, null, "is needed", expected);
        }
        return text == null ? "" : text;
    }

    /** An array of texts of {@code form}, each once, in the order given; empty when it is not there. */
    List<String> texts(String name, Pattern form, int max, String expected) {
        known.add(name);
        JsonNode array = settings.get(name);
        if (array == null || array.isNull()) {
            return List.of();
        }
        String wanted = "an array of 1 to " + max + ": " + expected;
        if (!array.isArray() || array.isEmpty() || array.size() > max) {
            add(name, array.isArray() ? array.size() + " values" : array.toString(), "is no such list", wanted);
            return List.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode value : array) {
            if (!value.isTextual() || !form.matcher(value.textValue()).matches()) {
                add(name, value.isTextual() ? value.textValue() : value.toString(), "is not what it should be", wanted);
                return List.of();
            }
            texts.add(value.textValue());
        }
        return List.copyOf(texts);
    }

    int number(String name, int min, int max, int otherwise) {
        known.add(name);
        JsonNode value = settings.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
            add(name, value.toString(), "is no such number", "a whole number from " + min + " to " + max);
            return otherwise;
        }
        return value.intValue();
    }

    boolean flag(String name, boolean otherwise) {
        known.add(name);
        JsonNode value = settings.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            add(name, value.toString(), "is not what it should be", "true or false");
            return otherwise;
        }
        return value.booleanValue();
    }

    /** All that is wrong, members that nobody asked for too. */
    List<Violation> violations() {
        settings.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String near = Nearest.hint(name, known, n -> n)
                        .map(hint -> hint + "; ")
                        .orElse("");
                add(name, null, "is no setting of this kind", near + "only " + String.join(", ", known));
            }
        });
        return List.copyOf(violations);
    }
}
