package io.strait.acceptance.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KustomizeTest {
    private static final String HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: a
            spec:
              replicas: 2
              template:
                spec:
                  containers:
                    - name: a
                      image: strait/a
                      command: [run]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev"})
    void rendersWhatKubectlRenders(String kustomization) throws Exception {
        assumeTrue(kubectlIsThere(), "kubectl is not installed: the renderer is not compared with it");
        Path path = Manifests.folder().resolve(kustomization);

        Process kubectl = new ProcessBuilder("kubectl", "kustomize", path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).isZero();

        assertThat(sorted(Kustomize.render(path))).isEqualTo(sorted(Manifests.parse(rendered)));
    }

    @Test
    void aChangedSettingIsAnotherConfigMapAndSoARollout() throws IOException {
        write("deployment.yaml", DEPLOYMENT + "          envFrom: [{configMapRef: {name: settings}}]\n");

        ObjectNode before = settings("A=1");
        ObjectNode after = settings("A=2");

        assertThat(Manifests.name(before)).matches("settings-[a-z0-9]{10}").isNotEqualTo(Manifests.name(after));
    }

    private ObjectNode settings(String literal) throws IOException {
        write(
                "kustomization.yaml",
                HEAD + "resources: [deployment.yaml]\nconfigMapGenerator: [{name: settings, literals: [" + literal
                        + "]}]\n");
        Manifests rendered = Kustomize.render(folder);
        ObjectNode configMap = rendered.objects().get(1);
        assertThat(rendered.find("Deployment", "a")
                        .at("/spec/template/spec/containers/0/envFrom/0/configMapRef/name")
                        .textValue())
                .isEqualTo(Manifests.name(configMap));
        return configMap;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "namePrefix: x-                                          | field namePrefix is not known here",
                "commonLabels: {a: b}                                    | field commonLabels is not known here",
                "labels: [{pairs: {a: b}, includeSelectors: true}]       | field labels.includeSelectors is not known",
                "images: [{name: strait/b, newTag: '1'}]                 | is used nowhere",
                "images: [{name: strait/a, digest: 'sha256:1'}]          | field images.digest is not known",
                "replicas: [{name: b, count: 1}]                         | there is no Deployment b",
                "configMapGenerator: [{name: c, files: [x]}]             | field configMapGenerator.files is not known",
                "configMapGenerator: [{name: c, behavior: merge, literals: [A=1]}] | no generated ConfigMap c",
                "patches: [{path: patch.yaml, target: {kind: Deployment}}] | field patches.target is not known",
                "patches: [{path: list.yaml}]                            | merge key of list command is not known",
                "patches: [{path: container.yaml}]                       | a patch adds to containers",
                "patches: [{path: directive.yaml}]                       | patch directive $patch is not known",
                "patches: [{path: kind.yaml}]                            | there is no StatefulSet a",
                "resources: [deployment.yaml]                            | Duplicate field 'resources'"
            })
    void refusesWhatItWouldHaveToGuess(String line, String message) throws IOException {
        write("deployment.yaml", DEPLOYMENT);
        write("patch.yaml", DEPLOYMENT);
        write("list.yaml", patch("containers: [{name: a, command: [walk]}]"));
        write("container.yaml", patch("containers: [{name: b, image: c}]"));
        write("directive.yaml", patch("$patch: delete"));
        write("kind.yaml", patch("nodeName: a").replace("Deployment", "StatefulSet"));
        write("kustomization.yaml", HEAD + "resources: [deployment.yaml]\n" + line.strip() + "\n");

        assertThatThrownBy(() -> Kustomize.render(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kustomization.yaml")
                .hasMessageContaining(message);
    }

    private static String patch(String spec) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {spec: {" + spec + "}}}}";
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static List<ObjectNode> sorted(Manifests manifests) {
        return manifests.objects().stream()
                .sorted(Comparator.comparing(object -> Manifests.kind(object) + " " + Manifests.name(object)))
                .toList();
    }

    private static boolean kubectlIsThere() {
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", "--help")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
