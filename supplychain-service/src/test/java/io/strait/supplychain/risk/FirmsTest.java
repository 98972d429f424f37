package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.Books;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FirmsTest {
    private static final Esri.Options EXACT = new Esri.Options(true, 1e-12, 10_000);

    /** A chip of one fab, of a resist by two makers and a service by one. */
    private static Books chip(Essentiality ofService) {
        return new Books()
                .area("japan", "JPN")
                .makers("JPN", "tok", "jsr")
                .makers("KOR", "helper")
                .site("KOR", "fab")
                .goods("resist", "service")
                .product("chip")
                .supply("tok", "resist", 60, 60)
                .supply("jsr", "resist", 40, 40)
                .supply("helper", "service", 100, 100)
                .supply("fab", "chip", 100, 100)
                .need("chip", "resist", Essentiality.CRITICAL, null)
                .need("chip", "service", ofService, null);
    }

    private static double combined(FactBook book, Firms.Options options, String... nodes) {
        Firms firms = Firms.of(book, options);
        FirmNetwork network = firms.network();
        double[] left = new double[network.firms()];
        Arrays.fill(left, 1);
        for (String id : nodes) {
            Node node = book.node(id).orElseThrow();
            for (int firm : firms.of(node)) {
                left[firm] = 0;
            }
        }
        return new Esri(network, firms.roles(), EXACT).of(left).downstream();
    }

    @Test
    void makersDeliverTheirSharesOfOneUnit() {
        Firms firms = Firms.of(chip(Essentiality.NOT).book(), Firms.Options.DEFAULT);
        FirmNetwork network = firms.network();

        assertThat(firms.firms())
                .extracting(firm -> firm.supplier() + " " + firm.good())
                .containsExactlyInAnyOrder("tok resist", "jsr resist", "helper service", "fab chip");
        for (int i = 0; i < network.firms(); i++) {
            double expected =
                    switch (String.valueOf(firms.firms().get(i).supplier())) {
                        case "tok" -> 0.6;
                        case "jsr" -> 0.4;
                        default -> 1;
                    };
            assertThat(network.outStrength(i)).isCloseTo(expected, within(1e-12));
        }
        assertThat(firms.basis()).isEqualTo(new Firms.Basis(4, 3, 0, 0, 0, 1));
    }

    @Test
    void anEssentialInputStopsWhatItsShareIs() {
        // resist 1, service 1, chip 1: tok's .6 are lost, and .6 of the chip
        FactBook book = chip(Essentiality.NOT).book();

        assertThat(combined(book, Firms.Options.DEFAULT, "tok")).isCloseTo(1.2 / 3, within(1e-12));
        // tok can deliver .6 of the .4 that jsr leaves: sigma is .4 / .6
        assertThat(combined(book, Firms.Options.DEFAULT, "jsr")).isCloseTo((0.4 + 0.4 * 0.4 / 0.6) / 3, within(1e-12));
        assertThat(combined(book, Firms.Options.DEFAULT, "resist")).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void whatIsNotNeededStopsNothingAndWhatNobodySaidIsAsTheRequestHasIt() {
        assertThat(combined(chip(Essentiality.NOT).book(), Firms.Options.DEFAULT, "helper"))
                .isCloseTo(1.0 / 3, within(1e-12));
        // Half of what the fab buys
        assertThat(combined(chip(Essentiality.IMPORTANT).book(), Firms.Options.DEFAULT, "helper"))
                .isCloseTo(1.5 / 3, within(1e-12));
        var strict = new Firms.Options(false, InputRole.NON_ESSENTIAL, InputRole.ESSENTIAL);
        assertThat(combined(chip(Essentiality.UNKNOWN).book(), strict, "helper"))
                .isCloseTo(2.0 / 3, within(1e-12));
        assertThat(Firms.of(chip(Essentiality.UNKNOWN).book(), strict).basis().unknownEssentialities())
                .isEqualTo(1);
    }

    @Test
    void allLinearIsNotAllEssential() {
        FactBook book = chip(Essentiality.CRITICAL).book();
        var linear = new Firms.Options(true, InputRole.ESSENTIAL, InputRole.ESSENTIAL);

        assertThat(combined(book, linear, "resist")).isCloseTo(1.5 / 3, within(1e-12));
        assertThat(combined(book, Firms.Options.DEFAULT, "resist")).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void anAreaIsAllWhoAreAtHomeThereNamedOrNot() {
        FactBook book =
                chip(Essentiality.NOT).supply("japan", "service", 30, 30).book();
        Firms firms = Firms.of(book, Firms.Options.DEFAULT);

        assertThat(Arrays.stream(firms.of(book.node("japan").orElseThrow())).mapToObj(firms.firms()::get))
                .containsExactlyInAnyOrder(
                        new Firms.Firm("tok", "JPN", "resist"),
                        new Firms.Firm("jsr", "JPN", "resist"),
                        new Firms.Firm(null, "JPN", "service"));
    }

    @Test
    void aSiteThatDeliversNothingIsAFirmAndItsOwnSuppliersGoBeforeTheMarket() {
        FactBook book = new Books()
                .makers("JPN", "tok", "stranger")
                .site("KOR", "fab")
                .goods("resist")
                .supply("tok", "resist", 100, 100)
                .supply("stranger", "resist", "fab", Books.share(80, 80))
                .need("fab", "resist")
                .book();

        Firms firms = Firms.of(book, Firms.Options.DEFAULT);

        assertThat(firms.firms()).extracting(Firms.Firm::supplier).containsExactlyInAnyOrder("tok", "stranger", "fab");
        assertThat(combined(book, Firms.Options.DEFAULT, "stranger")).isCloseTo(1.6 / 2, within(1e-12));
    }

    @Test
    void amountsInOneUnitWeighAndOthersCountOneEach() {
        Needs unknown = Needs.of(chip(Essentiality.NOT).book(), "chip");

        assertThat(unknown.amountsKnown()).isFalse();
        assertThat(unknown.weights()).containsEntry("resist", 1.0).containsEntry("service", 1.0);
    }

    @Test
    void theSampleTellsWhatEverythingHangsOn() {
        FactBook book = Books.sample();
        double fluoride = combined(book, Firms.Options.DEFAULT, "hydrogen-fluoride");
        double linear = combined(
                book, new Firms.Options(true, InputRole.NON_ESSENTIAL, InputRole.NON_ESSENTIAL), "hydrogen-fluoride");

        assertThat(fluoride).isGreaterThan(1.5 * linear);
        assertThat(Firms.estimatedFlows(book))
                .isGreaterThanOrEqualTo(
                        Firms.of(book, Firms.Options.DEFAULT).basis().flows());
    }

    /** Whatever the unknown shares are, makers of a good buy one unit of each input together. */
    @Property(tries = 200, seed = "20190704")
    void unknownSharesChangeWhoDeliversAndNotHowMuch(
            @ForAll @Size(2) List<@DoubleRange(min = 0, max = 1) Double> draws) {
        FactBook book = new Books()
                .makers("JPN", "tok", "jsr", "third")
                .site("KOR", "fab")
                .goods("resist")
                .supply("tok", "resist", 60, 60)
                .supply("jsr", "resist")
                .supply("third", "resist")
                .need("fab", "resist")
                .book();
        Firms firms = Firms.of(book, Firms.Options.DEFAULT);

        double[] values = new double[2];
        Arrays.setAll(values, i -> {
            Sensitivity.Unknown unknown = firms.unknowns().get(i);
            return unknown.low() + draws.get(i) * (unknown.high() - unknown.low());
        });
        FirmNetwork network = firms.network(values);

        assertThat(firms.unknowns())
                .extracting(Sensitivity.Unknown::name)
                .containsExactlyInAnyOrder("jsr of resist", "third of resist");
        double sold = 0;
        for (int i = 0; i < network.firms(); i++) {
            if (firms.firms().get(i).good().equals("resist")) {
                sold += network.outStrength(i);
            }
        }
        assertThat(sold).isCloseTo(1, within(1e-9));
    }
}
