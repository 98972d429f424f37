package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.node;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.strait.supplychain.SupplyChainTestResource;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Many editors at once: one order, and nobody's change is lost unseen. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class ConcurrentEditsTest {
    private static final int EDITORS = 8;
    private static final int EDITS = 12;

    @Inject
    DataSource database;

    private static List<Response> atOnce(List<Callable<Response>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(EDITORS);
        try {
            List<Response> responses = new ArrayList<>();
            for (Future<Response> response : threads.invokeAll(requests)) {
                responses.add(response.get());
            }
            return responses;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofEditorsOfOneVersionOneWins() throws Exception {
        // Given
        String id = made("contended", "part");
        String tag = viewer().get(NODES + "/" + id).header("ETag");
        List<Callable<Response>> edits = new ArrayList<>();
        for (int i = 0; i < EDITORS; i++) {
            Map<String, Object> changed = node(id, "part");
            changed.put("name", "Editor " + i);
            edits.add(() -> contributor()
                    .contentType("application/json")
                    .header("If-Match", tag)
                    .body(changed)
                    .put(NODES + "/" + id));
        }
        // When
        List<Response> responses = atOnce(edits);
        // Then
        List<Response> won =
                responses.stream().filter(r -> r.statusCode() == 200).toList();
        assertThat(won).hasSize(1);
        assertThat(responses.stream().filter(r -> r.statusCode() == 412)).hasSize(EDITORS - 1);
        assertThat(viewer().get(NODES + "/" + id).jsonPath().getString("name"))
                .isEqualTo(won.get(0).jsonPath().getString("name"));
    }

    @Test
    void revisionsHaveNoGapsAndEveryAnswerSeesAllBeforeIt() throws Exception {
        // Given
        List<Callable<Response>> edits = new ArrayList<>();
        for (int i = 0; i < EDITORS * EDITS; i++) {
            String id = unique("parallel");
            edits.add(() -> {
                Response created = contributor()
                        .contentType("application/json")
                        .body(node(id, "part"))
                        .post(NODES);
                assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
                // Its own write is in the graph that answers next.
                return viewer().get(NODES + "/" + id + "/downstream?minRevision="
                        + created.jsonPath().getLong("revision"));
            });
        }
        // When
        List<Response> responses = atOnce(edits);
        // Then
        assertThat(responses).allSatisfy(r -> assertThat(r.statusCode()).isEqualTo(200));
        assertThat(number("select max(id) + 1 - count(*) from revision")).isZero();
        assertThat(number("select count(*) from (select at, lag(at) over (order by id) as before from revision) r"
                        + " where at <= before"))
                .isZero();
    }

    private long number(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
