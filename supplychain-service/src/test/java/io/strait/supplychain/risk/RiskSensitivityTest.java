package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.Books;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RiskSensitivityTest {
    private static final Sensitivity.Sampling SAMPLING = new Sensitivity.Sampling(300, 7, 0.05);

    private static Books fab() {
        return new Books()
                .makers("JPN", "tok", "jsr")
                .makers("KOR", "dongjin", "soulbrain")
                .site("KOR", "fab")
                .goods("resist", "fluoride");
    }

    private static Sensitivity of(RiskSensitivity measure) {
        return Sensitivity.of(measure.unknowns(), measure.answer(), SAMPLING);
    }

    @Test
    void concentrationLiesWithinWhatUnknownSharesLeave() {
        // 60 known; two unknown share 40: 3600 + a^2 + (40 - a)^2, 4400 where they have equal parts
        FactBook book = fab().supply("tok", "resist", 60, 60)
                .supply("jsr", "resist")
                .supply("dongjin", "resist")
                .book();

        Sensitivity byOrganisation = of(RiskSensitivity.ofConcentration(book, "resist", false));
        Sensitivity byArea = of(RiskSensitivity.ofConcentration(book, "resist", true));

        assertThat(byOrganisation.point()).isCloseTo(4400, within(1e-9));
        assertThat(byOrganisation.range().low()).isGreaterThanOrEqualTo(4400 - 1e-9);
        assertThat(byOrganisation.range().high()).isBetween(4800.0, 5200.0);
        assertThat(byOrganisation.effects()).hasSize(2).allSatisfy(effect -> assertThat(effect.total())
                .isPositive());
        assertThat(byArea.point()).isCloseTo(80 * 80 + 20 * 20, within(1e-9));
        assertThat(byArea).isEqualTo(of(RiskSensitivity.ofConcentration(book, "resist", true)));
    }

    @Test
    void whatIsKnownExactlyLeavesAPoint() {
        FactBook book = fab().supply("tok", "resist", 70, 70)
                .supply("jsr", "resist", 30, 30)
                .book();

        Sensitivity result = of(RiskSensitivity.ofConcentration(book, "resist", false));

        assertThat(result.effects()).isEmpty();
        assertThat(result.interval()).isEqualTo(new Interval(5800, 5800));
    }

    @Test
    void theStockMovesSurvivalMoreThanAShareThatHardlyVaries() {
        FactBook book = fab().supply("tok", "resist", 59, 61)
                .supply("dongjin", "resist", 39, 41)
                .supply("soulbrain", "fluoride", 100, 100)
                .need("fab", "resist", Essentiality.CRITICAL, null)
                .need("fab", "fluoride", Essentiality.CRITICAL, null)
                .book();
        RiskSensitivity measure =
                RiskSensitivity.ofSurvival(Purchases.of(book, "fab", 30), new Failing(Set.of("tok"), Set.of()), 90);

        Sensitivity result = of(measure);

        assertThat(result.point()).isZero();
        assertThat(result.effects().get(0).name()).isEqualTo("stock of resist");
        assertThat(result.effects().get(0).swing().high()).isCloseTo(50, within(1e-9));
        assertThat(result.effects())
                .filteredOn(effect -> effect.name().equals("stock of fluoride"))
                .singleElement()
                .satisfies(effect -> assertThat(effect.total()).isZero());
        // 3 sources and 1; a stock of each
        assertThat(measure.steps(SAMPLING))
                .isEqualTo(SAMPLING.answers(measure.unknowns().size()) * 6);
    }

    @Test
    void aNodeThatNothingStopsSurvivesUntilSupplyIsBack() {
        FactBook book = fab().supply("tok", "resist", 100, 100)
                .need("fab", "resist", Essentiality.CRITICAL, 5.0)
                .book();

        assertThat(of(RiskSensitivity.ofSurvival(
                                Purchases.of(book, "fab", 30), new Failing(Set.of("jsr"), Set.of()), 90))
                        .point())
                .isEqualTo(90);
    }

    @Test
    void systemicRiskFollowsTheShareOfTheOneThatStops() {
        FactBook book = fab().supply("tok", "resist", 20, 80)
                .supply("jsr", "resist", 20, 80)
                .need("fab", "resist", Essentiality.CRITICAL, null)
                .book();
        Firms firms = Firms.of(book, Firms.Options.DEFAULT);
        int[] tok = firms.of(book.node("tok").orElseThrow());

        Sensitivity result = of(RiskSensitivity.ofSystemicRisk(firms, new Esri.Options(false, 1e-9, 1000), tok));

        // resist 1, fab 1: a share s loses s of both
        assertThat(result.point()).isCloseTo(0.5, within(1e-9));
        assertThat(result.range().low()).isGreaterThanOrEqualTo(0.2 - 1e-9);
        assertThat(result.range().high()).isLessThanOrEqualTo(0.8 + 1e-9);
        assertThat(result.interval().width()).isGreaterThan(0.2);
        assertThat(result.effects()).extracting(Sensitivity.Effect::name).contains("tok of resist", "jsr of resist");
        assertThat(List.of(tok.length)).containsExactly(1);
    }
}
