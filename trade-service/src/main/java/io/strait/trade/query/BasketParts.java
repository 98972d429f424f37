package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.analysis.Figure;
import io.strait.trade.basket.BasketFigure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How much of a basket's window is estimated, and what is not in it. Amounts are in the series' currency.
 *
 * @param byFactor the part of the window's periods with a value that is by a share between 0 and 1
 * @param estimatedShare {@code byFactor} over the sum of these periods, up to 6 digits after the point; null where that is 0
 * @param reportedAsEstimate the part of it that the source itself calls an estimate
 * @param leftOut codes whose share nobody knows: nothing of them is in the value
 * @param noFigure codes without a figure in some periods, which therefore have no value
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record BasketParts(
        BigDecimal byFactor,
        @Nullable BigDecimal estimatedShare,
        BigDecimal reportedAsEstimate,
        List<LeftOut> leftOut,
        List<NoFigure> noFigure) {
    private static final int SHARE_SCALE = 6;

    /** @param value the whole of the code, of which the basket has some part; null when it has no figure */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "BasketLeftOut")
    record LeftOut(String code, @Nullable BigDecimal value) {}

    /**
     * A code without a figure, why, and in how many periods from a first to a last.
     *
     * @param reason NOT_REPORTED, MISSING, SUPPRESSED or NOT_SEPARABLE
     * @param first the first month of the period
     */
    @Schema(name = "BasketNoFigure")
    record NoFigure(String code, String reason, int periods, String first, String last) {}

    /** Of the periods that begin from one month to another; null for a commodity. */
    static @Nullable BasketParts of(SeriesFigures series, YearMonth from, YearMonth through) {
        if (series.parts().isEmpty()) {
            return null;
        }
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal byFactor = BigDecimal.ZERO;
        BigDecimal reported = BigDecimal.ZERO;
        SortedMap<String, @Nullable BigDecimal> leftOut = new TreeMap<>();
        Map<String, NoFigure> gaps = new TreeMap<>();
        for (Map.Entry<YearMonth, BasketFigure> entry :
                series.parts().subMap(from, through.plusMonths(1)).entrySet()) {
            BasketFigure figure = entry.getValue();
            if (series.figures().get(entry.getKey()) instanceof Figure.Value counted) {
                value = value.add(counted.amount());
                byFactor = byFactor.add(figure.byFactor());
                reported = reported.add(figure.reportedAsEstimate());
            }
            for (BasketFigure.Component component : figure.components()) {
                if (component.share() == null) {
                    leftOut.put(component.code(), sum(leftOut.get(component.code()), component.value()));
                } else if (component.outcome() != BasketFigure.Outcome.COUNTED) {
                    gaps.merge(
                            component.code() + " " + component.outcome(),
                            gap(component, entry.getKey()),
                            BasketParts::together);
                }
            }
        }
        List<LeftOut> left = new ArrayList<>();
        leftOut.forEach((code, whole) -> left.add(new LeftOut(code, PlainNumbers.plain(whole))));
        return new BasketParts(
                plain(byFactor),
                value.signum() == 0 ? null : plain(byFactor.divide(value, SHARE_SCALE, RoundingMode.HALF_EVEN)),
                plain(reported),
                left,
                List.copyOf(gaps.values()));
    }

    private static NoFigure gap(BasketFigure.Component component, YearMonth month) {
        return new NoFigure(component.code(), component.outcome().name(), 1, month.toString(), month.toString());
    }

    private static NoFigure together(NoFigure a, NoFigure b) {
        return new NoFigure(a.code(), a.reason(), a.periods() + b.periods(), a.first(), b.last());
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null ? b : b == null ? a : a.add(b);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
