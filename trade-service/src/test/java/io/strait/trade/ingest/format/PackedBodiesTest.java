package io.strait.trade.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.strait.trade.ingest.ComtradeFile;
import io.strait.trade.ingest.Packed;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedBodiesTest {
    private static final byte[] FILE = new ComtradeFile()
            .with("01", "202401", "1")
            .with("01", "202402", "2")
            .csv();
    private static final String SHORT_HEADER =
            "freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue,partnerDesc";

    @Test
    void gzipAndZipGiveTheFileThatIsInside() throws IOException {
        // Given
        byte[] gzip = Packed.gzip(FILE);
        byte[] zip = new Packed()
                .with("docs/", "")
                .with("Readme.txt", "x")
                .with("notes.pdf", "x")
                .with("data.csv", FILE)
                .with("__MACOSX/._data.csv", "x")
                .zip();
        // When
        Reading plain = Reading.ofBody("data.csv", FILE);
        Reading ofGzip = Reading.ofBody("data.csv.gz", gzip);
        Reading ofZip = Reading.ofBody("data.zip", zip);
        // Then
        assertThat(plain.rows()).hasSize(2).isEqualTo(ofGzip.rows()).isEqualTo(ofZip.rows());
        assertThat(ofGzip.findings().notes()).contains("packing: gzip");
        assertThat(ofZip.findings().notes())
                .contains("packing: zip", "files of the archive not read: Readme.txt, notes.pdf, __MACOSX/._data.csv");
    }

    /** GZIPInputStream alone drops what follows the first member when its source says that nothing is available. */
    @Test
    void gzipOfSeveralMembersIsReadWhole() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(Packed.gzip(FILE));
        members.writeBytes(Packed.gzip(
                ComtradeFile.line(ComtradeFile.row("01", "202403", "3")).getBytes(StandardCharsets.UTF_8)));
        FileFindings findings = new FileFindings();
        UnpackedBody body = new UnpackedBody(new NothingAvailable(members.toByteArray()), "", 1 << 20, findings);

        assertThat(body.nextFile()).isTrue();

        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("202401", "202403");
    }

    @Test
    void gzipAndZipCutShortAreNeverTakenForWhole() {
        byte[] gzip = Packed.gzip(FILE);
        byte[] zip = new Packed().with("a.csv", FILE).zip();
        for (byte[] packed : new byte[][] {gzip, zip}) {
            for (int length = 4; length < packed.length; length++) {
                byte[] cut = Arrays.copyOf(packed, length);
                assertThatThrownBy(() -> Reading.ofBody("x", cut))
                        .as("%d of %d bytes", length, packed.length)
                        .isInstanceOfAny(EOFException.class, ZipException.class, FileRejectedException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zip", "zip-passed-over", "zip-of-zeros"})
    void aBombIsRefusedBeforeItGoesOff(String kind) {
        // Given: 100 MB of what each reader would take, in less than 500 kB
        byte[] packed =
                switch (kind) {
                    case "gzip" -> Packed.gzip(new byte[100 << 20]);
                    case "zip" ->
                        new Packed()
                                .with("a.csv", SHORT_HEADER + "\n" + "\n".repeat(100 << 20))
                                .zip();
                    case "zip-passed-over" ->
                        new Packed().with("a.pdf", new byte[100 << 20]).zip();
                    default -> new Packed().with("a.csv", new byte[100 << 20]).zip();
                };
        assertThat(packed.length).isLessThan(500_000);
        // Then
        assertTimeout(Duration.ofSeconds(10), () -> assertThatThrownBy(
                        () -> Reading.ofBody("x", packed, Reading.LIMITS, 1L << 31))
                .isInstanceOf(FileRejectedException.class));
    }

    @Test
    void whatIsUnpackedIsBoundedAsABodyIs() {
        byte[] gzip = Packed.gzip(FILE);

        assertThatThrownBy(() -> Reading.ofBody("x", gzip, Reading.LIMITS, FILE.length - 1))
                .isInstanceOfSatisfying(
                        FileRejectedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
        assertThatCode(() -> Reading.ofBody("x", gzip, Reading.LIMITS, FILE.length))
                .doesNotThrowAnyException();
    }

    @Test
    void anArchiveHoldsOneFileOfFigures() {
        byte[] two = new Packed().with("a.csv", FILE).with("b.csv", FILE).zip();
        byte[] none = new Packed().with("a.pdf", FILE).zip();
        byte[] nested = new Packed().with("a.csv", Packed.gzip(FILE)).zip();
        Packed many = new Packed();
        for (int i = 0; i <= 1000; i++) {
            many.with(i + ".pdf", "");
        }

        assertThatThrownBy(() -> Reading.ofBody("x", two)).hasMessageContaining("a.csv, b.csv");
        assertThatThrownBy(() -> Reading.ofBody("x", none)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> Reading.ofBody("x", nested)).hasMessageContaining("gzip in a packed body");
        assertThatThrownBy(() -> Reading.ofBody("x", many.zip())).hasMessageContaining("at most 1000 files");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE,UTF-16LE with a byte order mark",
        "UTF-16BE,UTF-16BE with a byte order mark",
        "UTF-8,UTF-8 with a byte order mark"
    })
    void aByteOrderMarkTellsTheEncoding(String charset, String told) throws IOException {
        String file = "\uFEFF" + SHORT_HEADER + "\nA,2024,410,X,384,H6,01,1,Côte \uD83D\uDE00\n";

        Reading reading = Reading.ofBody("x", file.getBytes(Charset.forName(charset)));

        assertThat(reading.rows()).hasSize(1);
        assertThat(reading.findings().areas()).containsEntry(384, new FileFindings.AreaName("", "Côte \uD83D\uDE00"));
        assertThat(reading.findings().notes()).contains("encoding: " + told);
    }

    @Test
    void utf16OfManyRowsIsReadWholeAndCutInHalfIsRefused() throws IOException {
        String rows = "\uFEFF" + SHORT_HEADER + "\n" + "A,2024,410,X,384,H6,01,1,\uD83D\uDE00x\n".repeat(5000);
        byte[] file = rows.getBytes(StandardCharsets.UTF_16LE);

        assertThat(Reading.ofBody("x", file).rows()).hasSize(5000);
        assertThatThrownBy(() -> Reading.ofBody("x", Arrays.copyOf(file, file.length - 1)))
                .hasMessageContaining("UTF-16");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {"semicolon!;!", "tab!\t!", "vertical bar!|!", "comma!,!", "semicolon, told by a sep= line!;!sep=;"
            })
    void theDelimiterIsFoundAndTold(String told, String delimiter, String separatorLine) throws IOException {
        String by = delimiter == null ? "\t" : delimiter;
        String file = (separatorLine == null ? "" : separatorLine + "\r\n")
                + (SHORT_HEADER + "\r\nA,2024,410,X,392,H6,01,1,\"a,b;c\"\r\nA,2025,410,X,392,H6,01,1.5,x\r\n")
                        .replace(",\"a,b;c\"", "\0")
                        .replace(",", by)
                        .replace("\0", by + "\"a,b;c" + by + "\"");

        Reading reading = Reading.ofBody("x", file.getBytes(StandardCharsets.UTF_8));

        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.findings().notes()).contains("delimiter: " + told + "; values in double quotes");
    }

    @Test
    void aHeaderInTheMiddleIsPassedOverAndMixedLineEndsAreRead() throws IOException {
        String row = "A,%d,410,X,392,H6,01,1,x";
        String file = SHORT_HEADER + "\r\n" + row.formatted(2020) + "\n" + SHORT_HEADER + "\r" + row.formatted(2021)
                + "\r\n\n\r" + row.formatted(2022);

        Reading reading = Reading.ofBody("x", file.getBytes(StandardCharsets.UTF_8));

        assertThat(reading.rows()).extracting(r -> r.period().year()).containsExactly(2020, 2021, 2022);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.findings().notes()).contains("the header is repeated 1 times: passed over");
    }

    private static final class NothingAvailable extends ByteArrayInputStream {
        NothingAvailable(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int available() {
            return 0;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 10));
        }
    }
}
