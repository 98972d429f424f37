package io.strait.trade.ingest;

import io.strait.trade.ingest.format.BadValue;
import io.strait.trade.ingest.format.FileRejectedException;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A body with its length, its bound and its digest, and a look ahead at its first bytes. Not thread-safe. */
final class MeteredStream extends InputStream {
    private final InputStream in;
    private final long maxBytes;
    private final MessageDigest digest = sha256();
    private byte[] head = new byte[0];
    private int headPos;
    private long count;
    private byte @Nullable [] result;

    MeteredStream(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next bytes of the file that is begun, which reading gives again; fewer than {@code length} only when there are no more. */
    byte[] peek(int length) throws IOException {
        head = in.readNBytes(length);
        headPos = 0;
        metered(head, 0, head.length);
        return head.clone();
    }

    long count() {
        return count;
    }

    /** Of the whole body, once it was read. */
    byte[] digest() {
        byte[] known = result;
        if (known == null) {
            known = digest.digest();
            result = known;
        }
        return known.clone();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (headPos < head.length) {
            int n = Math.min(length, head.length - headPos);
            System.arraycopy(head, headPos, bytes, offset, n);
            headPos += n;
            return n;
        }
        int n = in.read(bytes, offset, length);
        if (n > 0) {
            metered(bytes, offset, n);
        }
        return n;
    }

    private void metered(byte[] bytes, int offset, int n) {
        count += n;
        if (count > maxBytes) {
            throw new FileRejectedException(
                    Kind.TOO_LARGE, 0, new BadValue("body", "", "is too large", "at most " + maxBytes + " bytes"));
        }
        digest.update(bytes, offset, n);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
