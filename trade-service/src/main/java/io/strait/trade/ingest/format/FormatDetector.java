package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.util.Locale;

/** Tells a file's format by its first bytes: media types of uploads are too often wrong to go by. */
public final class FormatDetector {
    /** How many bytes are looked at, at most. */
    public static final int HEAD = 512;

    private FormatDetector() {}

    /**
     * @param head the first bytes of a body that is not empty, at most {@link #HEAD} of them
     * @throws FileRejectedException when it is plainly something that cannot be read
     */
    public static TradeFormat detect(byte[] head) {
        int at = startsWith(head, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        if (startsWith(head, 0x1F, 0x8B)) {
            throw unreadable("gzip", "the file itself, or the header Content-Encoding: gzip");
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            throw unreadable("zip", "the file that is inside");
        }
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            throw unreadable("UTF-16", "UTF-8 or Windows-1252");
        }
        while (at < head.length && (head[at] == ' ' || head[at] == '\t' || head[at] == '\r' || head[at] == '\n')) {
            at++;
        }
        if (at < head.length && head[at] == '<') {
            throw unreadable("XML or HTML", "one of " + TradeFormat.codes());
        }
        boolean json = at < head.length && (head[at] == '{' || head[at] == '[');
        return json ? TradeFormat.COMTRADE_JSON : TradeFormat.COMTRADE_CSV;
    }

    private static FileRejectedException unreadable(String found, String expected) {
        return new FileRejectedException(
                Kind.MALFORMED,
                0,
                new BadValue("body", found.toLowerCase(Locale.ROOT), "cannot be read as it is", expected));
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
