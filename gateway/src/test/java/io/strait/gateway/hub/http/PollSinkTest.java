package io.strait.gateway.hub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.gateway.filter.FilterParameters;
import io.strait.gateway.hub.Closing;
import io.strait.gateway.hub.Reset;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollSinkTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anOverloadedGatewaySaysWhenToComeBack() throws Exception {
        HttpResponse<String> answer = ask("", sink -> end(sink, Closing.OVERLOADED));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.body()).contains("/problems/unavailable");
    }

    @Test
    void whoHasNoPlaceYetAndCannotBeGivenOneIsToldSo() throws Exception {
        assertThat(ask("", PollSink::end).statusCode()).isEqualTo(503);
    }

    /** The client's place is as good as before; and the next request must go to another replica. */
    @Test
    void aGatewayThatStopsGivesThePlaceBackAndClosesTheConnection() throws Exception {
        HttpResponse<String> answer = ask("mine", sink -> end(sink, Closing.SHUTTING_DOWN));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"events\":[],\"position\":\"mine\"}");
        assertThat(answer.headers().firstValue("Connection")).hasValue("close");
    }

    @Test
    void aPlaceThatTheClientMadeUpIsQuotedAsItMustBe() throws Exception {
        HttpResponse<String> answer = ask("a\"b\\", PollSink::end);
        assertThat(answer.body()).isEqualTo("{\"events\":[],\"position\":\"a\\\"b\\\\\"}");
    }

    /** What comes after the answer is not lost: it lies behind the position in the answer. */
    @Test
    void nothingIsTakenOnceTheAnswerIsGiven() throws Exception {
        HttpResponse<String> answer = ask("mine", sink -> {
            sink.reset(new Reset(Reset.Reason.AHEAD, "head", "oldest"));
            sink.flush();
            assertThat(sink.isFull()).isTrue();
            sink.position("later");
            sink.reset(new Reset(Reset.Reason.MALFORMED, "later", "later"));
            sink.flush();
            sink.end();
        });
        assertThat(answer.body())
                .isEqualTo("{\"events\":[],\"position\":\"head\",\"reset\":{\"reason\":\"ahead\",\"position\":\"head\","
                        + "\"oldest\":\"oldest\",\"snapshots\":[\"/snapshot\"]}}");
    }

    private static void end(PollSink sink, Closing reason) {
        sink.closing(reason, null);
        sink.flush();
        sink.end();
    }

    private HttpResponse<String> ask(String lastEventId, Consumer<PollSink> then) throws Exception {
        Router router = Router.router(vertx);
        router.get("/").handler(context -> {
            EventQuery query = EventQuery.of(
                    MultiMap.caseInsensitiveMultiMap(), lastEventId, EventQuery.Mode.POLL, new FilterParameters());
            then.accept(new PollSink(context, query, List.of("/snapshot")));
        });
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        server.listen(0, "localhost").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + "/"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
