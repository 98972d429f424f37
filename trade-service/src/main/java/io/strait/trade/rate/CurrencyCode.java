package io.strait.trade.rate;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Nearest;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** Codes of ISO 4217, those of the past among them. */
public final class CurrencyCode {
    public static final String EXPECTED = "a currency by ISO 4217, such as USD, JPY or KRW";

    private static final List<String> KNOWN = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .sorted()
            .toList();

    private CurrencyCode() {}

    /**
     * In capital letters.
     *
     * @throws ExpectedException that names the nearest ones
     */
    public static String parse(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        if (!KNOWN.contains(code)) {
            throw new ExpectedException(
                    "no such currency",
                    Nearest.hint(code, KNOWN, known -> known)
                                    .map(hint -> hint + "; ")
                                    .orElse("")
                            + EXPECTED);
        }
        return code;
    }
}
