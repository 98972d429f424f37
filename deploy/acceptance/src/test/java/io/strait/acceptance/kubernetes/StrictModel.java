package io.strait.acceptance.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;

/**
 * Reads a manifest into the typed model of Kubernetes' API and refuses what the API server would drop or reject: unknown
 * fields at any depth, and scalars of the wrong type (a number as the value of an environment variable). The model as it
 * comes keeps unknown fields aside in {@code additionalProperties}; here it may not. What it does not know are required
 * fields and the values of enumerations; {@link ManifestsTest} holds those that matter here.
 */
final class StrictModel {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 Namespace", Namespace.class,
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "apps/v1 Deployment", Deployment.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    private StrictModel() {}

    /**
     * The typed object.
     *
     * @throws IllegalArgumentException naming kind, name and the field that is wrong
     */
    static HasMetadata read(ObjectNode manifest) {
        String what = Manifests.kind(manifest) + " " + Manifests.name(manifest);
        Class<? extends HasMetadata> type =
                KINDS.get(manifest.path("apiVersion").asText() + " " + Manifests.kind(manifest));
        if (type == null) {
            throw new IllegalArgumentException(
                    what + ": apiVersion and kind are not known here (known: " + KINDS.keySet() + ")");
        }
        try {
            HasMetadata object = MAPPER.treeToValue(manifest, type);
            JsonNode understood = MAPPER.readTree(MAPPER.writeValueAsString(object));
            JsonNode written = MAPPER.readTree(manifest.toString());
            if (!understood.equals(written)) {
                throw new IllegalArgumentException(
                        what + ": the model understood " + understood + " where the manifest says " + written);
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(what + ": " + e.getOriginalMessage() + " " + path(e), e);
        }
    }

    private static String path(JsonProcessingException e) {
        return e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
                ? mapping.getPathReference()
                : "";
    }
}
