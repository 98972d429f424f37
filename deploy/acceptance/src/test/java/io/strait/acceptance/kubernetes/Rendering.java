package io.strait.acceptance.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.NoSuchElementException;

/** A kustomization, rendered and understood: typed objects without a field that Kubernetes does not know. */
record Rendering(List<HasMetadata> objects) {
    /** The kustomization in {@code folder} of {@code deploy/kubernetes}. */
    static Rendering of(String folder) {
        return new Rendering(Kustomize.render(Manifests.folder().resolve(folder)).objects().stream()
                .map(StrictModel::read)
                .toList());
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T find(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(kind.getSimpleName() + " " + name));
    }

    List<Workload> workloads() {
        return all(Deployment.class).stream()
                .map(deployment -> new Workload(deployment, this))
                .toList();
    }
}
