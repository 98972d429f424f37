package io.strait.trade.connector;

import io.quarkus.runtime.ShutdownEvent;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers over HTTP: bodies go to disk, bounded in bytes and in time; redirects are checked like the first
 * address; what a status means for a run is decided here. Thread-safe.
 */
@ApplicationScoped
class Fetcher {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_SAID = 300;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Counts a call before it is made. */
    interface Budget {
        void spend() throws PutOffException;
    }

    private final ConnectorConfig config;
    private final Keys keys;
    private final Clock clock;
    private final AddressRules rules;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Set<CompletableFuture<?>> running = java.util.concurrent.ConcurrentHashMap.newKeySet();

    Fetcher(ConnectorConfig config, Keys keys, Clock clock) {
        this.config = config;
        this.keys = keys;
        this.clock = clock;
        this.rules = new AddressRules(config.allowPrivateAddresses());
    }

    /** A stopping replica waits for no provider: the run goes on elsewhere. */
    void stop(@Observes ShutdownEvent event) {
        running.forEach(call -> call.cancel(true));
    }

    /**
     * @throws PutOffException when the budget is used up, or the provider cannot answer now
     * @throws RefusedException when the provider refuses, or answers more than is taken
     */
    Fetched get(Ask first, Budget budget) throws PutOffException, RefusedException {
        Ask ask = first;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            if (!ask.trusted()) {
                rules.check(ask.uri());
            }
            budget.spend();
            Fetched answer = call(ask);
            if (answer.status() == 200 || ask.means().contains(answer.status())) {
                return answer;
            }
            try (answer) {
                if (!REDIRECTS.contains(answer.status())) {
                    throwFor(answer);
                }
                ask = redirected(ask, answer.header("location").orElse(""));
            }
        }
        throw RefusedException.part(
                ProblemType.UNPROCESSABLE, "The provider redirects more than " + MAX_REDIRECTS + " times");
    }

    private Fetched call(Ask ask) throws PutOffException, RefusedException {
        Path file;
        try {
            file = Files.createTempFile("strait-fetched", ".body");
        } catch (IOException e) {
            throw PutOffException.failed("There is no room for answers on this machine", null);
        }
        boolean kept = false;
        try {
            HttpResponse<Path> response = send(request(ask), file);
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            kept = true;
            return new Fetched(
                    response.statusCode(), headers, file, config.maxAnswer().asLongValue() * 20);
        } finally {
            if (!kept) {
                new Fetched(0, Map.of(), file, 0).close();
            }
        }
    }

    private HttpRequest request(Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(ask.uri())
                .timeout(config.timeout())
                .header("User-Agent", "strait-trade-service")
                .header("Accept-Encoding", "gzip");
        ask.headers().forEach(request::header);
        return request.GET().build();
    }

    private HttpResponse<Path> send(HttpRequest request, Path file) throws PutOffException, RefusedException {
        CompletableFuture<HttpResponse<Path>> call = client.sendAsync(
                request, info -> new SpoolingBody(file, config.maxAnswer().asLongValue()));
        running.add(call);
        String host = request.uri().getHost();
        try {
            return call.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw PutOffException.failed(host + " did not answer within " + config.timeout(), null);
        } catch (CancellationException e) {
            throw PutOffException.until(clock.instant(), "The service stopped");
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw PutOffException.until(clock.instant(), "The service stopped");
        } catch (ExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SpoolingBody.TooLongException) {
                    throw RefusedException.part(
                            ProblemType.PAYLOAD_TOO_LARGE,
                            host + " answers " + cause.getMessage() + ", the most that is taken: ask for less at once");
                }
            }
            // The class says enough; a message may hold the address, and with it a key.
            throw PutOffException.failed(host + " could not be reached: " + name(e.getCause()), null);
        } finally {
            running.remove(call);
        }
    }

    private static String name(@Nullable Throwable cause) {
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }

    private Ask redirected(Ask ask, String location) throws RefusedException {
        URI to;
        try {
            to = ask.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw RefusedException.part(ProblemType.UNPROCESSABLE, "The provider redirects to what is no address");
        }
        boolean downgrade =
                "https".equalsIgnoreCase(ask.uri().getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
        if (!AddressRules.isWebAddress(to) || downgrade || (ask.keyed() && !ask.sameOrigin(to))) {
            throw RefusedException.part(
                    ProblemType.FORBIDDEN,
                    "The provider redirects to where this call may not go"
                            + " (expected: http or https, no step from https to http, with a key the same host)");
        }
        return ask.to(to);
    }

    private void throwFor(Fetched answer) throws PutOffException, RefusedException {
        int status = answer.status();
        String said = keys.masked(Text.clean(answer.beginning(4 * MAX_SAID), MAX_SAID))
                .strip();
        String detail = "The provider answered " + status + (said.isEmpty() ? "" : ": " + said);
        if (status == 403 || status == 408 || status == 429 || status >= 500) {
            throw PutOffException.failed(
                    detail, answer.header("retry-after").map(this::wait).orElse(null));
        }
        if (status == 401) {
            throw RefusedException.run(ProblemType.FORBIDDEN, detail);
        }
        throw RefusedException.part(status == 413 ? ProblemType.PAYLOAD_TOO_LARGE : ProblemType.UNPROCESSABLE, detail);
    }

    /** Seconds or a date (RFC 9110, 10.2.3); null where it asks for no wait. */
    private @Nullable Duration wait(String retryAfter) {
        Duration wait;
        if (retryAfter.matches("[0-9]{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(retryAfter));
        } else {
            try {
                Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter));
                wait = Duration.between(clock.instant(), until);
            } catch (DateTimeException e) {
                return null;
            }
        }
        return wait.isNegative() || wait.isZero() ? null : wait;
    }
}
