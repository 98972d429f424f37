package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DuplicateWindowTest {
    @Test
    void theWindowIs2048Offsets() {
        DuplicateWindow window = new DuplicateWindow();
        assertThat(window.isDuplicate("a", 0)).isFalse();
        assertThat(window.isDuplicate("a", 2048)).isTrue();
        assertThat(window.isDuplicate("a", 2048 + 2049)).isFalse();
    }

    /** The rule by definition against the window, and the same answers wherever reading began. */
    @Test
    void theAnswerIsAPropertyOfTheLog() {
        Random random = new Random(42);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            boolean again = i > 0 && random.nextInt(4) == 0;
            ids.add(again ? ids.get(Math.max(0, i - 1 - random.nextInt(3000))) : "id-" + i);
        }
        TreeSet<Integer> duplicates = new TreeSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (ids.subList(Math.max(0, i - DuplicateWindow.SIZE), i).contains(ids.get(i))) {
                duplicates.add(i);
            }
        }
        for (int begin : new int[] {0, 1, 777, 5000, 9999}) {
            DuplicateWindow window = new DuplicateWindow();
            TreeSet<Integer> found = new TreeSet<>();
            for (int i = (int) EventReader.warmUpFrom(begin, 0); i < ids.size(); i++) {
                if (window.isDuplicate(ids.get(i), i) && i >= begin) {
                    found.add(i);
                }
                assertThat(window.size()).isLessThanOrEqualTo(DuplicateWindow.SIZE + 1);
            }
            assertThat(found).isEqualTo(duplicates.tailSet(begin));
        }
    }
}
