package io.strait.trade.basket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A code that a basket was found to hold.
 *
 * @param share null when nobody knows
 * @param reporters whose line it is; empty for all
 * @param except codes beneath it that do not belong to it
 * @param basket the basket that has it as an item
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record BasketCode(
        String classification,
        String code,
        @Nullable BigDecimal share,
        @Nullable String shareSource,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<Integer> reporters,
        SortedSet<String> except,
        String basket) {
    static BasketCode of(String basket, BasketDefinition.Item item) {
        return new BasketCode(
                item.classification(),
                item.code(),
                item.share(),
                item.shareSource(),
                item.validFrom(),
                item.validTo(),
                item.reporters(),
                new TreeSet<>(),
                basket);
    }

    BasketCode without(String excluded) {
        TreeSet<String> all = new TreeSet<>(except);
        all.add(excluded);
        return new BasketCode(classification, code, share, shareSource, validFrom, validTo, reporters, all, basket);
    }

    boolean isValid(LocalDate first, LocalDate last) {
        return (validFrom == null || !validFrom.isAfter(last)) && (validTo == null || !validTo.isBefore(first));
    }

    boolean isOf(int reporter) {
        return reporters.isEmpty() || reporters.contains(reporter);
    }

    /** Whether some figure is of both. */
    boolean meets(BasketCode other) {
        return isValid(
                        other.validFrom == null ? LocalDate.MIN : other.validFrom,
                        other.validTo == null ? LocalDate.MAX : other.validTo)
                && (reporters.isEmpty()
                        || other.reporters.isEmpty()
                        || reporters.stream().anyMatch(other.reporters::contains));
    }

    /** Whether both say the same of the same figures. */
    boolean says(BasketCode other) {
        return sameShare(other) && except.equals(other.except);
    }

    boolean sameShare(BasketCode other) {
        return share == null ? other.share == null : other.share != null && share.compareTo(other.share) == 0;
    }

    @Override
    public String toString() {
        return classification + " " + code + " of " + basket + " with share " + (share == null ? "unknown" : share)
                + (validFrom == null && validTo == null
                        ? ""
                        : " from " + (validFrom == null ? "" : validFrom) + " to " + (validTo == null ? "" : validTo))
                + (except.isEmpty() ? "" : " except " + except);
    }
}
