package io.strait.supplychain.catalogue.exports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactColumn;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Revision;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/** A fact a row (RFC 4180), with the columns of all kinds of fact, as an import reads it. */
final class CsvSink implements FactSink {
    private final CsvWriter rows;

    CsvSink(Writer out, Revision revision) {
        rows = CsvWriter.builder().build(out);
        rows.writeRecord(FactColumn.titles());
    }

    @Override
    public void node(Fact node) {
        link(node);
    }

    @Override
    public void link(Fact fact) {
        ObjectNode json = FactWriter.write(fact);
        json.put(FactColumn.FACT.title(), fact.factKind().code());
        rows.writeRecord(Arrays.stream(FactColumn.values())
                .map(column -> column.isOf(fact.factKind()) ? column.cell(json) : "")
                .toList());
    }

    @Override
    public void end() throws IOException {
        rows.flush();
    }

    @Override
    public boolean isGraph() {
        return false;
    }
}
