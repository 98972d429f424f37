package io.strait.acceptance.kubernetes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Kubernetes objects as trees, in the order of their files. */
record Manifests(List<ObjectNode> objects) {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            // A key given twice is a mistake that YAML itself would pass over.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** What lies in {@code deploy/kubernetes}, seen from a module two levels below the top. */
    static Path folder() {
        return Path.of("..", "kubernetes").toAbsolutePath().normalize();
    }

    /** Every document of a YAML file. */
    static Manifests read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be read: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    static Manifests parse(String yaml) {
        List<ObjectNode> documents = new ArrayList<>();
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (values.hasNextValue()) {
                JsonNode document = values.nextValue();
                if (!(document instanceof ObjectNode object)) {
                    throw new IllegalArgumentException("not a mapping: " + document);
                }
                documents.add(object);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return new Manifests(documents);
    }

    /** A copy that a test may spoil. */
    Manifests copy() {
        return new Manifests(objects.stream().map(ObjectNode::deepCopy).toList());
    }

    ObjectNode find(String kind, String name) {
        return objects.stream()
                .filter(object -> kind(object).equals(kind) && name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(kind + " " + name));
    }

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }
}
