package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import java.util.Arrays;

/** In which order groups come. What is equal comes by the groups' keys, what has no value comes last. */
enum TotalOrder {
    GROUP("group"),
    LARGEST("-value"),
    SMALLEST("value");

    static final String EXPECTED = "group (by its keys), -value (largest first) or value";

    private final String code;

    TotalOrder(String code) {
        this.code = code;
    }

    static TotalOrder read(Parameters parameters) {
        return parameters
                .one("sort", EXPECTED, text -> Arrays.stream(values())
                        .filter(order -> order.code.equals(text))
                        .findFirst()
                        .orElseThrow(() -> new ExpectedException("no such order", EXPECTED)))
                .orElse(GROUP);
    }
}
