package io.strait.supplychain.catalogue.imports;

import io.strait.supplychain.catalogue.model.Areas;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Areas as the data set names them: by code, by English name, or as a group of countries that has no ISO code. */
final class EtoAreas {
    static final String EXPECTED =
            "an ISO 3166-1 code or English name (JPN, Japan), EUR or Europe, or a name that begins with Various";

    private static final Set<String> GROUPS = Set.of("eur", "europe", "european union");
    private static final Map<String, String> BY_NAME = byName();

    private EtoAreas() {}

    /** The alpha-3 code. */
    static Optional<String> alpha3(String text) {
        return Areas.alpha3(text).or(() -> Optional.ofNullable(BY_NAME.get(text.toLowerCase(Locale.ROOT))));
    }

    /** Whether it stands for several countries. */
    static boolean isGroup(String text) {
        return GROUPS.contains(text.toLowerCase(Locale.ROOT)) || isVarious(text);
    }

    /** Whether it stands for several that are not named. */
    static boolean isVarious(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith("various");
    }

    private static Map<String, String> byName() {
        Map<String, String> names = new HashMap<>();
        for (String alpha2 : Locale.getISOCountries()) {
            Locale country = new Locale("", alpha2);
            Areas.alpha3(alpha2)
                    .ifPresent(alpha3 ->
                            names.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), alpha3));
        }
        // The data set's word where the JDK has a newer one.
        names.put("czech republic", "CZE");
        return Map.copyOf(names);
    }
}
