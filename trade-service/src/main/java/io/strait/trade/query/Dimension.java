package io.strait.trade.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What figures can be grouped by. */
enum Dimension {
    SOURCE("source"),
    FREQUENCY("frequency"),
    REPORTER("reporter"),
    PARTNER("partner"),
    FLOW("flow"),
    CLASSIFICATION("classification"),
    COMMODITY("commodity"),
    LEVEL("level", "commodity_level"),
    PARTNER2("partner2"),
    CUSTOMS("customs"),
    TRANSPORT("transport"),
    SUPPLY("supply"),
    CURRENCY("currency"),
    PERIOD("period", "period_start");

    static final String EXPECTED = Arrays.stream(values()).map(Dimension::code).collect(Collectors.joining(", "));

    private final String code;
    private final String column;

    Dimension(String code) {
        this(code, code);
    }

    Dimension(String code, String column) {
        this.code = code;
        this.column = column;
    }

    String code() {
        return code;
    }

    String column() {
        return column;
    }

    boolean isArea() {
        return this == REPORTER || this == PARTNER || this == PARTNER2;
    }

    static Optional<Dimension> of(String code) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.code.equals(code))
                .findFirst();
    }
}
