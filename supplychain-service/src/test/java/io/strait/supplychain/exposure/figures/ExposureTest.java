package io.strait.supplychain.exposure.figures;

import static io.strait.supplychain.exposure.figures.Imports.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.Books;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.exposure.figures.DeclaredOrigins.Range;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExposureTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    private static Exposure.Line line(Exposure exposure, String area) {
        return exposure.lines().stream()
                .filter(line -> line.area().equals(area))
                .findFirst()
                .orElseThrow();
    }

    private static ObservedImports observed(Imports imports) {
        return Objects.requireNonNull(imports.read(code("281111")).chosen());
    }

    /** The sample: Japan has 70 to 100 of the world's hydrogen fluoride (Yomiuri), a Korean maker is there too. */
    @Test
    void theCatalogueAndTheTradeOfTwentySixteenDisagreeOnJapan() {
        // Given: 32.4 of 93.2 million USD (hanse.biz), so at most 34.8 percent
        ObservedImports imports = observed(
                new Imports().value("281111", "2016", "CHN", 60_800_000).value("281111", "2016", "JPN", 32_400_000));
        // When
        Exposure exposure = Exposure.of(DeclaredOrigins.of(Books.sample(), "hydrogen-fluoride", "KOR"), imports, 10);
        // Then
        Exposure.Line japan = line(exposure, "JPN");
        assertThat(japan.declared())
                .extracting(r -> Objects.requireNonNull(r).low())
                .isEqualTo(70.0);
        assertThat(japan.gap()).isCloseTo(70 - 100 * 32.4 / 93.2, CLOSE);
        assertThat(japan.disagrees()).isTrue();
        // China is not on record, but others than Japan may have up to 30; it may well have less than the 65 here.
        assertThat(line(exposure, "CHN").declared()).isNull();
        assertThat(line(exposure, "CHN").disagrees()).isFalse();
        assertThat(exposure.disagreements()).isEqualTo(1);
        assertThat(exposure.lines()).extracting(Exposure.Line::area).doesNotContain("KOR");
    }

    @Test
    void whatIsMadeAtHomeIsNoImport() {
        // Given: 50 at home, 40 Japan, 10 China
        FactBook book = new Books()
                .goods("gas")
                .makers("KOR", "home")
                .makers("JPN", "one")
                .makers("CHN", "two")
                .supply("home", "gas", 50, 50)
                .supply("one", "gas", 40, 40)
                .supply("two", "gas", 10, 10)
                .book();
        DeclaredOrigins declared = DeclaredOrigins.of(book, "gas", "KOR");
        // When, Then: 80 and 20 of what is imported
        assertThat(declared.customer()).isNull();
        assertThat(declared.domestic().given()).isCloseTo(50, CLOSE);
        assertThat(declared.ofImports("JPN").low()).isCloseTo(80, CLOSE);
        assertThat(declared.ofImports("JPN").high()).isCloseTo(80, CLOSE);
        ObservedImports imports = observed(new Imports()
                .value("281111", "2020", "W00", 100)
                .value("281111", "2020", "JPN", 81)
                .value("281111", "2020", "CHN", 19));
        Exposure exposure = Exposure.of(declared, imports, 0.5);
        assertThat(line(exposure, "JPN").gap()).isCloseTo(1, CLOSE);
        assertThat(line(exposure, "JPN").disagrees()).isTrue();
        assertThat(Exposure.of(declared, imports, 1.5).disagreements()).isZero();
    }

    @Test
    void whatAnAreaHasBoundsItsMakersTogether() {
        FactBook book = new Books()
                .goods("gas")
                .area("japan", "JPN")
                .makers("JPN", "one", "two")
                .supply("japan", "gas", 60, 80)
                .supply("one", "gas")
                .supply("two", "gas")
                .book();
        Range japan = DeclaredOrigins.of(book, "gas", "KOR").of("JPN");
        assertThat(japan.low()).isEqualTo(60);
        assertThat(japan.given()).isCloseTo(70, CLOSE);
        assertThat(japan.high()).isEqualTo(80);
    }

    @Test
    void whatAnAreaBuysByNameGoesBeforeTheMarket() {
        FactBook book = new Books()
                .goods("gas")
                .area("japan", "JPN")
                .area("korea", "KOR")
                .makers("CHN", "two")
                .supply("japan", "gas", 10, 10)
                .supply("two", "gas", 90, 90)
                .supply("japan", "gas", "korea", Books.share(30, 50))
                .book();
        DeclaredOrigins declared = DeclaredOrigins.of(book, "gas", "KOR");
        assertThat(declared.customer()).isEqualTo("korea");
        assertThat(declared.of("JPN").low()).isEqualTo(30);
        assertThat(declared.of("JPN").high()).isEqualTo(50);
        assertThat(declared.of("CHN").given()).isCloseTo(60, CLOSE);
    }

    @Test
    void withoutFiguresNothingDisagrees() {
        Exposure exposure = Exposure.of(DeclaredOrigins.of(Books.sample(), "hydrogen-fluoride", "KOR"), null, 0);
        assertThat(exposure.disagreements()).isZero();
        assertThat(line(exposure, "JPN").gap()).isNull();
        assertThat(line(exposure, "JPN").disagrees()).isNull();
    }

    @Test
    void whereTheCatalogueSaysNothingNothingDisagrees() {
        FactBook book = new Books().goods("gas").makers("JPN", "one").book();
        ObservedImports imports =
                observed(new Imports().value("281111", "2020", "W00", 100).value("281111", "2020", "JPN", 100));
        Exposure exposure = Exposure.of(DeclaredOrigins.of(book, "gas", "KOR"), imports, 10);
        assertThat(line(exposure, "JPN").disagrees()).isNull();
        assertThat(line(exposure, "JPN").observed()).isNotNull();
    }

    @Test
    void anUnknownShareIsAnythingAndContradictsNothing() {
        FactBook book = new Books()
                .goods("gas")
                .makers("JPN", "one")
                .makers("CHN", "two")
                .supply("one", "gas", null, Share.UNKNOWN)
                .supply("two", "gas", null, Share.UNKNOWN)
                .book();
        ObservedImports imports =
                observed(new Imports().value("281111", "2020", "W00", 100).value("281111", "2020", "JPN", 1));
        assertThat(Exposure.of(DeclaredOrigins.of(book, "gas", "KOR"), imports, 0)
                        .disagreements())
                .isZero();
    }
}
