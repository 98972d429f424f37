package io.strait.trade.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Parts, settings and memory are JSON objects. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** The texts of an array; none where there is no such member. */
    static List<String> texts(ObjectNode object, String name) {
        List<String> texts = new ArrayList<>();
        JsonNode array = object.get(name);
        if (array != null) {
            array.forEach(value -> texts.add(value.asText()));
        }
        return texts;
    }
}
