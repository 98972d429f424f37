package io.strait.trade.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import io.strait.trade.ingest.format.SdmxComponents.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The structure of a data set in SDMX-JSON: its components, and what the numbers in keys and arrays stand for. */
final class SdmxJsonStructure {
    private static final int MAX_VALUES = 300_000;

    /**
     * A component.
     *
     * @param cell of a row, -1 where it is not used
     * @param values what an index stands for; empty where values stand as they are
     * @param fallback what holds where nothing is given; empty where that is nothing
     */
    record Component(String id, int cell, List<String> values, String fallback) {
        Component {
            values = List.copyOf(values);
        }
    }

    private final SdmxComponents components;
    private final List<Component> dataSetDimensions = new ArrayList<>();
    private final List<Component> seriesDimensions = new ArrayList<>();
    private final List<Component> observationDimensions = new ArrayList<>();
    private final List<Component> dataSetAttributes = new ArrayList<>();
    private final List<Component> groupAttributes = new ArrayList<>();
    private final List<Component> seriesAttributes = new ArrayList<>();
    private final List<Component> observationAttributes = new ArrayList<>();
    private final List<Component> measures = new ArrayList<>();
    private String dataflow = "";
    private int valueCount;

    private SdmxJsonStructure(int maxComponents) {
        components = new SdmxComponents(maxComponents);
    }

    /** Reads the object at whose beginning {@code parser} stands. */
    static SdmxJsonStructure read(JsonParser parser, int maxComponents) throws IOException {
        SdmxJsonStructure structure = new SdmxJsonStructure(maxComponents);
        structure.members(parser);
        if (structure.measures.isEmpty()) {
            // SDMX-JSON 1.0 has one, and does not say so.
            structure.measures.add(structure.component(SdmxConcept.VALUE.label(), Role.ATTRIBUTE, List.of(), ""));
        }
        List<String> missing = structure.components.missing();
        if (!missing.isEmpty()) {
            throw refused(
                    "structure",
                    "",
                    "lacks " + String.join("; ", missing),
                    "the components of a data flow of trade in goods, see the documentation of trade-service");
        }
        return structure;
    }

    SdmxComponents components() {
        return components;
    }

    List<Component> dataSetDimensions() {
        return dataSetDimensions;
    }

    List<Component> seriesDimensions() {
        return seriesDimensions;
    }

    List<Component> observationDimensions() {
        return observationDimensions;
    }

    List<Component> dataSetAttributes() {
        return dataSetAttributes;
    }

    List<Component> groupAttributes() {
        return groupAttributes;
    }

    List<Component> seriesAttributes() {
        return seriesAttributes;
    }

    /** Those that stand for what is not given. */
    List<Component> fallbacks() {
        return Stream.of(dataSetAttributes, seriesAttributes, observationAttributes)
                .flatMap(List::stream)
                .filter(attribute ->
                        attribute.cell() >= 0 && !attribute.fallback().isEmpty())
                .toList();
    }

    /** What an observation's array holds: measures, then attributes. */
    List<Component> observationValues() {
        List<Component> all = new ArrayList<>(measures);
        all.addAll(observationAttributes);
        return all;
    }

    /** {@code AGENCY:ID(VERSION)}; empty where it is not told. */
    String dataflow() {
        return dataflow;
    }

    private void members(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean dimensions = name.equals("dimensions");
            if (value == JsonToken.START_OBJECT
                    && (dimensions || name.equals("attributes") || name.equals("measures"))) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    @Nullable List<Component> level = level(name, parser.currentName());
                    if (parser.nextToken() == JsonToken.START_ARRAY && level != null) {
                        list(parser, level, dimensions ? Role.DIMENSION : Role.ATTRIBUTE);
                    } else {
                        parser.skipChildren();
                    }
                }
            } else if (value == JsonToken.START_ARRAY && name.equals("links")) {
                links(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private @Nullable List<Component> level(String kind, String name) {
        return switch (kind + "." + name.toLowerCase(Locale.ROOT)) {
            case "dimensions.dataset" -> dataSetDimensions;
            case "dimensions.series" -> seriesDimensions;
            case "dimensions.observation" -> observationDimensions;
            case "attributes.dataset" -> dataSetAttributes;
            case "attributes.dimensiongroup" -> groupAttributes;
            case "attributes.series" -> seriesAttributes;
            case "attributes.observation" -> observationAttributes;
            case "measures.observation" -> measures;
            default -> null;
        };
    }

    private void list(JsonParser parser, List<Component> level, Role role) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw refused("structure", parser.getText(), "is no component", "an object with an id");
            }
            String id = "";
            String fallback = "";
            List<String> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("id") && value == JsonToken.VALUE_STRING) {
                    id = parser.getText().trim();
                } else if (name.equals("values") && value == JsonToken.START_ARRAY) {
                    values(parser, values);
                } else if (name.equals("default") && value.isScalarValue()) {
                    fallback = text(parser);
                } else {
                    parser.skipChildren();
                }
            }
            if (id.isEmpty()) {
                throw refused("structure", "", "has a component without an id", "an object with an id");
            }
            level.add(component(id, role, values, fallback));
        }
    }

    private Component component(String id, Role role, List<String> values, String fallback) {
        int cell = components.add(id, role);
        return new Component(id, cell, values, fallback);
    }

    /** Each value's id, or its value where it has none. */
    private void values(JsonParser parser, List<String> values) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (++valueCount > MAX_VALUES) {
                throw refused(
                        "structure", "", "has more values than can be taken", "at most " + MAX_VALUES + " values");
            }
            String id = "";
            String plain = "";
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (value.isStructStart()) {
                        parser.skipChildren();
                    } else if (name.equals("id")) {
                        id = text(parser);
                    } else if (name.equals("value")) {
                        plain = text(parser);
                    }
                }
            } else if (parser.currentToken().isStructStart()) {
                parser.skipChildren();
            } else {
                plain = text(parser);
            }
            values.add(id.isEmpty() ? plain : id);
        }
    }

    /** As far as any value that can be taken may be long; empty for null. */
    static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        String text = parser.getText().trim();
        return text.length() > BadValue.MAX_VALUE ? text.substring(0, BadValue.MAX_VALUE + 1) : text;
    }

    /** The URN of the data flow is after {@code Dataflow=}. */
    private void links(JsonParser parser) throws IOException {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_STRING) {
                String text = text(parser);
                int at = text.indexOf(".Dataflow=");
                if (at >= 0) {
                    dataflow = text.substring(at + ".Dataflow=".length());
                }
            }
        }
    }

    private static FileRejectedException refused(String field, String value, String message, String expected) {
        return new FileRejectedException(Kind.UNPROCESSABLE, 0, new BadValue(field, value, message, expected));
    }
}
