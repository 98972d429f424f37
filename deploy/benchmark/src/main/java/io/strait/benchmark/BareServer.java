package io.strait.benchmark;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that answers every request with the same ready bytes in one write, a thread a connection: what the machine and
 * the asking client leave of a latency when the service takes no time at all.
 */
final class BareServer implements AutoCloseable {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final URI uri;

    private BareServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** @param bytes of each answer's body */
    static BareServer start(int bytes) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        Integer.toString(bytes))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
        String port = said.readLine();
        if (port == null) {
            throw new IOException("The bare server did not start");
        }
        return new BareServer(process, URI.create("http://127.0.0.1:" + port));
    }

    URI uri() {
        return uri;
    }

    /** The process ends when what it reads from does. */
    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String[] args) throws IOException {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + args[0] + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] answer = new byte[head.length + Integer.parseInt(args[0])];
        System.arraycopy(head, 0, answer, 0, head.length);
        Thread parent = new Thread(BareServer::endWithParent);
        parent.setDaemon(true);
        parent.start();
        try (ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                new Thread(() -> serve(client, answer)).start();
            }
        }
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("The bare server's parent is gone: " + e.getMessage());
        }
        System.exit(0);
    }

    private static void serve(Socket client, byte[] answer) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream())) {
            OutputStream out = client.getOutputStream();
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                matched = b == END[matched] ? matched + 1 : b == END[0] ? 1 : 0;
                if (matched == END.length) {
                    out.write(answer);
                    matched = 0;
                }
            }
        } catch (IOException e) {
            // The client hung up; so does this.
            return;
        }
    }
}
