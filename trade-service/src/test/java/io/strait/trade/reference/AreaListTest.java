package io.strait.trade.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.problem.ExpectedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AreaListTest {
    private static final Area FRANCE =
            new Area(251, "FRA", "FR", "FRA", 250, "France", AreaKind.COUNTRY, null, null, AreaRoles.BOTH);
    private static final Area KOREA =
            new Area(410, "KOR", "KR", "KOR", null, "South Korea", AreaKind.COUNTRY, null, null, AreaRoles.BOTH);
    private static final Area OLD =
            new Area(250, "250", null, "FRA", null, "old", AreaKind.UNMAPPED, null, null, AreaRoles.BOTH);

    private final AreaList areas =
            new AreaList(List.of(OLD, FRANCE, KOREA), List.of(new AreaList.Alias("ROK", 410, "n")));

    @ParameterizedTest
    @ValueSource(strings = {"FR", "fr", "FRA", "251", "0251", "250"})
    void everyCodeLeadsToTheListedArea(String code) {
        assertThat(areas.parse(code).area()).isEqualTo(FRANCE);
    }

    @Test
    void anAliasCarriesItsNote() {
        assertThat(areas.parse("rok")).isEqualTo(new AreaList.Found(KOREA, "n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KRO", "KORR", "South Koria", "KO"})
    void aWrongCodeIsMetWithTheNearest(String code) {
        assertThatThrownBy(() -> areas.parse(code))
                .isInstanceOf(ExpectedException.class)
                .hasMessageContaining("did you mean")
                .hasMessageContaining("KOR (South Korea)");
    }
}
