package io.strait.supplychain.catalogue.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strait.supplychain.catalogue.model.Confidence;
import io.strait.supplychain.catalogue.model.Evidence;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Substitute;
import io.strait.supplychain.catalogue.model.Supply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jgrapht.Graph;
import org.jgrapht.alg.util.Pair;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.gexf.SimpleGEXFImporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Graph tools can read what they are given. JGraphT's importers hold a document against the schema of its format. */
class GraphFormatsTest {
    private static final String HARD = "<a & \"b\"> 'c' ]]> 한국 \uD83D\uDE80\r\n\ttab";

    private static Node node(String id, NodeKind kind, String name, List<String> typeOf) {
        return new Node(
                id,
                kind,
                name,
                new TreeMap<>(Map.of("ko", "불화수소")),
                List.of("HF", "\"quoted\""),
                HARD,
                "5N",
                "JPN",
                false,
                typeOf,
                List.of(),
                new Evidence("DEMO", 2024, Confidence.LOW));
    }

    private static List<Fact> facts() {
        Evidence evidence = new Evidence("A & B", null, Confidence.UNKNOWN);
        return List.of(
                node("gas", NodeKind.MATERIAL, "Gas", List.of()),
                node("hf", NodeKind.MATERIAL, "Fluoride \uFFFE <5N>", List.of("gas")),
                node("fab", NodeKind.SITE, "Fab", List.of()),
                node("maker", NodeKind.ORGANISATION, "Maker", List.of()),
                new Requirement(
                        "fab_needs_hf",
                        "fab",
                        "hf",
                        io.strait.supplychain.catalogue.model.Essentiality.CRITICAL,
                        new BigDecimal("0.000000000001"),
                        "kg",
                        BigDecimal.ZERO,
                        List.of(new Substitute("gas", null)),
                        evidence),
                // A cycle, which is legal
                new Requirement(
                        "hf_needs_fab-1",
                        "hf",
                        "gas",
                        io.strait.supplychain.catalogue.model.Essentiality.UNKNOWN,
                        null,
                        null,
                        null,
                        List.of(),
                        evidence),
                new Supply("s", "maker", "hf", null, Share.NEGLIGIBLE, null, null, null, null, evidence),
                new Supply(
                        "t",
                        "maker",
                        "hf",
                        "fab",
                        new Share.Known(BigDecimal.TEN, new BigDecimal("12.5")),
                        null,
                        null,
                        null,
                        "JPN",
                        evidence));
    }

    private static final List<String> EDGES = List.of(
            "hf>gas type hf",
            "hf>fab requirement fab_needs_hf",
            "gas>hf requirement hf_needs_fab-1",
            "maker>hf supply s",
            "maker>hf supply t",
            "maker>fab supply t");

    private static Reader reader(byte[] document) {
        return new InputStreamReader(new ByteArrayInputStream(document), StandardCharsets.UTF_8);
    }

    /** Vertices, edges and their attributes, as an importer tells them. */
    private static final class Imported {
        final Graph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);
        final Map<String, Map<String, String>> nodes = new HashMap<>();
        final Map<DefaultEdge, Map<String, String>> edges = new LinkedHashMap<>();

        BiConsumer<Pair<String, String>, Attribute> node() {
            return (key, value) ->
                    nodes.computeIfAbsent(key.getFirst(), id -> new HashMap<>()).put(key.getSecond(), value.getValue());
        }

        BiConsumer<Pair<DefaultEdge, String>, Attribute> edge() {
            return (key, value) ->
                    edges.computeIfAbsent(key.getFirst(), id -> new HashMap<>()).put(key.getSecond(), value.getValue());
        }

        List<String> arcs() {
            return edges.entrySet().stream()
                    .map(edge -> graph.getEdgeSource(edge.getKey()) + ">" + graph.getEdgeTarget(edge.getKey()) + " "
                            + edge.getValue().get("kind") + " "
                            + edge.getValue().get("fact"))
                    .toList();
        }
    }

    private static Imported graphMl(byte[] document) {
        Imported imported = new Imported();
        GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
        importer.setVertexFactory(id -> id);
        importer.addVertexAttributeConsumer(imported.node());
        importer.addEdgeAttributeConsumer(imported.edge());
        importer.importGraph(imported.graph, reader(document));
        return imported;
    }

    private static Imported gexf(byte[] document) {
        Imported imported = new Imported();
        SimpleGEXFImporter<String, DefaultEdge> importer = new SimpleGEXFImporter<>();
        importer.setVertexFactory(id -> id);
        importer.addVertexAttributeConsumer(imported.node());
        importer.addEdgeAttributeConsumer(imported.edge());
        importer.importGraph(imported.graph, reader(document));
        return imported;
    }

    @Test
    void graphMlIsReadByAnotherTool() {
        // When
        Imported imported = graphMl(Documents.write(ExportFormat.GRAPHML, facts()));
        // Then
        assertThat(imported.graph.vertexSet()).containsExactlyInAnyOrder("gas", "hf", "fab", "maker");
        assertThat(imported.arcs()).containsExactlyInAnyOrderElementsOf(EDGES);
        Map<String, String> hf = imported.nodes.get("hf");
        assertThat(hf)
                .containsEntry("label", "Fluoride \uFFFD <5N>")
                .containsEntry("kind", "material")
                .containsEntry("description", HARD)
                .containsEntry("names", "{\"ko\":\"불화수소\"}")
                .containsEntry("typeOf", "[\"gas\"]")
                .containsEntry("year", "2024");
        assertThat(imported.edges.values())
                .anySatisfy(edge -> assertThat(edge)
                        .containsEntry("essentiality", "critical")
                        .containsEntry("amount", "0.000000000001")
                        .containsEntry("stockDays", "0")
                        .containsEntry("source", "A & B")
                        .doesNotContainKey("year"))
                .anySatisfy(edge -> assertThat(edge)
                        .containsEntry("shareNegligible", "true")
                        .doesNotContainKey("shareLow"))
                .anySatisfy(edge -> assertThat(edge)
                        .containsEntry("shareLow", "10")
                        .containsEntry("shareHigh", "12.5")
                        .containsEntry("recipient", "fab"));
    }

    @Test
    void gexfIsReadByAnotherTool() {
        // When
        Imported imported = gexf(Documents.write(ExportFormat.GEXF, facts()));
        // Then
        assertThat(imported.graph.vertexSet()).containsExactlyInAnyOrder("gas", "hf", "fab", "maker");
        assertThat(imported.arcs()).containsExactlyInAnyOrderElementsOf(EDGES);
        assertThat(imported.nodes.get("hf"))
                .containsEntry("label", "Fluoride \uFFFD <5N>")
                .containsEntry("grade", "5N")
                .containsEntry("aliases", "[\"HF\",\"\\\"quoted\\\"\"]");
    }

    @Property(tries = 60, seed = "20190704")
    void anyCatalogueMakesDocumentsThatCanBeRead(@ForAll("catalogues") List<Fact> facts)
            throws XMLStreamException, IOException {
        List<Fact> whole = withNodesNamed(facts);
        List<String> arcs = whole.stream()
                .flatMap(fact -> Edge.of(fact).stream())
                .map(edge -> edge.from() + ">" + edge.to() + " " + edge.kind() + " "
                        + edge.fact().id())
                .toList();
        byte[] graphMl = Documents.write(ExportFormat.GRAPHML, whole);
        assertThat(graphMl(graphMl).arcs()).containsExactlyInAnyOrderElementsOf(arcs);
        assertThat(gexf(Documents.write(ExportFormat.GEXF, whole)).arcs()).containsExactlyInAnyOrderElementsOf(arcs);
        assertThat(labels(graphMl))
                .containsExactlyElementsOf(whole.stream()
                        .filter(Node.class::isInstance)
                        .map(fact -> ((Node) fact).name().replace('\uFFFE', '\uFFFD'))
                        .toList());
        JsonNode json = Json.trusted(text(Documents.write(ExportFormat.JSON, whole)));
        assertThat(json.at("/graph/edges")).hasSize(arcs.size());
    }

    @Provide
    static net.jqwik.api.Arbitrary<List<Fact>> catalogues() {
        return RoundTripTest.catalogues();
    }

    /** The catalogue holds every node that a fact names. */
    private static List<Fact> withNodesNamed(List<Fact> facts) {
        Set<String> named = new TreeSet<>();
        facts.stream().flatMap(fact -> Edge.of(fact).stream()).forEach(edge -> {
            named.add(edge.from());
            named.add(edge.to());
        });
        facts.stream().filter(Node.class::isInstance).map(Fact::id).forEach(named::remove);
        List<Fact> whole = new ArrayList<>();
        named.forEach(id -> whole.add(node(id, NodeKind.PART, "Node " + id, List.of())));
        whole.addAll(facts);
        return whole;
    }

    private static List<String> labels(byte[] graphMl) throws XMLStreamException {
        XMLStreamReader xml =
                XMLInputFactory.newDefaultFactory().createXMLStreamReader(new ByteArrayInputStream(graphMl), "UTF-8");
        List<String> labels = new ArrayList<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("data")
                    && xml.getAttributeValue(null, "key").equals("n.label")) {
                labels.add(xml.getElementText());
            }
        }
        return labels;
    }

    @Test
    void jsonGraphFormatHasTheFactsAsMetadata() {
        // When
        JsonNode graph =
                Json.trusted(text(Documents.write(ExportFormat.JSON, facts()))).path("graph");
        // Then
        assertThat(graph.path("directed").asBoolean()).isTrue();
        assertThat(graph.at("/metadata/revision").asLong()).isEqualTo(12);
        assertThat(members(graph.path("nodes"))).containsExactly("gas", "hf", "fab", "maker");
        assertThat(graph.at("/nodes/hf/metadata"))
                .isEqualTo(Json.trusted(Json.write(FactWriter.write(facts().get(1)))));
        List<String> edges = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        graph.path("edges").forEach(edge -> {
            edges.add(edge.path("source").asText() + ">" + edge.path("target").asText() + " "
                    + edge.path("relation").asText() + " "
                    + edge.at("/metadata/id").asText(edge.path("source").asText()));
            ids.add(edge.path("id").asText());
            assertThat(members(edge)).isSubsetOf("id", "source", "target", "relation", "metadata");
        });
        assertThat(edges).containsExactlyInAnyOrderElementsOf(EDGES);
        assertThat(ids).hasSize(EDGES.size());
    }

    private static List<String> members(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Counting extends OutputStream {
        long bytes;
        boolean closed;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte @Nullable [] some, int from, int length) {
            bytes += length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void bytesLeaveWhileFactsStillCome(ExportFormat format) throws IOException {
        // Given
        Counting out = new Counting();
        List<Long> gone = new ArrayList<>();
        // When
        Export.write(
                format,
                Documents.REVISION,
                (kind, step) -> {
                    for (int i = 0; kind == FactKind.NODE && i < 20_000; i++) {
                        step.fact(node("n" + i, NodeKind.PART, "Node " + i, List.of()));
                        if (i % 1000 == 0) {
                            gone.add(out.bytes);
                        }
                    }
                },
                out);
        // Then: never more than a few buffers behind
        assertThat(gone.get(19)).isGreaterThan(15 * (out.bytes / 100));
        assertThat(out.closed).isFalse();
    }
}
