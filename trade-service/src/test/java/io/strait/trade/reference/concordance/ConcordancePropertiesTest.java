package io.strait.trade.reference.concordance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConcordancePropertiesTest {
    private static final List<String> CODES = List.of("01", "02", "03", "04", "05");

    @Provide
    Arbitrary<Map<String, BigDecimal>> values() {
        return Arbitraries.maps(
                Arbitraries.of("01", "02", "03", "04", "05", "99"),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, new BigDecimal("1E12"))
                        .ofScale(3));
    }

    /** Weights printed with three digits, as tables have them; the last target of a code may be none. */
    @Provide
    Arbitrary<String> tables() {
        Arbitrary<List<Integer>> parts =
                Arbitraries.integers().between(1, 50).list().ofMinSize(1).ofMaxSize(4);
        Arbitrary<Boolean> lossy = Arbitraries.of(true, false);
        return Combinators.combine(
                        parts.list().ofSize(CODES.size()), lossy.list().ofSize(CODES.size()))
                .as(ConcordancePropertiesTest::csv);
    }

    private static String csv(List<List<Integer>> parts, List<Boolean> lossy) {
        StringBuilder csv = new StringBuilder("sourceCode,targetCode,weight\n");
        for (int i = 0; i < CODES.size(); i++) {
            List<Integer> of = parts.get(i);
            int whole = of.stream().mapToInt(Integer::intValue).sum();
            BigDecimal left = BigDecimal.ONE;
            for (int j = 0; j < of.size(); j++) {
                boolean last = j == of.size() - 1;
                BigDecimal weight =
                        last ? left : new BigDecimal(of.get(j)).divide(new BigDecimal(whole), 3, RoundingMode.DOWN);
                left = left.subtract(weight);
                String target = last && lossy.get(i) ? "" : "1" + j;
                csv.append(CODES.get(i)).append(',').append(target).append(',');
                csv.append(weight.toPlainString()).append('\n');
            }
        }
        return csv.toString();
    }

    @Property(tries = 300, seed = "21")
    void aConversionKeepsTheTotal(@ForAll("tables") String csv, @ForAll("values") Map<String, BigDecimal> values) {
        Concordance.Conversion conversion =
                ConcordanceTable.read(csv, "H3", "H0").convert(values);
        BigDecimal total = values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal converted = conversion.values().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(converted.add(conversion.notConverted())).isEqualByComparingTo(total);
        assertThat(conversion.total()).isEqualByComparingTo(total);
    }

    @Property(tries = 300, seed = "22")
    void nothingIsLostOfWhatHasTargets(@ForAll("tables") String csv, @ForAll("values") Map<String, BigDecimal> values) {
        Concordance.Conversion conversion =
                ConcordanceTable.read(csv.replaceAll(",,", ",77,"), "H3", "H0").convert(values);
        BigDecimal known = values.getOrDefault("99", BigDecimal.ZERO);
        assertThat(conversion.notConverted()).isEqualByComparingTo(known);
        assertThat(conversion.notInTable()).isEqualTo(values.containsKey("99") ? List.of("99") : List.of());
    }

    @Property(tries = 200, seed = "23")
    void printedWeightsBecomeExactlyOne(@ForAll("tables") String csv) {
        ConcordanceTable.read(csv, "H3", "H0").targets().values().forEach(targets -> assertThat(
                        targets.stream().map(Concordance.Target::weight).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(BigDecimal.ONE));
    }
}
