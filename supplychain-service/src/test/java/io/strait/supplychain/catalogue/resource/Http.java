package io.strait.supplychain.catalogue.resource;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strait.supplychain.Tokens;
import io.strait.supplychain.exposure.resource.DependenceResource;
import io.strait.supplychain.exposure.resource.ExposureResource;
import io.strait.supplychain.risk.resource.ConcentrationResource;
import io.strait.supplychain.risk.resource.EssentialityResource;
import io.strait.supplychain.risk.resource.RiskHistoryResource;
import io.strait.supplychain.risk.resource.SensitivityResource;
import io.strait.supplychain.risk.resource.SurvivalResource;
import io.strait.supplychain.risk.resource.SystemicRiskResource;
import io.strait.supplychain.scenario.resource.ScenarioResource;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Requests as tests make them. Every test makes nodes of its own, so none depends on another. */
public final class Http {
    public static final String NODES = "/supplychain/v1/nodes";
    public static final String REQUIREMENTS = "/supplychain/v1/requirements";
    public static final String SUPPLIES = "/supplychain/v1/supplies";
    public static final String IMPORTS = "/supplychain/v1/imports";

    private static final AtomicInteger UNIQUE = new AtomicInteger();
    private static final List<Class<?>> RESOURCES = List.of(
            FactResource.class,
            ReachResource.class,
            ImportResource.class,
            StopResource.class,
            ConcentrationResource.class,
            RiskHistoryResource.class,
            SystemicRiskResource.class,
            SurvivalResource.class,
            EssentialityResource.class,
            SensitivityResource.class,
            ScenarioResource.class,
            HistoryResource.class,
            ExportResource.class,
            BulkResource.class,
            AroundResource.class,
            CentralityResource.class,
            ExposureResource.class,
            DependenceResource.class);
    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private Http() {}

    public static RequestSpecification viewer() {
        return request().auth().oauth2(Tokens.viewer());
    }

    public static RequestSpecification contributor() {
        return request().auth().oauth2(Tokens.contributor());
    }

    public static RequestSpecification request() {
        return given().config(RestAssuredConfig.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    public static String unique(String stem) {
        return stem + "-" + UNIQUE.incrementAndGet();
    }

    public static Map<String, Object> node(String id, String kind) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("id", id);
        node.put("kind", kind);
        node.put("name", "Node " + id);
        node.put("source", "DEMO");
        return node;
    }

    public static ExtractableResponse<Response> create(String path, Map<String, Object> fact) {
        return contributor()
                .contentType("application/json")
                .body(fact)
                .post(path)
                .then()
                .statusCode(201)
                .extract();
    }

    /** Makes a node; answers its id. */
    public static String made(String stem, String kind) {
        String id = unique(stem);
        create(NODES, node(id, kind));
        return id;
    }

    public static String needs(String node, String input) {
        return create(REQUIREMENTS, Map.of("node", node, "input", input, "source", "DEMO"))
                .path("id");
    }

    public static String supplies(String supplier, String input, @Nullable String recipient) {
        Map<String, Object> supply =
                new LinkedHashMap<>(Map.of("supplier", supplier, "input", input, "source", "DEMO"));
        if (recipient != null) {
            supply.put("recipient", recipient);
        }
        return create(SUPPLIES, supply).path("id");
    }

    /** Methods and paths of all resources, a collection of facts named for what it holds. */
    public static Set<String> offered() {
        Set<String> offered = new TreeSet<>();
        for (Class<?> resource : RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                for (Class<? extends Annotation> verb : METHODS) {
                    if (method.isAnnotationPresent(verb)) {
                        for (String path : paths(resource, method)) {
                            offered.add(verb.getSimpleName() + " " + path);
                        }
                    }
                }
            }
        }
        return offered;
    }

    private static List<String> paths(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return path.contains("{facts")
                ? List.of("nodes", "requirements", "supplies").stream()
                        .map(facts -> path.replaceAll("\\{facts[^}]*}", facts))
                        .toList()
                : List.of(path);
    }
}
