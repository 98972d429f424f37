package io.strait.trade.reference;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A country, a group of them, World or a residual.
 *
 * @param code UN Comtrade's
 * @param key how series keys call it
 * @param m49 where it differs from {@code code}
 * @param validFrom the first day on which the code stands in trade statistics; null where it always did
 * @param validTo the last such day
 */
public record Area(
        int code,
        String key,
        @Nullable String alpha2,
        @Nullable String alpha3,
        @Nullable Integer m49,
        String name,
        AreaKind kind,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        AreaRoles roles) {

    /** Whether the code is in use on some day from {@code from} to {@code to}. */
    public boolean isInUse(LocalDate from, LocalDate to) {
        return (validFrom == null || !validFrom.isAfter(to)) && (validTo == null || !validTo.isBefore(from));
    }
}
