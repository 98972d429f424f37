package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.create;
import static io.strait.supplychain.catalogue.resource.Http.node;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.supplychain.SupplyChainTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node is found by whatever it is called, here or elsewhere. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class SearchTest {
    @Test
    void aNodeIsFoundByNameAliasAndTheCodesItHasElsewhere() {
        // Given
        String maker = unique("searched");
        String lei = "5299" + maker.replace("-", "").toUpperCase(java.util.Locale.ROOT);
        Map<String, Object> node = node(maker, "organisation");
        node.put("aliases", List.of("Alias of " + maker));
        node.put("names", Map.of("ja", "ステラ" + maker));
        node.put(
                "externalIds",
                List.of(Map.of("scheme", "LEI", "code", lei), Map.of("scheme", "HS", "code", "2811.11/" + maker)));
        create(NODES, node);
        // When, Then
        for (String text : List.of(
                lei,
                lei.toLowerCase(java.util.Locale.ROOT),
                "2811.11/" + maker,
                "Alias of " + maker,
                "node " + maker,
                "ステラ" + maker)) {
            viewer().queryParam("q", text).get(NODES).then().statusCode(200).body("items.id", contains(maker));
        }
        viewer().queryParam("q", "2811.12/" + maker).get(NODES).then().body("items", empty());
        viewer().queryParam("q", "2811.11").get(NODES).then().body("items.id", hasItem(maker));
    }
}
