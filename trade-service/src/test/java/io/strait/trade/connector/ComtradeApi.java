package io.strait.trade.connector;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.strait.trade.ingest.ComtradeFile;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * UN Comtrade's API as it is known to answer: a row for each period and commodity that is asked for, cut at maxRecords
 * without a word; a new time in every answer; 401 without a key.
 */
final class ComtradeApi implements ResponseTransformerV2 {
    static final String NAME = "comtrade-api";

    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Response transform(Response response, ServeEvent event) {
        Request request = event.getRequest();
        if (!TestConfig.COMTRADE_KEY.equals(request.getHeader("Ocp-Apim-Subscription-Key"))) {
            return Response.Builder.like(response)
                    .but()
                    .status(401)
                    .body("{\"statusCode\":401,\"message\":\"Access denied due to missing subscription key.\"}")
                    .build();
        }
        ComtradeFile rows = new ComtradeFile();
        int most = Integer.parseInt(values(request, "maxRecords").get(0));
        for (String period : values(request, "period")) {
            for (String commodity : values(request, "cmdCode")) {
                if (rows.rows().size() < most) {
                    rows.with(commodity, period, period.substring(2) + commodity.substring(4));
                }
            }
        }
        String body = new String(rows.json(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("0.1 secs", calls.incrementAndGet() + ".25 secs");
        return Response.Builder.like(response).but().body(body).build();
    }

    private static List<String> values(Request request, String name) {
        return Arrays.asList(request.queryParameter(name).firstValue().split(","));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }
}
