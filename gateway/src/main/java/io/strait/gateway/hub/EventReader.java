package io.strait.gateway.hub;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of all partitions, each read in order from {@link #warmUpFrom} on, into events: without duplicates
 * and without what is not an event. Not thread-safe.
 */
final class EventReader {
    private final DuplicateWindow[] windows;
    private final HubMetrics metrics;

    EventReader(int partitions, HubMetrics metrics) {
        this.windows = new DuplicateWindow[partitions];
        for (int i = 0; i < partitions; i++) {
            windows[i] = new DuplicateWindow();
        }
        this.metrics = metrics;
    }

    /** Where reading must begin so that duplicates at {@code offset} are known. */
    static long warmUpFrom(long offset, long begin) {
        return Math.max(begin, offset - DuplicateWindow.SIZE);
    }

    /**
     * The event, or null when the record is a duplicate or not an event.
     *
     * @param counted whether it goes into the metrics and the log: false where it was or will be counted elsewhere
     */
    @Nullable
    HubEvent read(int partition, ConsumerRecord<byte[], byte[]> record, boolean counted) {
        RecordReader.Reading reading = RecordReader.read(record);
        if (reading instanceof RecordReader.Reading.Event accepted) {
            if (!windows[partition].isDuplicate(accepted.event().id(), record.offset())) {
                return accepted.event();
            }
            if (counted) {
                metrics.duplicate(record.topic());
            }
        } else if (counted && reading instanceof RecordReader.Reading.Malformed malformed) {
            metrics.malformed(record, malformed.reason());
        }
        return null;
    }
}
