package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of observations with its series' dimensions, as storage has it. */
record StoredFigure(
        String seriesKey,
        String source,
        Frequency frequency,
        int reporter,
        int partner,
        int partner2,
        String flow,
        String classification,
        String commodity,
        String customs,
        String transport,
        String supply,
        String currency,
        boolean partnerIsTotal,
        int commodityLevel,
        boolean breakdownIsTotal,
        LocalDate periodStart,
        long revision,
        Instant vintage,
        String status,
        @Nullable BigDecimal primaryValue,
        @Nullable BigDecimal cifValue,
        @Nullable BigDecimal fobValue,
        @Nullable BigDecimal netWeight,
        @Nullable BigDecimal grossWeight,
        @Nullable BigDecimal quantity,
        @Nullable Integer quantityUnit,
        @Nullable String quantityUnitAbbreviation,
        @Nullable BigDecimal altQuantity,
        @Nullable Integer altQuantityUnit,
        @Nullable String altQuantityUnitAbbreviation,
        int estimated) {
    Period period() {
        return new Period(frequency, periodStart);
    }

    Position position() {
        return new Position(seriesKey, periodStart);
    }
}
