package io.strait.supplychain.catalogue;

import io.strait.supplychain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs changes one after another, those that wait at the same time in one transaction: a commit, the writers' lock and
 * the relay's wake-up then cost the same for many as for one. To its caller a change is a transaction of its own: it
 * returns when it is committed, and what goes wrong with another one does not touch it. Thread-safe.
 *
 * <p>A change may be run again after it was rolled back, so it must leave nothing behind outside the transaction.
 */
final class GroupCommit {
    private static final int MOST = 64;

    /** Runs work in a transaction of its own, rolled back when the work throws. */
    interface Transaction {
        void run(Runnable work);
    }

    private final Transaction transaction;
    /** Held by who runs a group. Fair, so that nobody runs one group after another for others while its own is done. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Queue<Entry<?>> waiting = new ConcurrentLinkedQueue<>();

    GroupCommit(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Runs a change, maybe together with others and maybe on another one's thread.
     *
     * @param change throws {@link ProblemException} only before it has written anything
     */
    <T> T run(Supplier<T> change) {
        Entry<T> mine = new Entry<>(change);
        waiting.add(mine);
        turn.lock();
        try {
            while (!mine.done) {
                runTogether(next());
            }
        } finally {
            turn.unlock();
        }
        return mine.outcome();
    }

    /** How many wait to be run, for tests. */
    int waiting() {
        return waiting.size();
    }

    private List<Entry<?>> next() {
        List<Entry<?>> group = new ArrayList<>();
        for (Entry<?> entry; group.size() < MOST && (entry = waiting.poll()) != null; ) {
            group.add(entry);
        }
        return group;
    }

    private void runTogether(List<Entry<?>> group) {
        Attempts attempts = new Attempts(group);
        try {
            transaction.run(attempts);
            group.forEach(entry -> entry.done = true);
        } catch (Throwable e) {
            Entry<?> culprit = attempts.current;
            if (culprit == null || group.size() == 1) {
                // The transaction did not begin, or it is not known whether it was committed: not to be done again
                group.forEach(entry -> entry.fail(e));
            } else {
                List<Entry<?>> others = new ArrayList<>(group);
                others.remove(culprit);
                runTogether(others);
                runTogether(List.of(culprit));
            }
        }
    }

    private static final class Attempts implements Runnable {
        private final List<Entry<?>> group;
        /** The one at work or that threw; null before the first and after the last. */
        private @Nullable Entry<?> current;

        Attempts(List<Entry<?>> group) {
            this.group = group;
        }

        @Override
        public void run() {
            for (Entry<?> entry : group) {
                current = entry;
                entry.attempt();
            }
            current = null;
        }
    }

    private static final class Entry<T> {
        private final Supplier<T> change;
        private @Nullable T result;
        private @Nullable Throwable failure;
        /** Written and read under the lock. */
        private boolean done;

        Entry(Supplier<T> change) {
            this.change = change;
        }

        /** A change that is refused has written nothing, so the others go on. */
        void attempt() {
            failure = null;
            try {
                result = change.get();
            } catch (ProblemException e) {
                failure = e;
            }
        }

        void fail(Throwable cause) {
            failure = cause;
            done = true;
        }

        @SuppressWarnings("NullAway") // a change may give null where its type says so
        T outcome() {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return result;
        }
    }
}
