package io.strait.trade.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import io.strait.trade.ingest.format.SdmxJsonStructure.Component;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The observations of SDMX-JSON's data sets, by series or flat; they are counted instead of lines. What holds for many
 * observations must stand before them: a multiplier that comes too late would make a thousand of a million. Not
 * thread-safe.
 */
final class SdmxJsonDataSets {
    private final SdmxRowMapper mapper;
    private final RowSink sink;
    private final String[] ofDataSet = new String[SdmxComponents.CELLS];
    private final String[] ofSeries = new String[SdmxComponents.CELLS];
    private final String[] cells = new String[SdmxComponents.CELLS];
    private final List<BadValue> badSeries = new ArrayList<>();
    private final List<BadValue> bad = new ArrayList<>();
    private long observations;

    SdmxJsonDataSets(SdmxRowMapper mapper, RowSink sink) {
        this.mapper = mapper;
        this.sink = sink;
    }

    /** Reads the array at whose beginning {@code parser} stands. */
    void read(JsonParser parser, List<SdmxJsonStructure> structures) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw refused("dataSets", "", "holds what is no data set", "objects");
            }
            new DataSet(parser, structures).read();
        }
    }

    private static FileRejectedException refused(String field, String value, String message, String expected) {
        return new FileRejectedException(Kind.UNPROCESSABLE, 0, new BadValue(field, value, message, expected));
    }

    /** One pass over one data set. */
    private final class DataSet {
        private final JsonParser parser;
        private final List<SdmxJsonStructure> structures;
        private SdmxJsonStructure structure;
        private List<Component> observationValues;
        private boolean dataSeen;

        DataSet(JsonParser parser, List<SdmxJsonStructure> structures) {
            this.parser = parser;
            this.structures = structures;
            this.structure = structures.get(0);
            this.observationValues = structure.observationValues();
        }

        void read() throws IOException {
            Arrays.fill(ofDataSet, "");
            begin();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "structure" -> structureIs(value);
                    case "action" -> actionIs(SdmxJsonStructure.text(parser));
                    case "attributes" -> {
                        if (values(structure.dataSetAttributes(), ofDataSet, badSeries) && dataSeen) {
                            throw late("attributes");
                        }
                    }
                    case "dimensionGroupAttributes" -> groups(value);
                    case "series" -> series(value);
                    case "observations" -> {
                        if (!structure.seriesDimensions().isEmpty()) {
                            throw refused("observations", "", "are not by series", "series, as the structure has");
                        }
                        System.arraycopy(ofDataSet, 0, ofSeries, 0, ofSeries.length);
                        observations(value);
                    }
                    default -> parser.skipChildren();
                }
            }
        }

        private void begin() {
            badSeries.clear();
            ofDataSet[SdmxConcept.DATAFLOW.ordinal()] = structure.dataflow();
            structure.fallbacks().forEach(attribute -> ofDataSet[attribute.cell()] = attribute.fallback());
            for (Component dimension : structure.dataSetDimensions()) {
                if (dimension.values().size() != 1) {
                    badSeries.add(new BadValue(dimension.id(), "", "is one code for the data set", "one value"));
                } else if (dimension.cell() >= 0) {
                    ofDataSet[dimension.cell()] = dimension.values().get(0);
                }
            }
        }

        private void structureIs(JsonToken value) throws IOException {
            int index = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
            if (index < 0 || index >= structures.size()) {
                throw refused("structure", parser.getText(), "is no structure", "0 to " + (structures.size() - 1));
            }
            SdmxJsonStructure named = structures.get(index);
            if (named != structure) {
                if (dataSeen) {
                    throw late("structure");
                }
                structure = named;
                observationValues = structure.observationValues();
                String action = ofDataSet[SdmxConcept.ACTION.ordinal()];
                Arrays.fill(ofDataSet, "");
                ofDataSet[SdmxConcept.ACTION.ordinal()] = action;
                begin();
            }
        }

        private void actionIs(String action) {
            if (dataSeen && !SdmxCodes.action(action).matches("[IR]")) {
                throw late("action");
            }
            ofDataSet[SdmxConcept.ACTION.ordinal()] = action;
        }

        /** Their keys are read differently by providers, so what matters to a figure cannot be taken from there. */
        private void groups(JsonToken value) throws IOException {
            int members = 0;
            int depth = value.isStructStart() ? 1 : 0;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                members++;
            }
            for (Component attribute : structure.groupAttributes()) {
                if (members > 1 && attribute.cell() >= 0) {
                    throw refused(
                            "dimensionGroupAttributes",
                            attribute.id(),
                            "is attached to groups of dimensions",
                            "it at the data set, the series or the observations, as in SDMX-CSV");
                }
            }
        }

        private void series(JsonToken value) throws IOException {
            dataSeen = true;
            if (value != JsonToken.START_OBJECT) {
                throw refused("series", "", "is no object", "series by their keys");
            }
            List<BadValue> badDataSet = List.copyOf(badSeries);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                System.arraycopy(ofDataSet, 0, ofSeries, 0, ofSeries.length);
                badSeries.clear();
                badSeries.addAll(badDataSet);
                key(parser.currentName(), structure.seriesDimensions(), ofSeries, badSeries);
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw refused("series", "", "holds what is no series", "objects by their keys");
                }
                boolean observed = false;
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    JsonToken member = parser.nextToken();
                    if (name.equals("observations")) {
                        observed = true;
                        observations(member);
                    } else if (name.equals("attributes")) {
                        if (values(structure.seriesAttributes(), ofSeries, badSeries) && observed) {
                            throw late("attributes");
                        }
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }

        private void observations(JsonToken value) throws IOException {
            dataSeen = true;
            if (value != JsonToken.START_OBJECT) {
                throw refused("observations", "", "is no object", "observations by their keys");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                observations++;
                System.arraycopy(ofSeries, 0, cells, 0, cells.length);
                bad.clear();
                bad.addAll(badSeries);
                key(parser.currentName(), structure.observationDimensions(), cells, bad);
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    values(observationValues, cells, bad);
                } else {
                    bad.add(new BadValue("observations", SdmxJsonStructure.text(parser), "is no array", "an array"));
                    parser.skipChildren();
                }
                sink.accept(
                        bad.isEmpty()
                                ? mapper.map(observations, cells, structure.components())
                                : new RowOutcome.Rejected(observations, bad));
            }
        }

        /** {@code 0:3:1}: an index into the values of each dimension. */
        private void key(String key, List<Component> dimensions, String[] into, List<BadValue> faults) {
            String[] indexes = key.isEmpty() ? new String[0] : key.split(":", -1);
            if (indexes.length != dimensions.size()) {
                faults.add(new BadValue(
                        "key", key, "is not of its dimensions", dimensions.size() + " indexes with colons between"));
                return;
            }
            for (int i = 0; i < indexes.length; i++) {
                Component dimension = dimensions.get(i);
                @Nullable String code = indexed(dimension, indexes[i], faults);
                if (code != null && dimension.cell() >= 0) {
                    into[dimension.cell()] = code;
                }
            }
        }

        /**
         * An array by its components: indexes where these have values, else values as they are.
         *
         * @return whether something was put into a cell
         */
        private boolean values(List<Component> of, String[] into, List<BadValue> faults) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return false;
            }
            boolean put = false;
            int i = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                @Nullable Component component = i < of.size() ? of.get(i) : null;
                i++;
                if (component == null || component.cell() < 0 || token == JsonToken.VALUE_NULL) {
                    parser.skipChildren();
                } else if (token.isStructStart()) {
                    parser.skipChildren();
                    faults.add(new BadValue(component.id(), "", "is an object or array", "one value, or its index"));
                } else {
                    String text = SdmxJsonStructure.text(parser);
                    @Nullable String code = component.values().isEmpty() ? text : indexed(component, text, faults);
                    into[component.cell()] = code == null ? "" : code;
                    put = true;
                }
            }
            return put;
        }

        private @Nullable String indexed(Component component, String index, List<BadValue> faults) {
            int count = component.values().size();
            boolean digits = !index.isEmpty() && index.length() <= 7 && RowChecks.digits(index);
            if (!digits || Integer.parseInt(index) >= count) {
                faults.add(new BadValue(component.id(), index, "is no index of its values", "0 to " + (count - 1)));
                return null;
            }
            return component.values().get(Integer.parseInt(index));
        }

        private FileRejectedException late(String member) {
            return refused(member, "", "stands behind the observations that it is of", "it before them");
        }
    }
}
