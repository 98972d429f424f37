package io.strait.trade.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an area.
 *
 * @param codes by the system that they are of: {@code comtrade}, {@code m49}, {@code iso2}, {@code iso3}; {@code baci}
 *     where it is known to differ from M49; {@code japan}, the number of Japan's customs
 * @param names by language; English is {@code name}
 * @param successors what came after an area that is no more
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AreaDescription(
        int code,
        String key,
        @Nullable String alpha2,
        @Nullable String alpha3,
        @Nullable Integer m49,
        String name,
        AreaKind kind,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        AreaRoles roles,
        SortedMap<String, List<String>> codes,
        Map<String, String> names,
        List<Neighbour> predecessors,
        List<Neighbour> successors) {
    /** Another area that this one came of or became. */
    record Neighbour(int code, String key, String name, LocalDate since) {}
}
