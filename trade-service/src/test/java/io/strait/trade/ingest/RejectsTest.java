package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static io.strait.trade.ingest.Trade.INGESTS;
import static io.strait.trade.ingest.Trade.finished;
import static io.strait.trade.ingest.Trade.ingest;
import static io.strait.trade.ingest.Trade.ingestCsv;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.read;
import static io.strait.trade.ingest.Trade.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rejected rows come back with their reason and as they were, and land once they are mended. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class RejectsTest {
    private static final String STRAIT =
            "reporter;partner;flow;classification;commodity;period;primaryValue;partnerName\n";

    @Inject
    DataSource database;

    /** Each with one bad value in two rows, once quoted, and one good row. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // UN Comtrade, a comma at the end of each line.
                "text/csv|UTF-8|typeCode,freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue\\nC,M,202401,410,X,392,H6,030311,1,\\nC,M,202413,410,X,392,H6,030311,\"2\",\\n\"C\",M,202413,410,X,392,H6,030312,3,\\n|202413|202402",
                // Semicolons, a cell with a line break, a quote and a semicolon in it, one that looks like a formula.
                "text/csv|windows-1252|reporter;partner;flow;classification;commodity;period;primaryValue;partnerName\\n410;392;X;H6;030313;2024-01;1;\"Jap\u00F4n\"\\n410;392;X;H6;030313;2024-x;2;\"Jap\u00F4n; \"\"the\"\"\\nisland\"\\n410;392;X;H6;030314;2024-x;3;=1+1\\n|2024-x|2024-02",
                "application/x-ndjson|UTF-8|{\"reporter\":410,\"partner\":392,\"flow\":\"X\",\"classification\":\"H6\",\"commodity\":\"030319\",\"period\":\"2024-01\",\"primaryValue\":1}\\n{\"reporter\":410,\"partner\":392,\"flow\":\"X\",\"classification\":\"H6\",\"commodity\":\"030319\",\"period\":\"2024-x\",\"primaryValue\":2,\"x\":\"=1\"}\\n{\"reporter\":410,\"partner\":392,\"flow\":\"X\",\"classification\":\"H6\",\"commodity\":\"030320\",\"period\":\"2024-x\",\"primaryValue\":3}\\n|2024-x|2024-02",
                // Korea's export: a row is two figures, both fine or none; thousands separators stay in quotes.
                "text/csv|x-windows-949|\uAE30\uAC04,\uAD6D\uAC00\uCF54\uB4DC,HS\uCF54\uB4DC,\uC218\uCD9C\uAE08\uC561,\uC218\uC785\uAE08\uC561\\n2024.01,JP,0303240000,\"1,000\",1\\n2024.13,JP,0303240000,\"2,000\",2\\n2024.13,JP,0303250000,\"3,000\",3\\n|2024.13|2024.02"
            })
    void aMendedFileLandsWhole(String type, String charset, String text, String bad, String good) {
        // Given
        JsonPath first = ingest(type, text.replace("\\n", "\n").getBytes(Charset.forName(charset)));
        assertThat(first.getLong("rows.rejected")).isEqualTo(2);
        assertThat(first.getLong("rejects.rowsKept")).isEqualTo(2);
        // When
        Response file = read(first.getString("rejects.mendable"));
        String mended = file.asString().replace(bad, good);
        JsonPath second = ingest(type, mended.getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(file.header("Content-Disposition")).contains("attachment", first.getString("id") + "-mendable.");
        assertThat(second.getString("format")).isEqualTo(first.getString("format"));
        assertThat(second.getLong("rows.rejected")).isZero();
        assertThat(second.getLong("rows.accepted")).isEqualTo(second.getLong("rows.read"));
        assertThat(second.getLong("rows.read")).isGreaterThanOrEqualTo(2);
        assertThat(second.getString("rejects.mendable")).isNull();
    }

    @Test
    void aFaultComesWithItsRow() {
        // Given
        String file = STRAIT + "410;392;X;H6;030331;2024-x;NaN;\"=cmd|' /C calc'!A0\"\n" + "410;392;X\n"
                + "410;392;X;H6;030331;2024-01;-5;-5\n";
        JsonPath job = ingest("text/csv", file.getBytes(StandardCharsets.UTF_8));
        String href = job.getString("rejects.href");
        // When
        String csv = read(href + "?format=csv").asString();
        JsonPath page = read(href).jsonPath();
        String mendable = read(href + "?format=mendable").asString();
        // Then
        String expected = "a number from 0 to below 10^24 without thousands separators, or nothing where it is missing";
        assertThat(csv.lines())
                .hasSize(5)
                .startsWith(
                        "line,field,value,message,expected,\"reporter\",\"partner\",\"flow\",\"classification\",\"commodity\",\"period\",\"primaryValue\",\"partnerName\"")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("2,\"period\",\"2024-x\",\"is no period\",")
                        .endsWith(
                                ",\"410\",\"392\",\"X\",\"H6\",\"030331\",\"2024-x\",\"NaN\",\"'=cmd|' /C calc'!A0\""))
                .anySatisfy(line ->
                        assertThat(line).startsWith("3,\"line\",\"3 fields\",").endsWith(",\"410\",\"392\",\"X\""))
                .contains("4,\"primaryValue\",\"-5\",\"is no number that can be taken\",\"" + expected
                        + "\",\"410\",\"392\",\"X\",\"H6\",\"030331\",\"2024-01\",\"-5\",\"-5\"");
        assertThat(page.getList("items.line", Integer.class)).containsExactly(2, 2, 3, 4);
        assertThat(page.getString("items[0].original")).isEqualTo("410;392;X;H6;030331;2024-x;NaN;=cmd|' /C calc'!A0");
        // A row once, however many faults it has, and no cell that a spreadsheet would run.
        assertThat(mendable.lines())
                .containsExactly(
                        STRAIT.strip(),
                        "410;392;X;H6;030331;2024-x;NaN;'=cmd|' /C calc'!A0",
                        "410;392;X",
                        "410;392;X;H6;030331;2024-01;-5;-5");
    }

    @Test
    void aRowThatIsTooLongIsNamedAndNotKept() {
        // Given
        String file = STRAIT + "410;392;X;H6;030332;2024-x;1;" + "x".repeat(9_000) + "\n"
                + "410;392;X;H6;030332;2024-x;1;" + ";".repeat(5_000) + "\n" + "410;392;X;H6;030332;2024-x;2;short\n";
        // When
        JsonPath job = ingest("text/csv", file.getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(rows(job)).isEqualTo("read 3 accepted 0 unchanged 0 revised 0 rejected 3");
        assertThat(job.getLong("rejects.kept")).isEqualTo(3);
        assertThat(job.getLong("rejects.rowsKept")).isEqualTo(1);
        assertThat(job.getList("notes", String.class))
                .anySatisfy(note -> assertThat(note).startsWith("the text of 1 rejected rows is kept, of others not"));
        assertThat(read(job.getString("rejects.mendable")).asString().lines()).hasSize(2);
        JsonPath page = read(job.getString("rejects.href")).jsonPath();
        assertThat(page.getList("items.original", String.class))
                .containsExactly(null, null, "410;392;X;H6;030332;2024-x;2;short");
    }

    @Test
    void whereNoRowIsKeptThereIsNothingToMend() {
        // Given: rows of this format are no lines; and a file without rejects
        JsonPath json = ingest(
                "application/json",
                new ComtradeFile().with("030333", "202413", "1").json());
        JsonPath sound = ingestCsv(new ComtradeFile().with("030333", "202401", "1"));
        for (JsonPath job : List.of(json, sound)) {
            // When
            Response mendable = given().auth()
                    .oauth2(Tokens.viewer())
                    .get(INGESTS + "/" + job.getString("id") + "/rejects?format=mendable");
            // Then
            assertThat(job.getString("rejects.mendable")).isNull();
            assertThat(mendable.statusCode()).isEqualTo(409);
            assertThat(mendable.contentType()).startsWith("application/problem+json");
        }
        assertThat(read(json.getString("rejects.href") + "?format=csv").asString())
                .startsWith("line,field,value,message,expected\r\n1,\"period\",\"202413\",");
        Response unknown = given().auth()
                .oauth2(Tokens.viewer())
                .get(INGESTS + "/" + json.getString("id") + "/rejects?format=xls");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.jsonPath().getString("violations[0].expected")).isEqualTo("json, csv or mendable");
    }

    /** What contradicts itself is named on both lines; where a breakdown tells the rows apart there is no contradiction. */
    @Test
    void aBreakdownExplainsAKeyThatStandsTwice() {
        // Given
        ComtradeFile file = new ComtradeFile()
                .with("030341", "202401", "10")
                .with("030341", "202401", "4", "motCode", "1000")
                .with("030341", "202401", "6", "motCode", "2100")
                .with("030341", "202401", "3", "customsCode", "C06")
                .with("030341", "202401", "2", "partner2Code", "156")
                .with("030342", "202401", "10")
                .with("030342", "202401", "11");
        // When
        JsonPath job = ingestCsv(file);
        // Then
        assertThat(rows(job)).isEqualTo("read 7 accepted 5 unchanged 0 revised 0 rejected 2");
        assertThat(query(database, """
                        select s.transport, s.customs, s.partner2, o.primary_value, s.breakdown_is_total
                        from observation o join series s using (series_id) where commodity = '030341' order by primary_value
                        """))
                .containsExactly("0 C00 156 2 f", "0 C06 0 3 f", "1000 C00 0 4 f", "2100 C00 0 6 f", "0 C00 0 10 t");
        JsonPath rejects = read(job.getString("rejects.href")).jsonPath();
        assertThat(rejects.getList("items.line", Integer.class)).containsExactly(7, 8);
        assertThat(rejects.getList("items.message", String.class))
                .allSatisfy(message -> assertThat(message).contains("other figures of the same series and period"));
        assertThat(rejects.getString("items[0].message")).endsWith("8");
        assertThat(rejects.getString("items[1].message")).endsWith("7");
    }

    @Test
    void anUnknownCodeIsKeptAndAnUnknownFlowIsNamed() {
        // Given: no list has this commodity, this mode of transport or this partner; a flow decides what a figure is
        ComtradeFile file = new ComtradeFile()
                .with("999898", "202401", "1", "motCode", "9990", "partnerCode", "9776", "partnerDesc", "Nowhere")
                .with("999898", "202402", "2", "flowCode", "ZZ");
        // When
        JsonPath job = ingestCsv(file);
        // Then
        assertThat(rows(job)).isEqualTo("read 2 accepted 1 unchanged 0 revised 0 rejected 1");
        assertThat(job.getList("notes", String.class))
                .contains("area 9776 (Nowhere) is not in the list of areas: kept as unmapped");
        assertThat(query(database, "select partner, transport from series where commodity = '999898'"))
                .containsExactly("9776 9990");
        JsonPath fault = read(job.getString("rejects.href")).jsonPath();
        assertThat(fault.getString("items[0].field")).isEqualTo("flowCode");
        assertThat(fault.getString("items[0].expected")).contains("RX");
        String mended = read(job.getString("rejects.mendable")).asString().replace("ZZ", "X");
        assertThat(rows(finished(post("?source=COMTRADE", "text/csv", mended.getBytes(StandardCharsets.UTF_8))
                        .jsonPath()
                        .getString("id"))))
                .isEqualTo("read 1 accepted 1 unchanged 0 revised 0 rejected 0");
    }
}
