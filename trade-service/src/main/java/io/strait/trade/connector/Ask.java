package io.strait.trade.connector;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * One GET.
 *
 * @param headers beside those of every call
 * @param trusted whether the address is configured; one that a definition or an answer names is checked first
 * @param keyed whether it carries a key: then it follows no redirect to another host
 * @param means statuses beside 200 that are an answer here
 */
record Ask(URI uri, Map<String, String> headers, boolean trusted, boolean keyed, Set<Integer> means) {
    Ask {
        headers = Map.copyOf(headers);
        means = Set.copyOf(means);
    }

    /** To a configured address, with its key. */
    static Ask withKey(URI uri, Map<String, String> headers) {
        return new Ask(uri, headers, true, true, Set.of());
    }

    /** To an address that somebody names. */
    static Ask of(URI uri, Map<String, String> headers, Integer... means) {
        return new Ask(uri, headers, false, false, Set.of(means));
    }

    Ask to(URI other) {
        return new Ask(other, headers, trusted && sameOrigin(other), keyed, means);
    }

    boolean sameOrigin(URI other) {
        return uri.getScheme().equalsIgnoreCase(other.getScheme())
                && uri.getHost().equalsIgnoreCase(other.getHost())
                && uri.getPort() == other.getPort();
    }
}
