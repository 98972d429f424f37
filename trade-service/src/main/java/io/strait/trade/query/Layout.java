package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import java.util.Arrays;

/** How figures lie in JSON. */
enum Layout {
    /** Each with all that its series is of. */
    FLAT("flat"),
    /** By series, in columns: see {@link SeriesAnswer}. */
    SERIES("series");

    static final String PARAMETER = "layout";
    static final String EXPECTED = "flat, or series";

    private final String code;

    Layout(String code) {
        this.code = code;
    }

    /** The parameter {@code layout}; series by series is JSON's alone, and an order of its own. */
    static Layout read(Parameters parameters) {
        Layout layout = parameters
                .one(PARAMETER, EXPECTED, text -> Arrays.stream(values())
                        .filter(known -> known.code.equals(text))
                        .findFirst()
                        .orElseThrow(() -> new ExpectedException("no such layout", EXPECTED)))
                .orElse(FLAT);
        if (layout == SERIES && parameters.has("sort")) {
            parameters.add(PARAMETER, "series", "has its own order: series, then period", "no sort");
        }
        return layout;
    }
}
