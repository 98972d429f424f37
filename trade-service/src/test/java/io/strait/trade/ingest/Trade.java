package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.Tokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What a client of the service does, and a look at what it left. */
final class Trade {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String INGESTS = "/trade/v1/ingests";

    private Trade() {}

    static Response post(String query, String type, byte[] body) {
        return given().auth()
                .oauth2(Tokens.contributor())
                .contentType(type)
                .urlEncodingEnabled(false)
                .body(body)
                .when()
                .post(INGESTS + query);
    }

    /** Sends a file and waits for the end of its job. */
    static JsonPath ingest(String type, byte[] body) {
        Response response = post("?source=COMTRADE&fileName=test", type, body);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        assertThat(response.header("Location"))
                .isEqualTo(INGESTS + "/" + response.jsonPath().getString("id"));
        return finished(response.jsonPath().getString("id"));
    }

    /** Sends a file under what the query says, and waits for the end of its job. */
    static JsonPath ingestAs(String query, String type, byte[] body) {
        Response response = post(query, type, body);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        return finished(response.jsonPath().getString("id"));
    }

    static JsonPath ingestCsv(ComtradeFile file) {
        return ingest("text/csv", file.csv());
    }

    static JsonPath finished(String id) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> List.of("COMPLETED", "FAILED", "CANCELLED").contains(job(id).getString("state")));
        return job(id);
    }

    static JsonPath job(String id) {
        return read(INGESTS + "/" + id).jsonPath();
    }

    static Response read(String path) {
        Response response = given().auth()
                .oauth2(Tokens.viewer())
                .urlEncodingEnabled(false)
                .when()
                .get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    static String rows(JsonPath job) {
        return "read %d accepted %d unchanged %d revised %d rejected %d"
                .formatted(
                        job.getLong("rows.read"),
                        job.getLong("rows.accepted"),
                        job.getLong("rows.unchanged"),
                        job.getLong("rows.revised"),
                        job.getLong("rows.rejected"));
    }

    /** Each row as its columns, joined by a blank. */
    static List<String> query(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
                found.add(line.toString());
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
