package io.strait.gateway.hub;

import io.strait.gateway.filter.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A subscriber in memory, with a transport that can be made to block. */
final class Client implements Sink, AutoCloseable {
    /** Something that was sent: an event's id or the name of another frame. */
    record Frame(
            String name,
            @Nullable String position,
            @Nullable String eventId,
            @Nullable String detail) {}

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final List<Frame> frames = new ArrayList<>();
    private final int room;
    private boolean blocked;
    private boolean failing;
    private int written;
    private boolean ended;
    private final Subscription subscription;

    Client(Hub hub, Filter filter, Start start) {
        this(hub, filter, start, Integer.MAX_VALUE, null);
    }

    /** @param room events after which the transport is full until {@link #unblock} */
    Client(Hub hub, Filter filter, Start start, int room, @Nullable Duration ttl) {
        this(hub, new Wish(filter, start, false), room, ttl);
    }

    Client(Hub hub, Wish wish, int room, @Nullable Duration ttl) {
        this.room = room;
        this.subscription =
                hub.subscribe(this, executor, wish, new Peer(Peer.Kind.SSE, null, "in memory", "", Instant.EPOCH), ttl);
    }

    static Client live(Hub hub) {
        return new Client(hub, Filter.EVERYTHING, new Start.Live());
    }

    static Client after(Hub hub, String position) {
        return new Client(hub, Filter.EVERYTHING, new Start.After(position));
    }

    String id() {
        return subscription.id();
    }

    synchronized List<Frame> frames() {
        return List.copyOf(frames);
    }

    List<Frame> named(String name) {
        return frames().stream().filter(frame -> frame.name().equals(name)).toList();
    }

    List<String> eventIds() {
        return named("event").stream()
                .map(frame -> String.valueOf(frame.eventId()))
                .toList();
    }

    /** As a browser keeps it: of the last frame that had one. */
    @Nullable
    String lastPosition() {
        String last = null;
        for (Frame frame : frames()) {
            last = frame.position() == null ? last : frame.position();
        }
        return last;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    void unblock() {
        synchronized (this) {
            written = 0;
            blocked = false;
        }
        subscription.wake();
    }

    /** Returns when what was in the tail has been looked at, as far as there is room for it. */
    void settle() throws InterruptedException, ExecutionException {
        // A turn takes 512 events, and asks for another one while there are more.
        for (int turn = 0; turn < 10; turn++) {
            subscription.wake();
            executor.submit(() -> {}).get();
        }
    }

    synchronized void block() {
        blocked = true;
    }

    synchronized void failAtNextEvent() {
        failing = true;
    }

    /** Until something was sent, or for so long. */
    synchronized void awaitFrames(long millis) throws InterruptedException {
        wait(millis);
    }

    @Override
    public synchronized boolean isFull() {
        return blocked || written >= room;
    }

    @Override
    public synchronized void event(String position, HubEvent event) {
        if (failing) {
            throw new IllegalStateException("as if the transport were broken");
        }
        written++;
        add(new Frame("event", position, event.id(), event.attribute("subject")));
    }

    @Override
    public synchronized void position(String position) {
        add(new Frame("position", position, null, null));
    }

    @Override
    public synchronized void reset(Reset reset) {
        add(new Frame("reset", reset.position(), null, reset.reason().slug() + " " + reset.oldest()));
    }

    @Override
    public synchronized void heartbeat() {
        add(new Frame("heartbeat", null, null, null));
    }

    @Override
    public synchronized void closing(Closing reason, @Nullable String position) {
        add(new Frame("closing", position, null, reason.slug()));
    }

    private synchronized void add(Frame frame) {
        frames.add(frame);
        notifyAll();
    }

    @Override
    public void flush() {}

    @Override
    public synchronized void end() {
        ended = true;
    }

    @Override
    public void close() {
        subscription.cancel();
        executor.shutdown();
        try {
            executor.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
