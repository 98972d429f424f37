package io.strait.trade.reference.concordance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import io.strait.trade.reference.concordance.Concordance.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConcordanceTableTest {
    private static final String HEADER = "sourceCode,targetCode,weight\n";

    private static Concordance read(String rows) {
        return ConcordanceTable.read(HEADER + rows, "H3", "H0");
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    /** TRADE.md's example: 68, 23, 9 and 0 per cent. */
    @Test
    void aCodeIsSharedOut() {
        Concordance.Conversion conversion =
                read("854231,854211,0.68\n854231,854219,0.23\n854231,854220,0.09\n854231,854800,0\n")
                        .convert(Map.of("854231", number("200")));
        assertThat(conversion.values())
                .containsOnlyKeys("854211", "854219", "854220", "854800")
                .hasEntrySatisfying("854211", value -> assertThat(value).isEqualByComparingTo("136"))
                .hasEntrySatisfying("854219", value -> assertThat(value).isEqualByComparingTo("46"));
        assertThat(conversion.split()).contains("854219");
        assertThat(conversion.notConverted()).isEqualByComparingTo("0");
        assertThat(conversion.notConvertedShare()).isEqualByComparingTo("0");
    }

    @Test
    void whatRoundingLeftGoesToTheLargest() {
        assertThat(read("01,02,0.333\n01,03,0.333\n01,04,0.333\n").targets().get("01"))
                .containsExactly(
                        new Target("02", number("0.334")),
                        new Target("03", number("0.333")),
                        new Target("04", number("0.333")));
    }

    @Test
    void whatCannotBeConvertedIsTold() {
        Concordance.Conversion conversion =
                read("01,02,0.75\n01,,0.25\n").convert(Map.of("01", number("40"), "99", number("60")));
        assertThat(conversion.values().get("02")).isEqualByComparingTo("30");
        assertThat(conversion.notConverted()).isEqualByComparingTo("70");
        assertThat(conversion.notConvertedShare()).isEqualTo(number("0.700000"));
        assertThat(conversion.notInTable()).containsExactly("99");
    }

    @Test
    void weightsThatAreNotOneTogetherAreRefusedByTheirCode() {
        assertThatThrownBy(() -> read("01,02,0.5\n01,03,0.4\n02,02,1\n"))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.violations())
                        .extracting(Violation::field, Violation::value, Violation::message)
                        .containsExactly(tuple("sourceCode", "01", "has weights that add up to 0.9")));
    }

    @Test
    void everyLineAtFaultIsNamed() {
        assertThatThrownBy(() -> read("0 1,02,1\n02,02,1.5\n03,x,1\n04,04,1\n04,04,0\n"))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.violations())
                        .extracting(Violation::field)
                        .containsExactly("line 2, sourceCode", "line 3, weight", "line 4, targetCode", "line 6"));
        assertThatThrownBy(() -> ConcordanceTable.read(
                        "sourceClassification,sourceCode,targetCode,weight\nH2,01,01,1\n", "H3", "H0"))
                .hasMessageContaining("is not the table's");
        assertThatThrownBy(() -> ConcordanceTable.read("a,b\n", "H3", "H0"))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.violations())
                        .extracting(Violation::expected)
                        .containsExactly("sourceCode", "targetCode", "weight"));
        // A quote that never closes makes one cell of the rest, which is no code.
        assertThatThrownBy(() -> read("\"01,02,1\n"))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.violations())
                        .extracting(Violation::field)
                        .contains("line 2, sourceCode", "line 2, weight"));
    }

    @Test
    void aTableIsNotMadeOfOtherWeights() {
        assertThatThrownBy(() -> new Concordance(Map.of("01", List.of(new Target("02", number("0.9"))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("01");
    }
}
