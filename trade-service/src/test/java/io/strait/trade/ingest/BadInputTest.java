package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static io.strait.trade.ingest.Trade.INGESTS;
import static io.strait.trade.ingest.Trade.finished;
import static io.strait.trade.ingest.Trade.ingestCsv;
import static io.strait.trade.ingest.Trade.job;
import static io.strait.trade.ingest.Trade.post;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent wrongly gets its right status and a problem that names place and expectation. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class BadInputTest {
    private static final String HEADER = String.join(",", ComtradeFile.COLUMNS) + "\n";

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service = URI.create("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text/csv||400|malformed-body|body is empty",
                "application/json|{\"data\": [}|400|malformed-body|line 1: body `column 11` is not well-formed JSON: Unexpected close marker '}': expected ']' (expected",
                "application/json|{\"data\": [], \"error\": \"limit\"}|422|unprocessable|error `limit`",
                "application/json|{\"rows\": []}|422|unprocessable|data is missing",
                "text/csv|HEADER\"C\",\"A|400|malformed-body|line 2: line `\"` opens a quote that is never closed",
                "text/csv|HEADER\"C\"x,|400|malformed-body|line 2: line begins a record whose quotes do not match",
                "text/csv|HEADER\"C\0\",|400|malformed-body|line 2: line `NUL`",
                "text/csv|period,freqCode|422|unprocessable|lacks reporterCode, flowCode",
                "text/csv|<html>|400|malformed-body|body `xml or html`",
                "application/octet-stream|Year;Value|422|unprocessable|lacks freqCode"
            })
    void aFileThatCannotBeReadIsAFailedJobAndAProblem(
            String type, String body, int status, String slug, String detail) {
        // When
        byte[] bytes =
                body == null ? new byte[0] : body.replace("HEADER", HEADER).getBytes(StandardCharsets.UTF_8);
        Response response = post("?source=COMTRADE", type, bytes);
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        JsonPath problem = response.jsonPath();
        assertThat(problem.getString("type")).isEqualTo("/problems/" + slug);
        assertThat(problem.getString("detail")).contains(detail).doesNotContain("Exception");
        assertThat(problem.getString("violations[0].expected")).isNotEmpty();
        JsonPath job = finished(problem.getString("instance").replaceAll(".*/", ""));
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("failure.type")).isEqualTo("/problems/" + slug);
        assertThat(job.getString("failure.detail")).isEqualTo(problem.getString("detail"));
        assertThat(query(
                        database,
                        "select count(*) from pg_tables where schemaname = 'staging' and tablename like '%"
                                + job.getString("id") + "'"))
                .containsExactly("0");
    }

    @Test
    void everyBadParameterIsNamedAtOnce() {
        Response response = post("?sorce=COMTRADE&format=xls", "text/csv", new byte[] {1});

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("type")).isEqualTo("/problems/invalid-parameter");
        assertThat(response.jsonPath().getList("violations.field", String.class))
                .containsExactlyInAnyOrder("sorce", "source", "format");
        assertThat(response.asString()).contains("COMTRADE").contains("comtrade-csv, comtrade-json");
    }

    @Test
    void aListRefusesWhatItDoesNotKnow() {
        Response response = given().auth().oauth2(Tokens.viewer()).get(INGESTS + "?limit=0&cursor=x&state=done&page=2");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getList("violations.field", String.class))
                .containsExactlyInAnyOrder("limit", "cursor", "state", "page");
        for (String path : List.of("/nothing", "/nothing/rejects")) {
            assertThat(given().auth()
                            .oauth2(Tokens.viewer())
                            .get(INGESTS + path)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void otherMediaTypesAndCodingsAreRefused() throws IOException {
        byte[] file = new ComtradeFile().with("030111", "2024", "1").csv();
        assertThat(post("?source=COMTRADE", "text/plain", file).statusCode()).isEqualTo(415);
        assertThat(post("?source=COMTRADE", "application/xml", file).contentType())
                .startsWith("application/problem+json");
        assertThat(encoded("br", file).statusCode()).isEqualTo(415);
        assertThat(encoded("gzip", file).statusCode()).isEqualTo(400);
        byte[] gzip = gzip(file);
        Response broken = encoded("gzip", java.util.Arrays.copyOf(gzip, gzip.length - 9));
        assertThat(broken.statusCode()).as(broken.asString()).isEqualTo(400);
        Response good = encoded("gzip", gzip);
        assertThat(good.statusCode()).as(good.asString()).isEqualTo(202);
        // The digest is of the file, however it came.
        assertThat(post("?source=COMTRADE", "text/csv", file).jsonPath().getString("id"))
                .isEqualTo(good.jsonPath().getString("id"));
    }

    @Test
    void writingNeedsAContributor() {
        byte[] file = new ComtradeFile().with("030119", "2024", "1").csv();
        Response nobody = given().contentType("text/csv").body(file).post(INGESTS + "?source=COMTRADE");
        Response viewer = given().auth()
                .oauth2(Tokens.viewer())
                .contentType("text/csv")
                .body(file)
                .post(INGESTS + "?source=COMTRADE");

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(viewer.statusCode()).isEqualTo(403);
        assertThat(viewer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void anIdempotencyKeyStandsForOneFile() {
        // Given
        byte[] file = new ComtradeFile().with("030191", "2024", "1").csv();
        byte[] other = new ComtradeFile().with("030191", "2024", "2").csv();
        Response first = keyed("k-1", file);
        // When
        Response again = keyed("k-1", file);
        Response misused = keyed("k-1", other);
        // Then
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        assertThat(misused.statusCode()).isEqualTo(422);
        assertThat(misused.jsonPath().getString("violations[0].field")).isEqualTo("Idempotency-Key");
        assertThat(keyed("k-2", other).statusCode()).isEqualTo(202);
        assertThat(keyed("a b", other).statusCode()).isEqualTo(400);
    }

    /** The second is above what 2G of the server's own limit would let in. */
    @ParameterizedTest
    @ValueSource(longs = {999_000_000L, 9_000_000_000L})
    void aBodyThatSaysItIsTooLargeIsRefusedUnread(long bytes) throws IOException {
        try (Socket socket = begin("Content-Length: " + bytes)) {
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json", "/problems/payload-too-large", bytes + " bytes");
        }
    }

    /** A forged id never reaches the database, which would refuse NUL with an error of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"%00", "01deadbeef000000000000000%00", "01DEADBEEF0000000000000000"})
    void anIdOfAnotherFormIsNotThere(String id) {
        for (String path : List.of(INGESTS + "/" + id, INGESTS + "/" + id + "/rejects")) {
            Response response = given().auth()
                    .oauth2(Tokens.viewer())
                    .urlEncodingEnabled(false)
                    .get(path);
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(404);
            assertThat(response.jsonPath().getString("type")).isEqualTo("/problems/not-found");
        }
    }

    @Test
    void aBadTokenIsRefusedBeforeTheBodyIsRead() {
        byte[] file = new ComtradeFile().with("030120", "2024", "1").csv();
        for (String token : List.of(
                "not-a-token",
                Tokens.expired(),
                Tokens.ofAnotherIssuer(),
                Tokens.forAnotherAudience(),
                Tokens.signedByAnother())) {
            Response response = given().auth()
                    .oauth2(token)
                    .contentType("text/csv")
                    .body(file)
                    .post(INGESTS + "?source=COMTRADE");
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.contentType()).startsWith("application/problem+json");
        }
        assertThat(query(database, "select count(*) from series where commodity = '030120'"))
                .containsExactly("0");
    }

    @Test
    void anUploadThatBreaksOffIsAFailedJobAndNothingElse() throws IOException {
        // Given
        String subject = "broken-off";
        // When
        try (Socket socket = begin("Content-Length: 100000", subject)) {
            socket.getOutputStream()
                    .write(new ComtradeFile().with("030192", "2024", "1").csv());
            socket.getOutputStream().flush();
            await().atMost(Trade.PATIENCE).until(() -> !named(subject).isEmpty());
        }
        // Then
        JsonPath job = finished(named(subject).get(0));
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("failure.detail")).contains("broke off");
        assertThat(query(database, "select count(*) from series where commodity = '030192'"))
                .containsExactly("0");
    }

    @Test
    void anUploadShowsHowFarItIs() throws IOException {
        // Given
        String subject = "slow";
        byte[] rows = ComtradeFile.line(ComtradeFile.row("030193", "2024", "1"))
                .concat("\n")
                .repeat(64)
                .getBytes(StandardCharsets.UTF_8);
        try (Socket socket = begin("Transfer-Encoding: chunked", subject)) {
            chunk(socket, HEADER.getBytes(StandardCharsets.UTF_8));
            // When
            await().atMost(Trade.PATIENCE).until(() -> {
                chunk(socket, rows);
                return !named(subject).isEmpty() && job(named(subject).get(0)).getLong("rows.read") > 0;
            });
            // Then
            assertThat(job(named(subject).get(0)).getString("state")).isEqualTo("RECEIVING");
            socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 202");
        }
        JsonPath job = finished(named(subject).get(0));
        assertThat(job.getLong("rows.accepted")).isEqualTo(1);
        assertThat(job.getLong("rows.unchanged")).isEqualTo(job.getLong("rows.read") - 1);
        assertThat(query(database, "select state from ingest where id = '" + job.getString("id") + "'"))
                .containsExactly("COMPLETED");
    }

    @Test
    void rejectsAreBoundedAndTheirCountIsNot() {
        // Given
        ComtradeFile file = new ComtradeFile();
        for (int i = 0; i < 1500; i++) {
            file.with("030194", "202401", "x" + i);
        }
        // When
        JsonPath job = ingestCsv(file);
        // Then
        assertThat(rows(job)).isEqualTo("read 1500 accepted 0 unchanged 0 revised 0 rejected 1500");
        assertThat(job.getLong("rejects.kept")).isEqualTo(1000);
        assertThat(job.getList("notes", String.class)).contains("only the first 1000 faults are kept");
        JsonPath page = Trade.read(job.getString("rejects.href") + "?limit=1000&cursor=990")
                .jsonPath();
        assertThat(page.getList("items")).hasSize(10);
        assertThat(page.getString("next")).isNull();
    }

    /** The body is made as it is sent, and would not fit into the test's heap as objects. */
    @Test
    void memoryStaysFlatWhateverTheSize() {
        // Given
        int rows = 300_000;
        String line = "C,M,%d%02d,410,X,392,H6,%06d,%d\n";
        InputStream body = new InputStream() {
            private byte[] current =
                    "typeCode,freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue\n"
                            .getBytes(StandardCharsets.UTF_8);
            private int pos;
            private int made;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (pos == current.length) {
                    if (made == rows) {
                        return -1;
                    }
                    StringBuilder next = new StringBuilder();
                    for (int i = 0; i < 1000; i++, made++) {
                        next.append(line.formatted(2000 + made % 240 / 12, made % 12 + 1, 700_000 + made / 240, made));
                    }
                    current = next.toString().getBytes(StandardCharsets.UTF_8);
                    pos = 0;
                }
                int n = Math.min(length, current.length - pos);
                System.arraycopy(current, pos, bytes, offset, n);
                pos += n;
                return n;
            }
        };
        // When
        Response response = given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/octet-stream")
                .body(body)
                .post(INGESTS + "?source=DEMO");
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        JsonPath job = finished(response.jsonPath().getString("id"));
        assertThat(rows(job)).isEqualTo("read 300000 accepted 300000 unchanged 0 revised 0 rejected 0");
    }

    private List<String> named(String fileName) {
        return query(database, "select id from ingest where file_name = '" + fileName + "'");
    }

    private Socket begin(String framing) throws IOException {
        return begin(framing, "raw");
    }

    private Socket begin(String framing, String fileName) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        String head = "POST " + INGESTS + "?source=COMTRADE&fileName=" + fileName + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + Tokens.contributor() + "\r\nContent-Type: text/csv\r\n" + framing
                + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Head and body; the connection stays open, for the server still waits for what was announced. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        String length = head.toString().replaceFirst("(?is).*content-length: (\\d+).*", "$1");
        return head + new String(socket.getInputStream().readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    private static void chunk(Socket socket, byte[] bytes) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        chunk.writeTo(socket.getOutputStream());
        socket.getOutputStream().flush();
    }

    private static Response keyed(String key, byte[] body) {
        return given().auth()
                .oauth2(Tokens.contributor())
                .header("Idempotency-Key", key)
                .contentType("text/csv")
                .body(body)
                .post(INGESTS + "?source=COMTRADE");
    }

    private static Response encoded(String encoding, byte[] body) {
        return given().auth()
                .oauth2(Tokens.contributor())
                .header("Content-Encoding", encoding)
                .contentType("application/octet-stream")
                .body(body)
                .post(INGESTS + "?source=COMTRADE&fileName=" + encoding);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
