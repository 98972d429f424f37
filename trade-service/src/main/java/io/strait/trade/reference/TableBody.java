package io.strait.trade.reference;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the body of a code list, which is short enough for memory. */
public final class TableBody {
    /** Some times the longest list of national lines with their names. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private TableBody() {}

    /**
     * The text without a byte order mark.
     *
     * @throws ProblemException PAYLOAD_TOO_LARGE; MALFORMED_BODY when it is empty or not UTF-8
     */
    public static String read(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("the body broke off", e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(
                    ProblemType.PAYLOAD_TOO_LARGE, "The body is longer than the " + MAX_BYTES + " bytes read here");
        }
        if (bytes.length == 0) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, "The body is empty (expected: the table)");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, "The body is not UTF-8");
        }
    }
}
