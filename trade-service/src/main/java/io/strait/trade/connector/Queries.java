package io.strait.trade.connector;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses of calls. */
final class Queries {
    private Queries() {}

    /** The path behind a base, with or without a slash at its end; values are encoded here. */
    static URI of(URI base, String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base.toString().replaceFirst("/+$", "") + path + (query.isEmpty() ? "" : "?" + query));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",");
    }
}
