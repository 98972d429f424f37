package io.strait.trade.query;

import io.strait.trade.problem.Parameters;
import io.strait.trade.series.Period;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for the vintages of one period, checked.
 *
 * @param warnings found while reading it
 */
record VintageQuery(Selection selection, @Nullable Format format, List<Warning> warnings) {
    private static final Set<String> KNOWN = SelectionParameters.with("format");

    static VintageQuery read(MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        List<Warning> warnings = new ArrayList<>();
        Selection selection = SelectionParameters.read(parameters, dimensions, warnings);
        if (!parameters.has("commodity")) {
            parameters.addMissing("commodity", "TOTAL, or 1 to 12 digits");
        }
        if (!parameters.has("period")) {
            parameters.addMissing("period", "one period: " + Period.EXPECTED);
        } else if (selection.periods().size() > 1) {
            parameters.add(
                    "period",
                    String.join(",", parameters.texts("period", Dimensions.MAX_CODES)),
                    "is more than one period",
                    "one period: " + Period.EXPECTED + "; GET /trade/v1/revisions tells of several");
        }
        Optional<Format> format = Format.read(parameters);
        parameters.check();
        return new VintageQuery(selection, format.orElse(null), List.copyOf(warnings));
    }

    Period period() {
        return selection.periods().get(0);
    }
}
