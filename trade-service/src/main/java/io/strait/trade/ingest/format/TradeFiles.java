package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one body: tells what each is and has it read. One of them holds figures; BACI's may be several, with its
 * tables of codes. Lines are counted on from file to file, for a line must name one row of a body. Not thread-safe.
 */
public final class TradeFiles {
    private final ReaderLimits limits;
    private final Set<String> flows;
    private final @Nullable TradeFormat wanted;
    private final FileFindings findings;
    private @Nullable TradeFormat format;
    private String firstName = "";
    private String tables = "";
    private long lines;

    /**
     * @param flows the flow codes that are known
     * @param wanted the format that the sender says, null when it is to be told by the content
     */
    public TradeFiles(ReaderLimits limits, Set<String> flows, @Nullable TradeFormat wanted, FileFindings findings) {
        this.limits = limits;
        this.flows = Set.copyOf(flows);
        this.wanted = wanted;
        this.findings = findings;
    }

    /** Of the file with figures; null until it was seen. */
    public @Nullable TradeFormat format() {
        return format;
    }

    /**
     * Reads the next file.
     *
     * @param head its first bytes, at most {@link FormatDetector#HEAD} of them
     * @param file the whole of it, the first bytes too
     */
    public void read(String name, byte[] head, InputStream file, RowSink sink) throws IOException {
        if (BaciTable.isTable(head)) {
            tables = name.isEmpty() ? "a table of codes" : name;
            BaciTable.read(file, limits, name, findings);
            return;
        }
        TradeFormat found = wanted != null ? wanted : FormatDetector.detect(head);
        if (format != null && (found != format || found != TradeFormat.BACI_CSV)) {
            throw unprocessable(
                    firstName + ", " + name,
                    "are more than one file of figures",
                    "an archive with one, or with BACI's years and tables of codes");
        }
        if (format != null) {
            findings.note(name + ": its line n is told as line " + lines + " + n");
        } else {
            firstName = name;
        }
        format = found;
        long before = lines;
        found.reader(limits, flows, name).read(file, outcome -> sink.accept(counted(outcome, before)), findings);
    }

    /** @throws FileRejectedException when there was no file with figures */
    public void finish() {
        if (format == null) {
            throw tables.isEmpty()
                    ? FileRejectedException.empty()
                    : unprocessable(tables, "has codes and no figures", "an archive with BACI's files of figures too");
        }
    }

    private RowOutcome counted(RowOutcome outcome, long before) {
        if (outcome instanceof RowOutcome.Accepted accepted) {
            lines = before + accepted.row().line();
            return before == 0
                    ? outcome
                    : new RowOutcome.Accepted(new TradeRow(
                            lines,
                            accepted.row().period(),
                            accepted.row().dimensions(),
                            accepted.row().figures()));
        }
        RowOutcome.Rejected rejected = (RowOutcome.Rejected) outcome;
        lines = before + rejected.line();
        return before == 0 ? outcome : new RowOutcome.Rejected(lines, rejected.because(), rejected.original());
    }

    private static FileRejectedException unprocessable(String value, String message, String expected) {
        return new FileRejectedException(Kind.UNPROCESSABLE, 0, new BadValue("body", value, message, expected));
    }
}
