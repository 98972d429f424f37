package io.strait.trade.ingest.format;

import static io.strait.trade.ingest.ComtradeFile.COLUMNS;
import static io.strait.trade.ingest.ComtradeFile.line;
import static io.strait.trade.ingest.ComtradeFile.real;
import static io.strait.trade.ingest.ComtradeFile.row;
import static io.strait.trade.ingest.format.TradeFormat.COMTRADE_CSV;
import static io.strait.trade.ingest.format.TradeFormat.COMTRADE_JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.strait.trade.ingest.ComtradeFile;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import io.strait.trade.series.Period;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComtradeReadersTest {
    private static final ReaderLimits SHORT = new ReaderLimits(1024, 200);
    private static final String HEADER = String.join(",", COLUMNS);

    @ParameterizedTest
    @EnumSource(
            value = TradeFormat.class,
            names = {"COMTRADE_CSV", "COMTRADE_JSON"})
    void aRowIsReadWhole(TradeFormat format) throws IOException {
        // Given
        ComtradeFile file = new ComtradeFile()
                .with(
                        "271012",
                        "202408",
                        "1446430000.50",
                        "cifvalue",
                        "0",
                        "netWgt",
                        "12",
                        "isNetWgtEstimated",
                        "true",
                        "qty",
                        "3",
                        "qtyUnitCode",
                        "8",
                        "isQtyEstimated",
                        "false",
                        "partner2Code",
                        "",
                        "customsCode",
                        "C06");
        // When
        Reading reading = Reading.of(format, bytes(format, file));
        // Then
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows())
                .containsExactly(new TradeRow(
                        format == COMTRADE_CSV ? 2 : 1,
                        Period.month(2024, 8),
                        new TradeRow.Dimensions(410, 392, 0, "X", "H6", "271012", "C06", "0", "0", "USD"),
                        new TradeRow.Figures(
                                new BigDecimal("1446430000.5"),
                                BigDecimal.ZERO,
                                null,
                                BigDecimal.valueOf(12),
                                null,
                                BigDecimal.valueOf(3),
                                8,
                                null,
                                null,
                                1)));
        assertThat(reading.findings().areas()).containsEntry(410, new FileFindings.AreaName("KOR", "Rep. of Korea"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "period|202413",
                "period|2024",
                "period|20240",
                "period|189912",
                "period|2024-01",
                "freqCode|Q",
                "freqCode|",
                "typeCode|S",
                "reporterCode|KOR",
                "reporterCode|",
                "partnerCode|-1",
                "partnerCode|10000",
                "partner2Code|x",
                "flowCode|I",
                "flowCode|",
                "classificationCode|HS",
                "cmdCode|1",
                "cmdCode|27101",
                "cmdCode|2710122",
                "cmdCode|total",
                "cmdCode|",
                "customsCode|c00",
                "motCode|-2",
                "primaryValue|1e309",
                "primaryValue|1,234",
                "primaryValue|NaN",
                "primaryValue|Infinity",
                "primaryValue|-5",
                "primaryValue|0x10",
                "primaryValue|1 000",
                "primaryValue|1e999999999",
                "primaryValue|1e-999999999",
                "netWgt|-0.1",
                "qty|n/a",
                "qtyUnitCode|-2",
                "isQtyEstimated|yes"
            })
    void aBadValueCostsItsRowOnly(String column, String value) throws IOException {
        String given = value == null ? "" : value;
        ComtradeFile file = new ComtradeFile()
                .with("01", "202401", "1")
                .with("01", "202402", "2", column, given)
                .with("01", "202403", "3");
        for (TradeFormat format : List.of(COMTRADE_CSV, COMTRADE_JSON)) {
            // When
            Reading reading = Reading.of(format, bytes(format, file));
            // Then
            assertThat(reading.rows()).hasSize(2);
            assertThat(reading.faults()).containsExactly((format == COMTRADE_CSV ? 3 : 2) + " " + column + " " + given);
            assertThat(reading.rejected().get(0).because().get(0).expected()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1e3,1000", "0.000,0", "00012,12", "6804128143.0,6804128143", "0e5,0", "12.3400,12.34"})
    void aNumberIsTakenExactly(String text, BigDecimal number) throws IOException {
        Reading reading = Reading.of(
                COMTRADE_CSV, new ComtradeFile().with("01", "2024", text).csv());

        assertThat(reading.rows().get(0).figures().primaryValue()).isEqualTo(number);
    }

    @Test
    void aRowOfAnotherLengthIsRejected() throws IOException {
        String good = line(row("01", "202401", "1"));
        String file = HEADER + "\n" + good + "\n\"C\",\"M\"\n" + good + ",\"x\"\n"
                + good.substring(0, good.length() - 1) + "\n\n" + good;

        Reading reading = Reading.of(COMTRADE_CSV, file);

        assertThat(reading.rows()).extracting(TradeRow::line).containsExactly(2L, 5L, 7L);
        assertThat(reading.faults()).containsExactly("3 line 2 fields", "4 line 49 fields");
    }

    @Test
    void columnsAreFoundByNameInAnyOrderAndCase() throws IOException {
        Reading reading = Reading.of(COMTRADE_CSV, """
                PrimaryValue,CmdCode,ClassificationCode,PartnerCode,FlowCode,ReporterCode,Period,FreqCode,AtlQty,Extra
                5,01,H6,0,M,764,2024,A,7,x
                """);

        assertThat(reading.rows()).hasSize(1);
        assertThat(reading.rows().get(0).figures().altQuantity()).isEqualTo(BigDecimal.valueOf(7));
        assertThat(reading.findings().notes())
                .contains("columns not used: Extra")
                .anySatisfy(note -> assertThat(note).startsWith("optional columns absent: typeCode, reporterISO"));
    }

    @Test
    void aWrongHeaderIsNamed() {
        assertThatThrownBy(() -> Reading.of(COMTRADE_CSV, "freqCode,period,reporterCode,flowCode,partnerCode\n"))
                .isInstanceOfSatisfying(FileRejectedException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.UNPROCESSABLE);
                    assertThat(e.line()).isEqualTo(1);
                    assertThat(e.badValue().message()).isEqualTo("lacks classificationCode, cmdCode, primaryValue");
                });
        assertThatThrownBy(() -> Reading.of(COMTRADE_CSV, HEADER + ",period\n"))
                .hasMessageContaining("`period` stands twice");
        assertThatThrownBy(() -> Reading.of(COMTRADE_CSV, "x,".repeat(201) + "\n"))
                .hasMessageContaining("at most 200 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"C\",\"M", "\"C\"x,\"M\"", "\"C\",\"M\n\"C\",\"M\"\n", "\"C\" \"M\","})
    void quotesThatDoNotMatchFailTheFileWithTheirLine(String broken) {
        String file = HEADER + "\n" + line(row("01", "202401", "1")) + "\n" + broken;

        assertThatThrownBy(() -> Reading.of(COMTRADE_CSV, file))
                .isInstanceOfSatisfying(FileRejectedException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
                    assertThat(e.line()).isEqualTo(3);
                });
    }

    /** RFC 4180 opens a quote only where a field begins; elsewhere it is a character, and costs at most its row. */
    @ParameterizedTest
    @ValueSource(strings = {"5\" pipe", "a\"b\"c\"", " \"x"})
    void aQuoteInsideAnUnquotedValueOpensNothing(String text) throws IOException {
        String header =
                "freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue,cmdDesc\n";
        String file = header + "A,2023,410,X,392,H6,01,1," + text + "\n" + "A,2024,410,X,392,H6,01,2,x\n".repeat(40);

        Reading reading =
                Reading.of(COMTRADE_CSV, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), SHORT);

        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows()).hasSize(41);
    }

    @Test
    void nulAndEndlessLinesFailTheFile() {
        assertThatThrownBy(() -> Reading.of(COMTRADE_CSV, HEADER + "\n\"C\0\"\n"))
                .hasMessageStartingWith("line 2: line `NUL`");
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream((HEADER + "\n").getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }
                });
        assertThatThrownBy(() -> Reading.of(COMTRADE_CSV, endless, new ReaderLimits(5_000, 200)))
                .hasMessageContaining("line 2: line is longer than can be taken");
    }

    @ParameterizedTest
    @CsvSource({"windows-1252,Windows-1252", "UTF-8,UTF-8"})
    void encodingsAreTold(String charset, String told) throws IOException {
        ComtradeFile file = new ComtradeFile()
                .with("01", "2024", "1", "partnerDesc", "Réunion €")
                .with("01", "2024", "1", "partnerDesc", "Côte d’Ivoire", "partnerCode", "384");

        Reading reading = Reading.of(COMTRADE_CSV, file.csv(Charset.forName(charset)));

        assertThat(reading.findings().notes()).contains("encoding: " + told);
        assertThat(reading.findings().areas())
                .containsEntry(384, new FileFindings.AreaName("JPN", "Côte d’Ivoire"))
                .containsEntry(392, new FileFindings.AreaName("JPN", "Réunion €"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeaderAndMixedBytesAreTold() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\uFEFF".getBytes(StandardCharsets.UTF_8));
        file.writeBytes(new ComtradeFile()
                .with("01", "2024", "1", "partnerDesc", "\uD83D\uDE00é")
                .csv());
        file.writeBytes(line(row("01", "2023", "1")).replace("Japan", "Japón").getBytes(StandardCharsets.ISO_8859_1));

        Reading reading = Reading.of(COMTRADE_CSV, file.toByteArray());

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.findings().areas()).containsEntry(392, new FileFindings.AreaName("JPN", "\uD83D\uDE00é"));
        assertThat(reading.findings().notes())
                .contains("encoding: UTF-8 with bytes of Windows-1252, the first in line 3");
    }

    @Test
    void malformedJsonIsToldWithItsPlace() {
        assertThatThrownBy(() -> Reading.of(COMTRADE_JSON, "{\"count\": 1,\n \"data\": [{]}"))
                .isInstanceOfSatisfying(FileRejectedException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e.badValue().value()).startsWith("column ");
                });
        for (String broken : new String[] {
            "{", "{\"data\":[", "{\"data\":[{\"period\":\"2024\"", "{\"data\":[]} x", "{\"data\":[{\"period\":NaN}]}"
        }) {
            assertThatThrownBy(() -> Reading.of(COMTRADE_JSON, broken)).isInstanceOf(FileRejectedException.class);
        }
        assertThatThrownBy(() -> Reading.of(
                        COMTRADE_JSON, "{\"data\":[{\"reporterDesc\":\"é\"}]}".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(FileRejectedException.class);
    }

    @Test
    void anEnvelopeThatIsNoneOrHasAnErrorIsUnprocessable() {
        for (String file : new String[] {"[]", "{}", "{\"data\":null}", "{\"data\":[],\"data\":[]}", "\"x\""}) {
            assertThatThrownBy(() -> Reading.of(COMTRADE_JSON, file))
                    .isInstanceOfSatisfying(FileRejectedException.class, e -> assertThat(e.kind())
                            .isEqualTo(Kind.UNPROCESSABLE));
        }
        assertThatThrownBy(() -> Reading.of(COMTRADE_JSON, "{\"data\":[],\"error\":\"Rate limit is exceeded.\"}"))
                .hasMessageContaining("Rate limit is exceeded.");
    }

    @Test
    void aJsonRowOfAnotherFormIsRejected() throws IOException {
        String good = new String(new ComtradeFile().with("01", "2024", "1").json(), StandardCharsets.UTF_8)
                .replaceAll(".*\\[(.*)\\].*", "$1");
        String file = "{\"count\":9,\"data\":[" + good + ",1,[2],"
                + good.replace("\"period\":\"2024\"", "\"period\":{\"year\":2024},\"reporterCode\":1") + "," + good
                + "]}";

        Reading reading = Reading.of(COMTRADE_JSON, file);

        assertThat(reading.rows()).extracting(TradeRow::line).containsExactly(1L, 5L);
        assertThat(reading.faults()).containsExactly("2 data 1", "3 data [", "4 period ", "4 reporterCode ");
        assertThat(reading.findings().notes()).contains("`count` says 9, `data` has 5 rows");
    }

    @Test
    void foreignTextCannotHurtTheDatabase() throws IOException {
        Reading reading = Reading.of(
                COMTRADE_JSON,
                new String(new ComtradeFile().with("01", "2024", "x\0y").json(), StandardCharsets.UTF_8)
                        .replace("\"x\0y\"", "\"x\\u0000y\\ud800\""));

        assertThat(reading.faults()).containsExactly("1 primaryValue x\uFFFDy\uFFFD");
    }

    @Test
    void formatsAreToldByTheirFirstBytes() {
        assertThat(FormatDetector.detect("\uFEFF {\"data\"".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(COMTRADE_JSON);
        assertThat(FormatDetector.detect(HEADER.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(COMTRADE_CSV);
        for (String head : new String[] {"<html>", "PK\3\4"}) {
            assertThatThrownBy(() -> FormatDetector.detect(head.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(FileRejectedException.class);
        }
        assertThat(FormatDetector.detect(HEADER.getBytes(StandardCharsets.UTF_16)))
                .isEqualTo(COMTRADE_CSV);
    }

    @Test
    void realFilesAreReadWhole() throws IOException {
        // Given
        Path thailand = real("thailand-hs8542-imports.csv");
        Path argentina = real("api-v1-china-argentina-annual.json");
        assumeThat(Files.exists(thailand)).as("%s is there", thailand).isTrue();
        // When
        Reading csv = Reading.of(COMTRADE_CSV, Files.readAllBytes(thailand));
        Reading json = Reading.of(COMTRADE_JSON, Files.readAllBytes(argentina));
        // Then
        assertThat(csv.rejected()).isEmpty();
        assertThat(csv.rows()).hasSize(1178);
        assertThat(csv.rows().stream().filter(row -> row.dimensions().partner() == 0))
                .hasSize(11);
        assertThat(csv.rows().stream().filter(row -> row.figures().quantity() == null))
                .hasSize(115);
        assertThat(csv.rows().stream()
                        .filter(row -> BigDecimal.ZERO.equals(row.figures().quantity())))
                .hasSize(468);
        assertThat(csv.rows().stream().filter(row -> (row.figures().estimated() & 1) != 0))
                .hasSize(715);
        assertThat(csv.findings().notes()).contains("encoding: Windows-1252");
        assertThat(json.rejected()).isEmpty();
        assertThat(json.rows()).hasSize(4);
        assertThat(json.rows().get(0).figures().primaryValue()).isEqualTo(new BigDecimal("6804128143"));
    }

    private static byte[] bytes(TradeFormat format, ComtradeFile file) {
        return format == COMTRADE_CSV ? file.csv() : file.json();
    }
}
