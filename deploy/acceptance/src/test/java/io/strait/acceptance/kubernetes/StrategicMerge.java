package io.strait.acceptance.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Kubernetes' strategic merge patch, as far as the overlays use it: mappings merge, null deletes, and the lists below
 * merge by their key. Any other list, and every {@code $patch} directive, is refused rather than guessed.
 */
final class StrategicMerge {
    private static final Map<String, String> KEY_OF_LIST = Map.of("containers", "name", "env", "name");

    private StrategicMerge() {}

    static void apply(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.startsWith("$")) {
                throw new IllegalArgumentException("patch directive " + name + " is not known here");
            }
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode object) {
                apply(target.path(name) instanceof ObjectNode there ? there : target.putObject(name), object);
            } else if (value instanceof ArrayNode list) {
                mergeList(target.withArray(name), list, name);
            } else {
                target.set(name, value);
            }
        });
    }

    private static void mergeList(ArrayNode target, ArrayNode patch, String name) {
        String key = KEY_OF_LIST.get(name);
        if (key == null) {
            throw new IllegalArgumentException("the merge key of list " + name + " is not known here");
        }
        for (JsonNode element : patch) {
            ObjectNode there = null;
            for (JsonNode candidate : target) {
                if (candidate.path(key).equals(element.path(key))) {
                    there = (ObjectNode) candidate;
                }
            }
            if (there == null) {
                throw new IllegalArgumentException(
                        "a patch adds to " + name + ": " + element.path(key) + " (a misspelt " + key + "?)");
            }
            apply(there, (ObjectNode) element);
        }
    }
}
