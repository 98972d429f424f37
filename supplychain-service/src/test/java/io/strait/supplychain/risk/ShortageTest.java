package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.risk.Shortage.OrderSplit;
import io.strait.supplychain.risk.Shortage.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortageTest {
    /** Unit demand of one firm with n days of stock; its other supplier, if any, covers c. */
    private static final int FIRM = 0;

    private static final int LOST_SUPPLIER = 1;

    @Test
    void stock30Cover0Recovery40IsShortFromDay30AndLoses10() {
        Shortage shortage = unit(30, 0, 40);

        assertThat(shortage.firstShortDay(FIRM)).hasValue(30);
        assertThat(shortage.demandLost(FIRM)).isCloseTo(10, within(1e-9));
        assertThat(shortage.made(FIRM, 29)).isEqualTo(1);
        assertThat(shortage.made(FIRM, 30)).isZero();
        assertThat(shortage.made(FIRM, 40)).isEqualTo(1);
    }

    @Test
    void stock15Cover40PercentRecovery40IsShortFromDay25AndLoses9() {
        Shortage shortage = unit(15, .4, 40);

        assertThat(shortage.firstShortDay(FIRM)).hasValue(25);
        assertThat(shortage.demandLost(FIRM)).isCloseTo(9, within(1e-9));
        assertThat(shortage.made(FIRM, 25)).isCloseTo(.4, within(1e-9));
    }

    @Test
    void stock15Cover0Recovery10IsNeverShort() {
        Shortage shortage = unit(15, 0, 10);

        assertThat(shortage.firstShortDay(FIRM)).isEmpty();
        assertThat(shortage.demandLost(FIRM)).isZero();
    }

    @Test
    void theShapeOfJuly2019Stock30Cover0Recovery90IsShortFromDay30AndLoses60() {
        Shortage shortage = unit(30, 0, 90);

        assertThat(shortage.firstShortDay(FIRM)).hasValue(30);
        assertThat(shortage.demandLost(FIRM)).isCloseTo(60, within(1e-9));
    }

    @Test
    void withoutADisruptionNothingChanges() {
        Shortage shortage = Shortage.of(unitPlan(3, .4), List.of(), 50, Settings.DEFAULT);

        for (int day = 0; day < 50; day++) {
            assertThat(shortage.made(FIRM, day)).isCloseTo(1, within(1e-12));
            assertThat(shortage.stock(0, day)).isCloseTo(3, within(1e-12));
        }
        assertThat(shortage.firstShortDay(FIRM)).isEmpty();
    }

    @Test
    void aFirmThatSavesIsShortEarlier() {
        Settings saving = new Settings(1, 6, .5, OrderSplit.INITIAL_SHARES);

        Shortage shortage = Shortage.of(unitPlan(30, 0), List.of(lost(40)), 60, saving);

        // Half of its stock is left after 15 days
        assertThat(shortage.firstShortDay(FIRM)).hasValue(16);
        assertThat(shortage.made(FIRM, 30)).isBetween(.1, .9);
    }

    @Test
    void ordersThatFollowCapacityUseWhatOthersCanMakeMore() {
        Settings asEver = new Settings(1.5, 6, 0, OrderSplit.INITIAL_SHARES);
        Settings following = new Settings(1.5, 6, 0, OrderSplit.REROUTED);

        double loss =
                Shortage.of(unitPlan(5, .6), List.of(lost(40)), 60, asEver).demandLost(FIRM);
        double lessLoss =
                Shortage.of(unitPlan(5, .6), List.of(lost(40)), 60, following).demandLost(FIRM);

        assertThat(lessLoss).isLessThan(loss);
    }

    @Test
    void whatLacksIsOrderedOfWhoHasCapacityFreeAndNobodyElseLosesByIt() {
        // Two makers of 0.5 for one firm, the second has a customer of its own; the first is lost, a fifth is free
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int firm = plan.firm(1);
        int lost = plan.firm(0);
        int other = plan.firm(0);
        int neighbour = plan.firm(1);
        int input = plan.input(firm, 0, true);
        plan.supply(input, lost, .5).supply(input, other, .5);
        plan.supply(plan.input(neighbour, 0, true), other, 1);

        Shortage shortage = Shortage.of(
                plan.build(),
                List.of(new Disruption(lost, 1, 5, 30, 0)),
                30,
                new Settings(1.2, 6, 0, OrderSplit.REROUTED));

        assertThat(shortage.made(firm, 29)).isCloseTo(.8, within(1e-9));
        assertThat(shortage.made(neighbour, 29)).isCloseTo(1, within(1e-9));
    }

    @Test
    void anOrderIsNotTakenFromSomebodyWhoStillDeliversFromStock() {
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int firm = plan.firm(1);
        int maker = plan.firm(0);
        int other = plan.firm(0);
        int source = plan.firm(0);
        int input = plan.input(firm, 0, true);
        plan.supply(input, maker, .5).supply(input, other, .5);
        plan.supply(plan.input(maker, 10, true), source, .5);

        Shortage shortage = Shortage.of(
                plan.build(),
                List.of(new Disruption(source, 1, 0, 40, 0)),
                40,
                new Settings(1, 6, 0, OrderSplit.REROUTED));

        assertThat(shortage.firstShortDay(firm)).hasValue(10);
    }

    @Test
    void aSubstituteFillsInFromTheDayOnWhichItIsQualified() {
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int firm = plan.firm(1);
        int lost = plan.firm(0);
        int substitute = plan.firm(0, 100);
        int input = plan.input(firm, 10, true);
        plan.supply(input, lost, 1).substitute(input, substitute, 25);

        Shortage shortage =
                Shortage.of(plan.build(), List.of(new Disruption(lost, 1, 0, 200, 0)), 60, Settings.DEFAULT);

        assertThat(shortage.firstShortDay(firm)).hasValue(10);
        assertThat(shortage.made(firm, 24)).isZero();
        assertThat(shortage.made(firm, 26)).isCloseTo(1, within(1e-9));
        assertThat(shortage.made(substitute, 24)).isZero();
    }

    @Test
    void withoutAnImportantInputHalfOfOutputStops() {
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int service = plan.firm(0);
        int fab = plan.firm(1);
        int input = plan.input(fab, 2, .5);
        plan.supply(input, service, 1);

        Shortage shortage =
                Shortage.of(plan.build(), List.of(new Disruption(service, 1, 0, 9, 0)), 9, Settings.DEFAULT);

        assertThat(shortage.firstShortDay(fab)).hasValue(2);
        assertThat(shortage.made(fab, 5)).isCloseTo(.5, within(1e-9));
        assertThat(shortage.limitingInput(fab)).hasValue(input);
        assertThat(shortage.isLimitedByItself(service)).isTrue();
    }

    @Test
    void itIsSteadyWhenNothingMovesAnyMore() {
        List<Disruption> forEver = List.of(new Disruption(LOST_SUPPLIER, 1, 0, Integer.MAX_VALUE, 0));

        assertThat(Shortage.of(unitPlan(30, .4), forEver, 20, Settings.DEFAULT).isSteady())
                .isFalse();
        assertThat(Shortage.of(unitPlan(30, .4), forEver, 60, Settings.DEFAULT).isSteady())
                .isTrue();
    }

    @Test
    void aLossRecoversFastFirstWhereItIsSaidTo() {
        Disruption disruption = new Disruption(0, .8, 0, 2, 10, Disruption.Recovery.EXPONENTIAL);

        assertThat(disruption.at(1)).isEqualTo(.8);
        assertThat(disruption.at(7)).isCloseTo(.08, within(1e-12));
        assertThat(disruption.at(12)).isZero();
    }

    @Test
    void whatIsShortIsSharedOutInProportionToOrders() {
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int maker = plan.firm(0);
        int large = plan.firm(3);
        int small = plan.firm(1);
        plan.supply(plan.input(large, 0, true), maker, 3);
        plan.supply(plan.input(small, 0, true), maker, 1);

        Shortage shortage = Shortage.of(plan.build(), List.of(new Disruption(maker, .5, 0, 5, 0)), 5, Settings.DEFAULT);

        assertThat(shortage.made(large, 0)).isEqualTo(1.5);
        assertThat(shortage.made(small, 0)).isEqualTo(.5);
    }

    @Test
    void aShortageTravelsDownTheTiersAsTheStocksOfEachRunOut() {
        // Fluorspar, HF with 10 days of it, fab with 20 days of HF, phone with 5 days of chips
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int fluorspar = plan.firm(0);
        int hf = plan.firm(0);
        int fab = plan.firm(0);
        int phone = plan.firm(8);
        plan.supply(plan.input(hf, 10, true), fluorspar, 2);
        plan.supply(plan.input(fab, 20, true), hf, 1);
        plan.supply(plan.input(phone, 5, true), fab, 4);

        Shortage shortage =
                Shortage.of(plan.build(), List.of(new Disruption(fluorspar, 1, 0, 60, 0)), 90, Settings.DEFAULT);

        assertThat(shortage.firstShortDay(hf)).hasValue(10);
        assertThat(shortage.firstShortDay(fab)).hasValue(30);
        assertThat(shortage.firstShortDay(phone)).hasValue(35);
    }

    @Test
    void anInputThatIsNotCriticalStopsNothing() {
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int service = plan.firm(0);
        int fab = plan.firm(1);
        plan.supply(plan.input(fab, 1, false), service, 1);

        Shortage shortage =
                Shortage.of(plan.build(), List.of(new Disruption(service, 1, 0, 10, 0)), 10, Settings.DEFAULT);

        assertThat(shortage.firstShortDay(fab)).isEmpty();
        assertThat(shortage.stock(0, 9)).isZero();
    }

    @Test
    void aCircleOfSuppliersKeepsGoing() {
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int tools = plan.firm(1);
        int chips = plan.firm(5);
        plan.supply(plan.input(tools, 2, true), chips, 1).supply(plan.input(chips, 2, true), tools, 1);

        Shortage calm = Shortage.of(plan.build(), List.of(), 30, Settings.DEFAULT);
        Shortage stopped = Shortage.of(plan.build(), List.of(new Disruption(chips, 1, 0, 10, 0)), 60, Settings.DEFAULT);

        assertThat(calm.firstShortDay(tools)).isEmpty();
        assertThat(calm.firstShortDay(chips)).isEmpty();
        assertThat(stopped.firstShortDay(chips)).hasValue(0);
        // Chips take no tools meanwhile, so half of the use of chips goes on: two days of stock last longer
        assertThat(stopped.firstShortDay(tools)).hasValue(5);
    }

    @Test
    void aLossRecoversEvenly() {
        Disruption disruption = new Disruption(0, .8, 2, 4, 4);

        assertThat(new double[] {disruption.at(1), disruption.at(2), disruption.at(3), disruption.at(4)})
                .containsExactly(0, .8, .8, .8);
        assertThat(disruption.at(6)).isCloseTo(.4, within(1e-12));
        assertThat(disruption.at(8)).isZero();
    }

    @Test
    void whatIsOutOfRangeOrTooLargeIsRefused() {
        SupplyPlan plan = unitPlan(1, .5);
        assertThatIllegalArgumentException().isThrownBy(() -> Shortage.of(plan, List.of(), 0, Settings.DEFAULT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shortage.of(plan, List.of(), 1_000_000_000, Settings.DEFAULT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shortage.of(plan, List.of(new Disruption(7, 1, 0, 1, 0)), 10, Settings.DEFAULT));
        SupplyPlan.Builder large = SupplyPlan.builder();
        for (int i = 0; i < 1000; i++) {
            large.firm(1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shortage.of(large.build(), List.of(), 36_500, Settings.DEFAULT))
                .withMessage("size: 73000000 numbers (expected: at most 20000000)");
        SupplyPlan.Builder builder = SupplyPlan.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.firm(-1));
        int firm = builder.firm(0);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.input(firm, Double.NaN, true));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.supply(builder.input(firm, 1, true), firm, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Disruption(0, 1.5, 0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Disruption(0, 1, 5, 4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Settings(.5, 6, 0, OrderSplit.REROUTED));
    }

    private static Shortage unit(double stockDays, double cover, int recovery) {
        return Shortage.of(unitPlan(stockDays, cover), List.of(lost(recovery)), 120, Settings.DEFAULT);
    }

    private static Disruption lost(int recovery) {
        return new Disruption(LOST_SUPPLIER, 1, 0, recovery, 0);
    }

    private static SupplyPlan unitPlan(double stockDays, double cover) {
        SupplyPlan.Builder plan = SupplyPlan.builder();
        int firm = plan.firm(1);
        int lost = plan.firm(0);
        int other = plan.firm(0);
        int input = plan.input(firm, stockDays, true);
        return plan.supply(input, lost, 1 - cover).supply(input, other, cover).build();
    }
}
