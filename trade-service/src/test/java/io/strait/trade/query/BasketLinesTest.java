package io.strait.trade.query;

import static io.strait.trade.basket.BasketFigure.Outcome.COUNTED;
import static io.strait.trade.basket.BasketFigure.Outcome.MISSING;
import static io.strait.trade.basket.BasketFigure.Outcome.NOT_REPORTED;
import static io.strait.trade.basket.BasketFigure.Outcome.SHARE_UNKNOWN;
import static io.strait.trade.basket.BasketFigure.Outcome.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.analysis.Figure;
import io.strait.trade.basket.BasketFigure;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.basket.BasketSeries;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BasketLinesTest {
    private static final Instant EARLY = Instant.parse("2024-02-20T00:00:00Z");
    private static final Instant LATE = Instant.parse("2024-03-20T00:00:00Z");

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static BasketFigure.Component component(
            String code, @Nullable String share, @Nullable String value, BasketFigure.Outcome outcome) {
        return new BasketFigure.Component(code, number(share), number(value), 6, outcome);
    }

    private static BasketFigure figure(
            @Nullable String value, String byFactor, String reported, BasketFigure.Component... components) {
        return new BasketFigure(
                number(value),
                new BigDecimal(byFactor),
                null,
                new BigDecimal(reported),
                null,
                false,
                List.of(components));
    }

    private static SeriesFigures series(SortedMap<Period, BasketFigure> figures) {
        SortedMap<Period, Long> revisions = new TreeMap<>();
        figures.keySet().forEach(period -> revisions.put(period, revisions.isEmpty() ? 7L : 8L));
        BasketSeries.Key key = new BasketSeries.Key("S", 410, 392, "X", "H6", "USD");
        return BasketLines.series(
                "basket:FUEL",
                new BasketHistory.Series(Frequency.MONTHLY, key, figures, revisions),
                Map.of(7L, EARLY, 8L, LATE),
                code -> "A" + code);
    }

    @Test
    void aPeriodHasAValueOnlyWhereNoCodeOfKnownShareIsWithoutFigure() {
        BasketFigure.Component counted = component("1", "1", "5", COUNTED);
        BasketFigure.Component unknown = component("2", null, "9", SHARE_UNKNOWN);
        assertThat(BasketLines.figure(figure("5", "0", "0", counted, unknown)))
                .contains(new Figure.Value(new BigDecimal("5"), false));
        assertThat(BasketLines.figure(figure("5", "2", "0", counted)))
                .contains(new Figure.Value(new BigDecimal("5"), true));
        assertThat(BasketLines.figure(figure("5", "0", "1", counted)))
                .contains(new Figure.Value(new BigDecimal("5"), true));
        assertThat(BasketLines.figure(figure("5", "0", "0", counted, component("3", "1", null, NOT_REPORTED))))
                .isEmpty();
        assertThat(BasketLines.figure(figure(
                        "5",
                        "0",
                        "0",
                        counted,
                        component("3", "1", null, NOT_REPORTED),
                        component("4", "1", null, MISSING))))
                .contains(new Figure.Missing());
        assertThat(BasketLines.figure(figure(
                        "5",
                        "0",
                        "0",
                        component("3", "1", null, MISSING),
                        component("4", "0.5", "3", SUPPRESSED),
                        counted)))
                .contains(new Figure.Suppressed());
    }

    @Test
    void aCodeOfUnknownShareNeverMakesAPeriodIncomplete() {
        assertThat(BasketLines.figure(figure(
                        "5", "0", "0", component("1", "1", "5", COUNTED), component("2", null, null, SUPPRESSED))))
                .contains(new Figure.Value(new BigDecimal("5"), false));
        assertThat(BasketLines.figure(figure(null, "0", "0", component("2", null, "9", SHARE_UNKNOWN))))
                .contains(new Figure.Missing());
    }

    @Test
    void partsAreThoseOfTheWindow() {
        SortedMap<Period, BasketFigure> figures = new TreeMap<>();
        figures.put(
                Period.month(2024, 1),
                figure(
                        "75",
                        "25",
                        "50",
                        component("1", "0.25", "100", COUNTED),
                        component("2", "1", "50", COUNTED),
                        component("3", null, "10", SHARE_UNKNOWN)));
        figures.put(
                Period.month(2024, 2),
                figure(
                        "30",
                        "30",
                        "0",
                        component("1", "0.25", "120", COUNTED),
                        component("2", "1", null, NOT_REPORTED),
                        component("3", null, "12", SHARE_UNKNOWN)));
        figures.put(Period.month(2024, 3), figure("1", "1", "0", component("1", "0.25", "4", COUNTED)));
        SeriesFigures series = series(figures);
        assertThat(series.series().seriesKey()).isEqualTo("S.M.A410.A392.X.H6.basket:FUEL.USD");
        assertThat(series.figures()).containsOnlyKeys(YearMonth.of(2024, 1), YearMonth.of(2024, 3));
        BasketParts parts =
                Objects.requireNonNull(BasketParts.of(series, YearMonth.of(2024, 1), YearMonth.of(2024, 2)));
        // February has no value, so its part by factor is in no sum either.
        assertThat(parts.byFactor()).isEqualByComparingTo("25");
        assertThat(parts.estimatedShare()).isEqualByComparingTo("0.333333");
        assertThat(parts.reportedAsEstimate()).isEqualByComparingTo("50");
        assertThat(parts.leftOut()).containsExactly(new BasketParts.LeftOut("3", new BigDecimal("22")));
        assertThat(parts.noFigure())
                .containsExactly(new BasketParts.NoFigure("2", "NOT_REPORTED", 1, "2024-02", "2024-02"));
        assertThat(series.vintage(YearMonth.of(2024, 1), YearMonth.of(2024, 1))).isEqualTo(EARLY);
        assertThat(series.vintage(YearMonth.of(2024, 1), YearMonth.of(2024, 2))).isEqualTo(LATE);
        assertThat(series.vintage(YearMonth.of(2023, 1), YearMonth.of(2023, 2))).isNull();
    }
}
