package io.strait.supplychain.catalogue.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void aNodesIdIsLowerCaseGroupsJoinedBySingleHyphens() {
        assertThat(List.of("a", "7", "hydrogen-fluoride", "n-26", "a".repeat(64)))
                .allMatch(Ids::isNode);
    }

    @Test
    void whatIsNoNodesId() {
        assertThat(List.of("", "-a", "a-", "a--b", "A", "a_b", "a.b", "a b", "é", "a\n", "a".repeat(65)))
                .noneMatch(Ids::isNode);
    }

    @Test
    void aLinksIdMayHoldWhatIsMadeOfNodes() {
        String longest = Supply.idOf("a".repeat(64), "b".repeat(64), "c".repeat(64));

        assertThat(longest.length()).isLessThanOrEqualTo(Ids.MAX_LINK);
        assertThat(List.of(longest, Requirement.idOf("fab", "resist"), "a.b_c-d"))
                .allMatch(Ids::isLink);
        assertThat(List.of("", "_a", ".a", "-a", "A", "a b", "a/b", "a".repeat(221)))
                .noneMatch(Ids::isLink);
    }

    @Test
    void linksOfDifferentNodesHaveDifferentIds() {
        assertThat(Supply.idOf("a-supplies", "b", null)).isNotEqualTo(Supply.idOf("a", "supplies-b", null));
        assertThat(Supply.idOf("a", "b", "c")).isNotEqualTo(Supply.idOf("a", "b-to-c", null));
    }
}
