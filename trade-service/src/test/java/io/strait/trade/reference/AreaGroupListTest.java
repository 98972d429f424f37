package io.strait.trade.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.problem.ExpectedException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AreaGroupListTest {
    private static final LocalDate EARLY = LocalDate.of(1990, 1, 1);

    private final AreaList areas = new AreaList(
            List.of(
                    area(56, "BEL", LocalDate.of(1999, 1, 1), null),
                    area(58, "58", null, LocalDate.of(1998, 12, 31)),
                    area(826, "GBR", null, null),
                    area(276, "DEU", null, null)),
            List.of());
    private final AreaGroupList groups = new AreaGroupList(List.of(
            new AreaGroup(
                    "EU",
                    "Union",
                    null,
                    null,
                    null,
                    List.of(
                            new AreaGroup.Membership(276, EARLY, null),
                            new AreaGroup.Membership(56, EARLY, null),
                            new AreaGroup.Membership(58, EARLY, null),
                            new AreaGroup.Membership(826, EARLY, LocalDate.of(2020, 1, 31)))),
            new AreaGroup("EU28", "Then", null, "EU", LocalDate.of(2013, 7, 1), List.of())));

    private static Area area(int code, String key, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new Area(code, key, null, null, null, key, AreaKind.COUNTRY, from, to, AreaRoles.BOTH);
    }

    private AreaGroupList.Members members(String text, String first, String last) {
        return groups.members(groups.find(text).orElseThrow(), LocalDate.parse(first), LocalDate.parse(last), areas);
    }

    @Test
    void theLastDayOfAMembershipIsPartOfIt() {
        assertThat(members("group:EU", "2020-01-01", "2020-01-31").areas())
                .extracting(Area::key)
                .containsExactly("BEL", "DEU", "GBR");
        assertThat(members("group:EU", "2020-01-01", "2020-02-01").areas())
                .extracting(Area::key)
                .containsExactly("BEL", "DEU");
    }

    @Test
    void whoComesAndGoesIsSaid() {
        assertThat(members("group:EU", "2019-01-01", "2020-12-31").changes()).containsExactly("GBR until 2020-01-31");
        assertThat(members("group:EU", "2020-02-01", "2020-12-31").changes()).isEmpty();
        assertThat(members("group:EU", "1989-12-01", "1990-12-31").changes())
                .containsExactly("DEU since 1990-01-01", "58 since 1990-01-01", "GBR since 1990-01-01");
    }

    @Test
    void theCodeOfItsTimeStandsForAMember() {
        assertThat(members("group:EU", "1998-12-01", "1998-12-31").areas())
                .extracting(Area::key)
                .containsExactly("58", "DEU", "GBR");
        assertThat(members("group:EU", "1998-01-01", "1999-12-31").areas())
                .extracting(Area::key)
                .contains("58", "BEL");
    }

    @Test
    void aDayOrAFixedGroupHoldsTheMembers() {
        assertThat(members("eu28", "2022-01-01", "2022-12-31").areas())
                .extracting(Area::key)
                .contains("GBR");
        AreaGroupList.Members named = members("group:EU@2019-12-31", "2019-01-01", "2022-12-31");
        assertThat(named.areas()).extracting(Area::key).contains("GBR");
        assertThat(named.changes()).isEmpty();
    }

    @Test
    void whatIsNoGroupIsMetWithTheNearest() {
        assertThat(groups.find("KOR")).isEmpty();
        assertThatThrownBy(() -> groups.find("group:EU29"))
                .isInstanceOf(ExpectedException.class)
                .hasMessageContaining("did you mean EU28");
        assertThatThrownBy(() -> groups.find("group:EU@2019"))
                .isInstanceOf(ExpectedException.class)
                .hasMessageContaining("@");
    }
}
