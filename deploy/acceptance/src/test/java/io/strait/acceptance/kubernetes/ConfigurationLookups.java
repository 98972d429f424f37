package io.strait.acceptance.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a packaged service asked its configuration for and where the answer came from, as SmallRye Config tells at level
 * DEBUG: the record of a running process, not a list by hand.
 */
record ConfigurationLookups(List<Lookup> lookups) {
    /** JVM options that make a service tell. */
    static final List<String> JVM_OPTIONS =
            List.of("-Dquarkus.config.log.values=true", "-Dquarkus.log.category.\"io.smallrye.config\".level=DEBUG");

    private static final Pattern LOOKUP =
            Pattern.compile("SRCFG0100[12]: The config (\\S+) was (?:not found|loaded from (.+?) with the value (.*))");

    /** The source is empty where none had an answer. */
    record Lookup(String property, String source, String value) {
        boolean isFor(String key) {
            return property.replaceAll("[^A-Za-z0-9]", "_")
                    .toUpperCase(Locale.ROOT)
                    .equals(key);
        }

        boolean fromEnvironment() {
            return source.startsWith("EnvConfigSource");
        }
    }

    static ConfigurationLookups in(String log) {
        return new ConfigurationLookups(LOOKUP.matcher(log)
                .results()
                .map(found -> found.group(2) == null
                        ? new Lookup(found.group(1), "", "")
                        : new Lookup(found.group(1), found.group(2), found.group(3)))
                .toList());
    }

    /** Whether a property was asked for that the environment variable {@code key} can set. */
    boolean askFor(String key) {
        return lookups.stream().anyMatch(lookup -> lookup.isFor(key));
    }

    /** Whether the environment variable {@code key} was the answer to a lookup. */
    boolean takeFromEnvironment(String key) {
        return lookups.stream().anyMatch(lookup -> lookup.isFor(key) && lookup.fromEnvironment());
    }
}
