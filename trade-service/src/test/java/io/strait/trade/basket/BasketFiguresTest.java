package io.strait.trade.basket;

import static io.strait.trade.basket.BasketFigure.Outcome.COUNTED;
import static io.strait.trade.basket.BasketFigure.Outcome.MISSING;
import static io.strait.trade.basket.BasketFigure.Outcome.NOT_REPORTED;
import static io.strait.trade.basket.BasketFigure.Outcome.NOT_SEPARABLE;
import static io.strait.trade.basket.BasketFigure.Outcome.SHARE_UNKNOWN;
import static io.strait.trade.basket.BasketFigure.Outcome.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.basket.BasketFigures.CodeFigure;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BasketFiguresTest {
    private static BasketCode code(String code, @Nullable String share, String... except) {
        return new BasketCode(
                "H6",
                code,
                share == null ? null : new BigDecimal(share),
                null,
                null,
                null,
                List.of(),
                new TreeSet<>(List.of(except)),
                "A");
    }

    private static CodeFigure figure(String code, String value) {
        return new CodeFigure(code, "REPORTED", new BigDecimal(value));
    }

    private static CodeFigure without(String code, String status) {
        return new CodeFigure(code, status, null);
    }

    @Test
    void aShareIsToldInTheSum() {
        BasketFigure figure = BasketFigures.add(
                List.of(code("271019", "0.05"), code("271020", "1")),
                List.of(figure("271019", "1000"), figure("271020", "150.00")));
        assertThat(figure.value()).isEqualTo(new BigDecimal("200"));
        assertThat(figure.byFactor()).isEqualTo(new BigDecimal("50"));
        assertThat(figure.estimatedShare()).isEqualTo(new BigDecimal("0.250000"));
        assertThat(figure.shareUnknown()).isNull();
        assertThat(figure.complete()).isTrue();
    }

    @Test
    void anUnknownShareIsNotZero() {
        BasketFigure figure = BasketFigures.add(List.of(code("271019", null)), List.of(figure("271019", "1000")));
        assertThat(figure.value()).isNull();
        assertThat(figure.estimatedShare()).isNull();
        assertThat(figure.shareUnknown()).isEqualTo(new BigDecimal("1000"));
        assertThat(figure.complete()).isFalse();
        assertThat(figure.components())
                .extracting(BasketFigure.Component::outcome)
                .containsExactly(SHARE_UNKNOWN);
    }

    @Test
    void aCodesOwnFigureIsUsedAndNotThoseBeneathIt() {
        List<CodeFigure> figures = List.of(figure("2710", "10"), figure("271012", "4"), figure("271019", "6"));
        assertThat(BasketFigures.add(List.of(code("2710", "1")), figures).value())
                .isEqualTo(new BigDecimal("10"));
        assertThat(BasketFigures.add(List.of(code("27", "1")), figures).components())
                .containsExactly(new BasketFigure.Component("27", BigDecimal.ONE, new BigDecimal("10"), 4, COUNTED));
    }

    @Test
    void anExclusionIsTakenOutAtItsOwnLevel() {
        BasketCode code = code("2710", "1", "271019");
        assertThat(BasketFigures.add(
                                List.of(code),
                                List.of(
                                        figure("2710", "10"),
                                        figure("271012", "4"),
                                        figure("271019", "6"),
                                        figure("27101211", "3")))
                        .components())
                .containsExactly(new BasketFigure.Component("2710", BigDecimal.ONE, new BigDecimal("4"), 6, COUNTED));
        assertThat(BasketFigures.add(List.of(code), List.of(figure("2710", "10")))
                        .components())
                .extracting(BasketFigure.Component::outcome)
                .containsExactly(NOT_SEPARABLE);
        assertThat(BasketFigures.add(List.of(code), List.of(figure("271019", "6")))
                        .components())
                .extracting(BasketFigure.Component::outcome)
                .containsExactly(NOT_REPORTED);
    }

    @Test
    void whatHasNoValueStaysApart() {
        BasketFigure figure = BasketFigures.add(
                List.of(code("01", "1"), code("02", "1"), code("03", "1"), code("04", "1"), code("05", "1")),
                List.of(
                        without("01", "SUPPRESSED"),
                        without("02", "MISSING"),
                        figure("04", "0"),
                        figure("0501", "7"),
                        without("0502", "SUPPRESSED")));
        assertThat(figure.components())
                .extracting(BasketFigure.Component::outcome)
                .containsExactly(SUPPRESSED, MISSING, NOT_REPORTED, COUNTED, SUPPRESSED);
        assertThat(figure.value()).isEqualTo(new BigDecimal("7"));
        assertThat(figure.complete()).isFalse();
        assertThat(figure.estimatedShare()).isEqualByComparingTo("0");
    }

    @Test
    void theSourcesOwnEstimatesAreToldApart() {
        BasketFigure figure = BasketFigures.add(
                List.of(code("01", "0.5"), code("02", "1")),
                List.of(new CodeFigure("01", "ESTIMATED", new BigDecimal("8")), figure("02", "4")));
        assertThat(figure.reportedAsEstimate()).isEqualTo(new BigDecimal("4"));
        assertThat(figure.byFactor()).isEqualTo(new BigDecimal("4"));
        assertThat(figure.estimatedShare()).isEqualTo(new BigDecimal("0.500000"));
    }

    @Test
    void aSumOfZeroHasNoEstimatedShare() {
        BasketFigure figure = BasketFigures.add(List.of(code("01", "0.5")), List.of(figure("01", "0")));
        assertThat(figure.value()).isEqualTo(BigDecimal.ZERO);
        assertThat(figure.estimatedShare()).isNull();
        assertThat(figure.complete()).isTrue();
    }
}
