package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private final Path folder;

    HomeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFolderWithSomebodysFilesIsRefused() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> Home.open(folder)).hasMessageContaining("STRAIT_HOME");
        assertThat(folder.resolve("thesis.txt")).exists();
    }

    @Test
    void deletingLeavesWhatTheLauncherDidNotMake() throws Exception {
        // Given
        Home home = Home.open(folder.resolve("home"));
        Files.writeString(home.folder().resolve("note.txt"), "mine");
        Files.createDirectories(home.data(Part.POSTGRES).resolve("base"));
        // When
        home.delete();
        // Then
        try (var left = Files.list(home.folder())) {
            assertThat(left).containsExactly(home.folder().resolve("note.txt"));
        }
    }

    @Test
    void onlyOneHoldsTheLock() {
        Home home = Home.open(folder.resolve("home"));
        try (Home.Lock first = home.lock().orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(home.lock()).isEmpty();
        }
        Home.Lock second = home.lock().orElseThrow();
        second.close();
    }

    @Test
    void aPathThatNoCommandLineTakesIsRefused() {
        assertThatThrownBy(() -> Home.open(folder.resolve("a:b"))).hasMessageContaining("STRAIT_HOME");
    }

    @Test
    void tooLittleSpaceIsSaidWithTheWayOut() {
        Home home = Home.open(folder.resolve("home"));
        assertThatThrownBy(() -> home.requireFree(Long.MAX_VALUE))
                .hasMessageContaining("MB are free")
                .hasMessageContaining("STRAIT_HOME");
    }
}
