package io.strait.gateway.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.strait.gateway.problem.BrokenOff;
import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.strait.gateway.problem.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through: to the service, and its answer back. Everything here runs on the event loop of the
 * client's connection, so there are no locks; each side is paused while the other cannot take more, so memory holds a
 * few pieces of a body at most.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** How long an upload may go on after the service has answered without waiting for its end. */
    private static final long AFTER_ANSWER_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Upstream upstream;
    private final String target;
    private final HttpClient client;
    private final RouteConfig config;
    private final MeterRegistry metrics;
    private final Vertx vertx;
    private final boolean hasBody;

    private @Nullable HttpClientRequest passed;
    private @Nullable MultiMap beforeAnswer;
    private boolean retried;
    private boolean uploaded;
    private boolean uploadWaits;
    private boolean answered;
    private boolean done;
    private long received;
    private long lastMove = System.nanoTime();
    private long timer = -1;

    Exchange(
            RoutingContext context,
            Upstream upstream,
            String target,
            HttpClient client,
            RouteConfig config,
            MeterRegistry metrics) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.upstream = upstream;
        this.target = target;
        this.client = client;
        this.config = config;
        this.metrics = metrics;
        this.vertx = context.vertx();
        this.hasBody = RequestBody.isExpected(request);
    }

    void start() {
        if (declaredLength() > config.maxBodySize().asLongValue()) {
            refuse(tooLarge());
            return;
        }
        context.addEndHandler(ended -> {
            if (ended.failed() || !answered) {
                clientGone();
            }
        });
        watch(config.idleTimeout().toMillis());
        connect();
    }

    private long declaredLength() {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // The server has checked that it is a number; one beyond a long is beyond every limit too.
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void connect() {
        client.request(upstream.request()
                        .setMethod(request.method())
                        .setURI(target)
                        .setConnectTimeout(config.connectTimeout().toMillis()))
                .onComplete(connected -> {
                    if (connected.failed()) {
                        failed(connected.cause());
                    } else if (done) {
                        connected.result().reset();
                    } else {
                        send(connected.result());
                    }
                });
    }

    private void send(HttpClientRequest to) {
        passed = to;
        moved();
        to.exceptionHandler(cause -> failed(to, cause));
        to.response().onComplete(answer -> {
            if (answer.failed()) {
                failed(to, answer.cause());
            } else if (done) {
                to.reset();
            } else {
                answer(answer.result());
            }
        });
        try {
            Fields.copyRequest(request, to.headers(), context.get(Problems.REQUEST_ID));
        } catch (IllegalArgumentException e) {
            refuse(Problem.of(
                    ProblemType.MALFORMED_REQUEST, "A header has a name or a value that HTTP does not allow."));
            return;
        }
        if (hasBody) {
            upload(to);
        } else {
            uploaded = true;
            to.end();
        }
    }

    private void upload(HttpClientRequest to) {
        if (!request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            to.setChunked(true);
        }
        request.exceptionHandler(gone -> clientGone());
        request.handler(piece -> uploadPiece(to, piece));
        request.endHandler(end -> {
            uploaded = true;
            moved();
            to.end();
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            response.writeContinue();
        }
        request.resume();
    }

    private void uploadPiece(HttpClientRequest to, Buffer piece) {
        if (done) {
            return;
        }
        moved();
        received += piece.length();
        if (received > config.maxBodySize().asLongValue()) {
            if (response.headWritten()) {
                failed(to, new IllegalStateException("body beyond the limit after the answer began"));
            } else {
                refuse(tooLarge());
            }
            return;
        }
        to.write(piece);
        if (to.writeQueueFull()) {
            uploadWaits = true;
            request.pause();
            to.drainHandler(drained -> {
                uploadWaits = false;
                moved();
                request.resume();
            });
        }
    }

    private void answer(HttpClientResponse from) {
        moved();
        beforeAnswer = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
        response.setStatusCode(from.statusCode());
        if (request.version() != HttpVersion.HTTP_2 && from.statusMessage() != null) {
            response.setStatusMessage(from.statusMessage());
        }
        try {
            Fields.copyResponse(from.headers(), response.headers(), upstream);
        } catch (IllegalArgumentException e) {
            failed(e);
            return;
        }
        from.exceptionHandler(this::failed);
        from.endHandler(end -> complete(from));
        boolean bodyless =
                request.method().equals(HttpMethod.HEAD) || from.statusCode() == 204 || from.statusCode() == 304;
        if (bodyless) {
            return;
        }
        if (from.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            response.setChunked(true);
        }
        from.handler(piece -> {
            moved();
            response.write(piece);
            if (response.writeQueueFull()) {
                from.pause();
                response.drainHandler(drained -> {
                    moved();
                    from.resume();
                });
            }
        });
    }

    private void complete(HttpClientResponse from) {
        if (done) {
            return;
        }
        answered = true;
        boolean endedByClosing =
                request.version() == HttpVersion.HTTP_1_0 && from.getHeader(HttpHeaders.CONTENT_LENGTH) == null;
        response.end().onComplete(sent -> {
            if (endedByClosing) {
                request.connection().close();
            }
        });
        if (uploaded) {
            finish();
        } else {
            // Answered before it had read everything. Its end may be on the way; if it is not, give up on the rest.
            stopWatching();
            timer = vertx.setTimer(AFTER_ANSWER_MILLIS, id -> {
                if (!uploaded) {
                    abandonUpload();
                }
            });
        }
    }

    private void abandonUpload() {
        finish();
        reset();
        RequestBody.discard(request);
    }

    /** Gives up the exchange in favour of an answer of our own. */
    private void refuse(Problem problem) {
        finish();
        answered = true;
        if (beforeAnswer != null) {
            // The service's headers (a length, an encoding) and its reason are not those of our answer in its place.
            response.setChunked(false);
            if (request.version() != HttpVersion.HTTP_2) {
                response.setStatusMessage(
                        HttpResponseStatus.valueOf(problem.type().status()).reasonPhrase());
            }
            response.headers().clear().addAll(beforeAnswer);
        }
        Problems.send(context, problem);
        reset();
    }

    private Problem tooLarge() {
        return Problem.of(
                ProblemType.PAYLOAD_TOO_LARGE,
                "The body has more than %d bytes (the most that is passed on)."
                        .formatted(config.maxBodySize().asLongValue()));
    }

    private void clientGone() {
        if (!done && !answered) {
            finish();
            reset();
        }
    }

    private void failed(HttpClientRequest of, Throwable cause) {
        if (of == passed) {
            failed(cause);
        }
    }

    private void failed(Throwable cause) {
        if (done) {
            return;
        }
        if (answered) {
            if (!uploaded) {
                abandonUpload();
            }
            return;
        }
        if (canBeRepeated(cause)) {
            retried = true;
            passed = null;
            connect();
            return;
        }
        ProblemType type = typeOf(cause);
        metrics.counter("strait.route.failures", "upstream", upstream.name(), "type", type.slug())
                .increment();
        LOG.warnf(
                "Upstream failed: upstream=%s method=%s type=%s answerBegun=%s requestId=%s cause=%s",
                upstream.name(),
                request.method(),
                type.slug(),
                response.headWritten(),
                context.get(Problems.REQUEST_ID),
                cause);
        if (response.headWritten()) {
            // Half an answer must not look like a whole one: break the connection.
            finish();
            reset();
            BrokenOff.now(request);
            return;
        }
        Problem problem = Problem.of(type, "The service %s: %s.".formatted(upstream.name(), explain(type)));
        refuse(type == ProblemType.UNAVAILABLE ? problem.withHeader("Retry-After", "1") : problem);
    }

    /** A kept connection may be closed by the service just as it is used; a read that was not begun is sent once more. */
    private boolean canBeRepeated(Throwable cause) {
        return !retried
                && !hasBody
                && passed != null
                && beforeAnswer == null
                && !(cause instanceof TimeoutException)
                && (request.method().equals(HttpMethod.GET)
                        || request.method().equals(HttpMethod.HEAD)
                        || request.method().equals(HttpMethod.OPTIONS));
    }

    private static ProblemType typeOf(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException) {
            return ProblemType.UNAVAILABLE;
        }
        boolean timeout = cause instanceof TimeoutException
                || cause.getClass().getSimpleName().toLowerCase(Locale.ROOT).contains("timeout");
        return timeout ? ProblemType.GATEWAY_TIMEOUT : ProblemType.BAD_GATEWAY;
    }

    private static String explain(ProblemType type) {
        return switch (type) {
            case UNAVAILABLE -> "too many requests are waiting for it";
            case GATEWAY_TIMEOUT -> "no answer in time";
            default -> "it could not be reached, or broke the connection";
        };
    }

    private void moved() {
        lastMove = System.nanoTime();
    }

    /** One timer an exchange, set again for what is left of the patience, rather than one for every piece. */
    private void watch(long millis) {
        timer = vertx.setTimer(Math.max(1, millis), id -> {
            if (done) {
                return;
            }
            long still = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastMove);
            long patience = config.idleTimeout().toMillis();
            if (still < patience) {
                watch(patience - still);
            } else if (hasBody && !uploaded && !uploadWaits && !response.headWritten()) {
                refuse(Problem.of(
                        ProblemType.REQUEST_TIMEOUT,
                        "The body stood still for %d ms after %d bytes.".formatted(patience, received)));
            } else {
                failed(new TimeoutException("nothing moved for " + patience + " ms"));
            }
        });
    }

    private void stopWatching() {
        vertx.cancelTimer(timer);
    }

    private void finish() {
        done = true;
        stopWatching();
    }

    private void reset() {
        HttpClientRequest sent = passed;
        if (sent != null) {
            sent.reset();
        }
    }
}
