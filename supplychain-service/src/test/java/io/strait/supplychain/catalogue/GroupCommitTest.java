package io.strait.supplychain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    /** What is committed, and how often; a transaction that throws leaves nothing. */
    private static final class Store implements GroupCommit.Transaction {
        private final List<String> committed = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private final AtomicInteger begun = new AtomicInteger();
        private final CountDownLatch first = new CountDownLatch(1);
        private boolean commitFails;
        private boolean beginFails;

        @Override
        public void run(Runnable work) {
            if (begun.incrementAndGet() == 1) {
                try {
                    first.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            if (beginFails) {
                throw new IllegalStateException("no connection");
            }
            try {
                work.run();
                if (commitFails) {
                    throw new IllegalStateException("connection lost");
                }
                committed.addAll(open);
            } finally {
                open.clear();
            }
        }

        Supplier<String> write(String what) {
            return () -> {
                open.add(what);
                return what + " after " + committed.size();
            };
        }
    }

    private final Store store = new Store();
    private final GroupCommit commits = new GroupCommit(store);
    /** A thread each: all of them wait. */
    private final Executor threads = task -> new Thread(task).start();

    /** One that holds the turn until {@link Store#first} is released, and others that come meanwhile. */
    private List<CompletableFuture<String>> behindOne(List<Supplier<String>> changes) {
        List<CompletableFuture<String>> all = new ArrayList<>();
        all.add(CompletableFuture.supplyAsync(() -> commits.run(store.write("first")), threads));
        await().until(() -> store.begun.get() == 1);
        for (Supplier<String> change : changes) {
            all.add(CompletableFuture.supplyAsync(() -> commits.run(change), threads));
            await().until(() -> commits.waiting() == all.size() - 1);
        }
        store.first.countDown();
        return all;
    }

    @Test
    void changesThatWaitAreCommittedTogetherInTheOrderInWhichTheyCame() {
        List<Supplier<String>> changes = List.of(store.write("a"), store.write("b"), store.write("c"));

        List<CompletableFuture<String>> all = behindOne(changes);

        assertThat(all.stream().map(CompletableFuture::join))
                .containsExactly("first after 0", "a after 1", "b after 1", "c after 1");
        assertThat(store.committed).containsExactly("first", "a", "b", "c");
        assertThat(store.begun).hasValue(2);
    }

    @Test
    void aChangeThatIsRefusedDoesNotTouchTheOthers() {
        Supplier<String> refused = () -> {
            throw ProblemException.of(ProblemType.CONFLICT, "There is one already.");
        };

        List<CompletableFuture<String>> all = behindOne(List.of(store.write("a"), refused, store.write("c")));

        assertThat(all.get(1).join()).isEqualTo("a after 1");
        assertThatThrownBy(() -> all.get(2).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ProblemException.class);
        assertThat(all.get(3).join()).isEqualTo("c after 1");
        assertThat(store.begun).hasValue(2);
    }

    @Test
    void aChangeThatBreaksTheTransactionFailsAlone() {
        AtomicInteger tries = new AtomicInteger();
        Supplier<String> broken = () -> {
            store.open.add("half");
            throw new IllegalArgumentException("broken " + tries.incrementAndGet());
        };

        List<CompletableFuture<String>> all = behindOne(List.of(store.write("a"), broken, store.write("c")));

        assertThat(all.get(1).join()).isEqualTo("a after 1");
        assertThatThrownBy(() -> all.get(2).join()).hasRootCauseMessage("broken 2");
        assertThat(all.get(3).join()).isEqualTo("c after 1");
        assertThat(store.committed).containsExactly("first", "a", "c");
    }

    @Test
    void whatMayHaveBeenCommittedIsNotDoneAgain() {
        AtomicInteger tries = new AtomicInteger();
        Supplier<String> counted = () -> {
            store.commitFails = true;
            return "try " + tries.incrementAndGet();
        };

        List<CompletableFuture<String>> all = behindOne(List.of(counted, store.write("b")));

        assertThatThrownBy(() -> all.get(1).join()).hasRootCauseMessage("connection lost");
        assertThatThrownBy(() -> all.get(2).join()).hasRootCauseMessage("connection lost");
        assertThat(tries).hasValue(1);
    }

    @Test
    void allThatWaitAreToldAtOnceThatTheDatabaseIsAway() {
        store.beginFails = true;

        List<CompletableFuture<String>> all = behindOne(List.of(store.write("a"), store.write("b")));

        for (CompletableFuture<String> each : all) {
            assertThatThrownBy(each::join).hasRootCauseMessage("no connection");
        }
        assertThat(store.begun).hasValue(2);
    }

    @Test
    void oneAfterTheOtherEachIsATransaction() {
        store.first.countDown();

        assertThat(commits.run(store.write("a"))).isEqualTo("a after 0");
        assertThat(commits.run(store.write("b"))).isEqualTo("b after 1");
        assertThat(store.begun).hasValue(2);
    }
}
