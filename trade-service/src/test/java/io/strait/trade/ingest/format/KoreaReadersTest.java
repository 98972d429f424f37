package io.strait.trade.ingest.format;

import static io.strait.trade.ingest.format.TradeFormat.KOREA_CSV;
import static io.strait.trade.ingest.format.TradeFormat.KOREA_XML;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import io.strait.trade.series.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KoreaReadersTest {
    private static final Charset CP949 = Charset.forName("x-windows-949");
    private static final String HEADER = "기간,국가,HS코드,품목명,수출 중량,수출 금액,수입 중량,수입 금액,무역수지\n";

    @Test
    void anItemIsTwoFigures() throws IOException {
        // Given
        String file = answer(item("2025.01", "JP", "2710121000", "120", "30", "0", "")
                + item("2025.02", "TW", "854232", "5", "", "7", "1"));
        // When
        Reading reading = Reading.ofBody("", utf8(file));
        // Then
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows().get(0))
                .isEqualTo(new TradeRow(
                        1,
                        Period.month(2025, 1),
                        new TradeRow.Dimensions(410, 392, 0, "X", "HS", "2710121000", "C00", "0", "0", "USD"),
                        new TradeRow.Figures(
                                BigDecimal.valueOf(120),
                                null,
                                null,
                                BigDecimal.valueOf(30),
                                null,
                                null,
                                null,
                                null,
                                null,
                                0)));
        assertThat(figures(reading))
                .containsExactly(
                        "1 2025-01 392 X 2710121000 120 30",
                        "1 2025-01 392 M 2710121000 0 null",
                        "2 2025-02 490 X 854232 5 null",
                        "2 2025-02 490 M 854232 7 1");
    }

    @Test
    void zeroMissingAndNotToldStayApart() throws IOException {
        String file = answer("<item><year>2025.01</year><statCd>US</statCd><hsCode>85</hsCode><expDlr>0</expDlr></item>"
                + "<item><year>2025</year><statCd>US</statCd><hsCode>85</hsCode><expDlr/><impDlr>3</impDlr></item>");

        Reading reading = Reading.ofBody("", utf8(file));

        assertThat(figures(reading))
                .containsExactly("1 2025-01 842 X 85 0 null", "2 2025 842 X 85 null null", "2 2025 842 M 85 3 null");
        assertThat(reading.rows().get(1).figures().status()).isEqualTo(TradeRow.Status.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"total", "총계"})
    void aTotalOfTheRequestIsPassedOverAndTold(String total) throws IOException {
        String file =
                answer(item(total, "-", "-", "9", "9", "9", "9") + item("2025.01", "CN", "85", "1", "1", "1", "1"));

        Reading reading = Reading.ofBody("", utf8(file));

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.findings().notes())
                .anySatisfy(note -> assertThat(note).startsWith("1 rows of totals"));
    }

    @Test
    void anAreaOfNoListIsKeptAsUnmapped() throws IOException {
        String file = answer(item("2025.01", "ZZ", "85", "1", "1", "1", "1")
                + item("2025.02", "ZZ", "85", "2", "1", "1", "1")
                + item("2025.02", "ZY", "85", "2", "1", "1", "1")
                + item("2025.02", "ABCDEF", "85", "2", "1", "1", "1"));

        Reading reading = Reading.ofBody("", utf8(file));

        List<Integer> partners = reading.rows().stream()
                .map(row -> row.dimensions().partner())
                .distinct()
                .toList();
        assertThat(partners).hasSize(2).allSatisfy(code -> assertThat(code).isGreaterThan(9_999));
        assertThat(reading.findings().areas()).containsEntry(partners.get(0), new FileFindings.AreaName("", "나라"));
        assertThat(reading.faults()).containsExactly("4 statCd ABCDEF");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "year|202413",
                "year|2024.13",
                "year|1899.01",
                "statCd|J P",
                "hsCd|8",
                "hsCd|85423",
                "hsCd|85423210001",
                "expDlr|1e309",
                "expDlr|1,234",
                "expDlr|NaN",
                "impDlr|-1",
                "expWgt|x"
            })
    void aBadValueCostsItsFigureOnly(String element, String value) throws IOException {
        String good = item("2025.01", "JP", "85", "1", "1", "1", "1");
        String bad = good.replaceFirst("<" + element + ">[^<]*<", "<" + element + ">" + value + "<");

        Reading reading = Reading.ofBody("", utf8(answer(good + bad + good)));

        assertThat(reading.faults()).containsExactly("2 " + element + " " + value);
        boolean ofOneFlow = element.startsWith("exp") || element.startsWith("imp");
        assertThat(reading.rows()).hasSize(ofOneFlow ? 5 : 4);
    }

    @Test
    void anErrorOfTheServiceIsNoFile() {
        String exceeded = "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
                + "<returnAuthMsg>LIMITED_NUMBER</returnAuthMsg><returnReasonCode>22</returnReasonCode>"
                + "</cmmMsgHeader></OpenAPI_ServiceResponse>";
        String refused = "<response><header><resultCode>99</resultCode><resultMsg>Bad</resultMsg></header></response>";
        assertThatThrownBy(() -> Reading.ofBody("", utf8(exceeded)))
                .hasMessageContaining("22 LIMITED_NUMBER")
                .isInstanceOfSatisfying(
                        FileRejectedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNPROCESSABLE));
        assertThatThrownBy(() -> Reading.ofBody("", utf8(refused))).hasMessageContaining("99 Bad");
        assertThatThrownBy(() -> Reading.of(KOREA_XML, "<rss></rss>")).hasMessageContaining("no answer of the service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE response [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><response>&x;</response>",
                "<!DOCTYPE response [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><response>&b;</response>",
                "<!DOCTYPE response SYSTEM \"http://127.0.0.1:9/x.dtd\"><response/>",
                "<response>&unknown;</response>",
                "<response><header>",
                "<response><body><items><item><year>2025.01",
                "<response></header></response>",
                "<response>\0</response>",
                "<response>\u0001</response>",
                "<response/><response/>"
            })
    void whatIsNoPlainXmlIsRefused(String file) {
        assertThatThrownBy(() -> Reading.of(KOREA_XML, file))
                .isInstanceOfSatisfying(
                        FileRejectedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED))
                .hasMessageContaining("expected");
    }

    @Test
    void whatGoesOnAndOnIsRefused() {
        String endless = "x".repeat(10_000_000);
        for (String file : new String[] {
            "<response a=\"" + endless + "\"/>",
            "<response><!--" + endless + "--></response>",
            "<" + endless + "/>",
            "<response>".repeat(60)
        }) {
            assertThatThrownBy(() -> Reading.of(KOREA_XML, file)).isInstanceOf(FileRejectedException.class);
        }
    }

    @Test
    void thePortalsCsvIsThousandsOfDollarsInCp949() throws IOException {
        // Given
        String file = HEADER
                + "총계,,,,\"9,999\",\"9,999\",\"9,999\",\"9,999\",0\n"
                + "2020년 03월,중국,8542,집적회로,\"1,234\",\"2,345,678\",0,,\"-5\"\n"
                + "2020.04,미국,854232,메모리,12.5,7,1,0,7\n"
                + "2020.04,어디,854232,메모리,12.5,7,1,0,7\n"
                + "2020.04,베트남,854232,메모리,\"1,23\",7,1,0,7\n";
        for (Charset charset : List.of(CP949, StandardCharsets.UTF_8)) {
            // When
            Reading reading = Reading.ofBody("", file.getBytes(charset));
            // Then
            assertThat(figures(reading))
                    .containsExactly(
                            "3 2020-03 156 X 8542 2345678000 1234",
                            "3 2020-03 156 M 8542 null 0",
                            "4 2020-04 842 X 854232 7000 12.5",
                            "4 2020-04 842 M 854232 0 1",
                            "6 2020-04 704 M 854232 0 1");
            assertThat(reading.faults()).containsExactly("5 국가 어디", "6 수출 중량 1,23");
            assertThat(reading.findings().notes())
                    .anySatisfy(note -> assertThat(note).startsWith("values are thousands of US dollars"));
            assertThat(reading.findings().notes().stream().anyMatch(note -> note.contains("windows-949")))
                    .isEqualTo(charset == CP949);
        }
    }

    @Test
    void theHeaderMaySayDollarsAndTonnes() throws IOException {
        Reading reading = Reading.of(KOREA_CSV, "년월,국가코드,HS코드,수출금액(달러),수출중량(톤)\n202503,JP,85,7,2\n");

        assertThat(figures(reading)).containsExactly("2 2025-03 392 X 85 7 2000");
    }

    @Test
    void aWrongHeaderIsNamed() {
        assertThatThrownBy(() -> Reading.of(KOREA_CSV, "기간,수출금액\n2025,1\n")).hasMessageContaining("lacks HS코드, 국가");
        assertThatThrownBy(() -> Reading.of(KOREA_CSV, "기간,국가,HS코드,수출금액,수출 금액\n"))
                .hasMessageContaining("stands twice");
        assertThatThrownBy(() -> Reading.of(KOREA_CSV, "기간,국가,HS코드,수출금액(천불),수입금액(달러)\n"))
                .hasMessageContaining("values of two units");
        assertThatThrownBy(() -> Reading.of(KOREA_CSV, HEADER + "2025\0")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> Reading.of(KOREA_CSV, HEADER + "x".repeat(10_000_000)))
                .hasMessageContaining("longer than can be taken");
    }

    private static String answer(String items) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<response><header><resultCode>00</resultCode>"
                + "<resultMsg>NORMAL</resultMsg></header><body><items>" + items + "</items></body></response>";
    }

    private static String item(
            String year, String area, String code, String exports, String exportKg, String imports, String importKg) {
        return "<item><year>" + year + "</year><statCd>" + area + "</statCd><statCdCntnKor1>나라</statCdCntnKor1>"
                + "<statKor>품목</statKor><hsCd>" + code + "</hsCd><expDlr>" + exports + "</expDlr><expWgt>" + exportKg
                + "</expWgt><impDlr>" + imports + "</impDlr><impWgt>" + importKg
                + "</impWgt><balPayments>1</balPayments></item>";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> figures(Reading reading) {
        return reading.rows().stream()
                .map(row -> row.line() + " " + row.period() + " "
                        + row.dimensions().partner() + " "
                        + row.dimensions().flow() + " " + row.dimensions().commodity() + " "
                        + plain(row.figures().primaryValue()) + " "
                        + plain(row.figures().netWeight()))
                .toList();
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "null" : number.toPlainString();
    }
}
