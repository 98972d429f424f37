package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static io.strait.trade.ingest.Trade.ingestAs;
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
import io.strait.trade.ingest.format.TradeFormat;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each family of formats from the body to the figure. Each case has commodities or a source of its own. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class FormatsTest {
    private static final String OBSERVATIONS = "/trade/v1/observations";
    private static final String PLAIN =
            "reporter,partner,flow,classification,commodity,period,primaryValue,status,currency\n";

    @Inject
    DataSource database;

    @Test
    void legacyComtradeIsReadBack() {
        // When
        JsonPath job = ingestAs("?source=COMTRADE", "text/csv", utf8("""
                Classification;Period;Trade Flow;Reporter Code;Partner Code;Commodity Code;Netweight (kg);Trade Value (US$);Flag
                H4;201501;Exports;410;392;050100;12;100;4
                H4;201502;Exports;410;392;050100;;0;0
                H4;201503;Exports;410;392;050100;;;0
                H4;201513;Exports;410;392;050100;;7;0
                HS;2015;Re-imports;410;0;050100;;5;0
                """));
        // Then
        assertThat(job.getString("format")).isEqualTo("comtrade-legacy-csv");
        assertThat(rows(job)).isEqualTo("read 5 accepted 4 unchanged 0 revised 0 rejected 1");
        assertThat(job.getList("notes", String.class)).contains("delimiter: semicolon; no quotes", "encoding: ASCII");
        assertThat(csv("?source=COMTRADE&commodity=050100&reporter=KOR&partner=JPN&frequency=M", 21, 22, 23, 27, 33))
                .containsExactly("2015-01 REPORTED 100 12 netWeight", "2015-02 REPORTED 0  ", "2015-03 MISSING   ");
        assertThat(csv("?source=COMTRADE&commodity=050100&partner=W00&classification=HS&frequency=A", 0, 18, 23))
                .containsExactly("COMTRADE.A.KOR.W00.RM.HS.050100 true 5");
        JsonPath fault = read(job.getString("rejects.href")).jsonPath();
        assertThat(fault.getString("items[0].field")).isEqualTo("Period");
        assertThat(fault.getInt("items[0].line")).isEqualTo(5);
    }

    @Test
    void whatObservationsExportsIsReadBack() {
        // Given: figures of every status
        source("PLAIN_A");
        source("PLAIN_B");
        source("PLAIN_C");
        JsonPath first = ingestAs("?source=PLAIN_A", "text/csv", utf8(PLAIN + """
                410,392,X,H6,050210,2024-01,0,,EUR
                410,392,X,H6,050210,2024-02,,,EUR
                410,392,X,H6,050210,2024-03,,SUPPRESSED,EUR
                410,392,X,H6,050210,2024-04,1.25,ESTIMATED,EUR
                410,392,X,H6,050210,2024-Q2,7,,EUR
                410,0,M,HS,TOTAL,2024,9,,EUR
                """));
        assertThat(first.getString("format")).isEqualTo("strait-csv");
        assertThat(rows(first)).isEqualTo("read 6 accepted 6 unchanged 0 revised 0 rejected 0");
        // When
        JsonPath csv = ingestAs("?source=PLAIN_B", "text/csv", export("PLAIN_A", "csv"));
        JsonPath ndjson = ingestAs("?source=PLAIN_C", "application/x-ndjson", export("PLAIN_A", "ndjson"));
        // Then
        assertThat(csv.getString("format")).isEqualTo("strait-csv");
        assertThat(ndjson.getString("format")).isEqualTo("strait-ndjson");
        assertThat(rows(csv)).isEqualTo(rows(first));
        assertThat(rows(ndjson)).isEqualTo(rows(first));
        List<String> figures = figures("PLAIN_A");
        assertThat(figures)
                .contains(
                        "A.KOR.W00.M.HS.TOTAL 2024-01-01 REPORTED 9 EUR true",
                        "M.KOR.JPN.X.H6.050210 2024-02-01 MISSING null EUR false",
                        "M.KOR.JPN.X.H6.050210 2024-03-01 SUPPRESSED null EUR false",
                        "M.KOR.JPN.X.H6.050210 2024-04-01 ESTIMATED 1.25 EUR false")
                .hasSize(6);
        assertThat(figures("PLAIN_B")).isEqualTo(figures);
        assertThat(figures("PLAIN_C")).isEqualTo(figures);
    }

    @Test
    void aSeriesKeepsItsCurrency() {
        source("PLAIN_D");
        ingestAs("?source=PLAIN_D", "text/csv", utf8(PLAIN + "410,392,X,H6,050290,2024-01,1,,USD\n"));

        JsonPath job = ingestAs("?source=PLAIN_D", "text/csv", utf8(PLAIN + """
                410,392,X,H6,050290,2024-02,1,,EUR
                410,392,M,H6,050290,2024-02,1,,EUR
                """));

        assertThat(rows(job)).isEqualTo("read 2 accepted 1 unchanged 0 revised 0 rejected 1");
        JsonPath fault = read(job.getString("rejects.href")).jsonPath();
        assertThat(fault.getString("items[0].field")).isEqualTo("currency");
        assertThat(fault.getString("items[0].value")).isEqualTo("EUR");
        assertThat(fault.getString("items[0].expected")).isEqualTo("USD");
        assertThat(fault.getInt("items[0].line")).isEqualTo(2);
    }

    @Test
    void baciIsReadBackFromItsArchive() {
        // Given: two files have a row in the same line
        source("BACI");
        byte[] zip = new Packed()
                .with("BACI_HS17_Y2020_V202401b.csv", "t,i,j,k,v,q\n2020,699,842,854231,1.5,   NA\n")
                .with(
                        "BACI_HS17_Y2021_V202401b.csv",
                        "t,i,j,k,v,q\n2021,699,842,854231,0,0.25\n2021,699,7777,854231,2,1\n")
                .with("BACI_HS17_Y2021_again.csv", "t,i,j,k,v,q\n2021,699,842,854231,0,0.25\n")
                .with("country_codes_V202401b.csv", "country_code,country_name\n7777,Atlantis\n")
                .with("product_codes_HS17_V202401b.csv", "code,description\n854231,x\n")
                .zip();
        // When
        JsonPath job = ingestAs("?source=BACI&fileName=BACI_HS17.zip", "application/zip", zip);
        // Then
        assertThat(job.getString("format")).isEqualTo("baci-csv");
        assertThat(rows(job)).isEqualTo("read 4 accepted 3 unchanged 1 revised 0 rejected 0");
        assertThat(csv("?source=BACI&commodity=854231&frequency=A", 0, 21, 23, 27))
                .containsExactlyInAnyOrder(
                        "BACI.A.IND.USA.X.H5.854231 2020 1500 ",
                        "BACI.A.IND.USA.X.H5.854231 2021 0 250",
                        "BACI.A.IND.7777.X.H5.854231 2021 2000 1000");
        assertThat(query(database, "select name, kind from area where code = 7777"))
                .containsExactly("Atlantis UNMAPPED");
        assertThat(job.getList("notes", String.class)).contains("packing: zip");
    }

    @Test
    void aFileIsKnownHoweverItIsPacked() {
        // Given
        byte[] file = new ComtradeFile().with("050300", "2024", "1").csv();
        String first = ingestAs("?source=COMTRADE", "application/gzip", Packed.gzip(file))
                .getString("id");
        // When
        Response plain = post("?source=COMTRADE", "text/csv", file);
        Response zip = post(
                "?source=COMTRADE",
                "application/zip",
                new Packed().with("a.csv", file).zip());
        // Then
        assertThat(List.of(plain.statusCode(), zip.statusCode())).containsExactly(200, 200);
        assertThat(plain.jsonPath().getString("id")).isEqualTo(first);
        assertThat(zip.jsonPath().getString("id")).isEqualTo(first);
    }

    @Test
    void theSenderMayNameTheFormat() {
        byte[] legacy = utf8("Classification,Year,Trade Flow,Reporter Code,Partner Code,Commodity Code,Value\n");

        Response response = post("?source=COMTRADE&format=comtrade-csv", "text/csv", legacy);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getString("detail")).contains("lacks freqCode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip-cut", "zip-cut", "gzip-bomb", "zip-bomb", "two-files", "table-alone", "baci-unnamed"})
    void aBodyThatCannotBeUnpackedIsAFailedJobAndAProblem(String kind) {
        // Given
        byte[] file = new ComtradeFile().with("050400", "2024", "1").csv();
        byte[] gzip = Packed.gzip(file);
        byte[] zip = new Packed().with("a.csv", file).zip();
        byte[] body =
                switch (kind) {
                    case "gzip-cut" -> Arrays.copyOf(gzip, gzip.length - 1);
                    case "zip-cut" -> Arrays.copyOf(zip, zip.length - 22);
                    case "gzip-bomb" -> Packed.gzip(large(file));
                    case "zip-bomb" -> new Packed().with("a.csv", large(file)).zip();
                    case "two-files" ->
                        new Packed().with("a.csv", file).with("b.csv", file).zip();
                    case "table-alone" -> utf8("country_code,country_name\n4,Afghanistan\n");
                    default -> utf8("t,i,j,k,v,q\n2021,4,8,050400,1,1\n");
                };
        int status = kind.endsWith("cut") ? 400 : kind.endsWith("bomb") ? 413 : 422;
        // When
        Response response = post("?source=COMTRADE&fileName=" + kind, "application/octet-stream", body);
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("detail")).doesNotContain("Exception");
        assertThat(query(database, "select state from ingest where file_name = '" + kind + "'"))
                .containsExactly("FAILED");
        assertThat(query(database, "select count(*) from series where commodity = '050400'"))
                .containsExactly("0");
    }

    /** The reader knows no database; the list is written twice. */
    @Test
    void unitsOfQuantityAreThoseOfTheCodeList() {
        source("PLAIN_E");
        StringBuilder file = new StringBuilder(PLAIN.replace("currency", "quantityUnit"));
        List<String> units = query(database, "select abbreviation || '|' || code from quantity_unit order by code");
        for (int i = 0; i < units.size(); i++) {
            file.append("410,392,X,H6,0505%02d,2024-01,1,,%s\n"
                    .formatted(i, units.get(i).replaceAll("\\|.*", "")));
        }

        ingestAs("?source=PLAIN_E", "text/csv", utf8(file.toString()));

        assertThat(query(database, """
                        select u.abbreviation || '|' || o.quantity_unit
                        from observation o join series s using (series_id) join quantity_unit u on u.code = o.quantity_unit
                        where s.source = 'PLAIN_E' order by o.quantity_unit
                        """)).isEqualTo(units);
    }

    @Test
    void everyFormatIsInTheDescription() {
        assertThat(TradeFormat.values())
                .allSatisfy(format -> assertThat(TradeFormat.DESCRIPTION).contains(format.code()));
    }

    private List<String> figures(String source) {
        return query(database, """
                select replace(s.series_key, '%1$s.', ''), o.period_start, o.status, o.primary_value, s.currency,
                       case when s.partner_is_total then 'true' else 'false' end
                from observation o join series s using (series_id) where s.source = '%1$s' order by 1, 2
                """.formatted(source));
    }

    /** An answer has periods of one length; a file may have several, and the header again with each. */
    private static byte[] export(String source, String format) {
        StringBuilder all = new StringBuilder();
        for (String frequency : List.of("A", "Q", "M")) {
            all.append(read(OBSERVATIONS + "?source=" + source
                            + "&reporter=KOR&partner=JPN,W00&commodity=050210,TOTAL&frequency=" + frequency + "&format="
                            + format)
                    .asString());
        }
        return utf8(all.toString());
    }

    /** Some columns of the figures, joined by a blank. */
    private static List<String> csv(String query, int... columns) {
        return read(OBSERVATIONS + query + "&format=csv")
                .asString()
                .lines()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    StringBuilder some = new StringBuilder();
                    for (int column : columns) {
                        some.append(some.length() == 0 ? "" : " ").append(cells[column]);
                    }
                    return some.toString();
                })
                .toList();
    }

    private static void source(String code) {
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"%s\", \"demonstration\": true}".formatted(code))
                .put("/trade/v1/sources/" + code)
                .then()
                .statusCode(201);
    }

    /** The file and blank lines: it packs to a thousandth. */
    private static byte[] large(byte[] file) {
        byte[] large = new byte[160 << 20];
        Arrays.fill(large, (byte) '\n');
        System.arraycopy(file, 0, large, 0, file.length);
        return large;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
