package io.strait.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests byte for byte, because HTTP clients tidy up what a test must not tidy. */
public final class RawHttp {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    private RawHttp() {}

    /** Status of the last answer (an interim 100 apart), and everything that came. */
    public record Answer(int status, String text) {}

    /** Sends the text as it is (Latin-1) and reads until the server closes; the request should ask for that. */
    public static Answer send(int port, String request) {
        try (Socket socket = open(port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Answer get(int port, String target, String... headers) {
        return send(
                port,
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + lines(headers) + "\r\n");
    }

    public static String lines(String... headers) {
        StringBuilder lines = new StringBuilder();
        for (String header : headers) {
            lines.append(header).append("\r\n");
        }
        return lines.toString();
    }

    public static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("localhost", port), 5_000);
        return socket;
    }

    /** Whether the last answer has all the bytes it announced; false where it announced none. */
    private static boolean isWhole(String text) {
        int head = text.lastIndexOf("HTTP/1.");
        int body = text.indexOf("\r\n\r\n", head);
        Matcher length = LENGTH.matcher(text);
        return body >= 0 && length.find(head) && text.length() >= body + 4 + Integer.parseInt(length.group(1));
    }

    /** Reads one answer: to the end it announced, else until the server closes. */
    public static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            int n = in.read(buffer);
            while (n >= 0) {
                all.write(buffer, 0, n);
                n = isWhole(all.toString(StandardCharsets.ISO_8859_1)) ? -1 : in.read(buffer);
            }
        } catch (SocketException reset) {
            // What came before it is what the test looks at.
        }
        String text = all.toString(StandardCharsets.ISO_8859_1);
        int status = 0;
        Matcher matcher = STATUS.matcher(text);
        while (matcher.find()) {
            status = Integer.parseInt(matcher.group(1));
        }
        return new Answer(status, text);
    }
}
