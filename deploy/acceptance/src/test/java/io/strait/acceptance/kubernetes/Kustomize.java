package io.strait.acceptance.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Renders a kustomization without the Kustomize binary: exactly the fields that {@code deploy/kubernetes} uses. A field
 * that is not known here is refused, as is an entry that changes nothing, so that a rendering can never silently differ
 * from Kustomize's. {@link KustomizeTest} compares the two where the binary is there.
 */
final class Kustomize {
    private static final Set<String> FIELDS = Set.of(
            "apiVersion",
            "kind",
            "resources",
            "namespace",
            "labels",
            "images",
            "replicas",
            "configMapGenerator",
            "patches");
    private static final Set<String> CLUSTER_SCOPED = Set.of("Namespace");
    private static final Set<String> CONFIG_MAP_REFERENCES = Set.of("configMapRef", "configMapKeyRef", "configMap");

    /** An object on its way; the name of a generated one gets the digest of its content in the end. */
    private record Item(ObjectNode object, boolean generated) {
        boolean is(String kind, String name) {
            return Manifests.kind(object).equals(kind) && Manifests.name(object).equals(name);
        }
    }

    private Kustomize() {}

    /**
     * What {@code kustomize build folder} prints.
     *
     * @throws IllegalArgumentException naming the folder and the field, when one is not known here or has no effect
     */
    static Manifests render(Path folder) {
        List<Item> items = accumulate(folder.normalize());
        Map<String, String> names = new HashMap<>();
        for (Item item : items) {
            if (item.generated) {
                String name = Manifests.name(item.object);
                names.put(name, name + "-" + digest(item.object));
                metadata(item.object).put("name", names.get(name));
            }
        }
        List<ObjectNode> objects = items.stream().map(Item::object).toList();
        objects.forEach(object -> followNames(object, names));
        return new Manifests(objects);
    }

    private static List<Item> accumulate(Path folder) {
        Path file = folder.resolve("kustomization.yaml");
        try {
            List<ObjectNode> documents = Manifests.read(file).objects();
            require(documents.size() == 1, "one document expected, found " + documents.size());
            ObjectNode kustomization = documents.get(0);
            onlyFields(kustomization, FIELDS, "");
            require(
                    kustomization.path("apiVersion").asText().equals("kustomize.config.k8s.io/v1beta1")
                            && Manifests.kind(kustomization).equals("Kustomization"),
                    "apiVersion and kind must be those of a Kustomization");

            List<Item> items = new ArrayList<>();
            for (JsonNode resource : entries(kustomization, "resources")) {
                readResource(folder.resolve(resource.textValue()), items);
            }
            for (JsonNode generator : entries(kustomization, "configMapGenerator")) {
                generate(generator, items);
            }
            for (JsonNode patch : entries(kustomization, "patches")) {
                onlyFields(patch, Set.of("path"), "patches.");
                patch(folder.resolve(patch.path("path").textValue()), items);
            }
            JsonNode namespace = kustomization.path("namespace");
            if (!namespace.isMissingNode()) {
                items.forEach(item -> setNamespace(item.object, namespace.textValue()));
            }
            for (JsonNode labels : entries(kustomization, "labels")) {
                onlyFields(labels, Set.of("pairs", "includeTemplates"), "labels.");
                items.forEach(item -> label(item.object, labels));
            }
            for (JsonNode image : entries(kustomization, "images")) {
                onlyFields(image, Set.of("name", "newName", "newTag"), "images.");
                boolean used = false;
                for (Item item : items) {
                    used |= setImage(item.object, image);
                }
                require(used, "image " + image.path("name") + " is used nowhere");
            }
            for (JsonNode replicas : entries(kustomization, "replicas")) {
                onlyFields(replicas, Set.of("name", "count"), "replicas.");
                ObjectNode deployment = (ObjectNode)
                        one(items, "Deployment", replicas.path("name").textValue())
                                .path("spec");
                deployment.set("replicas", replicas.path("count"));
            }
            return items;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static void readResource(Path path, List<Item> items) {
        List<Item> read = Files.isDirectory(path)
                ? accumulate(path.normalize())
                : Manifests.read(path).objects().stream()
                        .map(object -> new Item(object, false))
                        .toList();
        for (Item item : read) {
            String kind = Manifests.kind(item.object);
            String name = Manifests.name(item.object);
            require(!kind.isEmpty() && !name.isEmpty(), path + " holds an object without kind or name");
            require(items.stream().noneMatch(there -> there.is(kind, name)), kind + " " + name + " is there twice");
            items.add(item);
        }
    }

    private static void generate(JsonNode generator, List<Item> items) {
        onlyFields(generator, Set.of("name", "behavior", "literals"), "configMapGenerator.");
        String name = generator.path("name").textValue();
        String behavior = generator.path("behavior").asText("create");
        Optional<Item> there =
                items.stream().filter(item -> item.is("ConfigMap", name)).findFirst();
        ObjectNode configMap;
        if (behavior.equals("merge")) {
            require(there.isPresent() && there.get().generated, "no generated ConfigMap " + name + " to merge into");
            configMap = there.get().object;
        } else {
            require(behavior.equals("create"), "behavior " + behavior + " is not known here");
            require(there.isEmpty(), "ConfigMap " + name + " is there twice");
            configMap = ((ObjectNode) generator).objectNode();
            configMap.put("apiVersion", "v1").put("kind", "ConfigMap");
            configMap.putObject("data");
            metadata(configMap).put("name", name);
            items.add(new Item(configMap, true));
        }
        for (JsonNode literal : entries((ObjectNode) generator, "literals")) {
            String text = literal.textValue();
            int equals = text.indexOf('=');
            require(equals > 0, "literal without a key: " + text);
            String value = text.substring(equals + 1);
            require(
                    !value.startsWith("\"") && !value.startsWith("'"),
                    "quotes in a literal are not known here: " + text);
            ((ObjectNode) configMap.path("data")).put(text.substring(0, equals), value);
        }
    }

    private static void patch(Path file, List<Item> items) {
        for (ObjectNode patch : Manifests.read(file).objects()) {
            ObjectNode target = one(items, Manifests.kind(patch), Manifests.name(patch));
            require(
                    target.path("apiVersion").equals(patch.path("apiVersion")),
                    file + ": apiVersion differs from that of what it patches");
            StrategicMerge.apply(target, patch);
        }
    }

    private static void setNamespace(ObjectNode object, String namespace) {
        if (CLUSTER_SCOPED.contains(Manifests.kind(object))) {
            // Kustomize would rename it, and hide that the two differ.
            require(Manifests.name(object).equals(namespace), "the Namespace is not called " + namespace);
            return;
        }
        metadata(object).put("namespace", namespace);
    }

    private static void label(ObjectNode object, JsonNode labels) {
        ObjectNode pairs = (ObjectNode) labels.path("pairs");
        metadata(object).withObject("/labels").setAll(pairs);
        if (labels.path("includeTemplates").asBoolean() && object.at("/spec/template") instanceof ObjectNode template) {
            metadata(template).withObject("/labels").setAll(pairs);
        }
    }

    private static boolean setImage(ObjectNode object, JsonNode image) {
        boolean used = false;
        for (JsonNode container : object.at("/spec/template/spec/containers")) {
            if (container.path("image").equals(image.path("name"))) {
                String name = image.path("newName").asText(image.path("name").textValue());
                String tag = image.has("newTag") ? ":" + image.path("newTag").textValue() : "";
                ((ObjectNode) container).put("image", name + tag);
                used = true;
            }
        }
        return used;
    }

    /** The suffix that makes a changed ConfigMap another one, so that a change of settings is a rollout. */
    private static String digest(ObjectNode configMap) {
        TreeMap<String, String> data = new TreeMap<>();
        configMap
                .path("data")
                .properties()
                .forEach(field -> data.put(field.getKey(), field.getValue().textValue()));
        ObjectNode content = configMap.objectNode();
        ObjectNode sorted = content.putObject("data");
        data.forEach(sorted::put);
        // The name is meant to be in, but Kustomize looks for a field called "metadata/name" and so always hashes none.
        content.put("kind", "ConfigMap").put("name", "");
        // As Go's encoder escapes them.
        String json = content.toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            // Kustomize's alphabet: no vowels and no look-alikes, so that no digest spells a word.
            return HexFormat.of()
                    .formatHex(hash)
                    .substring(0, 10)
                    .replace('0', 'g')
                    .replace('1', 'h')
                    .replace('3', 'k')
                    .replace('a', 'm')
                    .replace('e', 't');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void followNames(JsonNode node, Map<String, String> names) {
        node.properties().forEach(field -> {
            if (CONFIG_MAP_REFERENCES.contains(field.getKey()) && field.getValue() instanceof ObjectNode reference) {
                String name = names.get(reference.path("name").asText());
                if (name != null) {
                    reference.set("name", TextNode.valueOf(name));
                }
            }
            followNames(field.getValue(), names);
        });
        if (node instanceof ArrayNode list) {
            list.forEach(element -> followNames(element, names));
        }
    }

    private static ObjectNode one(List<Item> items, String kind, String name) {
        return items.stream()
                .filter(item -> item.is(kind, name))
                .map(Item::object)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + kind + " " + name));
    }

    private static ObjectNode metadata(ObjectNode object) {
        return object.withObject("/metadata");
    }

    private static Iterable<JsonNode> entries(ObjectNode object, String field) {
        JsonNode list = object.path(field);
        require(list.isMissingNode() || (list.isArray() && !list.isEmpty()), field + " must be a list with entries");
        return list;
    }

    private static void onlyFields(JsonNode object, Set<String> known, String prefix) {
        object.fieldNames()
                .forEachRemaining(field -> require(
                        known.contains(field),
                        "field " + prefix + field + " is not known here (known: " + known + ")"));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
