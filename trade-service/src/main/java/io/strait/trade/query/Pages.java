package io.strait.trade.query;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What every paged answer has, whatever it is a list of. */
final class Pages {
    private Pages() {}

    /**
     * The request again with the next cursor, relative to the host: right behind every gateway.
     *
     * @param cursor null on the last page
     */
    static @Nullable String next(String path, UriInfo uri, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String kept = uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> encode(parameter.getKey()) + "=" + encode(value) + "&"))
                .collect(Collectors.joining());
        return path + "?" + kept + "cursor=" + cursor;
    }

    /** RFC 8288, for formats that have no envelope too. */
    static void link(Response.ResponseBuilder response, @Nullable String next) {
        if (next != null) {
            response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
    }

    /** What a format without an envelope cannot say in its body. */
    static void warn(Response.ResponseBuilder response, List<Warning> warnings) {
        warnings.forEach(warning -> response.header("X-Warning", ascii(warning)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String ascii(Warning warning) {
        String value = warning.value() == null ? "" : "=" + warning.value();
        return (warning.code() + " " + warning.parameter() + value + ": " + warning.message())
                .replaceAll("[^\\x20-\\x7e]", "?");
    }
}
