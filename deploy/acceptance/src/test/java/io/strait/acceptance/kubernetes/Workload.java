package io.strait.acceptance.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/** A Deployment and what it refers to: the one container of its pods, as the cluster would start it. */
record Workload(Deployment deployment, Rendering rendering) {
    String name() {
        return deployment.getMetadata().getName();
    }

    PodSpec pod() {
        return deployment.getSpec().getTemplate().getSpec();
    }

    Container container() {
        List<Container> containers = pod().getContainers();
        if (containers.size() != 1 || !pod().getInitContainers().isEmpty()) {
            throw new IllegalStateException(name() + " has more than one container");
        }
        return containers.get(0);
    }

    /** The port that the container calls {@code name}. */
    int port(String name) {
        return container().getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name() + " has no port called " + name));
    }

    Map<String, Probe> probes() {
        Container container = container();
        return Map.of(
                "startup", container.getStartupProbe(),
                "readiness", container.getReadinessProbe(),
                "liveness", container.getLivenessProbe());
    }

    /**
     * The environment of the container. What a Secret gives has no value here: it is the name of Secret and key.
     *
     * @throws NoSuchElementException when a ConfigMap or a key in it is not part of the rendering
     */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvFromSource source : container().getEnvFrom()) {
            environment.putAll(rendering
                    .find(ConfigMap.class, source.getConfigMapRef().getName())
                    .getData());
        }
        // A key of its own wins over one that comes from a whole ConfigMap.
        for (EnvVar variable : container().getEnv()) {
            environment.put(variable.getName(), value(variable));
        }
        return environment;
    }

    /** The value of the environment variable {@code key}, which must be there. */
    String setting(String key) {
        return Objects.requireNonNull(environment().get(key), key);
    }

    private String value(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        SecretKeySelector secret = variable.getValueFrom().getSecretKeyRef();
        if (secret != null) {
            return secret.getName() + "/" + secret.getKey();
        }
        ConfigMapKeySelector key = variable.getValueFrom().getConfigMapKeyRef();
        String value = rendering.find(ConfigMap.class, key.getName()).getData().get(key.getKey());
        if (value == null) {
            throw new NoSuchElementException("ConfigMap " + key.getName() + " has no key " + key.getKey());
        }
        return value;
    }

    /** The Secrets' keys that the container is started with. */
    List<SecretKeySelector> secrets() {
        List<SecretKeySelector> secrets = new ArrayList<>();
        for (EnvVar variable : container().getEnv()) {
            if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
                secrets.add(variable.getValueFrom().getSecretKeyRef());
            }
        }
        return secrets;
    }

    @Override
    public String toString() {
        return name();
    }
}
