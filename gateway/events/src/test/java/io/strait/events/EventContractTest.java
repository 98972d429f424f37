package io.strait.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractTest {
    private static final Path ROOT = Path.of("src/main/resources/META-INF/strait");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static List<EventType> types() {
        return EventCatalogue.types();
    }

    @Test
    void theCatalogueHasEveryPayloadAndNoOther() {
        List<Class<?>> payloads = new ArrayList<>();
        for (Class<?> service : ChangeEvent.class.getPermittedSubclasses()) {
            payloads.addAll(Arrays.asList(service.getPermittedSubclasses()));
        }
        assertThat(types().stream().<Class<?>>map(EventType::payload).distinct())
                .containsExactlyInAnyOrderElementsOf(payloads);
        assertThat(types()).extracting(EventType::name).doesNotHaveDuplicates();
        assertThat(EventCatalogue.type("strait.trade.series.changed")).isPresent();
        assertThat(EventCatalogue.type("strait.trade.series.moved")).isEmpty();
    }

    @Test
    void thereIsAFileForEachTypeAndNoOther() throws IOException {
        for (String folder : List.of("schemas", "examples")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(types().stream()
                                .map(type -> type.name() + ".json")
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anExampleIsReadAndWrittenUnchanged(EventType type) throws IOException {
        // Given
        byte[] example = EventCatalogue.example(type);
        // When
        ChangeEvent event = ChangeEventJson.read(type, example);
        // Then: as text, so that 0.10 does not pass for 0.1
        assertThat(new String(ChangeEventJson.write(event), StandardCharsets.UTF_8))
                .isEqualTo(JSON.readTree(example).toString());
        assertThat(event.type()).isEqualTo(type.name());
        assertThat(JSON.readTree(example).get(subjectMember(type)).asText()).isEqualTo(event.subject());
    }

    @ParameterizedTest
    @MethodSource("types")
    void anExampleIsValidAndItsSchemaIsNotEmpty(EventType type) throws IOException {
        JsonSchema schema = schema(EventCatalogue.schema(type), VersionFlag.V202012);
        ObjectNode example = (ObjectNode) JSON.readTree(EventCatalogue.example(type));
        assertThat(schema.validate(example)).isEmpty();
        // Each member is demanded, and demanded to be of its type.
        for (String member : (Iterable<String>) example.deepCopy()::fieldNames) {
            ObjectNode without = example.deepCopy();
            without.remove(member);
            assertThat(schema.validate(without)).as("without %s", member).isNotEmpty();
            ObjectNode wrong = example.deepCopy();
            wrong.putArray(member).add(1);
            assertThat(schema.validate(wrong)).as("%s: [1]", member).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaHasTheMembersOfTheRecordInTheirOrder(EventType type) throws IOException {
        JsonNode schema = JSON.readTree(EventCatalogue.schema(type));
        List<String> members = Stream.of(type.payload().getRecordComponents())
                .filter(component -> component.getAccessor().getAnnotation(JsonIgnore.class) == null)
                .map(RecordComponent::getName)
                .toList();
        assertThat(schema.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(members);
        assertThat(schema.get("required")).extracting(JsonNode::asText).containsExactlyElementsOf(members);
        assertThat(schema.get("$id").asText()).isEqualTo(EventCatalogue.dataSchema(type.name()));
        assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void aFigureThatIsMissingHasNoValue() throws IOException {
        EventType type = EventCatalogue.type("strait.trade.series.changed").orElseThrow();
        ObjectNode example = (ObjectNode) JSON.readTree(EventCatalogue.example(type));
        ((ObjectNode) example.at("/periods/0/before")).put("primaryValue", 1);
        assertThat(schema(EventCatalogue.schema(type), VersionFlag.V202012).validate(example))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theEnvelopeIsAValidCloudEvent(EventType type) throws IOException {
        Optional<Path> standard = shared("schemas/cloudevents.json");
        assumeThat(standard).as("the CloudEvents schema beside the repository").isPresent();
        // Given
        JsonSchema cloudEvents = schema(Files.readAllBytes(standard.orElseThrow()), VersionFlag.V7);
        ChangeEvent event = ChangeEventJson.read(type, EventCatalogue.example(type));
        EventEnvelope written = new EventEnvelope(
                UUID.randomUUID().toString(),
                "/trade-service",
                type.name(),
                event.subject(),
                Instant.parse("2024-10-01T09:30:00.123456Z"),
                EventCatalogue.dataSchema(type.name()),
                null);
        // When
        EventEnvelope read = (EventEnvelope) CloudEventHeaders.read(CloudEventHeaders.write(written));
        // Then
        assertThat(read).isEqualTo(written);
        ObjectNode structured = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", CloudEventHeaders.SPEC_VERSION)
                .put("id", read.id())
                .put("source", read.source())
                .put("type", read.type())
                .put("subject", read.subject())
                .put("time", read.time().toString())
                .put("datacontenttype", CloudEventHeaders.JSON)
                .put("dataschema", read.dataSchema());
        structured.set("data", JSON.readTree(EventCatalogue.example(type)));
        assertThat(cloudEvents.validate(structured)).isEmpty();
        assertThat(cloudEvents.validate(structured.deepCopy().put("dataschema", "/schemas/relative.json")))
                .as("formats are looked at")
                .isNotEmpty();
    }

    @Test
    void theAsyncApiDocumentHasEveryTypeOnItsTopicAndNoOther() throws IOException {
        // Given
        JsonNode document = new YAMLMapper().readTree(EventCatalogue.asyncApi());
        assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
        List<String> described = new ArrayList<>();
        // When
        for (JsonNode channel : document.get("channels")) {
            for (JsonNode reference : channel.get("messages")) {
                JsonNode message = resolve(document, reference);
                EventType type =
                        EventCatalogue.type(message.get("name").asText()).orElseThrow();
                described.add(type.name());
                // Then
                assertThat(channel.get("address").asText()).isEqualTo(type.topic());
                assertThat(message.at("/payload/schema/$ref").asText()).isEqualTo("schemas/" + type.name() + ".json");
                JsonNode headers = message.at("/headers/allOf/1/properties");
                assertThat(headers.at("/ce_type/const").asText()).isEqualTo(type.name());
                assertThat(headers.at("/ce_dataschema/const").asText())
                        .isEqualTo(EventCatalogue.dataSchema(type.name()));
                assertThat(resolve(document, message.at("/bindings/kafka/key")).get("type"))
                        .isNotNull();
            }
        }
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        types().stream().map(EventType::name).toList());
        assertThat(document.at("/components/messages")).hasSize(types().size());
        for (JsonNode operation : document.get("operations")) {
            assertThat(resolve(document, operation.get("channel")).get("address"))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void theHeadersOfTheDocumentAreThoseThatAreSent(EventType type) throws IOException {
        // Given
        JsonNode document = new YAMLMapper().readTree(EventCatalogue.asyncApi());
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(document.at("/components/schemas/headers"), formats());
        ObjectNode sent = JsonNodeFactory.instance.objectNode();
        // When
        CloudEventHeaders.write(new EventEnvelope(
                        UUID.randomUUID().toString(),
                        "/supplychain-service",
                        type.name(),
                        "s",
                        Instant.now(),
                        EventCatalogue.dataSchema(type.name()),
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .forEach(header -> sent.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        // Then
        assertThat(schema.validate(sent)).isEmpty();
        assertThat(sent.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> document.at(
                        "/components/schemas/headers/properties")
                .fieldNames());
    }

    @Test
    void aPayloadWithAMemberTooFewOrTooManyIsNotRead() {
        EventType type = EventCatalogue.type("strait.supplychain.node.added").orElseThrow();
        for (String data : List.of(
                "{\"nodeId\":\"n\",\"before\":null,\"after\":{},\"changedBy\":\"c\"}",
                "{\"nodeId\":\"n\",\"before\":null,\"after\":{},\"revision\":1,\"changedBy\":\"c\",\"more\":1}",
                "{\"nodeId\":")) {
            assertThatThrownBy(() -> ChangeEventJson.read(type, data.getBytes(StandardCharsets.UTF_8)))
                    .as(data)
                    .isInstanceOf(IOException.class);
        }
    }

    /** A file of the folder {@code shared} that stands beside the repository, or beside the folder it is in. */
    private static Optional<Path> shared(String file) {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared").resolve(file))
                .filter(Files::exists)
                .findFirst();
    }

    private static String subjectMember(EventType type) {
        String family = type.name().replaceAll("^strait\\.\\w+\\.(\\w+)\\..*", "$1");
        return switch (family) {
            case "ingest" -> "ingestId";
            case "series", "record" -> "seriesKey";
            case "node", "risk" -> "nodeId";
            case "link" -> "linkId";
            case "scenario" -> "scenarioId";
            default -> throw new IllegalArgumentException(type.name());
        };
    }

    private static JsonSchema schema(byte[] schema, VersionFlag version) throws IOException {
        return JsonSchemaFactory.getInstance(version).getSchema(JSON.readTree(schema), formats());
    }

    private static SchemaValidatorsConfig formats() {
        return SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    }

    private static JsonNode resolve(JsonNode document, JsonNode reference) {
        String pointer = reference.get("$ref").asText();
        assertThat(pointer).startsWith("#/");
        JsonNode target = document.at(pointer.substring(1));
        assertThat(target.isMissingNode()).as(pointer).isFalse();
        return target;
    }
}
