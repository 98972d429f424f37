package io.strait.trade.query;

import io.strait.trade.analysis.Figure;
import io.strait.trade.basket.BasketFigure;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.basket.BasketSeries;
import io.strait.trade.series.Frequency;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A basket's series as the arithmetic takes them. Plain: a basket's figures in, a series out. */
final class BasketLines {
    private BasketLines() {}

    /**
     * @param basket {@code basket:SAF}
     * @param vintages of its figures' revisions
     * @param areaKeys what areas are called in the keys of series
     */
    static SeriesFigures series(
            String basket,
            BasketHistory.Series series,
            Map<Long, Instant> vintages,
            Function<Integer, String> areaKeys) {
        Map<YearMonth, Figure> figures = new TreeMap<>();
        Map<YearMonth, Instant> came = new TreeMap<>();
        SortedMap<YearMonth, BasketFigure> parts = new TreeMap<>();
        series.figures().forEach((period, figure) -> {
            YearMonth month = YearMonth.from(period.start());
            parts.put(month, figure);
            figure(figure).ifPresent(one -> figures.put(month, one));
            Instant vintage = vintages.get(series.revisions().get(period));
            if (vintage != null) {
                came.put(month, vintage);
            }
        });
        return new SeriesFigures(of(basket, series, areaKeys), figures, came, null, parts);
    }

    /**
     * What is known of a period: a value only where every code whose share is known has its figure; a sum without one of
     * them would pass for a fall. Codes of unknown share are left out, and told. Empty when a code is not reported.
     */
    static Optional<Figure> figure(BasketFigure figure) {
        boolean missing = false;
        boolean notReported = false;
        for (BasketFigure.Component component : figure.components()) {
            if (component.share() == null) {
                continue;
            }
            switch (component.outcome()) {
                case SUPPRESSED:
                    return Optional.of(new Figure.Suppressed());
                case MISSING:
                case NOT_SEPARABLE:
                    missing = true;
                    break;
                case NOT_REPORTED:
                    notReported = true;
                    break;
                default:
                    break;
            }
        }
        BigDecimal value = figure.value();
        if (missing || (value == null && !notReported)) {
            return Optional.of(new Figure.Missing());
        }
        return notReported || value == null
                ? Optional.empty()
                : Optional.of(new Figure.Value(
                        value,
                        figure.byFactor().signum() != 0
                                || figure.reportedAsEstimate().signum() != 0));
    }

    private static SeriesFigures.Of of(String basket, BasketHistory.Series series, Function<Integer, String> areaKeys) {
        BasketSeries.Key key = series.key();
        return new SeriesFigures.Of(
                key(basket, series.frequency(), key, areaKeys),
                key.source(),
                series.frequency(),
                key.reporter(),
                key.partner(),
                key.flow(),
                key.classification(),
                basket,
                key.currency());
    }

    /** What a basket's series is called. */
    static String key(String basket, Frequency frequency, BasketSeries.Key of, Function<Integer, String> areaKeys) {
        return String.join(
                ".",
                of.source(),
                frequency.code(),
                areaKeys.apply(of.reporter()),
                areaKeys.apply(of.partner()),
                of.flow(),
                of.classification(),
                basket,
                of.currency());
    }
}
