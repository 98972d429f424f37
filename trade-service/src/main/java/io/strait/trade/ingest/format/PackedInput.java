package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Packed bytes on their way to whoever unpacks them: counted, so that what comes out can be held against what went in.
 * Not thread-safe.
 */
final class PackedInput extends FilterInputStream {
    /** Deflate reaches about 1030; tables of figures stay below 100. */
    private static final int MAX_RATIO = 500;
    /** So much may come of however little. */
    private static final long FREE = 16 << 20;

    private static final int END_OF_DIRECTORY = 0x504B0506;
    private static final int END_OF_DIRECTORY_LENGTH = 22;

    private final long maxBytes;
    private long packed;
    private long unpacked;
    private boolean ended;
    private int last4;
    private long endOfDirectory = -1;

    PackedInput(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    /** Reads on from there; of a body whose first bytes were looked at. */
    void follow(InputStream start) {
        in = start;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n < 0) {
            ended = true;
            return n;
        }
        for (int i = 0; i < n; i++) {
            last4 = last4 << 8 | bytes[offset + i] & 0xFF;
            if (last4 == END_OF_DIRECTORY) {
                endOfDirectory = packed + i - 3;
            }
        }
        packed += n;
        if (packed > maxBytes) {
            throw tooLarge("at most " + maxBytes + " bytes");
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return in.skip(n);
    }

    /** Never 0 before the end: GZIPInputStream takes a 0 for the end and would drop the members that follow. */
    @Override
    public int available() {
        return ended ? 0 : 1;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Counts what came out. */
    void unpacked(int bytes) {
        unpacked += bytes;
        if (unpacked > maxBytes) {
            throw tooLarge("at most " + maxBytes + " bytes, unpacked");
        }
        if (unpacked > FREE && unpacked / MAX_RATIO > packed) {
            throw tooLarge("at most " + MAX_RATIO + " times the packed bytes");
        }
    }

    /** Whether a zip archive's closing record has been read whole. */
    boolean zipIsWhole() {
        return endOfDirectory >= 0 && packed >= endOfDirectory + END_OF_DIRECTORY_LENGTH;
    }

    private static FileRejectedException tooLarge(String expected) {
        return new FileRejectedException(
                Kind.TOO_LARGE, 0, new BadValue("body", "", "is too large when it is unpacked", expected));
    }
}
