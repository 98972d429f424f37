package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a file's format by its first bytes: media types of uploads are too often wrong to go by. */
public final class FormatDetector {
    /** How many bytes are looked at, at most: the longest header there is, in UTF-16. */
    public static final int HEAD = 4096;

    private static final Pattern ENVELOPE = Pattern.compile("\"(elapsedTime|data|count|error)\"\\s*:");
    private static final Pattern SDMX =
            Pattern.compile("json\\.sdmx\\.org|sdmx-json|\"(dataSets|structures?|header)\"\\s*:\\s*[\\[{]");

    private static final Pattern PLAIN_ROW =
            Pattern.compile("\"(seriesKey|reporter|partner|commodity|flow|period)\"\\s*:");

    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?([A-Za-z_][\\w.-]*)");

    private FormatDetector() {}

    /**
     * @param head the first bytes of a file that is not empty, at most {@link #HEAD} of them
     * @throws FileRejectedException when it is plainly something that cannot be read
     */
    public static TradeFormat detect(byte[] head) {
        if (startsWith(head, 0x1F, 0x8B)) {
            throw unreadable("gzip in a packed body", "a file that is packed once");
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            throw unreadable("zip in a packed body", "a file that is packed once");
        }
        int at = startsWith(head, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        while (at < head.length && (head[at] == ' ' || head[at] == '\t' || head[at] == '\r' || head[at] == '\n')) {
            at++;
        }
        char first = at < head.length ? (char) head[at] : ' ';
        if (first == '<') {
            return xml(new String(head, at, head.length - at, StandardCharsets.ISO_8859_1));
        }
        if (first == '{' || first == '[') {
            return json(new String(head, at, head.length - at, StandardCharsets.ISO_8859_1));
        }
        return KoreaCsvReader.isHeader(head) ? TradeFormat.KOREA_CSV : csv(CsvDialect.of(head));
    }

    /** Told by the first element. */
    private static TradeFormat xml(String head) {
        Matcher root = ROOT.matcher(head);
        String name = root.find() ? root.group(1) : "";
        return switch (name) {
            case "response", "OpenAPI_ServiceResponse" -> TradeFormat.KOREA_XML;
            default -> {
                if (SdmxMlReader.isRoot(name)) {
                    yield TradeFormat.SDMX_ML;
                }
                throw unreadable("XML or HTML", "one of " + TradeFormat.codes());
            }
        };
    }

    /** All begin with a brace; the envelope of an API's answer names its members before its rows. */
    private static TradeFormat json(String head) {
        if (SDMX.matcher(head).find()) {
            return TradeFormat.SDMX_JSON;
        }
        boolean envelope = ENVELOPE.matcher(head).find();
        return !envelope && PLAIN_ROW.matcher(head).find() ? TradeFormat.STRAIT_NDJSON : TradeFormat.COMTRADE_JSON;
    }

    private static TradeFormat csv(CsvDialect dialect) {
        Set<String> names = new HashSet<>();
        for (String name : dialect.header()) {
            names.add(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
        }
        if (names.contains("t") && names.contains("i") && names.contains("j") && names.contains("v")) {
            return TradeFormat.BACI_CSV;
        }
        if (names.contains("timeperiod") && names.contains("obsvalue")) {
            return TradeFormat.SDMX_CSV;
        }
        if (names.contains("dataflow") || (names.contains("structure") && names.contains("structureid"))) {
            return TradeFormat.SDMX_CSV;
        }
        if (names.contains("exporimp")) {
            return TradeFormat.JAPAN_CSV;
        }
        // UN Comtrade's old names come with and without blanks, brackets and hyphens; v1 has none of these.
        if (names.contains("tradeflow") || names.contains("tradeflowcode") || names.contains("tradevalueus")) {
            return TradeFormat.COMTRADE_LEGACY_CSV;
        }
        boolean plain = names.contains("reporter") && names.contains("partner") && names.contains("commodity");
        return plain ? TradeFormat.STRAIT_CSV : TradeFormat.COMTRADE_CSV;
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
