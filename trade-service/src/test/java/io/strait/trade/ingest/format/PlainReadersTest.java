package io.strait.trade.ingest.format;

import static io.strait.trade.ingest.format.TradeFormat.STRAIT_CSV;
import static io.strait.trade.ingest.format.TradeFormat.STRAIT_NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.ingest.format.TradeRow.Status;
import io.strait.trade.series.Period;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainReadersTest {
    private static final String HEADER = "reporter,partner,flow,classification,commodity,period,primaryValue,status\n";
    private static final TradeRow.Dimensions KOREA_TO_JAPAN =
            new TradeRow.Dimensions(410, 392, 0, "X", "H6", "271012", "C00", "0", "0", "USD");

    @Test
    void zeroMissingSuppressedAndEstimatedStayApart() throws IOException {
        // When
        Reading reading = csv(HEADER + """
                410,392,X,H6,271012,2024-01,0,
                410,392,X,H6,271012,2024-02,,
                410,392,X,H6,271012,2024-03,,SUPPRESSED
                410,392,X,H6,271012,2024-04,5,ESTIMATED
                410,392,X,H6,271012,2024-Q2,7,REPORTED
                410,392,X,H6,271012,2024,,MISSING
                """);
        // Then
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.rows())
                .extracting(row -> row.period() + " " + row.figures().status() + " "
                        + row.figures().primaryValue())
                .containsExactly(
                        "2024-01 REPORTED 0",
                        "2024-02 MISSING null",
                        "2024-03 SUPPRESSED null",
                        "2024-04 ESTIMATED 5",
                        "2024-Q2 REPORTED 7",
                        "2024 MISSING null");
        assertThat(reading.rows().get(0).dimensions()).isEqualTo(KOREA_TO_JAPAN);
    }

    @Test
    void allColumnsAreReadInBothFormats() throws IOException {
        // Given
        TradeRow expected = new TradeRow(
                0,
                Period.month(2024, 8),
                new TradeRow.Dimensions(410, 392, 156, "X", "H6", "271012", "C06", "2100", "0", "EUR"),
                new TradeRow.Figures(
                        new BigDecimal("1.5"),
                        BigDecimal.valueOf(2),
                        BigDecimal.valueOf(3),
                        BigDecimal.valueOf(4),
                        BigDecimal.valueOf(5),
                        BigDecimal.valueOf(6),
                        7,
                        BigDecimal.valueOf(8),
                        9,
                        TradeRow.Figures.NET_WEIGHT_ESTIMATED | TradeRow.Figures.ALT_QUANTITY_ESTIMATED,
                        Status.ESTIMATED));
        // When
        Reading csv = csv("""
                seriesKey,frequency,reporter,reporterAlpha3,reporterName,partner,partner2,flow,classification,commodity,\
                customs,transport,supply,period,status,primaryValue,currency,cifValue,fobValue,netWeight,grossWeight,\
                quantity,quantityUnit,altQuantity,altQuantityUnit,estimated,revision
                k,M,410,KOR,"'=Korea, Rep.",392,156,X,H6,271012,C06,2100,0,2024-08,ESTIMATED,1.5,EUR,2,3,4,5,6,l,8,9,\
                netWeight;altQuantity,3
                """);
        Reading ndjson = ndjson("""
                {"seriesKey":"k","source":{"code":"X"},"frequency":"M","reporter":{"code":410,"alpha2":"KR",\
                "alpha3":"KOR","name":"=Korea, Rep."},"partner":{"code":392},"partner2":{"code":156},"flow":"X",\
                "classification":"H6","commodity":"271012","customs":"C06","transport":"2100","supply":"0",\
                "period":"2024-08","status":"ESTIMATED","primaryValue":1.50,"currency":"EUR","cifValue":2,\
                "fobValue":3,"netWeight":4,"grossWeight":5,"quantity":6,"quantityUnit":{"code":7,"abbreviation":"l"},\
                "altQuantity":8,"altQuantityUnit":9,"estimated":{"netWeight":true,"grossWeight":false,\
                "quantity":false,"altQuantity":true},"revision":3}
                """);
        // Then
        for (Reading reading : new Reading[] {csv, ndjson}) {
            assertThat(reading.faults()).isEmpty();
            assertThat(reading.rows())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("line")
                    .containsExactly(expected);
            assertThat(reading.findings().areas()).containsEntry(410, new FileFindings.AreaName("KOR", "=Korea, Rep."));
        }
        assertThat(csv.findings().notes()).contains("columns not used: seriesKey, revision");
        assertThat(ndjson.findings().notes()).contains("members not used: revision, seriesKey, source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reporter|KOR",
                "partner|",
                "flow|I",
                "classification|HX",
                "commodity|1",
                "period|202413",
                "period|2024-13",
                "period|",
                "primaryValue|1,234",
                "primaryValue|1e309",
                "primaryValue|NaN",
                "status|GUESSED",
                "status|MISSING",
                "status|NOT_REPORTED",
                "frequency|A",
                "currency|usd",
                "currency|EUR",
                "quantityUnit|furlong",
                "estimated|value",
                "transport|-1"
            })
    void aBadValueCostsItsRowOnly(String column, String value) throws IOException {
        String given = value == null ? "" : value;
        String[] names =
                "reporter,partner,flow,classification,commodity,period,primaryValue,status,frequency,currency,quantityUnit,estimated,transport"
                        .split(",");
        String[] good = "410;392;X;H6;271012;2024-08;5;;;;;;".split(";", -1);
        String[] bad = good.clone();
        StringBuilder json = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            String separator = "{";
            for (int i = 0; i < names.length; i++) {
                bad[i] = names[i].equals(column) ? given : good[i];
                json.append(separator).append("\"%s\":\"%s\"".formatted(names[i], row == 1 ? bad[i] : good[i]));
                separator = ",";
            }
            json.append("}\n");
        }
        String csv = String.join(";", names) + "\n" + String.join(";", good) + "\n" + String.join(";", bad) + "\n"
                + String.join(";", good) + "\n";

        Reading ofCsv = csv(csv);
        Reading ofNdjson = ndjson(json.toString());

        assertThat(ofCsv.rows()).hasSize(2);
        assertThat(ofCsv.faults()).containsExactly("3 " + column + " " + given);
        assertThat(ofNdjson.rows()).hasSize(2);
        assertThat(ofNdjson.faults()).containsExactly("2 " + column + " " + given);
    }

    @Test
    void aLineThatIsNoJsonCostsItselfAlone() throws IOException {
        String good = """
                {"reporter":410,"partner":392,"flow":"X","classification":"H6","commodity":"01","period":"2024","primaryValue":1}
                """;
        Reading reading = ndjson(good + "{\"reporter\":\n\n" + good.strip() + " x\r\n[1]\n"
                + good.replace("\"period\":", "\"reporter\":1,\"period\":").strip() + "\n"
                + good.replace("410", "{\"name\":\"x\"}").strip() + "\n" + "{".repeat(200) + "\n\0\n" + good.strip());

        assertThat(reading.rows()).extracting(TradeRow::line).containsExactly(1L, 10L);
        assertThat(reading.rejected())
                .extracting(row -> row.line() + " " + row.because().get(0).message())
                .containsExactly(
                        "2 is no well-formed JSON",
                        "4 is no well-formed JSON",
                        "5 is no row",
                        "6 stands twice",
                        "7 has no code",
                        "8 is no well-formed JSON",
                        "9 is no well-formed JSON");
    }

    @Test
    void longLinesAndWideHeadersFailTheFile() {
        byte[] line = ("{\"reporter\":\"" + "x".repeat(10 << 20)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Reading.of(STRAIT_NDJSON, line)).hasMessageContaining("line 1: line is longer than");
        byte[] row = (HEADER + "x".repeat(10 << 20)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Reading.of(STRAIT_CSV, row)).hasMessageContaining("line 2: line is longer than");
        byte[] wide = ("reporter,partner,commodity," + "x,".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Reading.of(STRAIT_CSV, new ByteArrayInputStream(wide), Reading.LIMITS))
                .hasMessageContaining("at most 200 columns");
        assertThatThrownBy(() -> csv("reporter,partner,commodity\n"))
                .hasMessageContaining("lacks flow, classification, period, primaryValue");
        assertThatThrownBy(() -> csv(HEADER + "410,\"392\n")).hasMessageContaining("never closed");
        assertThatThrownBy(() -> csv(HEADER + "41\0,392\n")).hasMessageContaining("NUL");
    }

    private static Reading csv(String file) throws IOException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        assertThat(FormatDetector.detect(bytes)).isEqualTo(STRAIT_CSV);
        return Reading.ofBody("x", bytes);
    }

    private static Reading ndjson(String file) throws IOException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        assertThat(FormatDetector.detect(bytes)).isEqualTo(STRAIT_NDJSON);
        return Reading.ofBody("x", bytes);
    }
}
