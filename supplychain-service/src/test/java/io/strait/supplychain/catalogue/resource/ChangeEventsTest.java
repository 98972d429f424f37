package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.Events.header;
import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.needs;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.events.EventCatalogue;
import io.strait.supplychain.Events;
import io.strait.supplychain.SupplyChainTestResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a change, as it arrives on Kafka. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class ChangeEventsTest {
    private final ObjectMapper json = new ObjectMapper();
    private Events topic;

    @BeforeEach
    void listen() {
        topic = new Events();
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void aNodeIsToldFromItsFirstDayToItsLast() throws IOException {
        // Given
        String id = made("told", "material");
        String first = viewer().get(NODES + "/" + id).asString();
        contributor()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .body("{\"name\": \"Renamed\"}")
                .patch(NODES + "/" + id)
                .then()
                .statusCode(200);
        String second = viewer().get(NODES + "/" + id).asString();
        contributor().header("If-Match", "*").delete(NODES + "/" + id).then().statusCode(204);
        // When
        List<ConsumerRecord<String, byte[]>> events = topic.of(id, 3);
        // Then
        assertThat(events)
                .extracting(event -> header(event, "ce_type"))
                .containsExactly(
                        "strait.supplychain.node.added",
                        "strait.supplychain.node.changed",
                        "strait.supplychain.node.removed");
        JsonNode changed = json.readTree(events.get(1).value());
        assertThat(changed.path("before")).isEqualTo(json.readTree(first));
        assertThat(changed.path("after")).isEqualTo(json.readTree(second));
        assertThat(header(events.get(1), "ce_traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        JsonNode removed = json.readTree(events.get(2).value());
        assertThat(removed.path("before")).isEqualTo(json.readTree(second));
        assertThat(removed.path("after").isNull()).isTrue();
    }

    @Test
    void everyEventFitsItsSchemaAndHasAnIdOfItsOwn() throws IOException {
        // Given
        String material = made("material", "material");
        String site = made("site", "site");
        String link = needs(site, material);
        contributor()
                .header("If-Match", "*")
                .delete(NODES + "/" + material + "?cascade=true")
                .then()
                .statusCode(204);
        // When
        List<ConsumerRecord<String, byte[]>> events = new ArrayList<>(topic.of(link, 2));
        events.addAll(topic.of(material, 2));
        events.addAll(topic.of(site, 1));
        // Then
        Set<String> ids = new HashSet<>();
        for (ConsumerRecord<String, byte[]> event : events) {
            var type = EventCatalogue.type(header(event, "ce_type")).orElseThrow();
            var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(new ByteArrayInputStream(EventCatalogue.schema(type)));
            assertThat(schema.validate(json.readTree(event.value()))).isEmpty();
            assertThat(header(event, "ce_source")).isEqualTo("/supplychain-service");
            assertThat(header(event, "ce_subject")).isEqualTo(event.key());
            assertThat(header(event, "content-type")).isEqualTo("application/json");
            assertThat(ids.add(header(event, "ce_id"))).isTrue();
        }
        assertThat(header(events.get(1), "ce_type")).isEqualTo("strait.supplychain.link.removed");
    }
}
