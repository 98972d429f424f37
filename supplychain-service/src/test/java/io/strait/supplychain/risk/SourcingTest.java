package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.Books;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.risk.Sourcing.Source;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SourcingTest {
    private static Books resist() {
        return new Books()
                .area("japan", "JPN")
                .area("korea", "KOR")
                .makers("JPN", "tok", "jsr")
                .makers("KOR", "dongjin")
                .site("KOR", "fab")
                .goods("resist");
    }

    @Test
    void nobodyOnRecordIsOneUnnamedSource() {
        assertThat(Sourcing.ofMarket(resist().book(), "resist").sources())
                .containsExactly(new Source(null, null, 100, 100, 100, null));
    }

    @Test
    void statedSharesLeaveTheRestToUnnamedOnes() {
        FactBook book = resist().supply("tok", "resist", 60, 60).book();

        assertThat(Sourcing.ofMarket(book, "resist").sources())
                .containsExactly(
                        new Source("tok", "JPN", 60, 60, 60, "tok_supplies_resist"),
                        new Source(null, null, 40, 40, 40, null));
    }

    @Test
    void unknownSharesDivideWhatIsLeftAndMayBeAnyPartOfIt() {
        FactBook book = resist().supply("tok", "resist", 60, 60)
                .supply("jsr", "resist")
                .supply("dongjin", "resist")
                .book();

        assertThat(Sourcing.ofMarket(book, "resist").sources())
                .containsExactlyInAnyOrder(
                        new Source("tok", "JPN", 60, 60, 60, "tok_supplies_resist"),
                        new Source("jsr", "JPN", 0, 20, 40, "jsr_supplies_resist"),
                        new Source("dongjin", "KOR", 0, 20, 40, "dongjin_supplies_resist"));
    }

    @Test
    void theMakersOfAnAreaShareWhatTheAreaHas() {
        FactBook book = resist().supply("japan", "resist", 70, 100)
                .supply("tok", "resist")
                .supply("jsr", "resist")
                .supply("dongjin", "resist")
                .book();

        assertThat(Sourcing.ofMarket(book, "resist").sources())
                .containsExactlyInAnyOrder(
                        new Source("tok", "JPN", 0, 42.5, 100, "tok_supplies_resist"),
                        new Source("jsr", "JPN", 0, 42.5, 100, "jsr_supplies_resist"),
                        new Source("dongjin", "KOR", 0, 15, 30, "dongjin_supplies_resist"));
    }

    @Test
    void whatAnAreaHasBeyondItsNamedMakersIsOfUnnamedOnesThere() {
        // Resist processing tools: Japan 95.2, Tokyo Electron 92.6 (ETO Chip Explorer, CSET, 2025)
        Sourcing sourcing = Sourcing.ofMarket(Books.sample(), "resist-processing-tool");

        assertThat(sourcing.sources())
                .extracting(Source::name)
                .containsExactly("tokyo-electron", "others in JPN", "others");
        assertThat(sourcing.sources()).extracting(Source::given).satisfies(given -> {
            assertThat(given.get(0)).isEqualTo(92.6);
            assertThat(given.get(1)).isCloseTo(2.6, within(1e-9));
            assertThat(given.get(2)).isCloseTo(4.8, within(1e-9));
        });
    }

    @Test
    void anAreaAndItsOneMakerAreNotTwoSuppliers() {
        assertThat(Sourcing.ofMarket(Books.sample(), "euv-lithography-tool").sources())
                .singleElement()
                .extracting(Source::supplier, InstanceOfAssertFactories.STRING)
                .isEqualTo("asml");
    }

    @Test
    void aCustomersOwnSuppliersGoBeforeTheMarket() {
        FactBook book = resist().supply("tok", "resist", 60, 60)
                .supply("jsr", "resist", 40, 40)
                .supply("dongjin", "resist", "fab", Books.share(50, 50))
                .book();

        assertThat(Sourcing.ofPurchase(book, "resist", "fab").sources())
                .extracting(Source::name, Source::given)
                .containsExactlyInAnyOrder(tuple("dongjin", 50.0), tuple("tok", 30.0), tuple("jsr", 20.0));
    }

    @Test
    void suppliersOfACustomerWithoutAShareAreItsSuppliers() {
        FactBook book = resist().supply("tok", "resist", 60, 60)
                .supply("jsr", "resist", "fab", Share.UNKNOWN)
                .supply("dongjin", "resist", "fab", Share.UNKNOWN)
                .book();

        assertThat(Sourcing.ofPurchase(book, "resist", "fab").sources())
                .extracting(Source::name, Source::given)
                .containsExactlyInAnyOrder(tuple("jsr", 50.0), tuple("dongjin", 50.0));
    }

    @Test
    void whatAnAreaDeliversToAnAreaHoldsForWhoeverIsThere() {
        FactBook book = resist().supply("tok", "resist", 50, 50)
                .supply("jsr", "resist", 25, 25)
                .supply("dongjin", "resist", 25, 25)
                .supply("japan", "resist", "korea", Books.share(90, 90))
                .book();

        assertThat(Sourcing.ofPurchase(book, "resist", "fab").sources())
                .extracting(Source::name, Source::given)
                .containsExactlyInAnyOrder(tuple("tok", 60.0), tuple("jsr", 30.0), tuple("dongjin", 10.0));
    }

    @Test
    void whoBuysAsTheMarketDoesIsBoundedAsTheMarketIs() {
        FactBook book = resist().supply("japan", "resist", 70, 100)
                .supply("tok", "resist")
                .supply("jsr", "resist")
                .supply("dongjin", "resist")
                .supply("japan", "resist", "korea", Share.UNKNOWN)
                .book();

        Sourcing bought = Sourcing.ofPurchase(book, "resist", "fab");

        assertThat(bought.ofArea("JPN")).isEqualTo(new Interval(70, 100));
        assertThat(bought.ofArea("KOR")).isEqualTo(new Interval(0, 30));
        assertThat(bought.sources())
                .filteredOn(source -> "dongjin".equals(source.supplier()))
                .extracting(Source::high)
                .containsExactly(30.0);
    }

    @Test
    void rangesThatExceedAllTogetherAreDrawnWithinThemselves() {
        FactBook book = resist().supply("japan", "resist", 99.12, 99.12)
                .supply("dongjin", "resist", null, Share.NEGLIGIBLE)
                .book();
        Sourcing sourcing = Sourcing.ofMarket(book, "resist");

        // Up to 1 percent is negligible, 0.88 are left
        double[] shares = sourcing.shares(new double[] {1});

        assertThat(sourcing.sources()).extracting(Source::name).containsExactly("dongjin", "others in JPN", "others");
        assertThat(shares[0]).isCloseTo(.88, within(1e-9));
        assertThat(shares[1]).isCloseTo(99.12, within(1e-9));
    }

    @Property(tries = 300, seed = "20190704")
    void sharesAddUpAndLieWithinTheirRange(
            @ForAll @Size(3) List<@IntRange(min = 0, max = 3) Integer> kinds,
            @ForAll @Size(3) List<@DoubleRange(min = 0, max = 100) Double> shares,
            @ForAll @DoubleRange(min = 0, max = 100) double area,
            @ForAll boolean areaIsOnRecord,
            @ForAll long seed) {
        Books books = resist();
        String[] makers = {"tok", "jsr", "dongjin"};
        double stated = 0;
        for (int i = 0; i < 3; i++) {
            if (kinds.get(i) == 1) {
                books.supply(makers[i], "resist");
            } else if (kinds.get(i) == 2) {
                books.supply(makers[i], "resist", shares.get(i) / 2, shares.get(i));
                stated += shares.get(i);
            } else if (kinds.get(i) == 3) {
                books.supply(makers[i], "resist", null, Share.NEGLIGIBLE);
            }
        }
        if (areaIsOnRecord) {
            books.supply("japan", "resist", area, area);
            stated += area;
        }
        Assume.that(stated <= 100);

        Sourcing sourcing = Sourcing.ofMarket(books.book(), "resist");
        List<Source> sources = sourcing.sources();

        assertThat(sources.stream().mapToDouble(Source::given).sum()).isCloseTo(100, within(1e-6));
        assertThat(sources).allSatisfy(source -> {
            assertThat(source.given()).isBetween(source.low() - 1e-9, source.high() + 1e-9);
            assertThat(source.low()).isNotNegative();
            assertThat(source.high()).isLessThanOrEqualTo(100);
        });
        // Whatever is drawn, an area has what it is stated to have, and all have everything
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = sourcing.draws().stream()
                .mapToDouble(draw -> draw.low() + random.nextDouble() * (draw.high() - draw.low()))
                .toArray();
        double[] sampled = sourcing.shares(drawn);
        assertThat(Arrays.stream(sampled).sum()).isCloseTo(100, within(1e-6));
        for (String home : List.of("JPN", "KOR")) {
            double ofArea = 0;
            for (int i = 0; i < sampled.length; i++) {
                ofArea += home.equals(sources.get(i).area()) ? sampled[i] : 0;
            }
            Interval range = sourcing.ofArea(home);
            assertThat(ofArea).isBetween(range.low() - 1e-6, range.high() + 1e-6);
        }
        for (int i = 0; i < sampled.length; i++) {
            assertThat(sampled[i])
                    .isBetween(sources.get(i).low() - 1e-6, sources.get(i).high() + 1e-6);
        }
    }
}
