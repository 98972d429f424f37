package io.strait.supplychain.catalogue.model;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;

/** ISO 3166-1, as the JDK knows it. */
public final class Areas {
    private static final Set<String> ALPHA_3 = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);
    private static final Set<String> ALPHA_2 = Set.of(Locale.getISOCountries());

    private Areas() {}

    /** The alpha-3 code of an alpha-2 or alpha-3 code. */
    public static Optional<String> alpha3(String code) {
        if (ALPHA_3.contains(code)) {
            return Optional.of(code);
        }
        if (!ALPHA_2.contains(code)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Locale("", code).getISO3Country());
        } catch (MissingResourceException e) {
            return Optional.empty();
        }
    }
}
