package io.strait.supplychain.catalogue.exports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactColumn;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Revision;
import java.io.IOException;
import java.io.Writer;

/** A fact a line, as an import reads it. */
final class NdjsonSink implements FactSink {
    private final Writer out;

    NdjsonSink(Writer out, Revision revision) {
        this.out = out;
    }

    @Override
    public void node(Fact node) throws IOException {
        link(node);
    }

    @Override
    public void link(Fact fact) throws IOException {
        ObjectNode line =
                Json.object().put(FactColumn.FACT.title(), fact.factKind().code());
        line.setAll(FactWriter.write(fact));
        out.write(Json.write(line));
        out.write('\n');
    }

    @Override
    public void end() {}

    @Override
    public boolean isGraph() {
        return false;
    }
}
