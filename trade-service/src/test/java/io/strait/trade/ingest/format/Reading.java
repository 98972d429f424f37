package io.strait.trade.ingest.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
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
        format.reader(limits, FLOWS, "").read(file, reading::take, reading.findings);
        return reading;
    }

    /** As the service reads a body: unpacked, its format told by its content. */
    static Reading ofBody(String name, byte[] body) throws IOException {
        return ofBody(name, body, LIMITS, 100 << 20);
    }

    static Reading ofBody(String name, byte[] body, ReaderLimits limits, long maxBytes) throws IOException {
        Reading reading = new Reading(new ArrayList<>(), new ArrayList<>(), new FileFindings());
        UnpackedBody unpacked = new UnpackedBody(new ByteArrayInputStream(body), name, maxBytes, reading.findings);
        TradeFiles files = new TradeFiles(limits, FLOWS, null, reading.findings);
        while (unpacked.nextFile()) {
            PushbackInputStream file = new PushbackInputStream(unpacked, FormatDetector.HEAD);
            byte[] head = file.readNBytes(FormatDetector.HEAD);
            file.unread(head);
            if (head.length > 0) {
                files.read(unpacked.name(), head, file, reading::take);
            }
        }
        files.finish();
        return reading;
    }

    private void take(RowOutcome outcome) {
        if (outcome instanceof RowOutcome.Accepted accepted) {
            rows.add(accepted.row());
        } else if (outcome instanceof RowOutcome.Rejected refused) {
            rejected.add(refused);
        }
    }

    /** Each fault as line, field, value. */
    List<String> faults() {
        return rejected.stream()
                .flatMap(row -> row.because().stream().map(bad -> row.line() + " " + bad.field() + " " + bad.value()))
                .toList();
    }
}
