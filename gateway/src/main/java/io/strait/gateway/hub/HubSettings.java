package io.strait.gateway.hub;

import java.time.Duration;
import java.util.List;

/**
 * The hub's bounds; each is explained where it is configured ({@code strait.hub.*}).
 *
 * @param topics what is read; a topic that does not exist yet is picked up when it does
 * @param refresh how often topics, partitions and oldest offsets are looked up
 * @param missingTopicGrace how long a topic may be missing before the stream goes on without it
 * @param tailEvents events kept in memory
 * @param tailBytes bytes of events kept in memory
 * @param warmUp events of each partition read into the tail at start
 * @param maxReplays subscribers that read from Kafka at the same time; more wait their turn
 * @param maxClients subscribers at the same time
 * @param queueBytes what may pile up behind a subscriber that does not read
 * @param conflatedBytes what is kept of a subscriber's newest events while it is behind; what comes beyond it waits in the
 *     log
 * @param stallTimeout how long a subscriber may not read while something waits for it
 * @param heartbeat the longest silence on a stream
 * @param maxAge age at which a stream is closed, less a random part of up to a fifth
 * @param drain time over which the streams are closed when the gateway stops
 */
public record HubSettings(
        List<String> topics,
        Duration refresh,
        Duration missingTopicGrace,
        int tailEvents,
        long tailBytes,
        int warmUp,
        int maxReplays,
        int maxClients,
        long queueBytes,
        long conflatedBytes,
        Duration stallTimeout,
        Duration heartbeat,
        Duration maxAge,
        Duration drain) {
    public HubSettings {
        topics = topics.stream().distinct().toList();
        atLeastOne("tailEvents", tailEvents);
        atLeastOne("tailBytes", tailBytes);
        atLeastOne("maxReplays", maxReplays);
        atLeastOne("maxClients", maxClients);
        atLeastOne("queueBytes", queueBytes);
        atLeastOne("conflatedBytes", conflatedBytes);
        atLeastOne("heartbeat", heartbeat.toMillis());
        atLeastOne("refresh", refresh.toMillis());
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
        }
    }
}
