package io.strait.supplychain.exposure.resource;

import io.strait.supplychain.catalogue.model.Areas;
import io.strait.supplychain.catalogue.resource.Parameters;
import io.strait.supplychain.exposure.Exposures;
import io.strait.supplychain.exposure.figures.Window;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters that exposure and dependence share. Stateless. */
final class Asked {
    private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(?:\\.\\d{1,6})?");
    private static final Pattern SOURCE = Pattern.compile("[A-Z][A-Z0-9_]{1,31}");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private Asked() {}

    /** An area that must be given; empty, and a violation, where it is not. */
    static String area(Parameters parameters, String name) {
        String expected = "an ISO 3166-1 code, for example KOR or KR";
        parameters.require(name, expected);
        return parameters
                .parsed(name, expected, text -> Areas.alpha3(text.toUpperCase(Locale.ROOT)))
                .orElse("");
    }

    /** Percent or percentage points. */
    static double percent(Parameters parameters, String name, double otherwise) {
        return parameters
                .parsed(
                        name,
                        "a number from 0 to 100",
                        text -> PERCENT.matcher(text).matches()
                                ? Optional.of(new BigDecimal(text)).filter(number -> number.compareTo(ALL) <= 0)
                                : Optional.empty())
                .map(BigDecimal::doubleValue)
                .orElse(otherwise);
    }

    static Exposures.Question question(Parameters parameters) {
        return new Exposures.Question(
                parameters.parsed("period", Window.EXPECTED, Window::parse).orElse(null),
                parameters
                        .parsed("source", "the code of a source, for example COMTRADE", text -> Optional.of(text)
                                .filter(code -> SOURCE.matcher(code).matches()))
                        .orElse(null));
    }
}
