package io.strait.trade.reference;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Areas that belong together, each from a day to a day. It is made here of its members, and is never what a source
 * reports as a group.
 *
 * @param of the group whose members at {@code at} this one keeps for ever; null for a group of its own
 * @param memberships in the order of their first days
 */
public record AreaGroup(
        String code,
        String name,
        @Nullable String note,
        @Nullable String of,
        @Nullable LocalDate at,
        List<Membership> memberships) {
    /**
     * A membership of an area.
     *
     * @param from first day
     * @param to last day; null while it lasts
     */
    public record Membership(
            int area, LocalDate from, @Nullable LocalDate to) {
        boolean covers(LocalDate day) {
            return !from.isAfter(day) && (to == null || !to.isBefore(day));
        }
    }
}
