package io.strait.trade.ingest;

import io.strait.trade.ingest.format.Text;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.series.VintageKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The door of uploads, for files that this service fetches itself. Thread-safe. */
@ApplicationScoped
public class FetchedFiles {
    private static final int MAX_NAME = 255;

    private final Ingests ingests;

    FetchedFiles(Ingests ingests) {
        this.ingests = ingests;
    }

    /**
     * Takes a file as an upload is taken; the same file again is the same job.
     *
     * @param format null when it is to be told by the content
     * @param vintageKind what the source calls it; null when it does not say
     * @return the job's id
     * @throws ProblemException when the file cannot be used, or not now (UNAVAILABLE)
     */
    public String take(
            String source,
            @Nullable TradeFormat format,
            String fileName,
            @Nullable VintageKind vintageKind,
            String submittedBy,
            InputStream body) {
        Submission submission = new Submission(
                source, format, Text.clean(fileName, MAX_NAME), vintageKind, null, submittedBy, null, null);
        return ingests.send(submission, body).job().id();
    }

    /** Where a job is read. */
    public static String path(String id) {
        return IngestView.path(id);
    }
}
