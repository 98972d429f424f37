package io.strait.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which TCP ports of the loopback interface are free, and who holds one that is not. */
final class Ports {
    private static final int CONNECT_MILLIS = 300;
    private static final List<String> LOOPBACKS = List.of("127.0.0.1", "::1");
    private static final Pattern SS_OWNER = Pattern.compile("users:\\(\\(\"([^\"]+)\",pid=(\\d+)");

    private Ports() {}

    /** A port that is free now. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
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
