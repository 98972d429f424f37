package io.strait.local;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Stands in for a packaged service: ready at once, or, told so, ends with a message. Ends on SIGTERM. */
public final class FakeService {
    private FakeService() {}

    public static void main(String[] args) throws Exception {
        if (System.getenv("FAKE_FAILURE") != null) {
            System.out.println("cannot start: " + System.getenv("FAKE_FAILURE"));
            System.exit(1);
        }
        int port = Integer.parseInt(System.getenv("QUARKUS_MANAGEMENT_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 10);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
