package io.strait.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The processes of the system, in the order in which they start; they stop in the opposite one. */
public enum Part {
    POSTGRES(15432, 0, ""),
    KAFKA(19092, 0, "512m"),
    TRADE(8081, 1, "384m"),
    SUPPLYCHAIN(8082, 2, "256m"),
    GATEWAY(8080, 0, "256m");

    private final int port;
    private final int managementOffset;
    private final String heap;

    Part(int port, int managementOffset, String heap) {
        this.port = port;
        this.managementOffset = managementOffset;
        this.heap = heap;
    }

    /** The port unless the settings name another. */
    public int defaultPort() {
        return port;
    }

    /** The heap ({@code -Xmx}) unless the settings name another; empty for PostgreSQL, which has none. */
    public String defaultHeap() {
        return heap;
    }

    /** How far the management port lies above the base. */
    int managementOffset() {
        return managementOffset;
    }

    /** Whether this is one of Strait's own services rather than something they depend on. */
    public boolean isService() {
        return this == TRADE || this == SUPPLYCHAIN || this == GATEWAY;
    }

    /** What people type and what log files are called: {@code trade}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The module's folder at the top of the repository; services only. */
    String module() {
        return this == GATEWAY ? "gateway" : label() + "-service";
    }

    /** The part that {@code name} means, given as label or as folder ({@code trade}, {@code trade-service}). */
    static Optional<Part> of(String name) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(name)
                        || (part.isService() && part.module().equals(name)))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Part::label).collect(Collectors.joining(", "));
    }
}
