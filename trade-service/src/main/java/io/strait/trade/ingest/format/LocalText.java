package io.strait.trade.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A file of an office that writes UTF-8 or the encoding of its country, as UTF-8: the first bytes that are not ASCII tell
 * which. Not thread-safe.
 */
final class LocalText extends InputStream {
    private static final int CHUNK = 1 << 16;
    /** The longest sequence that the end of a chunk may cut. */
    private static final int LONGEST = 4;

    private final InputStream in;
    private final Charset local;
    private final CharsetDecoder decoder;
    private final byte[] bytes = new byte[CHUNK];
    private int kept;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean ended;
    private boolean isUtf8;
    private boolean isLocal;

    LocalText(InputStream in, Charset local) {
        this.in = in;
        this.local = local;
        this.decoder = local.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** What was found, for people; empty where it is UTF-8 or ASCII. */
    String encoding() {
        return isLocal ? local.displayName() : "";
    }

    @Override
    public int read() throws IOException {
        return fill() ? out.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, out.remaining());
        out.get(target, offset, n);
        return n;
    }

    private boolean fill() throws IOException {
        while (!out.hasRemaining()) {
            if (ended) {
                return false;
            }
            int n = in.readNBytes(bytes, kept, CHUNK - kept);
            ended = n < CHUNK - kept;
            int length = kept + n;
            kept = 0;
            if (!isUtf8 && !isLocal) {
                decide(length);
            }
            out = isLocal ? decoded(length) : ByteBuffer.wrap(bytes.clone(), 0, length);
        }
        return true;
    }

    private void decide(int length) {
        boolean ascii = true;
        for (int i = 0; i < length && ascii; i++) {
            ascii = bytes[i] >= 0;
        }
        if (!ascii) {
            isUtf8 = validUtf8(length);
            isLocal = !isUtf8;
        }
    }

    private boolean validUtf8(int length) {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer start = ByteBuffer.wrap(bytes, 0, length);
        var result = strict.decode(start, CharBuffer.allocate(length), ended);
        return !result.isError() && start.remaining() < LONGEST;
    }

    private ByteBuffer decoded(int length) throws CharacterCodingException {
        ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
        CharBuffer chars = CharBuffer.allocate(length + LONGEST);
        decoder.decode(from, chars, ended);
        kept = from.remaining();
        System.arraycopy(bytes, from.position(), bytes, 0, kept);
        return StandardCharsets.UTF_8.encode(chars.flip());
    }
}
