package io.strait.gateway.hub;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A place in the stream: for every topic its epoch and the next offset of each partition. To clients it is an opaque
 * token of the characters {@code A-Z a-z 0-9 - _}, the base64url form of
 *
 * <pre>version (1 byte), topics (varint), for each: epoch (4 bytes), partitions (varint), next offsets (varints); CRC-32</pre>
 *
 * It holds no secret and is not signed: who forges one that passes the checksum has asked for another place of the same
 * stream, which anyone may. The checksum is there to tell damage apart. Every position has exactly one token.
 */
record Position(List<TopicOffsets> topics) {
    /** Longer tokens are refused unread; this is room for over 500 partitions. */
    static final int MAX_TOKEN = 4096;

    private static final byte VERSION = 1;
    private static final int CHECKSUM = 4;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /** The next offsets of one topic's partitions 0, 1, 2... */
    record TopicOffsets(int epoch, long[] next) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TopicOffsets offsets && epoch == offsets.epoch && Arrays.equals(next, offsets.next);
        }

        @Override
        public int hashCode() {
            return 31 * epoch + Arrays.hashCode(next);
        }

        @Override
        public String toString() {
            return Integer.toHexString(epoch) + Arrays.toString(next);
        }
    }

    Position {
        topics = List.copyOf(topics);
    }

    String token() {
        int room = 1 + 5 + CHECKSUM;
        for (TopicOffsets offsets : topics) {
            room += 4 + 5 + 10 * offsets.next().length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(room);
        bytes.put(VERSION);
        putVarint(bytes, topics.size());
        for (TopicOffsets offsets : topics) {
            bytes.putInt(offsets.epoch());
            putVarint(bytes, offsets.next().length);
            for (long next : offsets.next()) {
                putVarint(bytes, next);
            }
        }
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        return new String(
                ENCODER.encode(Arrays.copyOf(bytes.array(), bytes.position())),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** The position of {@code token}, or null when it is not the token of any. Never throws. */
    static @Nullable Position parse(String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            return null;
        }
        try {
            byte[] bytes = DECODER.decode(token);
            int content = bytes.length - CHECKSUM;
            if (content < 2 || ByteBuffer.wrap(bytes, content, CHECKSUM).getInt() != checksum(bytes, content)) {
                return null;
            }
            Position position = read(ByteBuffer.wrap(bytes, 0, content));
            // Base64 and varints can write one value in several ways; only the one we write is ours.
            return position != null && position.token().equals(token) ? position : null;
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            return null;
        }
    }

    private static @Nullable Position read(ByteBuffer bytes) {
        if (bytes.get() != VERSION) {
            return null;
        }
        long count = varint(bytes);
        List<TopicOffsets> topics = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            int epoch = bytes.getInt();
            if (!topics.isEmpty() && topics.get(topics.size() - 1).epoch() >= epoch) {
                return null;
            }
            long partitions = varint(bytes);
            // Each takes a byte at least: a count beyond that is not ours, and must not size an array.
            if (partitions > bytes.remaining()) {
                return null;
            }
            long[] next = new long[(int) partitions];
            for (int partition = 0; partition < next.length; partition++) {
                next[partition] = varint(bytes);
            }
            topics.add(new TopicOffsets(epoch, next));
        }
        return bytes.hasRemaining() ? null : new Position(topics);
    }

    private static void putVarint(ByteBuffer bytes, long value) {
        long rest = value;
        while (rest >= 0x80) {
            bytes.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    /** A number of 0 to 2^63 - 1. */
    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long");
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
