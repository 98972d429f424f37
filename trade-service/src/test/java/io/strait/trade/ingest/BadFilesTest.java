package io.strait.trade.ingest;

import static io.strait.trade.ingest.Trade.finished;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.read;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of bad file, as it comes over HTTP. A bad row is named by line and column and costs no other; a file that
 * cannot be read on is refused at a place that is named, and leaves nothing.
 */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class BadFilesTest {
    private static final String V1 =
            "typeCode,freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue\n";
    private static final String OURS = "reporter,partner,flow,classification,commodity,period,primaryValue\n";

    /** More than may come of however little, and of next to nothing. */
    private static final int BOMB = 20 << 20;

    @Inject
    DataSource database;

    /**
     * Some rows are bad.
     *
     * @param accepted how many land
     * @param faults each as line, column, value; {@code *} for one that is none of them
     */
    record Mixed(String name, byte[] body, int accepted, String... faults) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mixed> mixed() {
        List<Mixed> cases = new ArrayList<>();
        cases.add(new Mixed(
                "mixed line ends",
                bytes(V1.replace("\n", "\r\n") + row("040110", "202401", "1") + "\r" + row("040110", "202402", "2")
                        + "\n" + row("040110", "202413", "3") + "\r\n" + row("040110", "202403", "4") + "\r\n\r\n"),
                3,
                "4 period 202413"));
        for (String number : List.of(
                "1e309", "\"1,234\"", "-5", "NaN", "Infinity", "0x10", "1.2.3", "1e-400", "=1+1", "9e999999999")) {
            cases.add(new Mixed(
                    "number " + number,
                    bytes(V1 + row("040120", "202401", "1") + "\n" + row("040120", "202402", number) + "\n"
                            + row("040120", "202403", "3") + "\n"),
                    2,
                    "3 primaryValue " + number.replace("\"", "")));
        }
        cases.add(new Mixed(
                "periods",
                bytes(V1 + row("040130", "202413", "1") + "\n" + row("040130", "2024", "1") + "\n"
                        + row("040130", "202400", "1") + "\n" + row("040130", "", "1") + "\n"
                        + row("040130", "999901", "1") + "\n"
                        + row("040130", "202401", "1").replace("C,M,", "C,A,") + "\n"
                        + row("040130", "202401", "1") + "\n"),
                1,
                "2 period 202413",
                "3 period 2024",
                "4 period 202400",
                "5 period ",
                "6 period 999901",
                "7 period 202401"));
        cases.add(new Mixed(
                "codes",
                bytes(OURS + "410,392,ZZ,H6,040140,2024,1\n" + "KOREA,392,X,H6,040140,2024,1\n"
                        + "410,99999,X,H6,040140,2024,1\n" + "410,392,X,HX,040140,2024,1\n"
                        + "410,392,X,H6,04014,2024,1\n" + "410,392,X,H6,27ZZ12,2024,1\n"
                        + "410,392,X,H6,040140,2024,1\n"),
                1,
                "2 flow ZZ",
                "3 reporter KOREA",
                "4 partner 99999",
                "5 classification HX",
                "6 commodity 04014",
                "7 commodity 27ZZ12"));
        cases.add(new Mixed(
                "cells like formulas",
                bytes(OURS + "410,392,X,H6,040150,2024,1\n" + "410,392,X,H6,040150,2023,\"=HYPERLINK(\"\"x\"\")\"\n"
                        + "410,392,X,H6,@SUM(A1),2024,1\n" + "+cmd,392,X,H6,040150,2022,1\n"),
                1,
                "3 primaryValue =HYPERLINK(\"x\")",
                "4 commodity @SUM(A1)",
                "5 reporter +cmd"));
        cases.add(new Mixed(
                "rows shorter and longer than the header",
                bytes(OURS + "410,392,X\n" + "410,392,X,H6,040210,2024,1" + ",x".repeat(10_000) + "\n"
                        + "410,392,X,H6,040210,2024,1\n"),
                1,
                "2 line 3 fields",
                "3 line 10007 fields"));
        cases.add(new Mixed(
                "several faults of a row",
                bytes(OURS + "410,392,ZZ,H6,04021,2024-13,x\n" + "410,392,X,H6,040221,2024,1\n"),
                1,
                "2 period 2024-13",
                "2 flow ZZ",
                "2 commodity 04021",
                "2 primaryValue x"));
        cases.add(new Mixed(
                "JSON lines that are none",
                bytes(
                        "{\"reporter\":410,\"partner\":392,\"flow\":\"X\",\"classification\":\"H6\",\"commodity\":\"040229\",\"period\":\"2024\",\"primaryValue\":1}\n"
                                + "{\"reporter\":410,\n" + "\u0000\n" + "[1]\n"
                                + "{\"reporter\":410,\"partner\":392,\"flow\":\"X\",\"classification\":\"H6\",\"commodity\":\"040229\",\"period\":\"2023\",\"primaryValue\":1e309}\n"
                                + "{\"reporter\":410,\"reporter\":411}\n"
                                + "{\"reporter\":410,\"partner\":392,\"flow\":\"X\",\"classification\":\"H6\",\"commodity\":\"040229\",\"period\":\"2022\",\"primaryValue\":"
                                + "[".repeat(1000) + "}\n"
                                + "{\"reporter\":410,\"partner\":392,\"flow\":\"X\",\"classification\":\"H6\",\"commodity\":\"040229\",\"period\":\"2021\",\"primaryValue\":2}\n"),
                2,
                "2 line {\"reporter\":410,",
                "3 line \uFFFD",
                "4 line [",
                "5 primaryValue 1e309",
                "6 reporter ",
                "*"));
        cases.add(new Mixed(
                "bytes of no encoding",
                bytes(
                        OURS.replace("\n", ",partnerName\n") + "410,392,X,H6,040291,2024,1,J\u00E4p\u00E4n\u0081\n",
                        ISO_8859_1),
                1));
        cases.add(new Mixed(
                "a CR of its own at the end of a line",
                bytes(OURS.replace("\n", ",partnerName\n") + "410,392,X,H6,040293,2024,1,\"Ja\rpan\"\n"
                        + "410,392,X,H6,040293,2023,1,\"Japan\r\"\n" + "410,392,X,H6,040293,2022,1,Japan"),
                3));
        cases.add(new Mixed(
                "a key twice with different values",
                bytes(OURS + "410,392,X,H6,040299,2024,1\n" + "410,392,X,H6,040299,2024,2\n"
                        + "410,392,X,H6,040299,2023,3\n"),
                1,
                "2 period 2024",
                "3 period 2024"));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mixed")
    void aBadRowIsNamedAndGoodOnesLand(Mixed file) {
        // When
        Response response = post("?source=COMTRADE", "application/octet-stream", file.body());
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        JsonPath job = finished(response.jsonPath().getString("id"));
        assertThat(job.getString("state")).isEqualTo("COMPLETED");
        assertThat(job.getInt("rows.accepted") + job.getInt("rows.unchanged")).isEqualTo(file.accepted());
        JsonPath faults = read(job.getString("rejects.href")).jsonPath();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < faults.getList("items").size(); i++) {
            told.add(faults.getInt("items[" + i + "].line") + " " + faults.getString("items[" + i + "].field") + " "
                    + faults.getString("items[" + i + "].value"));
            assertThat(faults.getString("items[" + i + "].expected")).isNotBlank();
        }
        assertThat(told).hasSameSizeAs(file.faults());
        for (int i = 0; i < told.size(); i++) {
            if (!file.faults()[i].equals("*")) {
                assertThat(told.get(i)).isEqualTo(file.faults()[i]);
            }
        }
        // What comes of them as a file runs in no spreadsheet.
        assertThat(read(job.getString("rejects.href") + "?format=csv").asString())
                .doesNotContainPattern("[,;\"][=@][A-Z0-9]");
    }

    /** None of it can be taken; the detail holds all of these words. */
    record Refused(String name, Supplier<byte[]> body, int status, String... words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refused> refused() {
        String good = row("040310", "202401", "1") + "\n";
        byte[] gzip = Packed.gzip(bytes((V1 + good).repeat(1_000)));
        byte[] zip = new Packed().with("a.csv", (V1 + good).repeat(1_000)).zip();
        return Stream.of(
                new Refused("nothing", () -> new byte[0], 400, "is empty"),
                new Refused("blanks", () -> bytes(" \n\n "), 422, "lacks"),
                new Refused("header of another kind", () -> bytes("a,b\n1,2\n"), 422, "line 1", "lacks", "byte 0"),
                new Refused(
                        "header with a column twice",
                        () -> bytes(OURS.replace("primaryValue", "period") + "1\n"),
                        422,
                        "line 1",
                        "period",
                        "stands twice",
                        "byte 0"),
                new Refused(
                        "10,000 columns",
                        () -> bytes(OURS.strip() + ",x".repeat(10_000) + "\n"),
                        422,
                        "line 1",
                        "too many columns",
                        "at most 200"),
                new Refused(
                        "a NUL",
                        () -> bytes(V1 + good + good + "C,M,2024\u000001\n"),
                        400,
                        "line 4",
                        "`NUL`",
                        "byte " + (V1.length() + 2 * good.length() + 8)),
                new Refused(
                        "a quote that never closes",
                        () -> bytes(V1 + good + "C,\"M,202401\n" + good.repeat(50)),
                        400,
                        "line 3",
                        "never closed",
                        "byte " + (V1.length() + good.length() + 2)),
                new Refused(
                        "a quote that does not close within a line",
                        () -> bytes(V1 + good + "C,\"M,202401\n" + good.repeat(50_000)),
                        400,
                        "line 3",
                        "not closed within",
                        "byte " + (V1.length() + good.length() + 2)),
                new Refused(
                        "text behind a quote",
                        () -> bytes(V1 + good + "\"C\"x,M\n"),
                        400,
                        "line 3",
                        "quotes do not match",
                        "byte " + (V1.length() + good.length())),
                new Refused(
                        "a line of 10 MB",
                        () -> bytes(V1 + good + "C,M," + "9".repeat(10 << 20) + "\n"),
                        400,
                        "line 3",
                        "longer than can be taken",
                        "byte " + (V1.length() + good.length())),
                new Refused(
                        "a line of 10 MB of delimiters",
                        () -> bytes(V1 + good + ",".repeat(10 << 20) + "\n"),
                        400,
                        "line 3",
                        "longer than can be taken"),
                new Refused(
                        "a JSON line of 10 MB",
                        () -> bytes("{\"reporter\":\"" + "9".repeat(10 << 20)),
                        400,
                        "line 1",
                        "longer than can be taken",
                        "byte 0"),
                new Refused(
                        "a JSON text of 10 MB",
                        () -> bytes("{\"data\":[{\"cmdDesc\":\"" + "9".repeat(10 << 20)),
                        400,
                        "line 1",
                        "column"),
                new Refused("JSON that lies too deep", () -> bytes("{\"data\":" + "[".repeat(100_000)), 400, "line 1"),
                new Refused("JSON cut short", () -> bytes("{\"data\":[{\"freqCode\":\"M\""), 400, "line 1", "byte "),
                new Refused(
                        "JSON in no UTF-8",
                        () -> bytes("{\"data\":[{\"cmdDesc\":\"\u00E4\u00E4\"}]}", ISO_8859_1),
                        400,
                        "UTF-8"),
                new Refused("a web page", () -> bytes("<!doctype html><html><body>Error</body></html>"), 400, "html"),
                new Refused(
                        "an external entity",
                        () -> bytes(
                                "<?xml version='1.0'?><!DOCTYPE response [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><response><body><items><item><year>&x;</year></item></items></body></response>"),
                        400,
                        "document type"),
                new Refused(
                        "an external document type",
                        () -> bytes("<!DOCTYPE response SYSTEM 'http://127.0.0.1:1/x.dtd'><response/>"),
                        400,
                        "document type"),
                new Refused("exploding entities", () -> bytes(explosion()), 400, "document type"),
                new Refused(
                        "an entity that is none",
                        () -> bytes("<response><body><items><item><year>&x;</year></item></items></body></response>"),
                        400,
                        "line 1"),
                new Refused("XML cut short", () -> bytes("<response><body><items><item><year>2024"), 400, "line 1"),
                new Refused(
                        "an XML text of 10 MB", () -> bytes("<response><body>" + "9".repeat(10 << 20)), 400, "line 1"),
                new Refused(
                        "an XML tag of 10 MB",
                        () -> bytes("<response><body x='" + "9".repeat(10 << 20)),
                        400,
                        "line 1",
                        "longer than can be taken"),
                new Refused("gzip cut short", () -> Arrays.copyOf(gzip, gzip.length - 9), 400, "gzip"),
                new Refused("gzip cut in its middle", () -> Arrays.copyOf(gzip, gzip.length / 2), 400, "gzip"),
                new Refused("gzip whose sum is wrong", () -> flipped(gzip, gzip.length - 6), 400, "gzip"),
                new Refused("zip cut short", () -> Arrays.copyOf(zip, zip.length - 9), 400, "zip"),
                new Refused("zip cut in its middle", () -> Arrays.copyOf(zip, zip.length / 3), 400, "zip"),
                new Refused("a gzip bomb", () -> Packed.gzip(bomb()), 413, "unpacked"),
                new Refused(
                        "a zip bomb", () -> new Packed().with("a.csv", bomb()).zip(), 413, "unpacked"),
                new Refused(
                        "a zip bomb in a file that is passed over",
                        () -> new Packed()
                                .with("a.bin", new byte[BOMB])
                                .with("b.csv", V1 + good)
                                .zip(),
                        413,
                        "unpacked"),
                new Refused("packed twice", () -> Packed.gzip(gzip), 400, "packed once"),
                new Refused(
                        "two files of figures",
                        () -> new Packed()
                                .with("a.csv", V1 + good)
                                .with("b.csv", V1 + good)
                                .zip(),
                        422,
                        "more than one file"),
                new Refused(
                        "a picture",
                        () -> new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13},
                        400,
                        "NUL"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void aFileThatCannotBeReadOnIsRefusedAtItsPlace(Refused file) {
        // Given
        String figures = "select count(*) from observation";
        List<String> before = query(database, figures);
        byte[] body = file.body().get();
        // When
        Response response = post("?source=COMTRADE", "application/octet-stream", body);
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(file.status());
        assertThat(response.contentType()).startsWith("application/problem+json");
        JsonPath problem = response.jsonPath();
        assertThat(problem.getString("detail")).contains(file.words()).doesNotContain("Exception", "/etc/");
        JsonPath job = finished(problem.getString("instance").replaceAll(".*/", ""));
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("failure.detail")).isEqualTo(problem.getString("detail"));
        String offset = job.getString("failure.byteOffset");
        if (offset != null) {
            assertThat(problem.getString("detail")).endsWith("; at byte " + offset + " of the file");
        }
        assertThat(query(database, figures)).isEqualTo(before);
        assertThat(query(
                        database,
                        "select count(*) from pg_tables where schemaname = 'staging' and tablename = 'i_"
                                + job.getString("id") + "'"))
                .containsExactly("0");
        // What was refused once is read again when it comes again: it may have been the service that was wrong.
        assertThat(post("?source=COMTRADE", "application/octet-stream", body).statusCode())
                .isEqualTo(file.status());
    }

    private static String row(String commodity, String period, String value) {
        return "C,M," + period + ",410,X,392,H6," + commodity + "," + value;
    }

    private static String explosion() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE response [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            xml.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        return xml + "]><response><body>&a29;</body></response>";
    }

    /** A file that a reader would read on and on. */
    private static byte[] bomb() {
        byte[] bytes = new byte[BOMB];
        Arrays.fill(bytes, (byte) '\n');
        System.arraycopy(bytes(V1), 0, bytes, 0, V1.length());
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] = (byte) (other[at] ^ 1);
        return other;
    }

    private static byte[] bytes(String text) {
        return bytes(text, UTF_8);
    }

    private static byte[] bytes(String text, java.nio.charset.Charset charset) {
        return text.getBytes(charset);
    }
}
