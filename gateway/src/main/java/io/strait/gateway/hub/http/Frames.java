package io.strait.gateway.hub.http;

import io.strait.gateway.hub.Closing;
import io.strait.gateway.hub.Reset;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What the stream says of itself, the same on every transport. Stateless. */
final class Frames {
    /** An overloaded gateway asks for more patience than one that just closes a stream. */
    private static final int OVERLOAD_FACTOR = 5;

    private Frames() {}

    static JsonObject reset(Reset reset, List<String> snapshots) {
        return new JsonObject()
                .put("reason", reset.reason().slug())
                .put("position", reset.position())
                .put("oldest", reset.oldest())
                .put("snapshots", new JsonArray(snapshots));
    }

    static JsonObject closing(Closing reason, long retryMillis) {
        return new JsonObject().put("reason", reason.slug()).put("retryMillis", retryMillis);
    }

    /** After which time a client should come back. */
    static long retryMillis(Closing reason, Duration retry) {
        return jittered(retry.toMillis() * (reason == Closing.OVERLOADED ? OVERLOAD_FACTOR : 1));
    }

    /** Half to one and a half of {@code millis}: clients that were cut off together do not come back together. */
    static long jittered(long millis) {
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1);
    }
}
