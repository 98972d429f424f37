package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The way to the next page (RFC 8288): relative, so that it holds behind the gateway too. Stateless. */
public final class Links {
    private Links() {}

    /** Puts the link into the answer's {@code next} and into its header. */
    public static void next(ObjectNode answer, Response.ResponseBuilder response, UriInfo uri, String cursor) {
        answer.put("next", next(response, uri, cursor));
    }

    /** Puts the link into the header, and gives it for the answer's {@code next}. */
    static String next(Response.ResponseBuilder response, UriInfo uri, String cursor) {
        List<String> query = new ArrayList<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
            }
        });
        query.add("cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        String next = uri.getRequestUri().getRawPath() + "?" + String.join("&", query);
        response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        return next;
    }
}
