package io.strait.supplychain.catalogue.exports;

import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Revision;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes all facts of a revision. No more than one fact is held at a time. Stateless. */
public final class Export {
    /** What is done with each fact. */
    public interface Step {
        void fact(Fact fact) throws IOException;
    }

    /** Where the facts come from. Asked for nodes twice by formats that list the nesting among the edges. */
    public interface Source {
        void forEach(FactKind kind, Step step) throws IOException;
    }

    private Export() {}

    /** Writes a whole document and leaves the stream open. */
    public static void write(ExportFormat format, Revision revision, Source source, OutputStream out)
            throws IOException {
        // A plain Writer: given the bytes' own, the XML writer of the JDK would escape half a character at a time.
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        FactSink sink = format.sink(text, revision);
        source.forEach(FactKind.NODE, sink::node);
        sink.endOfNodes();
        if (sink.isGraph()) {
            source.forEach(FactKind.NODE, sink::link);
        }
        source.forEach(FactKind.REQUIREMENT, sink::link);
        source.forEach(FactKind.SUPPLY, sink::link);
        sink.end();
        text.flush();
    }
}
