package io.strait.supplychain.scenario.model;

import static io.strait.supplychain.scenario.model.Scenarios.of;
import static io.strait.supplychain.scenario.model.Scenarios.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.Books;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Substitute;
import io.strait.supplychain.scenario.model.ScenarioRun.NodeResult;
import io.strait.supplychain.scenario.model.ScenarioRun.Survival;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ScenarioRunTest {
    private static final String LOST =
            "{'name': 'x', 'horizonDays': 120, 'shocks': [{'nodes': ['stella'], 'durationDays': %d}]}";

    /** A fab in Korea with so many days of HF, of which a maker in Japan has all but what another one covers. */
    private static Books fab(double stockDays, double cover) {
        Books books = new Books()
                .area("japan", "JPN")
                .area("korea", "KOR")
                .makers("JPN", "stella")
                .makers("KOR", "soulbrain")
                .goods("hf")
                .product("chip")
                .site("KOR", "fab")
                .need("fab", "hf", Essentiality.CRITICAL, stockDays)
                .supply("fab", "chip", 100, 100)
                .supply("stella", "hf", 100 - 100 * cover, 100 - 100 * cover);
        return cover > 0 ? books.supply("soulbrain", "hf", 100 * cover, 100 * cover) : books;
    }

    @Test
    void stock30Cover0Recovery40IsShortFromDay30AndLoses10() {
        NodeResult fab = of(run(fab(30, 0).book(), LOST.formatted(40)), "fab");

        assertThat(fab.firstShort().point()).isEqualTo(30);
        assertThat(fab.lostDays().point()).isCloseTo(10, within(1e-9));
        assertThat(fab.recovered()).isEqualTo(40);
        assertThat(fab.survival()).isEqualTo(new Survival.Days(30));
    }

    @Test
    void stock15Cover40PercentRecovery40IsShortFromDay25AndLoses9() {
        NodeResult fab = of(run(fab(15, .4).book(), LOST.formatted(40)), "fab");

        assertThat(fab.firstShort().point()).isEqualTo(25);
        assertThat(fab.lostDays().point()).isCloseTo(9, within(1e-9));
    }

    @Test
    void stock15Cover0Recovery10IsNeverShortButWouldBeIfItLasted() {
        NodeResult fab = of(run(fab(15, 0).book(), LOST.formatted(10)), "fab");

        assertThat(fab.firstShort().point()).isNull();
        assertThat(fab.lostDays().point()).isZero();
        assertThat(fab.survival()).isEqualTo(new Survival.Days(15));
    }

    @Test
    void theShapeOfJuly2019Stock30Cover0Recovery90IsShortFromDay30AndLoses60() {
        NodeResult chip = of(run(fab(30, 0).book(), LOST.formatted(90)), "chip");

        assertThat(chip.firstShort().point()).isEqualTo(30);
        assertThat(chip.lostDays().point()).isCloseTo(60, within(1e-9));
        assertThat(chip.limits()).extracting(input -> input.need().input()).containsExactly("hf");
    }

    @Test
    void whereOthersHaveEnoughFreeSurvivalIsUnbounded() {
        String spare = "{'name': 'x', 'horizonDays': 100, 'shocks': [{'nodes': ['stella'], 'durationDays': 90}],"
                + " 'reactions': {'spareCapacity': 1}}";

        NodeResult fab = of(run(fab(5, .5).book(), spare), "fab");

        assertThat(fab.firstShort().point()).isNull();
        assertThat(fab.survival()).isEqualTo(new Survival.Unbounded());
    }

    @Test
    void aLicenceForShipmentsToOneCountryLeavesOthersAlone() {
        FactBook book = fab(30, 0)
                .site("TWN", "other-fab")
                .need("other-fab", "hf", Essentiality.CRITICAL, 30.0)
                .book();

        ScenarioRun.Outcome outcome = run(
                book,
                "{'name': 'x', 'horizonDays': 120, 'shocks': [{'areas': ['JPN'], 'inputs': ['hf'], 'recipients': ['KOR'],"
                        + " 'durationDays': 90}]}");

        assertThat(of(outcome, "fab").firstShort().point()).isEqualTo(30);
        assertThat(of(outcome, "other-fab").firstShort().point()).isNull();
    }

    @Test
    void withoutStocksItIsShortAtOnce() {
        String without = "{'name': 'x', 'shocks': [{'nodes': ['stella']}], 'reactions': {'useStock': false}}";

        assertThat(of(run(fab(30, 0).book(), without), "fab").firstShort().point())
                .isZero();
    }

    @Test
    void aSubstituteEndsTheShortageOnceItIsQualified() {
        FactBook book = new Books()
                .makers("JPN", "stella")
                .goods("hf", "other-gas")
                .site("KOR", "fab")
                .need("fab", "hf", Essentiality.CRITICAL, 10.0, new Substitute("other-gas", BigDecimal.valueOf(25)))
                .supply("stella", "hf", 100, 100)
                .book();

        NodeResult fab = of(run(book, LOST.formatted(100)), "fab");

        assertThat(fab.firstShort().point()).isEqualTo(10);
        assertThat(fab.recovered()).isBetween(25, 27);
    }

    @Test
    void anUnknownStockLeavesAnIntervalAndIsNamed() {
        FactBook book = new Books()
                .makers("JPN", "stella")
                .goods("hf")
                .site("KOR", "fab")
                .need("fab", "hf")
                .supply("stella", "hf", 100, 100)
                .book();

        ScenarioRun.Outcome outcome = run(book, LOST.formatted(50));
        NodeResult fab = of(outcome, "fab");

        assertThat(fab.firstShort().low()).isZero();
        assertThat(fab.firstShort().high()).isBetween(20, 30);
        assertThat(fab.lostDays().interval().low()).isBetween(20.0, 30.0);
        assertThat(fab.lostDays().interval().high()).isCloseTo(50, within(1e-9));
        assertThat(outcome.effects()).singleElement().satisfies(effect -> {
            assertThat(effect.name()).isEqualTo("stock fab_needs_hf");
            assertThat(effect.total()).isCloseTo(1, within(.3));
        });
    }

    @Test
    void whatIsKnownExactlyNeedsNoSamples() {
        assertThat(run(fab(30, 0).book(), LOST.formatted(40)).samples()).isZero();
    }

    @Test
    void unknownSharesAreTheOnesThatMatterWhereStocksAreKnown() {
        FactBook book = new Books()
                .makers("JPN", "stella")
                .makers("KOR", "soulbrain")
                .goods("hf")
                .site("KOR", "fab")
                .need("fab", "hf", Essentiality.CRITICAL, 10.0)
                .supply("stella", "hf")
                .supply("soulbrain", "hf")
                .book();

        ScenarioRun.Outcome outcome = run(book, LOST.formatted(50));

        assertThat(of(outcome, "fab").firstShort().point()).isEqualTo(20);
        assertThat(outcome.effects())
                .extracting(effect -> effect.name())
                .containsExactlyInAnyOrder("share stella_supplies_hf", "share soulbrain_supplies_hf");
    }

    @Test
    void itIsTheSameBitForBitWheneverItIsComputed() {
        String scenario = "{'name': 'x', 'shocks': [{'areas': ['JPN'], 'size': 0.7, 'durationDays': 60,"
                + " 'recovery': {'shape': 'exponential', 'days': 20}}], 'sampling': {'samples': 20, 'seed': 7}}";

        ScenarioRun.Outcome once = run(Books.sample(), scenario);
        ScenarioRun.Outcome again = run(Books.sample(), scenario);

        assertThat(again.effects()).isEqualTo(once.effects());
        assertThat(again.lostDays()).isEqualTo(once.lostDays());
        for (int i = 0; i < once.nodes().size(); i++) {
            assertThat(again.nodes().get(i).output())
                    .isEqualTo(once.nodes().get(i).output());
            assertThat(again.nodes().get(i).outputLow())
                    .isEqualTo(once.nodes().get(i).outputLow());
        }
    }

    @Test
    void circlesOfSupplyAreComputed() {
        FactBook book = new Books()
                .makers("NLD", "asml")
                .makers("KOR", "maker")
                .goods("tool", "chip")
                .product("phone")
                .need("phone", "chip", Essentiality.CRITICAL, 0.0)
                .need("tool", "chip", Essentiality.CRITICAL, 5.0)
                .need("chip", "tool", Essentiality.CRITICAL, 5.0)
                .supply("asml", "tool", 100, 100)
                .supply("maker", "chip", 100, 100)
                .book();

        NodeResult chip = of(
                run(book, "{'name': 'x', 'horizonDays': 60, 'shocks': [{'nodes': ['asml'], 'durationDays': 30}]}"),
                "chip");

        // Half of all chips go into tools, which are not made meanwhile: five days of tools last ten
        assertThat(chip.firstShort().point()).isEqualTo(10);
        assertThat(chip.recovered()).isBetween(30, 40);
    }

    @Test
    void hsCodesAndNegligibleSharesAreUnderstood() {
        FactBook book =
                fab(5, 0).supply("soulbrain", "hf", null, Share.NEGLIGIBLE).book();

        assertThat(run(book, "{'name': 'x', 'shocks': [{'hsCodes': ['2811']}]}").nodes())
                .isEmpty();
        assertThat(of(run(Books.sample(), "{'name': 'x', 'shocks': [{'hsCodes': ['2811.11']}]}"), "hydrogen-fluoride")
                        .firstShort()
                        .point())
                .isZero();
        assertThat(of(run(book, "{'name': 'x', 'shocks': [{'nodes': ['stella']}]}"), "fab")
                        .firstShort()
                        .point())
                .isEqualTo(5);
    }

    @Test
    void aPlanThatGrowsTooLargeIsRefused() {
        Scenario scenario = Scenarios.read("{'name': 'x', 'shocks': [{'areas': ['JPN']}]}");

        assertThatThrownBy(() -> ScenarioPlanner.plan(Books.sample(), scenario, 5))
                .isInstanceOf(ScenarioPlanner.TooLargeException.class);
    }

    @Test
    void itStopsWhenItIsCancelled() {
        ScenarioPlan plan = Scenarios.plan(fab(30, 0).book(), LOST.formatted(40));

        assertThatThrownBy(() -> new ScenarioRun(plan, done -> {}, () -> true).compute(node -> true))
                .isInstanceOf(CancellationException.class);
    }

    /**
     * July 2019: Japan has 70 to 100 percent (taken: 85), stocks are 30 days. What is left covers 15 percent, so stocks
     * last 30 / 0.85 = 35.3 days; 30 days where Japan has all, 42 where it has 70.
     */
    @Test
    void theFirstShortDayOfTheSampleScenarioFollowsFromTheStockFacts() throws IOException {
        Path file = Path.of("sample/scenarios/july-2019.json");
        if (!Files.exists(file)) {
            file = Path.of("supplychain-service").resolve(file);
        }

        ScenarioRun.Outcome outcome = run(Books.sample(), Files.readString(file));

        for (String plant : List.of("samsung-fab", "sk-hynix-fab", "korea-display-plants")) {
            NodeResult result = of(outcome, plant);
            assertThat(result.firstShort().point()).isEqualTo(35);
            // No bound above: where the displays lack first, phones take fewer chips, and the fabs' stocks last longer
            assertThat(result.firstShort().low()).isBetween(30, 34);
            // From then on 15 percent until day 90
            assertThat(result.output()[60]).isCloseTo(.15, within(1e-9));
            assertThat(result.recovered()).isEqualTo(90);
        }
        assertThat(of(outcome, "korea-display-plants").limits())
                .extracting(input -> input.need().input())
                .containsExactly("fluorinated-polyimide");
    }
}
