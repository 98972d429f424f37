package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strait.gateway.filter.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Clients come and go at random, on two replicas, while events are published, some of them twice: whatever a client got
 * over all its connections is every event exactly once, in the order of each partition.
 */
class HubConcurrencyTest {
    private static final int PARTITIONS = 3;
    private static final int EVENTS = 1500;
    private static final int CLIENTS = 10;
    private static final List<String> TOPICS = List.of("random.trade", "random.supply");

    private final Map<String, List<String>> published = new ConcurrentHashMap<>();
    private final CountDownLatch done = new CountDownLatch(TOPICS.size() * PARTITIONS);

    @Test
    void everyClientHasEveryEventExactlyOnceAndInOrder() throws Exception {
        for (String topic : TOPICS) {
            TestKafka.broker().createTopic(topic, PARTITIONS, Map.of());
        }
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Hub small = hub(10);
                Hub large = hub(400)) {
            // Given
            await().atMost(Duration.ofSeconds(30)).until(() -> small.isReady() && large.isReady());
            String start = small.currentPosition().orElseThrow();
            // When
            List<Future<?>> publishing = new ArrayList<>();
            int seed = 0;
            for (String topic : TOPICS) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    int one = partition;
                    Random random = new Random(++seed);
                    publishing.add(threads.submit(() -> publish(topic, one, random)));
                }
            }
            List<Future<List<String>>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(1000 + i);
                clients.add(threads.submit(() -> wander(List.of(small, large), start, random)));
            }
            // Then
            for (Future<?> one : publishing) {
                one.get(2, TimeUnit.MINUTES);
            }
            for (Future<List<String>> client : clients) {
                List<String> received = client.get(2, TimeUnit.MINUTES);
                assertThat(received).doesNotHaveDuplicates().hasSize(TOPICS.size() * PARTITIONS * EVENTS);
                published.forEach((partition, ids) -> assertThat(received.stream()
                                .filter(id -> id.startsWith(partition + "/"))
                                .toList())
                        .isEqualTo(ids));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The position in a reset is where the stream goes on, also when the head moves at that very moment. */
    @Test
    void nothingIsMissingBetweenAResetAndTheFirstEventAfterIt() throws Exception {
        String topic = "random.reset";
        int all = 30_000;
        TestKafka.broker().createTopic(topic, 1, Map.of());
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Hub hub = Hub.start(
                HubTest.settings(2000, List.of(topic)),
                Map.of("bootstrap.servers", TestKafka.broker().bootstrapServers()),
                new SimpleMeterRegistry())) {
            // Given
            await().atMost(Duration.ofSeconds(30)).until(hub::isReady);
            Future<?> publishing = threads.submit(() -> {
                try (TestEvents events = new TestEvents(TestKafka.broker().bootstrapServers())) {
                    for (int i = 0; i < all; i++) {
                        events.send(topic, 0, String.valueOf(i), "strait.test", topic);
                    }
                }
            });
            // When
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(threads.submit(() -> comeForged(hub, publishing)));
            }
            // Then
            for (Future<Integer> client : clients) {
                assertThat(client.get(2, TimeUnit.MINUTES)).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Comes with a forged position again and again while events are published; how often. */
    private static int comeForged(Hub hub, Future<?> publishing) throws InterruptedException {
        int times = 0;
        while (!publishing.isDone()) {
            try (Client client = Client.after(hub, "forged")) {
                while (client.eventIds().isEmpty() && !publishing.isDone()) {
                    client.awaitFrames(1);
                }
                if (!client.eventIds().isEmpty()) {
                    Position reset = Objects.requireNonNull(Position.parse(
                            String.valueOf(client.named("reset").get(0).position())));
                    long next = reset.topics().get(0).next()[0];
                    assertThat(client.eventIds().get(0)).isEqualTo(String.valueOf(next));
                    times++;
                }
            }
        }
        return times;
    }

    private @Nullable Void publish(String topic, int partition, Random random) throws Exception {
        String key = topic + "/" + partition;
        List<String> ids = new ArrayList<>();
        try (TestEvents events = new TestEvents(TestKafka.broker().bootstrapServers())) {
            for (int i = 0; i < EVENTS; i++) {
                ids.add(key + "/" + i);
                events.send(topic, partition, key + "/" + i, "strait.test", key);
                if (random.nextInt(40) == 0) {
                    // What a relay does that was killed between send and delete: the last batch again, in order.
                    for (int again = Math.max(0, i - random.nextInt(100)); again <= i; again++) {
                        events.send(topic, partition, key + "/" + again, "strait.test", key);
                    }
                    events.flush();
                }
            }
            events.flush();
        }
        published.put(key, ids);
        done.countDown();
        return null;
    }

    private List<String> wander(List<Hub> replicas, String start, Random random) throws InterruptedException {
        List<String> received = new ArrayList<>();
        String position = start;
        int all = TOPICS.size() * PARTITIONS * EVENTS;
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
        while (received.size() < all && System.nanoTime() < giveUp) {
            Hub hub = replicas.get(random.nextInt(replicas.size()));
            int wanted = done.getCount() == 0 ? all : 1 + random.nextInt(400);
            int room = random.nextBoolean() ? 1 + random.nextInt(50) : Integer.MAX_VALUE;
            Client client = new Client(hub, Filter.EVERYTHING, new Start.After(position), room, null);
            int had = received.size();
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(1500));
            while (System.nanoTime() < until
                    && client.eventIds().size() < Math.min(wanted, all - had)
                    && !client.hasEnded()) {
                client.awaitFrames(2);
                client.unblock();
            }
            client.close();
            assertThat(client.named("reset")).isEmpty();
            received.addAll(client.eventIds());
            String last = client.lastPosition();
            position = last == null ? position : last;
        }
        return received;
    }

    private static Hub hub(int tail) {
        return Hub.start(
                HubTest.settings(tail, TOPICS),
                Map.of("bootstrap.servers", TestKafka.broker().bootstrapServers()),
                new SimpleMeterRegistry());
    }
}
