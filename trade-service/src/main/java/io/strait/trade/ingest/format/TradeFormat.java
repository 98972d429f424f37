package io.strait.trade.ingest.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats that can be read, by the names that {@code format=} takes. */
public enum TradeFormat {
    /** UN Comtrade v1, CSV as the web site gives it. */
    COMTRADE_CSV("comtrade-csv"),
    /** UN Comtrade v1, JSON as the API answers. */
    COMTRADE_JSON("comtrade-json");

    private final String code;

    TradeFormat(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<TradeFormat> ofCode(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(code))
                .findFirst();
    }

    /** All names, for messages. */
    public static String codes() {
        return Arrays.stream(values()).map(TradeFormat::code).collect(Collectors.joining(", "));
    }

    /** @param flows the flow codes that are known */
    public TradeFileReader reader(ReaderLimits limits, Set<String> flows) {
        return this == COMTRADE_CSV
                ? new ComtradeCsvReader(limits, Set.copyOf(flows))
                : new ComtradeJsonReader(limits, Set.copyOf(flows));
    }
}
