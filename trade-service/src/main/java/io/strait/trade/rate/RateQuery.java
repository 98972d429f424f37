package io.strait.trade.rate;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which rates are asked for: each member null for all. */
record RateQuery(
        @Nullable String from,
        @Nullable String to,
        @Nullable Period period,
        @Nullable Position after) {
    /** The last rate of a page. */
    record Position(String from, String to, Period period, RateKind kind, RateUse use) {
        static final String EXPECTED = "what the last page gave as next";

        private static final Pattern FORM = Pattern.compile(
                "([A-Z]{3})-([A-Z]{3})-([AQM])-(\\d{4}-\\d{2}-\\d{2})-(AVERAGE|END_OF_PERIOD)-(ANY|EXPORT|IMPORT)");

        static Position of(KindOfRate last) {
            Rate rate = last.rate();
            return new Position(rate.from(), rate.to(), rate.period(), last.kind(), rate.use());
        }

        String text() {
            return String.join(
                    "-", from, to, period.frequency().code(), period.start().toString(), kind.name(), use.name());
        }

        static Position parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new ExpectedException("cannot be read", EXPECTED);
            }
            try {
                return new Position(
                        matcher.group(1),
                        matcher.group(2),
                        new Period(Frequency.ofCode(matcher.group(3)), LocalDate.parse(matcher.group(4))),
                        RateKind.valueOf(matcher.group(5)),
                        RateUse.valueOf(matcher.group(6)));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("cursor: damaged", e);
            }
        }
    }
}
