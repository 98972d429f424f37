package io.strait.supplychain.catalogue.exports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.FactColumn;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Node;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What nodes and arcs carry in formats that declare it first. Stateless. */
final class Attributes {
    static final String LABEL = "label";
    private static final String KIND = "kind";
    private static final String FACT = "fact";

    /** @param name unique among those of nodes, or of arcs */
    record Attribute(String name, FactColumn.Type type) {}

    private Attributes() {}

    static List<Attribute> ofNodes() {
        return columns(FactKind.NODE)
                .map(column -> new Attribute(column.title(), column.type()))
                .toList();
    }

    static List<Attribute> ofEdges() {
        var own = Stream.of(KIND, FACT).map(name -> new Attribute(name, FactColumn.Type.TEXT));
        var facts = Arrays.stream(FactColumn.values())
                .filter(column ->
                        isMember(column) && (column.isOf(FactKind.REQUIREMENT) || column.isOf(FactKind.SUPPLY)))
                .map(column -> new Attribute(column.title(), column.type()));
        return Stream.concat(own, facts).toList();
    }

    private static boolean isMember(FactColumn column) {
        return column != FactColumn.FACT && column != FactColumn.ID;
    }

    private static Stream<FactColumn> columns(FactKind kind) {
        return Arrays.stream(FactColumn.values()).filter(column -> isMember(column) && column.isOf(kind));
    }

    /** By name; what is unknown is not there. */
    static Map<String, String> of(Node node) {
        return put(new LinkedHashMap<>(), FactWriter.write(node), columns(FactKind.NODE));
    }

    static Map<String, String> of(Edge edge) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(KIND, edge.kind());
        values.put(FACT, edge.fact().id());
        // Of a type, only what it rests on: the rest is the narrower node's own.
        return put(
                values,
                FactWriter.write(edge.fact()),
                columns(edge.fact().factKind())
                        .filter(column -> !edge.kind().equals(Edge.TYPE) || column.isOf(FactKind.SUPPLY)));
    }

    private static Map<String, String> put(Map<String, String> values, ObjectNode json, Stream<FactColumn> columns) {
        columns.forEach(column -> {
            String cell = column.cell(json);
            if (!cell.isEmpty()) {
                values.put(column.title(), cell);
            }
        });
        return values;
    }
}
