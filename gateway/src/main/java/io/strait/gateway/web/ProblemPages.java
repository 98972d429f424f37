package io.strait.gateway.web;

import io.strait.gateway.problem.ProblemType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A page for each type of problem: where the {@code type} of a problem document leads. */
@ApplicationScoped
class ProblemPages {
    private final Map<ProblemType, Document> pages = new EnumMap<>(ProblemType.class);
    private final Map<ProblemType, Document> descriptions = new EnumMap<>(ProblemType.class);

    ProblemPages() {
        for (ProblemType type : ProblemType.values()) {
            pages.put(type, page(type));
            descriptions.put(type, Document.of(describe(type).encodePrettily(), "application/json"));
        }
    }

    void register(@Observes Router router) {
        Document indexPage = indexPage();
        Document indexJson = indexJson();
        Reading.route(router, "/problems", context -> (Reading.wantsHtml(context) ? indexPage : indexJson)
                .send(HtmlPage.varyByAccept(context)));
        Reading.route(router, "/problems/:slug", this::one);
    }

    private void one(RoutingContext context) {
        Optional<ProblemType> type = ProblemType.ofSlug(context.pathParam("slug"));
        if (type.isEmpty()) {
            Reading.notFound(context, "There is no type of problem of this name; /problems lists them.");
            return;
        }
        Map<ProblemType, Document> form = Reading.wantsHtml(context) ? pages : descriptions;
        form.getOrDefault(type.get(), indexPage()).send(HtmlPage.varyByAccept(context));
    }

    private static Document page(ProblemType type) {
        return HtmlPage.of(type.title(), """
                <dl>
                <dt>Type</dt><dd><code>%s</code></dd>
                <dt>Status</dt><dd>%d</dd>
                <dt>What it means</dt><dd>%s</dd>
                <dt>How to mend it</dt><dd>%s</dd>
                </dl>
                <p><a href="/problems">All types of problem</a></p>""".formatted(
                        type.uri(), type.status(), HtmlPage.escape(type.meaning()), HtmlPage.escape(type.remedy())));
    }

    private static JsonObject describe(ProblemType type) {
        return new JsonObject()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("meaning", type.meaning())
                .put("remedy", type.remedy());
    }

    private static Document indexPage() {
        StringBuilder list = new StringBuilder("<ul>\n");
        for (ProblemType type : ProblemType.values()) {
            list.append("<li>%d <a href=\"%s\">%s</a></li>\n"
                    .formatted(type.status(), type.uri(), HtmlPage.escape(type.title())));
        }
        return HtmlPage.of("Types of problem", list.append("</ul>").toString());
    }

    private static Document indexJson() {
        JsonArray types = new JsonArray();
        for (ProblemType type : ProblemType.values()) {
            types.add(describe(type));
        }
        return Document.of(new JsonObject().put("problems", types).encodePrettily(), "application/json");
    }
}
