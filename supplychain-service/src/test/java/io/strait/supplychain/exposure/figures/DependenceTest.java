package io.strait.supplychain.exposure.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.Books;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Substitute;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DependenceTest {
    private static final Dependence.Imports NO_FIGURES = (reporter, codes) -> Optional.empty();

    private static Dependence.Imports of(Imports imports) {
        return (reporter, codes) -> reporter.equals("KOR")
                ? Optional.ofNullable(ImportReading.of(imports.figures(), codes, null, null, Map.of())
                        .chosen())
                : Optional.empty();
    }

    private static Dependence.Input input(List<Dependence.Input> inputs, String id) {
        return inputs.stream()
                .filter(input -> input.node().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSampleSaysWhatKoreaNeedsOfJapan() {
        Dependence dependence = Dependence.of(Books.sample(), "KOR", "JPN", 20, NO_FIGURES);
        Dependence.Side korea = dependence.a();
        assertThat(korea.inputs())
                .extracting(input -> input.node().id())
                .contains("hydrogen-fluoride", "resist", "silicon-wafer", "dicing-tool", "crystal-machining-tool")
                .doesNotContain("euv-lithography-tool", "photolithography");
        assertThat(korea.stages()).containsKeys("material", "equipment", "part");
        assertThat(input(korea.inputs(), "hydrogen-fluoride").tier()).isEqualTo(1);
        assertThat(input(korea.inputs(), "dicing-tool").tier()).isEqualTo(2);
        assertThat(input(korea.inputs(), "hydrogen-fluoride").stockDays()).isEqualByComparingTo("30");
        assertThat(input(korea.inputs(), "crystal-machining-tool")
                        .declaredOf("JPN")
                        .low())
                .isEqualTo(99.7);
        assertThat(korea.needs()).isGreaterThan(korea.inputs().size());
    }

    @Test
    void theSampleSaysWhomKoreaAndJapanBothHangOn() {
        Dependence dependence = Dependence.of(Books.sample(), "KOR", "JPN", 20, NO_FIGURES);
        assertThat(dependence.b().inputs())
                .extracting(input -> input.node().id())
                .contains("silicon-wafer");
        assertThat(dependence.thirdAreas())
                .extracting(Dependence.Third::area)
                .contains("NLD", "CHN", "AUS")
                .doesNotContain("KOR", "JPN");
    }

    private static FactBook twoFabs() {
        return new Books()
                .site("KOR", "korean-fab")
                .site("JPN", "japanese-fab")
                .makers("JPN", "resist-maker")
                .makers("NLD", "toolmaker")
                .makers("CHN", "mine")
                .goods("resist", "tool", "gallium", "other-resist")
                .need(
                        "korean-fab",
                        "resist",
                        Essentiality.IMPORTANT,
                        12.0,
                        new Substitute("other-resist", BigDecimal.valueOf(180)))
                .need("korean-fab", "tool")
                .need("japanese-fab", "tool")
                .need("japanese-fab", "resist")
                .need("resist-maker", "gallium")
                .supply("resist-maker", "resist", 100, 100)
                .supply("toolmaker", "tool", 99, 99)
                .supply("mine", "gallium", 80, 95)
                .book();
    }

    @Test
    void whatStandsUpstreamOfAnInputIsNeededToo() {
        Dependence dependence = Dependence.of(twoFabs(), "KOR", "CHN", 20, NO_FIGURES);
        assertThat(dependence.a().inputs()).singleElement().satisfies(gallium -> {
            assertThat(gallium.node().id()).isEqualTo("gallium");
            assertThat(gallium.tier()).isEqualTo(2);
            assertThat(gallium.neededBy()).containsExactly("resist-maker");
        });
        assertThat(dependence.b().inputs()).isEmpty();
        assertThat(dependence.b().needs()).isZero();
    }

    @Test
    void anInputHasItsSubstitutesItsStockAndItsOnlySource() {
        Dependence.Input resist =
                input(Dependence.of(twoFabs(), "KOR", "JPN", 20, NO_FIGURES).a().inputs(), "resist");
        assertThat(resist.soleSource()).isTrue();
        assertThat(resist.essentiality()).isEqualTo(Essentiality.IMPORTANT);
        assertThat(resist.stockDays()).isEqualByComparingTo("12");
        assertThat(resist.substitutes())
                .containsExactly(
                        new Dependence.Replacement("other-resist", BigDecimal.valueOf(180), "korean-fab_needs_resist"));
        assertThat(resist.observed()).isNull();
        assertThat(resist.declared().concentration().hhi().low()).isEqualTo(10_000);
    }

    @Test
    void bothHangOnThirdOnes() {
        List<Dependence.Third> thirds =
                Dependence.of(twoFabs(), "KOR", "JPN", 50, NO_FIGURES).thirdAreas();
        assertThat(thirds).extracting(Dependence.Third::area).containsExactly("CHN", "NLD");
        assertThat(thirds.get(0).common()).containsExactly("gallium");
        assertThat(thirds.get(1).common()).containsExactly("tool");
        // 87.5 and 99 are what they are taken to have
        assertThat(Dependence.of(twoFabs(), "KOR", "JPN", 90, NO_FIGURES).thirdAreas())
                .extracting(Dependence.Third::area)
                .containsExactly("NLD");
    }

    @Test
    void aCodeOfSeveralInputsIsCountedOnceAndSaidToBeShared() {
        // Given: every tool of the sample is of HS 8486, which is of all machines for semiconductors
        Imports imports = new Imports()
                .value("8486", "2020", "W00", 1000)
                .value("8486", "2020", "JPN", 400)
                .value("8486", "2020", "NLD", 500)
                .value("281111", "2020", "W00", 100)
                .value("281111", "2020", "JPN", 13);
        // When
        Dependence dependence = Dependence.of(Books.sample(), "KOR", "JPN", 20, of(imports));
        // Then
        assertThat(dependence.a().values()).containsOnlyKeys("USD");
        assertThat(dependence.a().values().get("USD")).isEqualByComparingTo("413");
        Dependence.Input tool = input(dependence.a().inputs(), "dicing-tool");
        assertThat(tool.sharedCodes()).containsExactly("8486");
        assertThat(Objects.requireNonNull(tool.observed()).upperBound()).isTrue();
        assertThat(tool.observedOf("JPN").orElseThrow().share()).isCloseTo(40, within(1e-9));
    }

    @Test
    void tradeAloneShowsADependenceTheCatalogueDoesNotKnow() {
        Imports imports = new Imports().value("8486", "2020", "W00", 1000).value("8486", "2020", "USA", 300);
        Dependence dependence = Dependence.of(Books.sample(), "KOR", "USA", 20, of(imports));
        assertThat(dependence.a().inputs())
                .isNotEmpty()
                .allSatisfy(input -> assertThat(input.declaredOf("USA").high()).isZero());
    }
}
