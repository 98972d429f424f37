package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog(10_000);

    @Test
    void onlyTheLatestOfSourceTypeAndSubjectStaysInTheOrderOfTheLog() {
        backlog.add("1", event("1", "/a", "changed", "x"));
        backlog.add("2", event("2", "/a", "changed", "y"));
        backlog.add("3", event("3", "/a", "removed", "x"));
        backlog.add("4", event("4", "/b", "changed", "x"));
        backlog.add("5", event("5", "/a", "changed", "x"));
        assertThat(rest()).containsExactly("2", "3", "4", "5");
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.bytes()).isZero();
    }

    @Test
    void aSubjectThatAlwaysChangesIsSentAllTheSame() {
        for (int i = 0; i < 5; i++) {
            backlog.add("cold" + i, event("cold" + i, "/a", "changed", String.valueOf(i)));
        }
        backlog.add("hot", event("hot", "/a", "changed", "hot"));
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            Backlog.Waiting next = Objects.requireNonNull(backlog.poll());
            sent.add(String.valueOf(next.event().attribute("subject")));
            backlog.add("hot" + i, event("hot" + i, "/a", "changed", "hot"));
        }
        assertThat(sent).contains("hot", "0", "4");
        assertThat(rest()).containsExactly("hot5");
    }

    @Test
    void itIsFullByTheSizeOfWhatWaitsAndNotByWhatHasCome() {
        for (int i = 0; i < 1000; i++) {
            backlog.add(String.valueOf(i), event(String.valueOf(i), "/a", "changed", "same"));
        }
        assertThat(backlog.isFull()).isFalse();
        int subjects = 0;
        while (!backlog.isFull()) {
            backlog.add("s" + subjects, event("s" + subjects, "/a", "changed", "s" + subjects));
            subjects++;
        }
        assertThat(subjects).isBetween(5, 9);
        backlog.poll();
        backlog.clear();
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.bytes()).isZero();
        assertThat(backlog.poll()).isNull();
    }

    /** Whenever the client goes away: what it has, with what comes after its place, is the latest of every subject. */
    @Test
    void fromEveryPlaceThatWasToldAResumeIsExact() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Backlog waiting = new Backlog(1_000_000);
            List<String> log = new ArrayList<>();
            List<Integer> sent = new ArrayList<>();
            while (log.size() < 120) {
                if (random.nextInt(3) > 0) {
                    String subject = String.valueOf(random.nextInt(1 + random.nextInt(12)));
                    String place = String.valueOf(log.size());
                    log.add(subject);
                    waiting.add(place, event(place, "/a", "changed", subject));
                } else {
                    Backlog.Waiting next = waiting.poll();
                    if (next != null) {
                        sent.add(Integer.valueOf(next.position()));
                        assertThat(next.event().id()).isEqualTo(next.position());
                        assertCovered(log, sent, waiting.isEmpty());
                    }
                }
            }
            for (Backlog.Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
                sent.add(Integer.valueOf(next.position()));
            }
            assertThat(sent).isSorted().doesNotHaveDuplicates();
            assertCovered(log, sent, true);
        }
    }

    /** Of each subject the last event up to the place reached was sent, or there is another after it in the log. */
    private static void assertCovered(List<String> log, List<Integer> sent, boolean all) {
        int place = all ? log.size() - 1 : sent.get(sent.size() - 1);
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i <= place; i++) {
            last.put(log.get(i), i);
        }
        last.forEach((subject, at) -> assertThat(
                        sent.contains(at) || log.subList(place + 1, log.size()).contains(subject))
                .as("subject %s at %d of %s, sent %s", subject, at, log, sent)
                .isTrue());
    }

    private List<String> rest() {
        List<String> rest = new ArrayList<>();
        for (Backlog.Waiting next = backlog.poll(); next != null; next = backlog.poll()) {
            assertThat(next.event().id()).isEqualTo(next.position());
            rest.add(next.position());
        }
        return rest;
    }

    private static HubEvent event(String id, String source, String type, String subject) {
        return new HubEvent(
                id,
                type,
                Map.of("id", id, "source", source, "type", type, "subject", subject),
                Map.of(),
                "{}".getBytes(StandardCharsets.UTF_8));
    }
}
