package io.strait.supplychain.exposure.figures;

import static io.strait.supplychain.exposure.figures.Imports.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.exposure.figures.ObservedImports.Origin;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ImportReadingTest {
    private static final Offset<Double> EXACT = within(1e-9);

    private static ObservedImports chosen(ImportReading reading) {
        return Objects.requireNonNull(reading.chosen());
    }

    private static Origin origin(ObservedImports imports, String area) {
        return Objects.requireNonNull(imports.origins().get(area));
    }

    /** Hydrogen fluoride, 2016, in million USD: China 60.8, Japan 32.4 (hanse.biz); the source gives no total. */
    @Test
    void withoutAWorldASharesIsOfTheOriginsAndMayBeLess() {
        ObservedImports imports = chosen(new Imports()
                .value("281111", "2016", "CHN", 60_800_000)
                .value("281111", "2016", "JPN", 32_400_000)
                .read(code("281111")));
        assertThat(imports.world()).isFalse();
        assertThat(imports.unallocated()).isNull();
        assertThat(imports.value()).isEqualByComparingTo("93200000");
        assertThat(origin(imports, "JPN").share()).isCloseTo(100 * 32.4 / 93.2, EXACT);
        assertThat(origin(imports, "JPN").low()).isZero();
        assertThat(origin(imports, "JPN").high())
                .isEqualTo(origin(imports, "JPN").share());
    }

    @Test
    void theWorldIsTheTotalAndNeverAnOrigin() {
        // Given: 10 of 100 come from nobody who is named; the European Union is a group and no origin.
        ObservedImports imports = chosen(new Imports()
                .value("281111", "2020", "W00", 100)
                .value("281111", "2020", "JPN", 60)
                .value("281111", "2020", "CHN", 30)
                .value("281111", "2020", "97", 5)
                .value("281111", "2020", "899", 7)
                .read(code("281111")));
        assertThat(imports.origins()).containsOnlyKeys("JPN", "CHN");
        assertThat(imports.value()).isEqualByComparingTo("100");
        assertThat(imports.unallocated()).isEqualByComparingTo("10");
        assertThat(imports.basis().unnamed()).containsExactly("899", "97");
        assertThat(origin(imports, "JPN"))
                .extracting(Origin::low, Origin::share, Origin::high)
                .containsExactly(60.0, 60.0, 60.0);
        // 60^2 + 30^2, and 10 that may be of one more.
        assertThat(imports.concentration().orElseThrow().hhi().low()).isCloseTo(4500, EXACT);
        assertThat(imports.concentration().orElseThrow().hhi().high()).isCloseTo(4600, EXACT);
        // An area without a figure has at most what is unallocated.
        assertThat(imports.shareOf("DEU").orElseThrow().high()).isCloseTo(10, EXACT);
    }

    @Test
    void whatIsConfidentialMayBeAllThatIsUnallocated() {
        ObservedImports imports = chosen(new Imports()
                .value("281111", "2020", "W00", 100)
                .value("281111", "2020", "CHN", 30)
                .without("281111", "2020", "JPN", Status.SUPPRESSED)
                .read(code("281111")));
        assertThat(origin(imports, "JPN").silent()).isTrue();
        assertThat(origin(imports, "JPN").low()).isZero();
        assertThat(origin(imports, "JPN").high()).isCloseTo(70, EXACT);
        assertThat(origin(imports, "CHN").high()).isCloseTo(30, EXACT);
    }

    @Test
    void zeroIsAFigureAndARemovedOneIsNone() {
        ObservedImports imports = chosen(new Imports()
                .value("281111", "2020", "W00", 100)
                .value("281111", "2020", "CHN", 100)
                .value("281111", "2020", "JPN", 0)
                .without("281111", "2020", "DEU", Status.REMOVED)
                .read(code("281111")));
        assertThat(imports.origins()).containsOnlyKeys("CHN", "JPN");
        assertThat(origin(imports, "JPN").high()).isZero();
    }

    @Test
    void aYearIsTheLastTwelveMonthsThatAreThere() {
        // Given
        Imports months = new Imports();
        for (int month = 1; month <= 12; month++) {
            months.value("281111", "2023-%02d".formatted(month), "JPN", 1);
        }
        months.value("281111", "2024-02", "JPN", 100).value("281111", "2024-02", "CHN", 50);
        // When
        ObservedImports imports = chosen(months.read(code("281111")));
        // Then: March 2023 to February 2024, of which January 2024 is not there.
        assertThat(imports.basis().window().from()).hasToString("2023-03");
        assertThat(imports.basis().window().to()).hasToString("2024-02");
        assertThat(imports.basis().periodsHeld()).isEqualTo(11);
        assertThat(imports.basis().periodsAsked()).isEqualTo(12);
        assertThat(imports.value()).isEqualByComparingTo("160");
    }

    @Test
    void anAskedPeriodIsReadAndNoOther() {
        ImportReading reading = new Imports()
                .value("281111", "2018", "JPN", 10)
                .value("281111", "2018", "CHN", 10)
                .value("281111", "2020", "JPN", 1)
                .value("281111", "2020", "CHN", 9)
                .read(Window.parse("2018").orElseThrow(), code("281111"));
        assertThat(origin(chosen(reading), "JPN").share()).isCloseTo(50, EXACT);
    }

    @Test
    void monthsAndYearsOfASourceAreNotAddedUp() {
        ImportReading reading = new Imports()
                .value("281111", "2020", "JPN", 10)
                .value("281111", "2020", "CHN", 10)
                .value("281111", "2020-01", "JPN", 5)
                .value("281111", "2020-01", "CHN", 5)
                .read(code("281111"));
        assertThat(chosen(reading).value()).isEqualByComparingTo("20");
        assertThat(reading.others()).singleElement().satisfies(other -> assertThat(other.value())
                .isEqualByComparingTo("10"));
    }

    @Test
    void theHeadingCountsAndItsSubheadingsAreNotAddedToIt() {
        ObservedImports imports = chosen(new Imports()
                .value("8486", "2020", "NLD", 70)
                .value("8486", "2020", "JPN", 30)
                .value("848620", "2020", "NLD", 60)
                .value("848620", "2020", "JPN", 20)
                .read(code("8486")));
        assertThat(imports.value()).isEqualByComparingTo("100");
    }

    @Test
    void withoutTheHeadingItsSubheadingsAreAddedUp() {
        ObservedImports imports = chosen(new Imports()
                .value("8486", "2020", "W00", 1000)
                .value("848610", "2020", "NLD", 10)
                .value("848620", "2020", "NLD", 60)
                .value("848620", "2020", "JPN", 30)
                .value("84862010", "2020", "JPN", 29)
                .read(code("8486")));
        assertThat(imports.value()).isEqualByComparingTo("100");
        assertThat(origin(imports, "NLD").share()).isCloseTo(70, EXACT);
    }

    @Test
    void aCodeWithinAnotherOfTheNodeIsNotCountedTwice() {
        ObservedImports imports = chosen(new Imports()
                .value("8486", "2020", "NLD", 70)
                .value("8486", "2020", "JPN", 30)
                .value("848620", "2020", "NLD", 60)
                .read(code("848620"), code("8486")));
        assertThat(imports.value()).isEqualByComparingTo("100");
    }

    @Test
    void anEditionAPeriodTheNodesOwnBeforeTheNewest() {
        Imports both = new Imports()
                .edition("H5")
                .value("392099", "2020", "JPN", 5)
                .value("392099", "2020", "CHN", 5)
                .edition("H6")
                .value("392099", "2020", "JPN", 7)
                .value("392099", "2020", "CHN", 7);
        assertThat(chosen(both.read(code("392099"))).value()).isEqualByComparingTo("14");
        ObservedImports own = chosen(both.read(new HsCode("392099", "H5", null)));
        assertThat(own.value()).isEqualByComparingTo("10");
        assertThat(own.basis().warnings()).isEmpty();
        ObservedImports other = chosen(both.read(new HsCode("392099", "H3", null)));
        assertThat(other.basis().warnings()).extracting(w -> w.code()).containsExactly("other-edition");
    }

    @Test
    void weightsAreAppliedAndWhereTheyAreUnknownSharesHaveARange() {
        Imports two = new Imports()
                .value("111111", "2020", "W00", 100)
                .value("111111", "2020", "JPN", 90)
                .value("222222", "2020", "W00", 300)
                .value("222222", "2020", "JPN", 30);
        // 0.5 * 90 + 1 * 30 of 0.5 * 100 + 1 * 300
        ObservedImports known = chosen(two.read(code("111111", "0.5"), code("222222", "1")));
        assertThat(known.value()).isEqualByComparingTo("350");
        assertThat(known.upperBound()).isFalse();
        assertThat(origin(known, "JPN").share()).isCloseTo(100 * 75.0 / 350, EXACT);
        assertThat(origin(known, "JPN").low()).isCloseTo(origin(known, "JPN").high(), EXACT);
        // Anything from the one code's share to the other's.
        ObservedImports unknown = chosen(two.read(code("111111"), code("222222")));
        assertThat(unknown.upperBound()).isTrue();
        assertThat(origin(unknown, "JPN").low()).isCloseTo(10, EXACT);
        assertThat(origin(unknown, "JPN").share()).isCloseTo(30, EXACT);
        assertThat(origin(unknown, "JPN").high()).isCloseTo(90, EXACT);
    }

    @Test
    void theWeightOfTheOnlyCodeLeavesSharesAsTheyAre() {
        Imports one = new Imports().value("111111", "2020", "W00", 100).value("111111", "2020", "JPN", 90);
        ObservedImports unknown = chosen(one.read(code("111111")));
        assertThat(origin(unknown, "JPN")).extracting(Origin::low, Origin::high).containsExactly(90.0, 90.0);
        assertThat(chosen(one.read(code("111111", "0.1"))).value()).isEqualByComparingTo("10");
    }

    @Test
    void sourcesAreNotMixedAndARealOneSpeaksBeforeADemonstration() {
        ImportReading reading = new Imports()
                .from("MADE_UP")
                .value("281111", "2024", "JPN", 1)
                .value("281111", "2024", "CHN", 1)
                .from("CUSTOMS")
                .value("281111", "2022", "JPN", 99)
                .from("COMTRADE")
                .value("281111", "2020", "JPN", 3)
                .value("281111", "2020", "CHN", 7)
                .read(code("281111"));
        assertThat(chosen(reading).basis().source()).isEqualTo("COMTRADE");
        assertThat(origin(chosen(reading), "JPN").share()).isCloseTo(30, EXACT);
        // One origin alone says nothing of shares, so even a demonstration comes before it.
        assertThat(reading.others()).extracting(other -> other.basis().source()).containsExactly("MADE_UP", "CUSTOMS");
        assertThat(reading.others().get(1).hasShares()).isFalse();
        assertThat(reading.others().get(1).shareOf("JPN")).isEmpty();
    }

    @Test
    void whetherAnUnknownSourceOnlyDemonstratesIsNotKnown() {
        ImportReading reading =
                new Imports().from("SOMEBODY").value("281111", "2020", "JPN", 3).read(code("281111"));
        assertThat(chosen(reading).basis().demonstration()).isNull();
        assertThat(chosen(new Imports()
                                .from("DEMO")
                                .value("281111", "2020", "JPN", 3)
                                .read(code("281111")))
                        .basis()
                        .demonstration())
                .isTrue();
    }

    @Test
    void aWorldThatIsLessThanItsPartsIsNotBelieved() {
        ObservedImports imports = chosen(new Imports()
                .value("281111", "2020", "W00", 50)
                .value("281111", "2020", "JPN", 60)
                .value("281111", "2020", "CHN", 40)
                .read(code("281111")));
        assertThat(imports.value()).isEqualByComparingTo("100");
        assertThat(imports.basis().warnings()).extracting(w -> w.code()).containsExactly("world-exceeded");
    }

    @Test
    void taiwanIsReadFromWhereComtradeHasIt() {
        ObservedImports imports = chosen(new Imports()
                .value("8542", "2020", "490", 60)
                .value("8542", "2020", "JPN", 40)
                .read(code("8542")));
        assertThat(imports.origins()).containsOnlyKeys("JPN", "TWN");
        assertThat(imports.basis().warnings()).extracting(w -> w.code()).containsExactly("other-asia");
    }

    @Test
    void nothingHeldIsNothingRead() {
        assertThat(new Imports().read(code("281111")).chosen()).isNull();
        assertThat(new Imports()
                        .without("281111", "2020", "JPN", Status.MISSING)
                        .read(code("281111"))
                        .chosen())
                .isNull();
    }

    @Test
    void nothingImportedIsAValueAndNoShare() {
        ObservedImports imports = chosen(new Imports()
                .value("281111", "2020", "W00", 0)
                .value("281111", "2020", "JPN", 0)
                .read(code("281111")));
        assertThat(imports.value()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(imports.hasShares()).isFalse();
        assertThat(imports.shareOf("JPN")).isEqualTo(Optional.empty());
    }
}
