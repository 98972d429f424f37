package io.strait.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Watches a running stack: a part that ends is started again, as an operator's platform would do it, until it ends too
 * often.
 */
final class Supervisor {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int RESTARTS = 3;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final LocalStack stack;
    private final Clock clock;
    private final Progress progress;
    private final Deque<Instant> restarts = new ArrayDeque<>();

    Supervisor(LocalStack stack, Clock clock, Progress progress) {
        this.stack = stack;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Returns when the stack is closed.
     *
     * @throws LaunchException when parts end again and again
     */
    void watch() {
        while (!stack.isClosing()) {
            for (Part part : stack.parts()) {
                if (!stack.isRunning(part) && !stack.isClosing()) {
                    revive(part);
                }
            }
            stack.pause(LOOK);
        }
    }

    private void revive(Part part) {
        progress.say(part.label() + " has ended by itself. " + stack.lastLines(part));
        Instant now = clock.instant();
        while (!restarts.isEmpty() && restarts.peekFirst().isBefore(now.minus(WITHIN))) {
            restarts.removeFirst();
        }
        if (restarts.size() >= RESTARTS) {
            throw new LaunchException("Parts ended " + (RESTARTS + 1) + " times within " + WITHIN.toMinutes()
                    + " minutes: stopping everything. The logs are in "
                    + Folders.parent(stack.logs(part)));
        }
        restarts.addLast(now);
        progress.say("Starting " + part.label() + " again (" + restarts.size() + " of " + RESTARTS + " times within "
                + WITHIN.toMinutes() + " minutes)");
        try {
            stack.restart(part);
        } catch (LaunchException e) {
            if (stack.isRunning(part) || stack.isClosing()) {
                throw e;
            }
            // It ended once more before it was ready: that counts as ending, and the next look starts it again.
            progress.say(String.valueOf(e.getMessage()));
        }
    }
}
