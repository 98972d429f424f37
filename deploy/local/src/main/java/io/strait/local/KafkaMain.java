package io.strait.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The broker in a process of its own, so that it can be killed, watched and restarted without its launcher. Arguments:
 * data folder, port, file to write when it is ready, then the topics to make. Ends on SIGTERM.
 */
public final class KafkaMain {
    private static final int PARTITIONS = 3;

    private KafkaMain() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        Path ready = Path.of(args[2]);
        KafkaBroker broker = KafkaBroker.start(folder, port, Durability.DURABLE);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kafka-closer"));
        for (String topic : List.of(args).subList(3, args.length)) {
            broker.createTopic(
                    topic,
                    PARTITIONS,
                    // Dashboards resume within a week; the disk holds at most 256 MB a partition.
                    Map.of("retention.ms", "604800000", "retention.bytes", "268435456"));
        }
        Folders.write(ready, broker.bootstrapServers() + System.lineSeparator());
        new CountDownLatch(1).await();
    }
}
