package io.strait.trade.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.strait.trade.ingest.format.FileFindings;
import io.strait.trade.ingest.format.FormatDetector;
import io.strait.trade.ingest.format.ReaderLimits;
import io.strait.trade.ingest.format.RowOutcome;
import io.strait.trade.ingest.format.TradeFiles;
import io.strait.trade.ingest.format.UnpackedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The way of a body as far as the database, as a program of its own: its heap is what {@link FlatMemoryTest} gives it.
 * Arguments: a form of body, and how many rows it shall have at least. Prints rows accepted, rows rejected, bytes.
 */
final class ReadInLittleMemory {
    private static final int BLOCK = 1_000;

    private ReadInLittleMemory() {}

    public static void main(String[] arguments) throws IOException {
        InputStream body = body(arguments[0], Long.parseLong(arguments[1]) / BLOCK);
        FileFindings findings = new FileFindings();
        UnpackedBody files = new UnpackedBody(body, "", Long.MAX_VALUE, findings);
        MeteredStream metered = new MeteredStream(files, Long.MAX_VALUE);
        RejectedRows kept = new RejectedRows(1_000, 1 << 20);
        long[] counts = new long[2];
        TradeFiles reader = new TradeFiles(new ReaderLimits(1 << 20, 200), Set.of("X", "M"), null, findings);
        while (files.nextFile()) {
            byte[] head = metered.peek(FormatDetector.HEAD);
            reader.read(files.name(), head, metered, outcome -> {
                if (outcome instanceof RowOutcome.Rejected rejected) {
                    kept.add(rejected);
                    counts[1]++;
                } else {
                    counts[0]++;
                }
            });
        }
        reader.finish();
        System.out.println(counts[0] + " " + counts[1] + " " + metered.count());
    }

    private static InputStream body(String form, long blocks) {
        return switch (form) {
            case "csv" -> of(header(), rows(), blocks, "");
            // Each block is a member of the gzip.
            case "gzip" -> repeated(Packed.gzip(utf8(header())), Packed.gzip(utf8(rows())), blocks, new byte[0]);
            case "rejects" -> of(header(), rows().replace("202401", "202413"), blocks, "");
            case "ndjson" -> of("", block("""
                    {"reporter":410,"partner":392,"flow":"X","classification":"H6","commodity":"%06d","period":"2024","primaryValue":%d}
                    """), blocks, "");
            case "json" -> of("{\"data\":[{}", block("""
                    ,{"freqCode":"M","period":"202401","reporterCode":410,"flowCode":"X","partnerCode":392,"classificationCode":"H6","cmdCode":"%06d","primaryValue":%d}
                    """), blocks, "]}");
            case "xml" -> of("<GenericData><DataSet>", block("""
                    <Obs><ObsKey><Value id='REF_AREA' value='KR'/><Value id='PARTNER' value='JP'/><Value id='FLOW' value='X'/>\
                    <Value id='CLASSIFICATION' value='H6'/><Value id='PRODUCT' value='%06d'/><Value id='TIME_PERIOD' value='2024'/></ObsKey>\
                    <ObsValue value='%d'/><Attributes><Value id='CURRENCY' value='USD'/></Attributes></Obs>
                    """), blocks, "</DataSet></GenericData>");
            default -> throw new IllegalArgumentException(form);
        };
    }

    private static String header() {
        return "typeCode,freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue\n";
    }

    private static String rows() {
        return block("C,M,202401,410,X,392,H6,%06d,%d\n");
    }

    private static String block(String row) {
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < BLOCK; i++) {
            block.append(row.formatted(100_000 + i, i));
        }
        return block.toString();
    }

    private static InputStream of(String head, String block, long times, String tail) {
        return repeated(utf8(head), utf8(block), times, utf8(tail));
    }

    private static InputStream repeated(byte[] head, byte[] block, long times, byte[] tail) {
        Enumeration<InputStream> blocks = new Enumeration<>() {
            private long given;

            @Override
            public boolean hasMoreElements() {
                return given < times;
            }

            @Override
            public InputStream nextElement() {
                if (!hasMoreElements()) {
                    throw new NoSuchElementException();
                }
                given++;
                return new ByteArrayInputStream(block);
            }
        };
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head), new SequenceInputStream(blocks), new ByteArrayInputStream(tail))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
