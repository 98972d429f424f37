package io.strait.supplychain.catalogue.exports;

import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Revision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Exports of facts that stand in a list. */
final class Documents {
    static final Revision REVISION = new Revision(12, Instant.parse("2024-10-27T12:00:00Z"), "test");

    private Documents() {}

    static byte[] write(ExportFormat format, List<? extends Fact> facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Export.write(
                    format,
                    REVISION,
                    (kind, step) -> {
                        for (Fact fact : facts) {
                            if (fact.factKind() == kind) {
                                step.fact(fact);
                            }
                        }
                    },
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
