package io.strait.supplychain.catalogue.exports;

import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Revision;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** The formats of an export. The first two hold everything and can be imported again; the others are for graph tools. */
public enum ExportFormat implements Coded {
    NDJSON("ndjson", NdjsonSink::new, "application/x-ndjson", "application/ndjson"),
    CSV("csv", CsvSink::new, "text/csv"),
    GRAPHML("graphml", GraphMlSink::new, "application/graphml+xml"),
    GEXF("gexf", GexfSink::new, "application/gexf+xml"),
    JSON("json", JsonGraphSink::new, "application/vnd.jgf+json", "application/json");

    private interface Opening {
        FactSink sink(Writer out, Revision revision) throws IOException;
    }

    private final String extension;
    private final Opening opening;
    private final List<String> mediaTypes;

    ExportFormat(String extension, Opening opening, String... mediaTypes) {
        this.extension = extension;
        this.opening = opening;
        this.mediaTypes = List.of(mediaTypes);
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a file that holds it. */
    public String extension() {
        return extension;
    }

    /** The ones that ask for it; the first is its own. */
    public List<String> mediaTypes() {
        return mediaTypes;
    }

    FactSink sink(Writer out, Revision revision) throws IOException {
        return opening.sink(out, revision);
    }
}
