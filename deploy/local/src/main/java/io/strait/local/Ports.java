package io.strait.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which TCP ports of the loopback interface are free, and who holds one that is not. */
final class Ports {
    private static final int CONNECT_MILLIS = 300;
    private static final List<String> LOOPBACKS = List.of("127.0.0.1", "::1");
    private static final Pattern SS_OWNER = Pattern.compile("users:\\(\\(\"([^\"]+)\",pid=(\\d+)");

    private static final int FREE_FROM = 20_000;
    private static final int FREE_COUNT = 12_000;
    /** Starts anywhere, so that two JVMs hardly meet. */
    private static final AtomicInteger NEXT_FREE = new AtomicInteger(new Random().nextInt(FREE_COUNT));

    private Ports() {}

    /**
     * A port that is free now, and another one at each call. It lies below the range from which systems take the ports
     * of outgoing connections (32768 on Linux, 49152 on macOS): a part that dies must find its port free when it is
     * started again.
     */
    static int free() {
        for (int i = 0; i < FREE_COUNT; i++) {
            int port = FREE_FROM + Math.floorMod(NEXT_FREE.getAndIncrement(), FREE_COUNT);
            if (!inUse(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FREE_FROM + " on");
    }

    /**
     * Whether something holds {@code port}: where a listener on all addresses does not keep others from the loopback
     * address (macOS), a connection tells.
     */
    static boolean inUse(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException e) {
            return true;
        }
        return LOOPBACKS.stream().anyMatch(address -> accepts(address, port));
    }

    private static boolean accepts(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Who listens on {@code port}, such as {@code java (process 4711)}; empty when the system does not tell. */
    static Optional<String> owner(int port) {
        Optional<String> found =
                output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc").flatMap(Ports::lsofOwner);
        return found.isPresent()
                ? found
                : output("ss", "-H", "-ltnp", "sport = :" + port).flatMap(Ports::ssOwner);
    }

    static Optional<String> lsofOwner(String output) {
        String pid = "";
        for (String line : output.lines().toList()) {
            if (line.startsWith("p")) {
                pid = line.substring(1);
            } else if (line.startsWith("c") && !pid.isEmpty()) {
                return Optional.of(line.substring(1) + " (process " + pid + ")");
            }
        }
        return Optional.empty();
    }

    static Optional<String> ssOwner(String output) {
        Matcher matcher = SS_OWNER.matcher(output);
        return matcher.find()
                ? Optional.of(matcher.group(1) + " (process " + matcher.group(2) + ")")
                : Optional.empty();
    }

    private static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
