package io.strait.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void aRoleIncludesThoseBeforeIt() {
        assertThat(Role.of(List.of("admin"))).containsExactlyInAnyOrder(Role.values());
        assertThat(Role.of(List.of("contributor"))).containsExactlyInAnyOrder(Role.VIEWER, Role.CONTRIBUTOR);
        assertThat(Role.of(List.of("viewer"))).containsExactly(Role.VIEWER);
    }

    @Test
    void groupsOfOthersGiveNothing() {
        assertThat(Role.of(List.of("Admin", "root", ""))).isEmpty();
    }
}
