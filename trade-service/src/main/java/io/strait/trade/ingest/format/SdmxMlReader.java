package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import io.strait.trade.ingest.format.SdmxComponents.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SDMX-ML 2.1, generic and structure-specific data, by series or flat; observations are counted instead of lines. Without
 * its schema a structure-specific file does not tell dimensions from attributes: what stands at a series and is not known
 * counts as a dimension.
 */
final class SdmxMlReader implements TradeFileReader {
    private static final String EXPECTED =
            "GenericData or StructureSpecificData of SDMX-ML 2.1, with a Header and DataSets";

    private final ReaderLimits limits;
    private final Set<String> flows;
    private final String fileName;

    SdmxMlReader(ReaderLimits limits, Set<String> flows, String fileName) {
        this.limits = limits;
        this.flows = flows;
        this.fileName = fileName;
    }

    static boolean isRoot(String name) {
        return isGeneric(name)
                || name.equals("StructureSpecificData")
                || name.equals("StructureSpecificTimeSeriesData");
    }

    private static boolean isGeneric(String name) {
        return name.equals("GenericData") || name.equals("GenericTimeSeriesData");
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        SdmxRowMapper mapper = new SdmxRowMapper(flows, fileName, findings);
        SdmxComponents components = new SdmxComponents(limits.maxColumns());
        new Message(new XmlEvents(body, limits), mapper, components, sink).read();
        mapper.conclude();
        components.conclude(findings);
    }

    /** What holds for all below an element: its cells, which of them it gave itself, and what is wrong with them. */
    private static final class Scope {
        private final String[] cells = new String[SdmxComponents.CELLS];
        private final BitSet given = new BitSet();
        private final List<BadValue> bad = new ArrayList<>(0);

        void begin(@Nullable Scope outer) {
            given.clear();
            bad.clear();
            if (outer == null) {
                Arrays.fill(cells, "");
            } else {
                System.arraycopy(outer.cells, 0, cells, 0, cells.length);
                bad.addAll(outer.bad);
            }
        }

        void put(int cell, String id, String value) {
            if (cell < 0) {
                return;
            }
            if (given.get(cell)) {
                bad.add(new BadValue(id, value, "stands twice", "each component once"));
            }
            given.set(cell);
            cells[cell] = value;
        }
    }

    /** One pass over one message. */
    private static final class Message {
        private final XmlEvents events;
        private final SdmxRowMapper mapper;
        private final SdmxComponents components;
        private final RowSink sink;
        private final Scope dataSet = new Scope();
        private final Scope series = new Scope();
        private final Scope observation = new Scope();
        private final StringBuilder text = new StringBuilder();
        /** The scope that an element of a generic file speaks of; null outside of data sets. */
        private @Nullable Scope scope;

        private boolean generic;
        private boolean inHeader;
        private boolean inSeries;
        private boolean inGroup;
        private boolean inKey;
        private String dataflow = "";
        private String actionOfAll = "";
        private String atObservation = "";
        private boolean dataSeen;
        private long observations;

        Message(XmlEvents events, SdmxRowMapper mapper, SdmxComponents components, RowSink sink) {
            this.events = events;
            this.mapper = mapper;
            this.components = components;
            this.sink = sink;
        }

        void read() throws IOException {
            boolean first = true;
            for (int event = events.next(); event != XmlEvents.FINISHED; event = events.next()) {
                if (event == XmlEvents.START) {
                    if (first) {
                        rootIs(events.name());
                    }
                    first = false;
                    text.setLength(0);
                    start(events.name());
                } else if (event == XmlEvents.TEXT) {
                    events.appendTo(text);
                } else {
                    end(events.name());
                }
            }
            if (!dataSeen) {
                throw refused("body", "", "has no DataSet", EXPECTED);
            }
        }

        private void rootIs(String name) {
            if (!isRoot(name)) {
                throw refused("body", name, "is no data message", EXPECTED);
            }
            generic = isGeneric(name);
        }

        private void start(String name) {
            if (scope == null && (name.equals("Series") || name.equals("Obs") || name.equals("Group"))) {
                throw refused(name, "", "stands outside of a DataSet", EXPECTED);
            }
            switch (name) {
                case "Header" -> inHeader = true;
                case "Structure" -> headerStructure();
                case "Ref" -> {
                    if (inHeader
                            && dataflow.isEmpty()
                            && !events.attribute("id").isEmpty()) {
                        dataflow = events.attribute("agencyID") + ":" + events.attribute("id");
                    }
                }
                case "DataSet" -> {
                    dataSeen = true;
                    scope = dataSet;
                    dataSet.begin(null);
                    dataSet.cells[SdmxConcept.DATAFLOW.ordinal()] = dataflow;
                    dataSet.cells[SdmxConcept.ACTION.ordinal()] = action();
                    specific(dataSet, Role.ATTRIBUTE);
                }
                case "Group" -> {
                    inGroup = true;
                    groupMustNotMatter();
                }
                case "Series" -> {
                    inSeries = true;
                    scope = series;
                    series.begin(dataSet);
                    specific(series, Role.UNKNOWN);
                }
                case "Obs" -> {
                    scope = observation;
                    observation.begin(inSeries ? series : dataSet);
                    // What is neither the value nor the dimension at the observation is an attribute of it.
                    specific(observation, inSeries ? Role.ATTRIBUTE : Role.UNKNOWN);
                }
                case "SeriesKey", "ObsKey" -> inKey = true;
                case "Value" -> value(events.attribute("id"), inKey ? Role.DIMENSION : Role.ATTRIBUTE);
                case "ObsDimension" -> {
                    String id = events.attribute("id");
                    value(id.isEmpty() ? atObservation() : id, Role.DIMENSION);
                }
                case "ObsValue" -> value(SdmxConcept.VALUE.label(), Role.ATTRIBUTE);
                default -> {
                    // Names, annotations and the rest of the header say nothing of figures.
                }
            }
        }

        private void end(String name) {
            switch (name) {
                case "Header" -> inHeader = false;
                case "URN" -> {
                    int at = text.indexOf(".Dataflow=");
                    if (inHeader && at >= 0) {
                        dataflow = text.substring(at + ".Dataflow=".length()).trim();
                    }
                }
                case "DataSetAction" -> actionOfAll = inHeader ? text.toString().trim() : actionOfAll;
                case "DataSet" -> scope = null;
                case "Group" -> inGroup = false;
                case "Series" -> {
                    inSeries = false;
                    scope = dataSet;
                }
                case "SeriesKey", "ObsKey" -> inKey = false;
                case "Obs" -> {
                    observed();
                    scope = inSeries ? series : dataSet;
                }
                default -> {
                    // Nothing ends that matters.
                }
            }
            text.setLength(0);
        }

        private void headerStructure() {
            String dimension = events.attribute("dimensionAtObservation");
            if (!inHeader || dimension.isEmpty()) {
                return;
            }
            if (!atObservation.isEmpty() && !atObservation.equals(dimension)) {
                throw refused(
                        "dimensionAtObservation",
                        dimension,
                        "is another than that of a structure before",
                        atObservation + ", or a file of its own");
            }
            atObservation = dimension;
        }

        private String atObservation() {
            return atObservation.isEmpty() ? SdmxConcept.PERIOD.label() : atObservation;
        }

        /** With a namespace or without one, by the kind of the message; else the header's. */
        private String action() {
            for (int i = 0; i < events.attributes(); i++) {
                if (events.attributeName(i).equals("action")) {
                    return events.attributeValue(i).trim();
                }
            }
            return actionOfAll;
        }

        /** Takes the components that a structure-specific element has as attributes; those with a namespace are none. */
        private void specific(Scope into, Role role) {
            for (int i = 0; !generic && i < events.attributes(); i++) {
                String id = events.attributeName(i);
                if (!events.attributeQualified(i) && !(into == dataSet && SdmxConcept.of(id) == SdmxConcept.ACTION)) {
                    boolean key = into == observation && id.equals(atObservation());
                    into.put(components.cell(id, key ? Role.DIMENSION : role), id, bounded(events.attributeValue(i)));
                }
            }
        }

        private void value(String id, Role role) {
            if (!generic || scope == null) {
                return;
            }
            if (id.isEmpty()) {
                throw refused("Value", "", "has no id", "SDMX-ML 2.1, whose values have one");
            }
            if (inGroup) {
                mustNotMatter(id);
            } else {
                scope.put(components.cell(id, role), id, bounded(events.attribute("value")));
            }
        }

        /** A group gives an attribute to the series that its partial key fits; that is not followed. */
        private void groupMustNotMatter() {
            for (int i = 0; !generic && i < events.attributes(); i++) {
                if (!events.attributeQualified(i)) {
                    mustNotMatter(events.attributeName(i));
                }
            }
        }

        private static void mustNotMatter(String id) {
            @Nullable SdmxConcept concept = SdmxConcept.of(id);
            if (concept != null && !concept.ofKey() && concept != SdmxConcept.DATAFLOW) {
                throw refused(
                        "Group", id, "is attached to a group of series", "it at the data set, the series or the Obs");
            }
        }

        private void observed() {
            observations++;
            sink.accept(
                    observation.bad.isEmpty()
                            ? mapper.map(observations, observation.cells, components)
                            : new RowOutcome.Rejected(observations, observation.bad));
        }

        private static String bounded(@Nullable String value) {
            String text = value == null ? "" : value.trim();
            return text.length() > BadValue.MAX_VALUE ? text.substring(0, BadValue.MAX_VALUE + 1) : text;
        }

        private static FileRejectedException refused(String field, String value, String message, String expected) {
            return new FileRejectedException(Kind.UNPROCESSABLE, 0, new BadValue(field, value, message, expected));
        }
    }
}
