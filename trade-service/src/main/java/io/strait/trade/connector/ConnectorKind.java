package io.strait.trade.connector;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a connector fetches from. */
enum ConnectorKind {
    COMTRADE("comtrade", true),
    E_STAT("e-stat", true),
    KOREA_CUSTOMS("korea-customs", true),
    SDMX("sdmx", false),
    FOLDER("folder", false),
    URL("url", false);

    private final String code;
    private final boolean keyed;

    ConnectorKind(String code, boolean keyed) {
        this.code = code;
        this.keyed = keyed;
    }

    /** As it stands in a definition. */
    String code() {
        return code;
    }

    /** Whether it needs a key. Only kinds whose address is configured do: no definition decides where a key goes. */
    boolean keyed() {
        return keyed;
    }

    static Optional<ConnectorKind> ofCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }

    static String codes() {
        return Arrays.stream(values()).map(ConnectorKind::code).collect(Collectors.joining(", "));
    }
}
