package io.strait.acceptance.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests say, as Kubernetes would understand them: held to the rules of {@code deploy/kubernetes}. */
class ManifestsTest {
    private static final String NAME = "app.kubernetes.io/name";
    private static final Rendering DEV = Rendering.of("overlays/dev");

    static Stream<Workload> workloads() {
        return Stream.of("base", "overlays/dev")
                .map(Rendering::of)
                .flatMap(rendering -> rendering.workloads().stream());
    }

    static Stream<Workload> workloadsOfDev() {
        return DEV.workloads().stream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev"})
    void kubernetesKnowsEveryField(String folder) {
        assertThat(Rendering.of(folder).workloads())
                .map(Workload::name)
                .containsExactlyInAnyOrder("gateway", "supplychain-service", "trade-service");
    }

    @ParameterizedTest
    @CsvSource({
        "'', spce",
        "/metadata, lables",
        "/spec, replica",
        "/spec/template/spec, terminationGracePeriod",
        "/spec/template/spec/securityContext, runAsNonroot",
        "/spec/template/spec/containers/0, readynessProbe",
        "/spec/template/spec/containers/0/readinessProbe/httpGet, prot",
        "/spec/template/spec/containers/0/resources, limit",
        "/spec/template/spec/containers/0/env/3/valueFrom/configMapKeyRef, keys"
    })
    void aMisspeltFieldIsRefusedHoweverDeep(String place, String field) {
        // Given
        ObjectNode deployment = tradeService();
        ((ObjectNode) deployment.at(place)).set(field, JsonNodeFactory.instance.objectNode());

        // When
        assertThatThrownBy(() -> StrictModel.read(deployment))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Deployment trade-service")
                .hasMessageContaining(field);
    }

    @Test
    void aNumberAsTheValueOfAVariableIsRefused() {
        ObjectNode deployment = tradeService();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0/env/0")).put("value", 8081);

        assertThatThrownBy(() -> StrictModel.read(deployment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value");
    }

    @Test
    void aKindOfAnotherVersionIsRefused() {
        ObjectNode deployment = tradeService().put("apiVersion", "apps/v1beta1");

        assertThatThrownBy(() -> StrictModel.read(deployment)).hasMessageContaining("are not known here");
    }

    private static ObjectNode tradeService() {
        return Kustomize.render(Manifests.folder().resolve("overlays/dev"))
                .copy()
                .find("Deployment", "trade-service");
    }

    @Test
    void everythingOfAnOverlayIsInItsNamespaceAndPartOfStrait() {
        String namespace = DEV.all(Namespace.class).get(0).getMetadata().getName();
        assertThat(DEV.objects()).allSatisfy(object -> {
            assertThat(object.getMetadata().getLabels()).containsEntry("app.kubernetes.io/part-of", "strait");
            if (!(object instanceof Namespace)) {
                assertThat(object.getMetadata().getNamespace()).isEqualTo(namespace);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everySelectorFindsThePodsOfItsNameAndNoOthers(Workload workload) {
        Rendering rendering = workload.rendering();
        String name = workload.name();
        Map<String, String> selector =
                workload.deployment().getSpec().getSelector().getMatchLabels();

        assertThat(rendering.workloads())
                .filteredOn(other -> podLabels(other).entrySet().containsAll(selector.entrySet()))
                .map(Workload::name)
                .containsExactly(name);
        assertThat(rendering.find(Service.class, name).getSpec().getSelector()).isEqualTo(selector);
        assertThat(rendering
                        .find(PodDisruptionBudget.class, name)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(selector);
        assertThat(rendering
                        .find(NetworkPolicy.class, name)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels())
                .isEqualTo(selector);
        assertThat(workload.pod().getTopologySpreadConstraints()).allSatisfy(constraint -> assertThat(
                        constraint.getLabelSelector().getMatchLabels())
                .isEqualTo(selector));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void whatBelongsToAServiceBearsItsName(Workload workload) {
        assertThat(workload.rendering().objects())
                .filteredOn(object -> object.getMetadata().getName().equals(workload.name()))
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder(
                        "ServiceAccount", "Service", "Deployment", "PodDisruptionBudget", "NetworkPolicy");
        assertThat(workload.rendering().objects())
                .filteredOn(object -> object.getMetadata().getName().equals(workload.name()))
                .allSatisfy(
                        object -> assertThat(object.getMetadata().getLabels()).containsEntry(NAME, workload.name()));
        assertThat(workload.pod().getServiceAccountName()).isEqualTo(workload.name());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyPortOfAServiceAndOfAPolicyIsOneThatTheContainerNames(Workload workload) {
        List<String> names = workload.container().getPorts().stream()
                .map(ContainerPort::getName)
                .toList();
        assertThat(names).containsExactly("http", "management");

        assertThat(workload.rendering()
                        .find(Service.class, workload.name())
                        .getSpec()
                        .getPorts())
                .map(port -> port.getTargetPort().getStrVal())
                .containsExactlyElementsOf(names);
        assertThat(rules(workload))
                .flatMap(NetworkPolicyIngressRule::getPorts)
                .map(port -> port.getPort().getStrVal())
                .containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void onlyWhoMustReachesAServiceAndOnlyMonitoringItsManagementPort(Workload workload) {
        NetworkPolicyIngressRule http = rules(workload).get(0);
        NetworkPolicyIngressRule management = rules(workload).get(1);

        if (workload.name().equals("gateway")) {
            assertThat(http.getFrom()).as("the public door").isEmpty();
        } else {
            assertThat(http.getFrom())
                    .map(peer -> peer.getPodSelector().getMatchLabels())
                    .isEqualTo(
                            workload.name().equals("trade-service")
                                    ? List.of(Map.of(NAME, "gateway"), Map.of(NAME, "supplychain-service"))
                                    : List.of(Map.of(NAME, "gateway")));
        }
        assertThat(management.getFrom()).hasSize(1).allSatisfy(peer -> assertThat(
                        peer.getNamespaceSelector().getMatchLabels())
                .isEqualTo(Map.of("kubernetes.io/metadata.name", "monitoring")));
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, STRAIT_ROUTE_TRADE_URL",
        "gateway, STRAIT_ROUTE_SUPPLYCHAIN_URL",
        "supplychain-service, STRAIT_TRADE_URL"
    })
    void theAddressesOfServicesLeadToTheirHttpPorts(String name, String key) {
        Map<String, String> environment = new Workload(DEV.find(Deployment.class, name), DEV).environment();
        URI route = URI.create(environment.get(key));
        assertThat(DEV.find(Service.class, route.getHost()).getSpec().getPorts())
                .filteredOn(port -> port.getPort() == route.getPort())
                .map(ServicePort::getName)
                .containsExactly("http");
    }

    @ParameterizedTest
    @MethodSource("workloadsOfDev")
    void everyConfigMapAndKeyThatAContainerNamesIsRendered(Workload workload) {
        assertThat(workload.environment())
                .isNotEmpty()
                .allSatisfy((key, value) -> assertThat(value).as(key).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("workloadsOfDev")
    void theReadmeSaysWhatEverySettingAndSecretIsFor(Workload workload) throws IOException {
        String readme = Files.readString(Manifests.folder().resolve("README.md"));

        assertThat(workload.environment().keySet())
                .allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
        assertThat(workload.secrets())
                .allSatisfy(secret -> assertThat(readme).contains("`" + secret.getName() + "`"))
                .allSatisfy(secret -> assertThat(readme).contains("`" + secret.getKey() + "`"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void noProcessIsRootOrCanBecomeIt(Workload workload) {
        assertThat(workload.pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(workload.pod().getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(workload.pod().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        Container container = workload.container();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getPrivileged()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void noProcessHasAnyBusinessWithTheCluster(Workload workload) {
        assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(workload.pod().getEnableServiceLinks()).isFalse();
        assertThat(workload.rendering()
                        .find(ServiceAccount.class, workload.name())
                        .getAutomountServiceAccountToken())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void theRootFileSystemIsReadOnlyAndTmpIsABoundedFolderOfThePod(Workload workload) {
        Container container = workload.container();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getVolumeMounts()).map(VolumeMount::getMountPath).containsExactly("/tmp");

        VolumeMount tmp = container.getVolumeMounts().get(0);
        assertThat(tmp.getReadOnly()).isNull();
        assertThat(workload.pod().getVolumes())
                .filteredOn(volume -> volume.getName().equals(tmp.getName()))
                .map(Volume::getEmptyDir)
                .singleElement()
                .satisfies(folder -> assertThat(folder.getSizeLimit()).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void resourcesAreAskedForAndBoundedAndMemoryIsNeverOvercommitted(Workload workload) {
        Map<String, Quantity> requests = workload.container().getResources().getRequests();
        Map<String, Quantity> limits = workload.container().getResources().getLimits();

        assertThat(requests).containsOnlyKeys("cpu", "memory");
        assertThat(limits).containsOnlyKeys("cpu", "memory");
        assertThat(limits.get("memory")).isEqualTo(requests.get("memory"));
        assertThat(limits).hasEntrySatisfying("cpu", limit -> assertThat(limit.getNumericalAmount())
                .isGreaterThanOrEqualTo(requests.getOrDefault("cpu", limit).getNumericalAmount()));
    }

    @ParameterizedTest
    @MethodSource("workloadsOfDev")
    void aPodMayTakeLongerToEndThanItsDrain(Workload workload) {
        Duration preStop = Duration.ofSeconds(
                workload.container().getLifecycle().getPreStop().getSleep().getSeconds());
        Duration running = Duration.parse(
                "PT" + workload.setting("QUARKUS_SHUTDOWN_TIMEOUT").toUpperCase(Locale.ROOT));
        Duration room = Duration.ofSeconds(10);

        assertThat(Duration.ofSeconds(workload.pod().getTerminationGracePeriodSeconds()))
                .isGreaterThan(preStop.plus(running).plus(room));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyProbeAsksTheManagementPort(Workload workload) {
        assertThat(workload.probes()).allSatisfy((name, probe) -> {
            assertThat(probe.getHttpGet().getPort().getStrVal()).as(name).isEqualTo("management");
            assertThat(probe.getTimeoutSeconds()).as(name).isPositive();
        });
    }

    @ParameterizedTest
    @MethodSource("workloadsOfDev")
    void aServiceListensToTheClusterAndNotToItselfAlone(Workload workload) {
        assertThat(workload.environment())
                .containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0")
                .containsEntry("QUARKUS_MANAGEMENT_HOST", "0.0.0.0");
    }

    private static Map<String, String> podLabels(Workload workload) {
        return workload.deployment().getSpec().getTemplate().getMetadata().getLabels();
    }

    private static List<NetworkPolicyIngressRule> rules(Workload workload) {
        return workload.rendering()
                .find(NetworkPolicy.class, workload.name())
                .getSpec()
                .getIngress();
    }
}
