package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.Books;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.NodeKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SurvivalTest {
    private static Books fab() {
        return new Books()
                .area("japan", "JPN")
                .makers("JPN", "tok", "jsr")
                .makers("KOR", "dongjin")
                .site("KOR", "fab")
                .goods("resist", "fluoride");
    }

    private static Survival without(FactBook book, String failing, double daysToRecover) {
        return Survival.of(Purchases.of(book, "fab", 30), Failing.of(book, List.of(failing), Set.of()), daysToRecover);
    }

    /** Simchi-Levi: stock 50 of a demand of 10 a day, backup 4 a day: 8.3333 days, 490 units lost in 90. */
    @Test
    void stockLastsUntilBackupNoLongerFillsTheGap() {
        FactBook book = fab().supply("tok", "resist", 60, 60)
                .supply("dongjin", "resist", 40, 40)
                .need("fab", "resist", Essentiality.CRITICAL, 5.0)
                .book();

        Survival survival = without(book, "tok", 90);

        assertThat(survival.given()).isInstanceOfSatisfying(TimeToSurvive.Days.class, days -> {
            assertThat(days.days()).isCloseTo(8.3333, within(1e-4));
            assertThat(days.shortfall()).isCloseTo(0.6, within(1e-12));
        });
        assertThat(survival.worst()).isEqualTo(survival.given()).isEqualTo(survival.best());
        assertThat(survival.unitsLost().given()).isCloseTo(49, within(1e-9));
        assertThat(without(book, "jsr", 90).given()).isEqualTo(new TimeToSurvive.Unbounded());
        assertThat(without(book, "resist", 90).given()).isEqualTo(new TimeToSurvive.Days(5, 1));
    }

    @Test
    void unknownSharesAndStocksLeaveARange() {
        FactBook book = fab().supply("tok", "resist", 60, 60)
                .supply("jsr", "resist")
                .supply("dongjin", "resist")
                .need("fab", "resist", Essentiality.CRITICAL, 12.0)
                .book();

        Survival survival = without(book, "jsr", 90);

        assertThat(survival.inputs()).singleElement().satisfies(input -> assertThat(input.lost())
                .isEqualTo(new Estimate(0, 0.2, 0.4)));
        assertThat(days(survival.worst())).isCloseTo(30, within(1e-9));
        assertThat(days(survival.given())).isCloseTo(60, within(1e-9));
        assertThat(survival.best()).isEqualTo(new TimeToSurvive.Unbounded());
        assertThat(survival.unitsLost().low()).isZero();
        assertThat(survival.unitsLost().given()).isCloseTo(6, within(1e-9));
        assertThat(survival.unitsLost().high()).isCloseTo(24, within(1e-9));

        FactBook noStock = fab().supply("tok", "resist", 100, 100)
                .need("fab", "resist", Essentiality.CRITICAL, null)
                .book();
        Survival unknownStock = without(noStock, "japan", 90);
        assertThat(days(unknownStock.given())).isZero();
        assertThat(days(unknownStock.best())).isEqualTo(30);
    }

    @Test
    void onlyWhatIsCriticalStopsAndWhatNobodySaidMay() {
        FactBook book = fab().supply("tok", "resist", 100, 100)
                .supply("tok", "fluoride", 100, 100)
                .need("fab", "resist", Essentiality.IMPORTANT, 1.0)
                .need("fab", "fluoride", Essentiality.UNKNOWN, 10.0)
                .book();

        Survival survival = without(book, "tok", 40);

        assertThat(survival.given()).isEqualTo(new TimeToSurvive.Unbounded());
        assertThat(days(survival.worst())).isEqualTo(10);
        assertThat(survival.unitsLost()).isEqualTo(new Estimate(0, 0, 30));
    }

    @Test
    void whatSeveralInputsLackIsLostOnce() {
        // .6 from day 10 on, all from day 30 on
        double lost = Survival.unitsLost(
                List.of(
                        new TimeToSurvive.Days(30, 1),
                        new TimeToSurvive.Unbounded(),
                        new TimeToSurvive.Days(10, 0.6),
                        new TimeToSurvive.Days(20, 0.5),
                        new TimeToSurvive.Days(100, 1)),
                90);

        assertThat(lost).isCloseTo(20 * 0.6 + 60, within(1e-12));
        assertThat(Survival.unitsLost(List.of(), 90)).isZero();
    }

    @Test
    void aProcessInHouseIsWhatItNeeds() {
        FactBook book = fab().node(NodeKind.PROCESS, null, "litho", "etch")
                .supply("tok", "resist", 100, 100)
                .need("fab", "litho", Essentiality.CRITICAL, null)
                .need("litho", "resist", Essentiality.CRITICAL, 7.0)
                .need("litho", "etch", Essentiality.IMPORTANT, null)
                // A circle is no reason to run for ever
                .need("etch", "litho", Essentiality.CRITICAL, null)
                .need("etch", "fluoride", Essentiality.CRITICAL, null)
                .book();

        assertThat(days(without(book, "tok", 90).given())).isEqualTo(7);
        assertThat(Purchases.of(book, "fab", 0).inputs())
                .extracting(input -> input.need().input() + " " + input.essentiality())
                .containsExactlyInAnyOrder("resist CRITICAL", "fluoride IMPORTANT");
    }

    @Test
    void whoseAreaNobodyKnowsMayBeAtHomeThere() {
        FactBook book = fab().node(NodeKind.ORGANISATION, null, "stranger")
                .supply("tok", "resist", 60, 60)
                .supply("stranger", "resist", 40, 40)
                .need("fab", "resist", Essentiality.CRITICAL, 6.0)
                .book();

        Survival survival = without(book, "japan", 90);

        assertThat(survival.inputs().get(0).lost()).isEqualTo(new Estimate(0.6, 0.6, 1));
        assertThat(days(survival.worst())).isEqualTo(6);
        assertThat(days(survival.best())).isCloseTo(10, within(1e-9));
    }

    @Test
    void japansFailureStopsTheSampleFabs() {
        FactBook book = Books.sample();
        Survival survival = Survival.of(
                Purchases.of(book, "samsung-fab", 30), Failing.of(book, List.of("tokyo-electron"), Set.of()), 90);

        assertThat(survival.given()).isInstanceOf(TimeToSurvive.Days.class);
        assertThat(survival.inputs())
                .filteredOn(input -> input.purchase().need().input().equals("resist-processing-tool"))
                .singleElement()
                .satisfies(input -> assertThat(input.lost().given()).isCloseTo(0.926, within(1e-12)));
    }

    @Test
    void theIndexIsThePartOfTheWorstLoss() {
        FactBook book = fab().supply("tok", "resist", 60, 60)
                .supply("dongjin", "resist", 40, 40)
                .need("fab", "resist", Essentiality.CRITICAL, 0.0)
                .book();

        List<RiskExposure> suppliers = RiskExposure.of(book, null, false, 100, 30);
        List<RiskExposure> areas = RiskExposure.of(book, "fab", true, 100, 30);

        assertThat(suppliers).extracting(RiskExposure::name).containsExactly("tok", "dongjin");
        assertThat(suppliers.get(0).index()).isEqualTo(1);
        assertThat(suppliers.get(0).unitsLost().given()).isCloseTo(60, within(1e-9));
        assertThat(suppliers.get(1).index()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(suppliers.get(1).customers()).isEqualTo(1);
        assertThat(areas).extracting(RiskExposure::name).containsExactly("JPN", "KOR");
        assertThat(RiskExposure.of(book, "tok", false, 100, 30)).isEmpty();
        assertThat(RiskExposure.estimatedSteps(book, null)).isEqualTo(9);
    }

    private static double days(TimeToSurvive time) {
        return ((TimeToSurvive.Days) time).days();
    }
}
