package io.strait.gateway.hub.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** The event hub's bounds and rhythms. */
@ConfigMapping(prefix = "strait.hub")
interface HubConfig {
    /** Topics that make up the stream. One that does not exist yet joins when it does. */
    @WithDefault("strait.trade.v1,strait.supplychain.v1")
    List<String> topics();

    /** How often topics, partitions and the oldest offsets are looked up. */
    @WithDefault("10s")
    Duration refresh();

    /**
     * How long a topic may be missing, at start or later, before the stream goes on without it. While a whole system
     * starts, topics may come a little after the gateway.
     */
    @WithDefault("10s")
    Duration missingTopicGrace();

    Tail tail();

    Client client();

    /** Clients whose position is before the tail and are therefore read for from Kafka, at the same time. About 2 MB each. */
    @WithDefault("8")
    int maxReplays();

    /** Paths that a client reads anew after a {@code reset}. */
    @WithDefault("/trade/v1/observations,/supplychain/v1/nodes")
    List<String> snapshots();

    /** Time over which the streams are closed when the gateway stops; below {@code quarkus.shutdown.timeout}. */
    @WithDefault("5s")
    Duration drain();

    /** The newest events, kept in memory. */
    interface Tail {
        /** How many at most. */
        @WithDefault("20000")
        int events();

        /** How many bytes at most, all events together. */
        @WithDefault("32M")
        MemorySize bytes();

        /** How many of each partition are read at start, so that reconnecting clients need nothing from Kafka. */
        @WithDefault("5000")
        int warmUp();
    }

    /** Each stream. */
    interface Client {
        /** Streams at the same time; one more is told to come back later. */
        @WithDefault("2000")
        int max();

        /** What may pile up behind a client that does not read, before it is closed as slow. */
        @WithDefault("8M")
        MemorySize queue();

        /**
         * What is kept in memory for a client that wants only the newest of each subject and is behind; events are shared
         * with the tail while they are in it too. What is beyond it waits in the log, as for every other client.
         */
        @WithDefault("2M")
        MemorySize conflated();

        /** How long a client may not read anything of what waits for it, before it is closed as slow. */
        @WithDefault("30s")
        Duration stall();

        /** The longest silence: then a comment, or the position when it has moved. */
        @WithDefault("15s")
        Duration heartbeat();

        /** Age at which a stream is closed, less a random part of up to a fifth. */
        @WithDefault("1h")
        Duration maxAge();

        /** How long a client waits before it reconnects, give or take a half, told in {@code retry:}. */
        @WithDefault("3s")
        Duration retry();
    }
}
