package io.strait.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the environment says about a local run; the table of names and defaults is in deploy/local/README.md. */
record Settings(
        Path home, Map<Part, Integer> ports, Map<Part, String> heaps, int managementBase, int minFreeMegabytes) {
    private static final int MANAGEMENT_BASE = 9000;
    private static final int MIN_FREE_MEGABYTES = 1024;
    private static final Pattern HEAP = Pattern.compile("[1-9][0-9]*[mMgG]");

    /**
     * Reads {@code environment}.
     *
     * @throws LaunchException naming every setting that cannot be used, with what was expected
     */
    static Settings of(Map<String, String> environment, Path repository) {
        Reader reader = new Reader(environment);
        String folder = environment.getOrDefault("STRAIT_HOME", "");
        Path home = folder.isEmpty() ? repository.resolve(".strait") : Path.of(folder);
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        Map<Part, String> heaps = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            ports.put(part, reader.number("STRAIT_" + part.name() + "_PORT", part.defaultPort(), 1, 65535));
            if (!part.defaultHeap().isEmpty()) {
                heaps.put(part, reader.heap("STRAIT_" + part.name() + "_HEAP", part.defaultHeap()));
            }
        }
        int base = reader.number("STRAIT_MANAGEMENT_PORT_BASE", MANAGEMENT_BASE, 1, 65533);
        int free = reader.number("STRAIT_MIN_FREE_MB", MIN_FREE_MEGABYTES, 0, Integer.MAX_VALUE);
        reader.refuseSharedPorts(ports, base);
        if (!reader.problems.isEmpty()) {
            throw new LaunchException(String.join("\n", reader.problems));
        }
        return new Settings(home.toAbsolutePath().normalize(), ports, heaps, base, free);
    }

    /** A stack with these settings. */
    LocalStack.Builder stack() {
        LocalStack.Builder builder =
                LocalStack.builder(home).managementPortBase(managementBase).programs(home.resolve("programs"));
        ports.forEach(builder::port);
        heaps.forEach(builder::heap);
        return builder;
    }

    private static final class Reader {
        private final Map<String, String> environment;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        int number(String name, int otherwise, int least, int most) {
            String value = environment.getOrDefault(name, "").trim();
            if (value.isEmpty()) {
                return otherwise;
            }
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            problems.add(name + ": " + value + " (expected: a number from " + least + " to " + most + ")");
            return otherwise;
        }

        String heap(String name, String otherwise) {
            String value = environment.getOrDefault(name, "").trim();
            if (value.isEmpty()) {
                return otherwise;
            }
            if (!HEAP.matcher(value).matches()) {
                problems.add(name + ": " + value + " (expected: a size such as 384m or 1g)");
                return otherwise;
            }
            return value;
        }

        void refuseSharedPorts(Map<Part, Integer> ports, int base) {
            Map<Integer, String> owners = new HashMap<>();
            ports.forEach((part, port) -> claim(owners, port, "STRAIT_" + part.name() + "_PORT"));
            for (Part part : Part.values()) {
                if (part.isService()) {
                    claim(owners, base + part.managementOffset(), "STRAIT_MANAGEMENT_PORT_BASE");
                }
            }
        }

        private void claim(Map<Integer, String> owners, int port, String name) {
            String other = owners.putIfAbsent(port, name);
            if (other != null) {
                problems.add(name + " and " + other + " both use port " + port + ": give one of them another");
            }
        }
    }
}
