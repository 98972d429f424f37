package io.strait.gateway.problem;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What has to be known of a request's body by those who do not read it. */
public final class RequestBody {
    private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private RequestBody() {}

    /** Whether a body follows the headers. */
    public static boolean isExpected(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.method().equals(HttpMethod.GET)
                    && !request.method().equals(HttpMethod.HEAD)
                    && !request.method().equals(HttpMethod.OPTIONS);
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /**
     * Reads and drops what is left of the body of a request that has been answered, and closes the connection when the
     * client is still sending after five seconds. Closing at once would make the client's kernel throw the answer away
     * unread, because a reset overtakes it.
     */
    public static void discard(HttpServerRequest request) {
        if (!isExpected(request) || request.isEnded()) {
            return;
        }
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(LINGER_MILLIS, id -> {
            if (request.version() == HttpVersion.HTTP_2) {
                request.response().reset();
            } else {
                request.connection().close();
            }
        });
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.handler(ignored -> {});
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.resume();
    }
}
