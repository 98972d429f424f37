package io.strait.gateway.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The API documents: the gateway's own OpenAPI, an index of all, the AsyncAPI of the events and their schemas. The
 * services' OpenAPI documents are passed on by {@code route}.
 */
@ApplicationScoped
class ApiDocuments {
    private static final Pattern SCHEMA = Pattern.compile("[a-z]+(\\.[a-z]+)*\\.json");
    private static final String YAML = "application/yaml; charset=utf-8";

    /** One line of the index. */
    private record Entry(String path, String title) {}

    private static final List<Entry> INDEX = List.of(
            new Entry("/openapi/trade", "Trade figures (OpenAPI)"),
            new Entry("/openapi/supplychain", "Supply-chain dependencies (OpenAPI)"),
            new Entry("/openapi/gateway", "The gateway's own: events, pages, documents (OpenAPI)"),
            new Entry("/asyncapi", "Change events (AsyncAPI)"),
            new Entry("/problems", "Types of problem"));

    private final Map<String, Document> schemas = new ConcurrentHashMap<>();

    void register(@Observes Router router) {
        Document openapi = Document.ofResource("META-INF/openapi.yaml", YAML)
                .orElseThrow(() -> new IllegalStateException("META-INF/openapi.yaml is missing from the jar"));
        Reading.route(router, "/openapi/gateway", openapi::send);
        Reading.route(router, "/q/openapi", openapi::send);

        Document indexPage = indexPage();
        Document indexJson = indexJson();
        Reading.route(router, "/openapi", context -> (Reading.wantsHtml(context) ? indexPage : indexJson)
                .send(HtmlPage.varyByAccept(context)));

        Optional<Document> asyncapi = Document.ofResource("META-INF/strait/asyncapi.yaml", YAML);
        Reading.route(
                router,
                "/asyncapi",
                context -> asyncapi.ifPresentOrElse(
                        document -> document.send(context),
                        () -> Reading.notFound(context, "This gateway was built without an AsyncAPI document.")));
        Reading.route(router, "/schemas/:file", this::schema);
    }

    private void schema(RoutingContext context) {
        String file = context.pathParam("file");
        // Only names of this form are looked up, so nothing else of the class path can be asked for.
        Optional<Document> schema = file != null && SCHEMA.matcher(file).matches()
                ? Optional.ofNullable(schemas.computeIfAbsent(
                        file, name -> Document.ofResource("META-INF/strait/schemas/" + name, "application/schema+json")
                                .orElse(null)))
                : Optional.empty();
        schema.ifPresentOrElse(
                document -> document.send(context),
                () -> Reading.notFound(context, "There is no event type of this name; /asyncapi lists them."));
    }

    private static Document indexPage() {
        StringBuilder list = new StringBuilder("<ul>\n");
        for (Entry entry : INDEX) {
            list.append("<li><a href=\"%s\">%s</a> <code>%s</code></li>\n"
                    .formatted(entry.path(), HtmlPage.escape(entry.title()), entry.path()));
        }
        return HtmlPage.of("API documents", list.append("</ul>").toString());
    }

    private static Document indexJson() {
        JsonArray documents = new JsonArray();
        for (Entry entry : INDEX) {
            documents.add(new JsonObject().put("href", entry.path()).put("title", entry.title()));
        }
        return Document.of(new JsonObject().put("documents", documents).encodePrettily(), "application/json");
    }
}
