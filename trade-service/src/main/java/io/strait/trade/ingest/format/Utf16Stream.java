package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-16 as UTF-8, its byte order mark left out, so that all that reads bytes need know one encoding. Not thread-safe. */
final class Utf16Stream extends InputStream {
    private static final int CHARS = 1 << 13;

    private final Reader in;
    /** A pair of surrogates may stand across two fillings. */
    private final CharsetEncoder encoder =
            StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPORT);

    private final CharBuffer chars = CharBuffer.allocate(CHARS).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(4 * CHARS).flip();
    private boolean started;
    private boolean ended;

    Utf16Stream(InputStream in, Charset wide) {
        this.in = new InputStreamReader(in, wide.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!bytes.hasRemaining()) {
                if (ended) {
                    return -1;
                }
                fill();
            }
        } catch (CharacterCodingException e) {
            throw new FileRejectedException(
                    Kind.MALFORMED,
                    0,
                    new BadValue("body", "UTF-16", "is not valid in its encoding", "whole UTF-16, or UTF-8"),
                    e);
        }
        int n = Math.min(length, bytes.remaining());
        bytes.get(target, offset, n);
        return n;
    }

    private void fill() throws IOException {
        chars.compact();
        ended = in.read(chars) < 0;
        chars.flip();
        if (!started && chars.hasRemaining()) {
            started = true;
            if (chars.get(chars.position()) == '\uFEFF') {
                chars.get();
            }
        }
        bytes.clear();
        var result = encoder.encode(chars, bytes, ended);
        if (result.isError()) {
            result.throwException();
        }
        bytes.flip();
    }
}
