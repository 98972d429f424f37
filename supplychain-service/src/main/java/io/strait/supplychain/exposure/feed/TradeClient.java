package io.strait.supplychain.exposure.feed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.strait.supplychain.exposure.TradeConfig;
import io.strait.supplychain.exposure.figures.Figure;
import io.strait.supplychain.exposure.figures.FigureChange;
import io.strait.supplychain.exposure.figures.ImportSeries;
import io.strait.supplychain.exposure.figures.Status;
import io.strait.supplychain.exposure.storage.FeedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks trade-service for figures, with bounds on time and size. Thread-safe. */
@ApplicationScoped
class TradeClient {
    static final int PAGE = 2_000;
    /** A page of 2,000 figures is about 2 MB. */
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private static final String OBSERVATIONS = "/trade/v1/observations";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** It did not answer, or not with what was asked for. The message has no token and no body. */
    static final class Away extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean refusal;

        Away(String reason) {
            this(reason, false);
        }

        private Away(String reason, boolean refusal) {
            super(reason, null, false, false);
            this.refusal = refusal;
        }

        /** Whether it is there, and does not like the question. */
        boolean isRefusal() {
            return refusal;
        }
    }

    /**
     * Figures of one revision.
     *
     * @param next the cursor of the next page; null on the last
     */
    record Page(
            long revision,
            List<FigureChange> figures,
            @Nullable String next) {}

    private final TradeConfig config;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    TradeClient(TradeConfig config) {
        this.config = config;
    }

    Map<String, FeedStore.Source> sources() throws Away {
        Map<String, FeedStore.Source> sources = new HashMap<>();
        for (JsonNode source : get("/trade/v1/sources").path("items")) {
            sources.put(
                    source.path("code").asText(),
                    new FeedStore.Source(
                            source.path("name").asText(),
                            source.path("demonstration").asBoolean()));
        }
        return sources;
    }

    /** The newest revision of trade-service. */
    long revision() throws Away {
        return revision(get(OBSERVATIONS + "?commodity=TOTAL&frequency=A&limit=1"));
    }

    private static long revision(JsonNode answer) throws Away {
        if (!answer.path("revision").isIntegralNumber()) {
            throw new Away("the answer names no revision");
        }
        return answer.path("revision").asLong();
    }

    /**
     * Imports by their codes.
     *
     * @param partner null is every one that is no total
     * @param period years or months, as {@code 2015..2024}
     * @param cursor null is the first page
     */
    Page imports(
            Collection<String> commodities,
            Collection<String> reporters,
            @Nullable String partner,
            String period,
            @Nullable String cursor)
            throws Away {
        String query = "?flow=M&commodity=" + String.join(",", commodities) + "&reporter="
                + String.join(",", reporters) + "&period=" + period + "&limit=" + PAGE
                + (partner == null ? "" : "&partner=" + partner)
                + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        JsonNode answer = get(OBSERVATIONS + query);
        List<FigureChange> figures = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            figure(item).ifPresent(figures::add);
        }
        return new Page(revision(answer), figures, cursor(answer.path("next")));
    }

    private static @Nullable String cursor(JsonNode next) throws Away {
        if (!next.isTextual()) {
            return null;
        }
        String query = URI.create(next.asText()).getQuery();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.startsWith("cursor=")) {
                return parameter.substring("cursor=".length());
            }
        }
        throw new Away("the next page has no cursor");
    }

    private static Optional<FigureChange> figure(JsonNode item) throws Away {
        try {
            Optional<ImportSeries> series =
                    ImportSeries.ofKey(item.path("seriesKey").asText());
            JsonNode value = item.path("primaryValue");
            BigDecimal amount = value.isNumber() ? value.decimalValue() : null;
            return series.map(key -> new FigureChange(
                    key,
                    TradeRecords.start(key, item.path("period").asText()),
                    TradeRecords.vintage(Instant.parse(item.path("vintage").asText())),
                    TradeRecords.currency(item.path("currency").asText()),
                    new Figure(Status.valueOf(item.path("status").asText()), amount),
                    false,
                    null));
        } catch (RuntimeException e) {
            throw new Away("a figure of the answer makes no sense");
        }
    }

    private JsonNode get(String path) throws Away {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.url().resolve(path))
                .timeout(config.timeout())
                .header("Accept", "application/json")
                .GET();
        String token = token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request.build(), headers -> new BoundedBody(MAX_BODY));
        try {
            // The request's own timeout ends with the headers; this one is for all of the answer.
            HttpResponse<byte[]> answer = exchange.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new Away("it answers " + answer.statusCode(), answer.statusCode() == 400);
            }
            return JSON.readTree(answer.body());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new Away(cause == null ? "no answer" : cause.getClass().getSimpleName());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new Away("no answer within " + config.timeout().toSeconds() + " s");
        } catch (IOException e) {
            throw new Away("the answer is no JSON");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new Away("the service is stopping");
        }
    }

    private @Nullable String token() throws Away {
        Path file = config.tokenFile().orElse(null);
        if (file == null) {
            return null;
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Away("the file of the token cannot be read");
        }
    }
}
