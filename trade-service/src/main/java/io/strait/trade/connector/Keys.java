package io.strait.trade.connector;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The providers' keys, and the guard that none of them is told. Thread-safe. */
@ApplicationScoped
class Keys {
    private static final String MASK = "***";

    private final ConnectorConfig config;
    private final List<String> secrets;

    Keys(ConnectorConfig config) {
        this.config = config;
        List<String> found = new ArrayList<>();
        config.keys().values().forEach(value -> value.filter(key -> !key.isBlank())
                .ifPresent(key -> {
                    found.add(key);
                    found.add(encoded(key));
                }));
        // The longest first: one may be part of another.
        found.sort(Comparator.comparingInt(String::length).reversed());
        this.secrets = List.copyOf(found);
    }

    Optional<String> find(String name) {
        Optional<String> key = config.keys().get(name);
        return key == null ? Optional.empty() : key.filter(value -> !value.isBlank());
    }

    /** What others say, with each key in it masked: a provider may repeat what it was asked. */
    String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    /** As it stands in a query. Korea's portal gives keys that are so encoded already. */
    static String encoded(String key) {
        return key.contains("%") ? key : URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
