package io.strait.acceptance.kubernetes;

import static io.strait.acceptance.kubernetes.PackagedService.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strait.acceptance.SystemUnderTest;
import io.strait.local.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged services do what the manifests rely on. Each is started once with the environment that the overlay
 * {@code dev} gives it, addresses exchanged, beside the running system, whose PostgreSQL and Kafka it uses.
 */
@ExtendWith(SystemUnderTest.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedServicesTest {
    private static final Rendering DEV = Rendering.of("overlays/dev");

    /** Given to every service beside its own keys: near misses, and a key of nobody's. */
    private static final Map<String, String> MISSPELT = Map.of(
            "QUARKUS_HTTP_PROT", "1",
            "QUARKUS_SHUTDOWN_TIMEUOT", "1s",
            "KAFKA_BOOTSTRAP_SERVER", "127.0.0.1:1",
            "MP_JWT_VERIFY_ISSUR", "https://nobody.example",
            "STRAIT_SECURITY_PUBLICREAD", "false",
            "NOBODYS_KEY", "1");

    /**
     * The JVM reads the first and says so; the second is a list, which is read past SmallRye's log:
     * aTokenIsGoodIfTheIssuer... shows its effect.
     */
    private static final List<String> SHOWN_OTHERWISE = List.of("JAVA_TOOL_OPTIONS", "MP_JWT_VERIFY_AUDIENCES");

    private final SystemUnderTest strait;
    private final Map<String, PackagedService> services = new HashMap<>();
    private final Map<String, ConfigurationLookups> lookupsWithoutEnvironment = new HashMap<>();
    private final TokenIssuer issuer;

    PackagedServicesTest(SystemUnderTest strait) throws Exception {
        this.strait = strait;
        this.issuer = TokenIssuer.start();
    }

    static Stream<Workload> workloads() {
        return DEV.workloads().stream();
    }

    @BeforeAll
    void startAsTheManifestsSay(@TempDir Path folder) throws Exception {
        LocalCluster cluster = new LocalCluster(strait.stack(), issuer);
        cluster.createDatabases(workloads().map(Workload::name).collect(Collectors.toSet()));
        for (Workload workload : DEV.workloads()) {
            Map<String, String> environment = cluster.environment(workload);
            environment.putAll(MISSPELT);
            services.put(
                    workload.name(),
                    PackagedService.start(workload.name(), folder.resolve(workload.name()), environment));
        }
        for (Workload workload : DEV.workloads()) {
            service(workload)
                    .awaitReady(workload.container()
                            .getReadinessProbe()
                            .getHttpGet()
                            .getPath());
        }
        startWithoutEnvironment(folder.resolve("without"), cluster);
    }

    private void startWithoutEnvironment(Path folder, LocalCluster cluster) throws Exception {
        Map<String, PackagedService> bare = new HashMap<>();
        try {
            for (Workload workload : DEV.workloads()) {
                bare.put(
                        workload.name(),
                        PackagedService.start(
                                workload.name(),
                                folder.resolve(workload.name()),
                                Map.of(),
                                cluster.addressesAsJvmOptions(workload)));
            }
            bare.forEach((name, service) ->
                    lookupsWithoutEnvironment.put(name, service.awaitStart().lookups()));
        } finally {
            bare.values().forEach(PackagedService::close);
        }
    }

    /** Each ends when it is asked to, in the time that its pod would have. */
    @AfterAll
    void stop() throws Exception {
        try {
            for (Workload workload : DEV.workloads()) {
                Duration grace = Duration.ofSeconds(workload.pod().getTerminationGracePeriodSeconds());
                assertThat(service(workload).stop(grace))
                        .as(workload.name() + " ends")
                        .isTrue();
            }
        } finally {
            services.values().forEach(PackagedService::close);
            issuer.close();
        }
    }

    private PackagedService service(Workload workload) {
        return Objects.requireNonNull(services.get(workload.name()), workload.name());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyProbeIsAnsweredOnTheManagementPortAndNotOnThePublicOne(Workload workload) {
        PackagedService service = service(workload);

        assertThat(workload.probes().values())
                .map(probe -> probe.getHttpGet().getPath())
                .allSatisfy(path -> {
                    assertThat(get(service.management(path)).statusCode())
                            .as(path)
                            .isEqualTo(200);
                    assertThat(get(service.http(path)).statusCode()).as(path).isEqualTo(404);
                });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyContainerPortIsOneThatTheServiceOpensAsItIsTold(Workload workload) {
        // Given: the manifest tells the service to open the very ports that the container names ...
        assertThat(workload.environment())
                .containsEntry("QUARKUS_HTTP_PORT", String.valueOf(workload.port("http")))
                .containsEntry("QUARKUS_MANAGEMENT_PORT", String.valueOf(workload.port("management")));

        // When: ... and it was told others, it opened those.
        PackagedService service = service(workload);

        // Then
        assertThat(service.log())
                .contains("Listening on: " + service.http("") + ". Management interface listening on "
                        + service.management("") + ".");
        assertThat(get(service.management("/q/metrics")).statusCode()).isEqualTo(200);
        assertThat(get(service.http("/q/metrics")).statusCode()).isEqualTo(404);
    }

    /**
     * A key is read if the service takes it from its environment, and would have asked for it had it not been there.
     * The former alone proves little: whole families of keys are looked through by prefix, near misses among them.
     */
    @ParameterizedTest
    @MethodSource("workloads")
    void everyKeyOfTheEnvironmentIsReadAndAMisspeltOneIsNoticed(Workload workload) {
        // Given
        ConfigurationLookups with = service(workload).lookups();
        ConfigurationLookups without = Objects.requireNonNull(lookupsWithoutEnvironment.get(workload.name()));
        Set<String> keys = new LinkedHashSet<>(workload.environment().keySet());
        keys.addAll(MISSPELT.keySet());

        // When
        List<String> unread = keys.stream()
                .filter(key -> !with.takeFromEnvironment(key) || !without.askFor(key))
                .toList();

        // Then
        Set<String> expected = new LinkedHashSet<>(MISSPELT.keySet());
        expected.addAll(SHOWN_OTHERWISE);
        assertThat(unread).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(service(workload).log())
                .contains("Picked up JAVA_TOOL_OPTIONS: " + workload.setting("JAVA_TOOL_OPTIONS"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void noAddressIsLeftThatLeadsToADevelopersMachine(Workload workload) {
        assertThat(service(workload).lookups().lookups())
                .filteredOn(lookup -> lookup.source().contains("application.properties"))
                .isNotEmpty()
                .noneMatch(lookup -> lookup.value().contains("localhost"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aTokenIsGoodIfTheIssuerOfTheManifestMadeItForTheAudienceOfTheManifest(Workload workload) throws Exception {
        String from = workload.setting("MP_JWT_VERIFY_ISSUER");
        String forWhom = workload.setting("MP_JWT_VERIFY_AUDIENCES");

        assertThat(statusWith(workload, issuer.token(from, forWhom))).isEqualTo(200);
        assertThat(statusWith(workload, issuer.token(from, "another"))).isEqualTo(401);
        assertThat(statusWith(workload, issuer.token("https://another.example", forWhom)))
                .isEqualTo(401);
    }

    private int statusWith(Workload workload, String token) {
        return get(service(workload).http(readable(workload)), "Authorization", "Bearer " + token)
                .statusCode();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void readingNeedsNoTokenWhereTheOverlaySaysSo(Workload workload) {
        assertThat(workload.environment()).containsEntry("STRAIT_SECURITY_PUBLIC_READ", "true");
        assertThat(get(service(workload).http(readable(workload))).statusCode()).isEqualTo(200);
    }

    /** Something that only those who may read can read, answered by the service itself. */
    private static String readable(Workload workload) {
        return switch (workload.name()) {
            case "trade-service" -> "/trade/v1/sources";
            case "supplychain-service" -> "/supplychain/v1/nodes";
            default -> "/openapi/trade";
        };
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void theImageThatJibWouldBuildIsTheOneOfTheManifest(Workload workload) throws Exception {
        Properties packaged = service(workload).applicationProperties();

        assertThat(service(workload).log())
                .contains(packaged.getProperty("quarkus.application.name") + " " + version(workload) + " on JVM");
        assertThat(workload.container().getImage())
                .isEqualTo(packaged.getProperty("quarkus.container-image.group") + "/"
                        + packaged.getProperty("quarkus.container-image.name") + ":" + version(workload));
        assertThat(packaged)
                .containsEntry(
                        "quarkus.jib.user",
                        String.valueOf(workload.pod().getSecurityContext().getRunAsUser()))
                // As the services are started here.
                .containsEntry("quarkus.jib.jvm-entrypoint", "java,-jar,quarkus-run.jar");
    }

    private static String version(Workload workload) {
        String image = workload.container().getImage();
        return image.substring(image.indexOf(':') + 1);
    }

    @Test
    void theGatewayLeadsToTheServicesThatTheManifestNames() {
        PackagedService gateway = service(new Workload(DEV.find(Deployment.class, "gateway"), DEV));

        for (Map.Entry<Part, String> route : Map.of(
                        Part.TRADE, "/trade/v1/sources",
                        Part.SUPPLYCHAIN, "/supplychain/v1/nodes")
                .entrySet()) {
            String direct = get(strait.stack().baseUri(route.getKey()).resolve(route.getValue()))
                    .body();
            assertThat(get(gateway.http(route.getValue())).body()).isEqualTo(direct);
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void nothingIsWrittenButBelowTmp(Workload workload) throws Exception {
        assertThat(service(workload).filesOutsideTmp()).isEmpty();
    }
}
