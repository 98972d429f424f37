package io.strait.gateway.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.strait.events.EventCatalogue;
import io.strait.events.EventType;
import io.strait.gateway.DoorResource;
import io.strait.gateway.hub.Closing;
import io.strait.gateway.hub.Reset;
import io.strait.gateway.problem.ProblemType;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DoorResource.class)
class PagesTest {
    private static final Path OPENAPI = Path.of("src/main/resources/META-INF/openapi.yaml");

    @Inject
    Router router;

    @Test
    void thePageAsksNobodyElseForAnything() {
        String page = given().get("/")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("default-src 'self'"), containsString("frame-ancestors 'none'")))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .extract()
                .asString();

        assertThat(page).contains("lang=\"en\"").contains("demonstration data").doesNotContainPattern("\\son[a-z]+=\"");
        Matcher references = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
        List<String> found = new ArrayList<>();
        while (references.find()) {
            found.add(references.group(1));
        }
        assertThat(found).isNotEmpty().allMatch(reference -> reference.startsWith("/") || reference.startsWith("#"));
        for (String reference : found) {
            if (reference.startsWith("/assets/")) {
                given().get(reference).then().statusCode(200);
            }
        }
    }

    /** A browser drops an event whose name nobody listens to, so a type that the page does not know would be missing. */
    @Test
    void thePageListensToEveryTypeOfEventAndToWhatTheStreamSaysOfItself() {
        String script = given().get("/assets/strait.js")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        for (EventType type : EventCatalogue.types()) {
            assertThat(script).contains("\"" + type.name() + "\"");
        }
        for (String frame : List.of("position", "reset", "closing")) {
            assertThat(script).contains("addEventListener(\"" + frame + "\"");
        }
        for (Closing reason : Closing.values()) {
            assertThat(script).contains("\"" + reason.slug() + "\":");
        }
        for (Reset.Reason reason : Reset.Reason.values()) {
            assertThat(script).contains("\"" + reason.slug() + "\":");
        }
        assertThat(script).doesNotContain("innerHTML").doesNotContain("eval(");
    }

    /** The policy of the page lets nothing run or style that stands in the page itself. */
    @Test
    void thePageHasNothingThatItsPolicyRefuses() {
        String page = given().get("/").asString();
        assertThat(page)
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContain("<style")
                .doesNotContainPattern("\\sstyle=");
        Matcher controls = Pattern.compile("<(?:select|input|textarea)[^>]*\\sid=\"([^\"]*)\"")
                .matcher(page);
        int labelled = 0;
        while (controls.find()) {
            assertThat(page).contains("<label for=\"" + controls.group(1) + "\"");
            labelled++;
        }
        assertThat(labelled).isPositive();
    }

    @Test
    void aPageThatIsKnownIsNotSentAgain() {
        String tag = given().get("/").header("ETag");
        given().header("If-None-Match", tag).get("/").then().statusCode(304);
    }

    @Test
    void headHasTheHeadersOfGet() {
        Response get = given().get("/");
        Response head = given().head("/");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.asByteArray()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/openapi", "/openapi/gateway", "/problems", "/problems/not-found", "/asyncapi"})
    void aDocumentIsOnlyRead(String path) {
        given().body("x")
                .post(path)
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/method-not-allowed"));
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeOfProblemHasItsPage(ProblemType type) {
        given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get(type.uri())
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("How to mend it"));
        given().get(type.uri())
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("status", equalTo(type.status()))
                .body("type", equalTo(type.uri()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/problems/no-such",
                "/schemas/no.such.json",
                "/schemas/application.properties",
                "/openapi/no",
                "/assets/no.js"
            })
    void whatIsNotThereIs404(String path) {
        given().get(path).then().statusCode(not(200)).contentType("application/problem+json");
    }

    @Test
    void theIndexOfDocumentsListsThem() {
        given().get("/openapi").then().statusCode(200).body("documents", hasSize(5));
        given().accept("text/html").get("/openapi").then().contentType(startsWith("text/html"));
    }

    @Test
    void theEventsAreDescribed() {
        given().get("/asyncapi").then().statusCode(200).body(containsString("asyncapi:"));
        given().get("/schemas/strait.trade.series.changed.json")
                .then()
                .statusCode(200)
                .contentType("application/schema+json");
    }

    @Test
    void theDocumentServedIsTheOneCheckedIn() throws Exception {
        String served = given().get("/openapi/gateway")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/yaml"))
                .extract()
                .asString();
        assertThat(served).isEqualTo(Files.readString(OPENAPI));
        assertThat(given().get("/q/openapi").asString()).isEqualTo(served);
    }

    /** What the document promises is served, with a status and a media type that it names. */
    @Test
    void everyOperationOfTheDocumentAnswersAsItSays() throws Exception {
        JsonNode document = new YAMLMapper().readTree(OPENAPI.toFile());
        int operations = 0;
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            JsonNode get = path.getValue().get("get");
            String target = path.getKey();
            for (JsonNode named : get.path("parameters")) {
                JsonNode parameter = named.has("$ref")
                        ? document.at(named.get("$ref").asText().substring(1))
                        : named;
                JsonNode example = parameter.path("schema").has("enum")
                        ? parameter.at("/schema/enum/0")
                        : parameter.path("example");
                target = target.replace("{" + parameter.get("name").asText() + "}", example.asText());
            }
            if (target.startsWith("/events/")) {
                // A stream without an end: the hub's own tests read it.
                continue;
            }
            Response response = given().get(target);
            JsonNode described = get.at("/responses/" + response.statusCode());
            assertThat(described.isMissingNode())
                    .as(target + " " + response.statusCode())
                    .isFalse();
            JsonNode resolved = described.has("$ref")
                    ? document.at(described.get("$ref").asText().substring(1))
                    : described;
            String mediaType = response.contentType().split(";", 2)[0];
            assertThat(resolved.path("content").has(mediaType))
                    .as(target + " " + mediaType)
                    .isTrue();
            operations++;
        }
        assertThat(operations).isGreaterThan(5);
    }

    /** And what is served is in the document. */
    @Test
    void everyRouteIsInTheDocument() throws Exception {
        JsonNode paths = new YAMLMapper().readTree(OPENAPI.toFile()).get("paths");
        TreeSet<String> documented = new TreeSet<>();
        paths.fieldNames().forEachRemaining(path -> documented.add(path.replaceAll("\\{\\w+}", "*")));
        TreeSet<String> served = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            String path = route.getPath();
            if (path != null
                    && !path.startsWith("/q")
                    && !path.startsWith("/assets/")
                    && !path.equals("/favicon.ico")) {
                served.add(path.replaceAll(":\\w+", "*").replaceAll("^/openapi/.*", "/openapi/*"));
            }
        }
        assertThat(documented).containsAll(served);
    }
}
