package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/**
 * Bytes of a CSV file to characters: UTF-8 as far as it is valid, Windows-1252 where it is not. UN Comtrade's files are
 * either, nothing in them says which, and a stream cannot be read twice. In passing it counts lines and follows quotes as
 * the parser does, and stops at what no CSV file holds: NUL, or a line without end. Not thread-safe.
 */
final class CsvDecoder extends Reader {
    private static final int BUFFER = 1 << 16;
    private static final int LINES = 1 << 15;
    private static final char[] WINDOWS_1252 = upperHalf(Charset.forName("windows-1252"));

    private final InputStream in;
    private final int maxLineBytes;
    private final byte[] bytes = new byte[BUFFER];
    private int pos;
    private int end;
    private boolean started;
    private char pendingLow;

    /** Where the lines begin that the parser may still be at, by their number; it reads some ahead. */
    private final long[] lineOffsets = new long[LINES];
    /** Bytes of the file before those in {@link #bytes}. */
    private long before;

    private long line = 1;
    private boolean afterReturn;
    private long lineBytes;
    private boolean quoted;
    /** Whether a quote would open here: where a field begins, or right behind a closing quote, which it doubles. */
    private boolean quoteOpens = true;

    private long quoteLine;
    private long quoteOffset;

    private boolean byteOrderMark;
    private boolean utf8Seen;
    private long firstForeignLine;

    private final char delimiter;
    private boolean quotesSeen;

    CsvDecoder(InputStream in, int maxLineBytes, char delimiter) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
        this.delimiter = delimiter;
    }

    /** Whether a quote was opened anywhere. */
    boolean quotesSeen() {
        return quotesSeen;
    }

    /** Whether a quote was open at the end. */
    boolean quoteIsOpen() {
        return quoted;
    }

    /** Byte of the quote that was opened last, from 0. */
    long quoteOffset() {
        return quoteOffset;
    }

    /** Byte with which a line begins, from 0; -1 of one that is long past. */
    long lineOffset(long number) {
        return number <= line && number > line - LINES ? lineOffsets[(int) (number % LINES)] : -1;
    }

    /** What was found, for people. */
    String encoding() {
        if (firstForeignLine > 0) {
            return utf8Seen || byteOrderMark
                    ? "UTF-8 with bytes of Windows-1252, the first in line " + firstForeignLine
                    : "Windows-1252";
        }
        if (byteOrderMark) {
            return "UTF-8 with a byte order mark";
        }
        return utf8Seen ? "UTF-8" : "ASCII";
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = 0;
        if (pendingLow != 0) {
            chars[offset + n++] = pendingLow;
            pendingLow = 0;
        }
        if (pos == end && n == 0 && !more()) {
            return -1;
        }
        while (n < length && pos < end) {
            n += plain(chars, offset + n, length - n);
            if (n == length || pos == end) {
                break;
            }
            byte b = bytes[pos];
            if (b >= 0) {
                pos++;
                count(b);
                // The parser would take the line end behind such a value for the second half of its CR, and lose it.
                chars[offset + n++] = b == '\r' && quoted && !newlineFollows() ? '\n' : (char) b;
            } else {
                int point = nonAscii();
                if (Character.isBmpCodePoint(point)) {
                    chars[offset + n++] = (char) point;
                } else {
                    chars[offset + n++] = Character.highSurrogate(point);
                    if (n < length) {
                        chars[offset + n++] = Character.lowSurrogate(point);
                    } else {
                        pendingLow = Character.lowSurrogate(point);
                    }
                }
            }
        }
        return n;
    }

    /** Takes what has no meaning but itself, which is most of a file; gives back how many characters. */
    private int plain(char[] chars, int offset, int length) {
        // Where the line may become too long each byte is looked at.
        int most = (int) Math.min(Math.min(length, end - pos), maxLineBytes - lineBytes);
        int n = 0;
        while (n < most && isPlain(bytes[pos + n])) {
            chars[offset + n] = (char) bytes[pos + n];
            n++;
        }
        if (n > 0) {
            pos += n;
            lineBytes += n;
            quoteOpens = false;
            afterReturn = false;
        }
        return Math.max(n, 0);
    }

    private boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != delimiter;
    }

    private boolean newlineFollows() throws IOException {
        return (pos < end || more()) && bytes[pos] == '\n';
    }

    /** The stream is its opener's. */
    @Override
    public void close() {}

    private boolean more() throws IOException {
        if (pos == end) {
            before += pos;
            pos = 0;
            end = 0;
        }
        if (end == bytes.length) {
            before += pos;
            System.arraycopy(bytes, pos, bytes, 0, end - pos);
            end -= pos;
            pos = 0;
        }
        int n = in.read(bytes, end, bytes.length - end);
        if (n <= 0) {
            return false;
        }
        end += n;
        if (!started) {
            started = true;
            while (end < 3 && (n = in.read(bytes, end, bytes.length - end)) > 0) {
                end += n;
            }
            if (end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
                byteOrderMark = true;
                pos = 3;
                lineOffsets[1] = pos;
                return pos < end || more();
            }
        }
        return true;
    }

    private void count(byte b) {
        if (++lineBytes > maxLineBytes) {
            throw quoted
                    ? malformed(
                                    quoteLine,
                                    "\"",
                                    "opens a quote that is not closed within " + maxLineBytes + " bytes",
                                    "a closing quote")
                            .atByte(quoteOffset)
                    : malformed(line, "", "is longer than can be taken", "lines of at most " + maxLineBytes + " bytes")
                            .atByte(lineOffset(line));
        }
        boolean opens = quoteOpens;
        quoteOpens = false;
        if (b == delimiter) {
            afterReturn = false;
            endOfField(false);
            return;
        }
        switch (b) {
            case '\n' -> {
                // As the parser counts: CR, LF, or both together.
                if (!afterReturn) {
                    line++;
                }
                lineOffsets[(int) (line % LINES)] = before + pos;
                endOfField(true);
            }
            case '\r' -> {
                line++;
                lineOffsets[(int) (line % LINES)] = before + pos;
                endOfField(true);
            }
            case '"' -> {
                if (quoted) {
                    quoted = false;
                    quoteOpens = true;
                } else if (opens) {
                    quoted = true;
                    quotesSeen = true;
                    quoteLine = line;
                    quoteOffset = before + pos - 1;
                }
            }
            case 0 ->
                throw malformed(line, "NUL", "is no character of a text file", "UTF-8 or Windows-1252 text")
                        .atByte(before + pos - 1);
            default -> {}
        }
        afterReturn = b == '\r';
    }

    private void endOfField(boolean ofLine) {
        if (quoted) {
            return;
        }
        quoteOpens = true;
        if (ofLine) {
            lineBytes = 0;
        }
    }

    private static FileRejectedException malformed(long line, String value, String message, String expected) {
        return new FileRejectedException(Kind.MALFORMED, line, new BadValue("line", value, message, expected));
    }

    private int nonAscii() throws IOException {
        quoteOpens = false;
        afterReturn = false;
        boolean decided = firstForeignLine > 0 && !utf8Seen && !byteOrderMark;
        int length = decided ? 0 : sequenceLength(bytes[pos]);
        while (length > end - pos) {
            if (!more()) {
                length = 0;
            }
        }
        int point = length == 0 ? -1 : utf8(length);
        lineBytes += Math.max(length, 1);
        if (point >= 0) {
            utf8Seen = true;
            pos += length;
            return point;
        }
        if (firstForeignLine == 0) {
            firstForeignLine = line;
        }
        return WINDOWS_1252[bytes[pos++] & 0x7F];
    }

    private static int sequenceLength(byte lead) {
        int b = lead & 0xFF;
        if (b >= 0xC2 && b <= 0xDF) {
            return 2;
        }
        if (b >= 0xE0 && b <= 0xEF) {
            return 3;
        }
        return b >= 0xF0 && b <= 0xF4 ? 4 : 0;
    }

    /** The code point of the sequence at {@link #pos}, or -1 when it is not valid. */
    private int utf8(int length) {
        int point = bytes[pos] & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int b = bytes[pos + i] & 0xFF;
            if (b >> 6 != 2) {
                return -1;
            }
            point = (point << 6) | (b & 0x3F);
        }
        boolean overlong = point < (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return overlong || surrogate || point > Character.MAX_CODE_POINT ? -1 : point;
    }

    private static char[] upperHalf(Charset charset) {
        byte[] upper = new byte[128];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = (byte) (i + 128);
        }
        return charset.decode(ByteBuffer.wrap(upper)).toString().toCharArray();
    }
}
