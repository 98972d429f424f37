package io.strait.trade.query;

import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import io.strait.trade.rate.CurrencyCode;
import io.strait.trade.rate.Rates;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values are wanted in one currency.
 *
 * @param ratesVersion of the table of exchange rates; null until it is chosen
 */
record ExchangeChoice(String currency, @Nullable Integer ratesVersion) {
    static final String CURRENCY = "currency";
    static final String VERSION = "ratesVersion";

    /** The parameters {@code currency} and {@code ratesVersion}. */
    static Optional<ExchangeChoice> read(
            Parameters parameters, @Nullable Conversion conversion, @Nullable FigureOrder sort) {
        Optional<String> currency = parameters.one(CURRENCY, CurrencyCode.EXPECTED, CurrencyCode::parse);
        int version = parameters.number(VERSION, 0, Integer.MAX_VALUE, 0);
        if (!parameters.has(CURRENCY)) {
            if (parameters.has(VERSION)) {
                parameters.addMissing(CURRENCY, CurrencyCode.EXPECTED + ", for rates are of no use without it");
            }
            return Optional.empty();
        }
        if (conversion != null) {
            parameters.add(
                    CURRENCY,
                    currency.orElse(""),
                    "cannot be had together with " + Conversion.PARAMETER,
                    "one of the two: months are converted by their own rates, so ask for them");
        }
        if (sort != null && sort.isByValue()) {
            parameters.add(
                    CURRENCY,
                    currency.orElse(""),
                    "cannot be had together with sort by primaryValue, which goes by the values as delivered",
                    "sort=series, period or -period");
        }
        return currency.map(code -> new ExchangeChoice(code, parameters.has(VERSION) ? version : null));
    }

    /**
     * The version to read: on later pages that of the first.
     *
     * @throws ProblemException INVALID_PARAMETER when there is no such version, or the cursor is of another one
     */
    static int version(Rates rates, ExchangeChoice choice, ObservationQuery query) {
        Cursor cursor = query.cursor();
        Integer named = choice.ratesVersion();
        if (cursor == null) {
            return rates.version(VERSION, named, query.asOf());
        }
        if (named != null && named != cursor.ratesVersion()) {
            throw ProblemException.invalid(List.of(new Violation(
                    VERSION,
                    named.toString(),
                    "is not that of the cursor",
                    cursor.ratesVersion() + ", or leave it out")));
        }
        return rates.version("cursor", cursor.ratesVersion(), null);
    }
}
