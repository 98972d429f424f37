package io.strait.gateway.hub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The topics and partitions that make up the stream. Every partition has an index; a vector of next offsets ({@code
 * long[]}) is by that index. Immutable; equal when topics, their identity and their partition counts are.
 */
final class Topology {
    /**
     * One topic. {@code epoch} stands for the cluster and the topic's id, so a topic that was deleted and made again is
     * another one, though its name and offsets look the same.
     */
    record Topic(String name, int epoch, int partitions) {
        static Topic of(String clusterId, String name, Uuid topicId, int partitions) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest((clusterId + "/" + topicId).getBytes(StandardCharsets.UTF_8));
                return new Topic(name, ByteBuffer.wrap(digest).getInt(), partitions);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    private final List<Topic> topics;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, Integer> indexes = new HashMap<>();
    private final Map<Integer, Integer> firstIndexOfEpoch = new HashMap<>();
    private final Map<Integer, Topic> byEpoch = new HashMap<>();

    Topology(Collection<Topic> topics) {
        // Ordered by epoch, because that is the one order that every replica agrees on without the names.
        this.topics =
                topics.stream().sorted(Comparator.comparingInt(Topic::epoch)).toList();
        for (Topic topic : this.topics) {
            firstIndexOfEpoch.put(topic.epoch(), partitions.size());
            byEpoch.put(topic.epoch(), topic);
            for (int partition = 0; partition < topic.partitions(); partition++) {
                TopicPartition key = new TopicPartition(topic.name(), partition);
                indexes.put(key, partitions.size());
                partitions.add(key);
            }
        }
    }

    List<Topic> topics() {
        return topics;
    }

    int size() {
        return partitions.size();
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    TopicPartition partition(int index) {
        return partitions.get(index);
    }

    int index(TopicPartition partition) {
        Integer index = indexes.get(partition);
        if (index == null) {
            throw new IllegalArgumentException("partition " + partition + " is not part of the stream");
        }
        return index;
    }

    /** The position that has {@code next[i]} as the next offset of the partition of index {@code i}. */
    Position position(long[] next) {
        List<Position.TopicOffsets> offsets = new ArrayList<>(topics.size());
        int at = 0;
        for (Topic topic : topics) {
            long[] own = new long[topic.partitions()];
            System.arraycopy(next, at, own, 0, own.length);
            at += own.length;
            offsets.add(new Position.TopicOffsets(topic.epoch(), own));
        }
        return new Position(offsets);
    }

    /**
     * The next offsets that {@code position} stands for, or null when it names a topic or partition that is not here. A
     * partition that it does not name came into being after it: all its events are still to come.
     */
    long @Nullable [] vector(Position position) {
        long[] vector = new long[size()];
        for (Position.TopicOffsets offsets : position.topics()) {
            Topic topic = byEpoch.get(offsets.epoch());
            Integer first = firstIndexOfEpoch.get(offsets.epoch());
            if (topic == null || first == null || offsets.next().length > topic.partitions()) {
                return null;
            }
            System.arraycopy(offsets.next(), 0, vector, first, offsets.next().length);
        }
        return vector;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Topology topology && topics.equals(topology.topics);
    }

    @Override
    public int hashCode() {
        return topics.hashCode();
    }

    @Override
    public String toString() {
        return topics.toString();
    }
}
