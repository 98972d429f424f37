package io.strait.trade.connector;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Writes a body to a file as it comes, up to a bound. */
final class SpoolingBody implements BodySubscriber<Path> {
    /** The body is longer than it may be. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(long most) {
            super("more than " + most + " bytes");
        }
    }

    private final Path file;
    private final long most;
    private final CompletableFuture<Path> whole = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private @Nullable FileChannel channel;
    private long written;

    SpoolingBody(Path file, long most) {
        this.file = file;
        this.most = most;
    }

    @Override
    public CompletionStage<Path> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            given.request(1);
        } catch (IOException e) {
            given.cancel();
            whole.completeExceptionally(e);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        FileChannel out = channel;
        Subscription in = subscription;
        if (out == null || in == null || whole.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                written += buffer.remaining();
                if (written > most) {
                    throw new TooLongException(most);
                }
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
            in.request(1);
        } catch (IOException e) {
            in.cancel();
            onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        close();
        whole.complete(file);
    }

    private void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            whole.completeExceptionally(e);
        }
    }
}
