package io.strait.trade.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CurrencyConversionPropertiesTest {
    private static final Period JANUARY = Period.month(2024, 1);

    private static Rate rate(String from, String to, Period period, RateUse use, String rate) {
        return new Rate(from, to, period, use, new BigDecimal(rate), "Own table", null, 1);
    }

    private static Factor factor(List<Rate> rates, String from, String to, Period period, RateUse use) {
        return new CurrencyConversion(new RateTable(rates), to)
                .factor(from, period, use)
                .orElseThrow();
    }

    @Property(tries = 300, seed = "40")
    void thereAndBackIsExactlyOne(@ForAll @BigRange(min = "0.000001", max = "100000") @Scale(6) BigDecimal of) {
        List<Rate> rates = List.of(rate("JPY", "USD", JANUARY, RateUse.ANY, of.toPlainString()));
        Factor there = factor(rates, "JPY", "USD", JANUARY, RateUse.ANY);
        Factor back = factor(rates, "USD", "JPY", JANUARY, RateUse.ANY);
        assertThat(there.numerator().multiply(back.numerator()))
                .isEqualByComparingTo(there.denominator().multiply(back.denominator()));
        assertThat(back.method()).isEqualTo(Factor.Method.INVERSE);
    }

    @Property(tries = 100, seed = "41")
    void aYearNeedsAllMonths(@ForAll @IntRange(min = 1, max = 12) int absent) {
        List<Rate> rates = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            rates.add(rate("JPY", "USD", Period.month(2024, month), RateUse.ANY, String.valueOf(month)));
        }
        Factor mean = factor(rates, "JPY", "USD", Period.year(2024), RateUse.ANY);
        assertThat(mean.apply(BigDecimal.TEN)).isEqualByComparingTo("65");
        rates.remove(absent - 1);
        assertThat(new CurrencyConversion(new RateTable(rates), "USD").factor("JPY", Period.year(2024), RateUse.ANY))
                .isEmpty();
    }

    @Test
    void aRateForExportsIsBeforeTheOneForAny() {
        List<Rate> rates = List.of(
                rate("KRW", "USD", JANUARY, RateUse.ANY, "0.5"), rate("KRW", "USD", JANUARY, RateUse.EXPORT, "0.25"));
        assertThat(factor(rates, "KRW", "USD", JANUARY, RateUse.EXPORT).apply(BigDecimal.TEN))
                .isEqualByComparingTo("2.5");
        assertThat(factor(rates, "KRW", "USD", JANUARY, RateUse.IMPORT).apply(BigDecimal.TEN))
                .isEqualByComparingTo("5");
    }

    @Test
    void thePivotIsTheLastResort() {
        List<Rate> rates = List.of(
                rate("USD", "JPY", JANUARY, RateUse.ANY, "150"), rate("USD", "KRW", JANUARY, RateUse.ANY, "1200"));
        Factor pivot = factor(rates, "JPY", "KRW", JANUARY, RateUse.ANY);
        assertThat(pivot.method()).isEqualTo(Factor.Method.PIVOT);
        assertThat(pivot.apply(new BigDecimal("3"))).isEqualByComparingTo("24");
    }

    /** Whole parts of odd denominators: what each has lost by rounding would be seen in the sum. */
    @Property(tries = 200, seed = "42")
    void aSumIsRoundedOnceAtItsEnd(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 9999) Integer> amounts,
            @ForAll @IntRange(min = 3, max = 97) int rate) {
        Rate first = rate("USD", "JPY", JANUARY, RateUse.ANY, String.valueOf(rate));
        Rate second = rate("USD", "JPY", Period.month(2024, 2), RateUse.ANY, String.valueOf(rate + 1));
        List<Rate> rates = List.of(first, second);
        List<Fraction> parts = new ArrayList<>();
        BigDecimal numerator = BigDecimal.ZERO;
        for (int i = 0; i < amounts.size(); i++) {
            Rate of = rates.get(i % 2);
            BigDecimal amount = BigDecimal.valueOf(amounts.get(i));
            parts.add(factor(rates, "JPY", "USD", of.period(), RateUse.ANY).exact(amount));
            numerator = numerator.add(amount.multiply(BigDecimal.valueOf(i % 2 == 0 ? rate + 1 : rate)));
        }
        BigDecimal denominator = first.rate().multiply(second.rate());
        assertThat(Fraction.sum(parts).rounded()).isEqualTo(numerator.divide(denominator, 6, RoundingMode.HALF_EVEN));
    }

    @Test
    void thirdsOfATieAreATieAgain() {
        List<Rate> rates = List.of(rate("USD", "JPY", JANUARY, RateUse.ANY, "3"));
        Factor third = factor(rates, "JPY", "USD", JANUARY, RateUse.ANY);
        Fraction part = third.exact(new BigDecimal("0.0000015"));
        assertThat(Fraction.sum(List.of(part, part, part)).rounded()).isEqualTo("0.000002");
    }
}
