package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strait.supplychain.catalogue.CatalogueConfig;
import io.strait.supplychain.catalogue.Editor;
import io.strait.supplychain.catalogue.ImportOutcome;
import io.strait.supplychain.catalogue.imports.EtoReader;
import io.strait.supplychain.catalogue.imports.FactCsvReader;
import io.strait.supplychain.catalogue.imports.NdjsonReader;
import io.strait.supplychain.catalogue.imports.Read;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Many facts at once, as one revision: all or none. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final Editor editor;
    private final Authors authors;
    private final CatalogueConfig config;

    ImportResource(Editor editor, Authors authors, CatalogueConfig config) {
        this.editor = editor;
        this.authors = authors;
        this.config = config;
    }

    private record Options(boolean dryRun, @Nullable String why) {
        static Options read(UriInfo uri) {
            Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("dryRun", "why"));
            Options options = new Options(
                    parameters.flag("dryRun"),
                    parameters.text("why", "the reason of the change, at most 500 characters"));
            parameters.check();
            return options;
        }
    }

    /** What the import did, and what its files held that it did not take. */
    public record Answer(@JsonUnwrapped ImportOutcome outcome, List<String> notes) {}

    @POST
    @Path("imports")
    @Consumes({NDJSON, "application/ndjson"})
    public Answer ndjson(@Nullable InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Options options = Options.read(uri);
        return take(NdjsonReader.read("body", body(body, headers), config.maxImportFacts()), options);
    }

    @POST
    @Path("imports")
    @Consumes(CSV)
    public Answer csv(@Nullable InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Options options = Options.read(uri);
        return take(FactCsvReader.read("body", body(body, headers), config.maxImportFacts()), options);
    }

    private byte[] body(@Nullable InputStream body, HttpHeaders headers) {
        byte[] bytes =
                Bodies.read(body, headers.getLength(), config.maxImportSize().asLongValue());
        if (bytes.length == 0) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "The body is empty (expected: one fact a line).");
        }
        return bytes;
    }

    /** The CSV files of the ETO data set, each under its own name; or one file of the service's own CSV. */
    @POST
    @Path("imports")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Answer form(@RestForm(FileUpload.ALL) List<FileUpload> uploads, @Context UriInfo uri) {
        Options options = Options.read(uri);
        Map<String, byte[]> files = new LinkedHashMap<>();
        long size = 0;
        for (FileUpload upload : uploads) {
            size += upload.size();
            if (size > config.maxImportSize().asLongValue()) {
                throw Bodies.tooLarge(config.maxImportSize().asLongValue());
            }
            if (files.put(upload.fileName(), bytes(upload)) != null) {
                throw ProblemException.of(
                        ProblemType.MALFORMED_BODY, "The file " + upload.fileName() + " is there twice.");
            }
        }
        if (files.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.MALFORMED_BODY,
                    "There are no files (expected: "
                            + "inputs.csv, sequence.csv, providers.csv, provision.csv, stages.csv" + ").");
        }
        Map.Entry<String, byte[]> first = files.entrySet().iterator().next();
        boolean own = files.size() == 1 && FactCsvReader.recognises(first.getValue());
        return take(
                own
                        ? FactCsvReader.read(first.getKey(), first.getValue(), config.maxImportFacts())
                        : EtoReader.read(files, config.maxImportFacts()),
                options);
    }

    private Answer take(Read read, Options options) {
        if (!read.isSound()) {
            throw Editor.unprocessable(read.violations(), read.violationCount());
        }
        return new Answer(editor.importAll(read.facts(), options.dryRun(), authors.of(options.why())), read.notes());
    }

    private static byte[] bytes(FileUpload upload) {
        try {
            return Files.readAllBytes(upload.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
