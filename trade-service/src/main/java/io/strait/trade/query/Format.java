package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How figures are written. */
enum Format {
    JSON("application/json", "application/json"),
    CSV("text/csv", "text/csv;charset=UTF-8;header=present"),
    NDJSON("application/x-ndjson", "application/x-ndjson");

    private final MediaType mediaType;
    private final String contentType;

    Format(String mediaType, String contentType) {
        this.mediaType = MediaType.valueOf(mediaType);
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The parameter {@code format}, when there is one: it is stronger than the header. */
    static Optional<Format> read(Parameters parameters) {
        return parameters.one("format", "json, csv or ndjson", text -> Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new ExpectedException("no such format", "json, csv or ndjson")));
    }

    /** @throws ProblemException NOT_ACCEPTABLE when the header {@code Accept} permits none */
    static Format accepted(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(accepted -> !"0".equals(accepted.getParameters().get("q"))
                        && !"0.0".equals(accepted.getParameters().get("q")))
                .flatMap(accepted -> Arrays.stream(values()).filter(format -> accepted.isCompatible(format.mediaType)))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_ACCEPTABLE,
                        "Offered here: "
                                + Arrays.stream(values())
                                        .map(format -> format.mediaType.toString())
                                        .collect(Collectors.joining(", "))
                                + "; or format=json, csv or ndjson"));
    }
}
