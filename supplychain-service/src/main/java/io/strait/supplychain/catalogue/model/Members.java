package io.strait.supplychain.catalogue.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.problem.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object and notes everything that is wrong with them, so that a client hears of all of
 * it at once. A member that is wrong reads as if it were absent.
 */
public final class Members {
    private final ObjectNode object;
    private final String path;
    private final List<Violation> violations;
    private final Set<String> known = new LinkedHashSet<>();

    public Members(ObjectNode object, String path, List<Violation> violations) {
        this.object = object;
        this.path = path;
        this.violations = violations;
    }

    /** A text of 1 to {@code max} characters, or null where absent. */
    @Nullable
    public String text(String name, int max) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        String expected = "a text of 1 to " + max + " characters";
        if (!value.isTextual()) {
            wrong(name, value, "is not a text", expected);
            return null;
        }
        return checkedText(path + name, value.textValue(), max, expected);
    }

    public String requiredText(String name, int max) {
        String value = text(name, max);
        if (value == null && member(name) == null) {
            violations.add(Violation.of(path + name, null, "is missing", "a text of 1 to " + max + " characters"));
        }
        return value == null ? "" : value;
    }

    /** The id of a node. */
    @Nullable
    public String nodeId(String name) {
        String value = text(name, Ids.MAX_NODE);
        if (value != null && !Ids.isNode(value)) {
            violations.add(Violation.of(path + name, value, "is not an id of a node", Ids.NODE_EXPECTED));
            return null;
        }
        return value;
    }

    public String requiredNodeId(String name) {
        String value = nodeId(name);
        if (value == null && member(name) == null) {
            violations.add(Violation.of(path + name, null, "is missing", Ids.NODE_EXPECTED));
        }
        return value == null ? "" : value;
    }

    public <E extends Enum<E> & Coded> @Nullable E code(String name, Class<E> type) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        E found = value.isTextual() ? Coded.of(type, value.textValue()).orElse(null) : null;
        if (found == null) {
            wrong(name, value, "is not one of the known values", "one of: " + String.join(", ", Coded.codes(type)));
        }
        return found;
    }

    @Nullable
    public BigDecimal number(String name, BigDecimal min, BigDecimal max) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        String expected = "a number from " + min.toPlainString() + " to " + max.toPlainString()
                + " with at most 12 decimals, or null where unknown";
        if (!value.isNumber()) {
            wrong(name, value, "is not a number", expected);
            return null;
        }
        BigDecimal number = value.decimalValue();
        if (number.compareTo(min) < 0
                || number.compareTo(max) > 0
                || number.stripTrailingZeros().scale() > 12) {
            wrong(name, value, "is out of range", expected);
            return null;
        }
        return number;
    }

    @Nullable
    public Integer integer(String name, int min, int max) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (!value.canConvertToExactIntegral()
                || !value.canConvertToInt()
                || value.intValue() < min
                || value.intValue() > max) {
            wrong(name, value, "is not a whole number in range", "a whole number from " + min + " to " + max);
            return null;
        }
        return value.intValue();
    }

    public boolean flag(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            wrong(name, value, "is neither true nor false", "true or false");
        }
        return value.asBoolean(false);
    }

    /** ISO 3166-1 alpha-3; alpha-2 is understood too. */
    @Nullable
    public String area(String name) {
        String value = text(name, 3);
        if (value == null) {
            return null;
        }
        return Areas.alpha3(value).orElseGet(() -> {
            violations.add(
                    Violation.of(path + name, value, "is not an area", "an ISO 3166-1 code, for example JPN or JP"));
            return null;
        });
    }

    public List<String> texts(String name, int maxItems, int maxLength) {
        List<String> texts = new ArrayList<>();
        elements(name, maxItems, (at, value) -> {
            String expected = "a text of 1 to " + maxLength + " characters";
            if (!value.isTextual()) {
                violations.add(Violation.of(at, value.toString(), "is not a text", expected));
                return;
            }
            String text = checkedText(at, value.textValue(), maxLength, expected);
            if (text != null && texts.contains(text)) {
                violations.add(Violation.of(at, text, "occurs twice", "each text once"));
            } else if (text != null) {
                texts.add(text);
            }
        });
        return texts;
    }

    /** The objects of an array; {@code read} sees each with its members. */
    public void objects(String name, int maxItems, Consumer<Members> read) {
        elements(name, maxItems, (at, value) -> {
            if (value instanceof ObjectNode element) {
                Members members = new Members(element, at + ".", violations);
                read.accept(members);
                members.refuseUnknown();
            } else {
                violations.add(Violation.of(at, value.toString(), "is not an object", "an object"));
            }
        });
    }

    /** The members of an object member, or null where it is absent. */
    @Nullable
    public Members object(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode child) {
            return new Members(child, path + name + ".", violations);
        }
        wrong(name, value, "is not an object", "an object, or null where unknown");
        return null;
    }

    /** Names of the members that are there. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A member that an answer has and that a request may repeat, without effect. */
    public void ignore(String name) {
        known.add(name);
    }

    public boolean has(String name) {
        return member(name) != null;
    }

    public void violate(String name, @Nullable String value, String message, String expected) {
        violations.add(Violation.of(path + name, value, message, expected));
    }

    /** Call when every member was read. */
    public void refuseUnknown() {
        for (String name : names()) {
            if (!known.contains(name)) {
                violations.add(
                        Violation.of(path + name, null, "is not known here", "one of: " + String.join(", ", known)));
            }
        }
    }

    private void elements(String name, int maxItems, java.util.function.BiConsumer<String, JsonNode> each) {
        JsonNode value = member(name);
        if (value == null) {
            return;
        }
        if (!value.isArray() || value.size() > maxItems) {
            wrong(name, value, "is not a list of the right length", "a list of at most " + maxItems);
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            each.accept(String.format(Locale.ROOT, "%s%s[%d]", path, name, i), value.get(i));
        }
    }

    private @Nullable String checkedText(String at, String value, int max, String expected) {
        if (value.isBlank() || value.codePointCount(0, value.length()) > max) {
            violations.add(Violation.of(at, value, value.isBlank() ? "is blank" : "is too long", expected));
            return null;
        }
        // NUL cannot be stored; the others would break logs and terminals. Line breaks are text.
        if (value.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')
                || value.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            violations.add(Violation.of(
                    at, value.replaceAll("\\p{Cntrl}|\\p{Cs}", "?"), "has control characters", "text without them"));
            return null;
        }
        return value;
    }

    private @Nullable JsonNode member(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private void wrong(String name, JsonNode value, String message, String expected) {
        String shown = value.isValueNode() ? value.asText() : value.toString();
        violations.add(Violation.of(path + name, shown, message, expected));
    }
}
