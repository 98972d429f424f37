package io.strait.trade.query;

import io.strait.trade.problem.Parameters;
import io.strait.trade.series.Frequency;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Figures of longer periods, added up from shorter ones: years from months.
 *
 * @param from of the series that are read
 * @param into of the figures that are given
 */
record Conversion(Frequency from, Frequency into) {
    static final String PARAMETER = "seriesFrequency";
    static final String EXPECTED = "M or Q: shorter than frequency, whose periods are added up from it";

    /** How many periods of the series make one. */
    int parts() {
        return into.months() / from.months();
    }

    /** In SQL: the first day of the period that {@code o.period_start} is in. */
    String bucket() {
        return "date_trunc('%s', o.period_start::timestamp)::date"
                .formatted(into == Frequency.ANNUAL ? "year" : "quarter");
    }

    /** The first day of the period that this one is in. */
    LocalDate start(LocalDate ofPart) {
        return ofPart.minusMonths((ofPart.getMonthValue() - 1) % into.months());
    }

    /** The parameter {@code seriesFrequency}; empty when it is not there, or says what {@code into} is anyway. */
    static Optional<Conversion> read(Parameters parameters, @Nullable Frequency into) {
        Optional<Frequency> from =
                parameters.one(PARAMETER, EXPECTED, text -> Frequency.ofCode(text.toUpperCase(Locale.ROOT)));
        if (from.isEmpty()) {
            return Optional.empty();
        }
        if (into == null) {
            parameters.addMissing("frequency", "A or Q, or a period: into what " + PARAMETER + " is added up");
            return Optional.empty();
        }
        if (from.get().months() > into.months()) {
            parameters.add(PARAMETER, from.get().code(), "is longer than frequency " + into.code(), EXPECTED);
            return Optional.empty();
        }
        return from.filter(frequency -> frequency != into).map(frequency -> new Conversion(frequency, into));
    }
}
