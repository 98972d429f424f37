package io.strait.trade.ingest.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a reader made of a file. */
record Reading(List<TradeRow> rows, List<RowOutcome.Rejected> rejected, FileFindings findings) {
    static final Set<String> FLOWS = Set.of("M", "X", "RM", "RX", "FM", "DX", "MIP", "XIP", "MOP", "XOP");
    static final ReaderLimits LIMITS = new ReaderLimits(1 << 20, 200);

    static Reading of(TradeFormat format, byte[] file) throws IOException {
        return of(format, new ByteArrayInputStream(file), LIMITS);
    }

    static Reading of(TradeFormat format, String file) throws IOException {
        return of(format, file.getBytes(StandardCharsets.UTF_8));
    }

    static Reading of(TradeFormat format, InputStream file, ReaderLimits limits) throws IOException {
        Reading reading = new Reading(new ArrayList<>(), new ArrayList<>(), new FileFindings());
        format.reader(limits, FLOWS)
                .read(
                        file,
                        outcome -> {
                            if (outcome instanceof RowOutcome.Accepted accepted) {
                                reading.rows.add(accepted.row());
                            } else if (outcome instanceof RowOutcome.Rejected refused) {
                                reading.rejected.add(refused);
                            }
                        },
                        reading.findings);
        return reading;
    }

    /** Each fault as line, field, value. */
    List<String> faults() {
        return rejected.stream()
                .flatMap(row -> row.because().stream().map(bad -> row.line() + " " + bad.field() + " " + bad.value()))
                .toList();
    }
}
