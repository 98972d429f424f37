package io.strait.trade.ingest.format;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read on: no row of it is taken. */
public final class FileRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of fault it is. */
    public enum Kind {
        /** Not the format's grammar: quoting, braces, characters. */
        MALFORMED,
        /** Grammatical, and not what the format says: columns, envelope. */
        UNPROCESSABLE,
        /** Larger than is taken. */
        TOO_LARGE
    }

    private final Kind kind;
    private final long line;
    private final transient BadValue cause;
    private long byteOffset = -1;

    /** @param line where, from 1; 0 when it is no single line */
    public FileRejectedException(Kind kind, long line, BadValue cause) {
        this(kind, line, cause, null);
    }

    public FileRejectedException(Kind kind, long line, BadValue cause, @Nullable Throwable underlying) {
        super(describe(line, cause), underlying);
        this.kind = kind;
        this.line = line;
        this.cause = cause;
    }

    /** A body without a byte in it. */
    public static FileRejectedException empty() {
        return new FileRejectedException(
                Kind.MALFORMED, 0, new BadValue("body", "", "is empty", "a trade file: " + TradeFormat.codes()));
    }

    /** Says which byte of the unpacked file the fault begins at, from 0. */
    FileRejectedException atByte(long offset) {
        byteOffset = offset;
        return this;
    }

    /** Of the unpacked file, from 0; -1 where the fault is not of one place, or its place is known by line only. */
    public long byteOffset() {
        return byteOffset;
    }

    public Kind kind() {
        return kind;
    }

    public long line() {
        return line;
    }

    public BadValue badValue() {
        return cause;
    }

    private static String describe(long line, BadValue cause) {
        String place = line > 0 ? "line " + line + ": " : "";
        String value = cause.value().isEmpty() ? "" : " `" + cause.value() + "`";
        return place + cause.field() + value + " " + cause.message() + " (expected: " + cause.expected() + ")";
    }
}
