package io.strait.supplychain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers as trade-service does where supplychain-service asks: its sources, and observations by code, reporter, partner
 * and period, pages of one revision. A test steers it over HTTP, because a test resource and a test share no objects:
 * {@code POST /stub/figures} adds one, {@code PUT /stub/mode} with {@code answer}, {@code drop}, {@code 503} or {@code
 * 401} says how it behaves.
 */
final class TradeStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Small, so that every test turns pages. */
    private static final int MAX_PAGE = 3;

    private final HttpServer server;
    private final List<ObjectNode> figures = new ArrayList<>();
    private volatile String mode = "answer";
    private long revision;

    private TradeStub(HttpServer server) {
        this.server = server;
    }

    static TradeStub start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
            TradeStub stub = new TradeStub(server);
            server.createContext("/", stub::handle);
            server.setExecutor(Executors.newFixedThreadPool(2, work -> {
                Thread thread = new Thread(work, "trade-stub");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals("/stub/mode")) {
            mode = new String(body, StandardCharsets.UTF_8);
            answer(exchange, 200, JSON.createObjectNode());
        } else if (path.equals("/stub/figures")) {
            synchronized (this) {
                ObjectNode figure = (ObjectNode) JSON.readTree(body);
                figures.removeIf(known -> known.get("seriesKey").equals(figure.get("seriesKey"))
                        && known.get("period").equals(figure.get("period")));
                figures.add(figure);
                revision++;
            }
            answer(exchange, 200, JSON.createObjectNode());
        } else if (mode.equals("drop")) {
            exchange.close();
        } else if (!mode.equals("answer")) {
            answer(exchange, Integer.parseInt(mode), JSON.createObjectNode());
        } else if (path.equals("/trade/v1/sources")) {
            answer(exchange, 200, sources());
        } else if (path.equals("/trade/v1/observations")) {
            observations(exchange);
        } else {
            answer(exchange, 404, JSON.createObjectNode());
        }
    }

    private static JsonNode sources() {
        ObjectNode answer = JSON.createObjectNode().put("count", 2);
        ArrayNode items = answer.putArray("items");
        items.addObject().put("code", "DEMO").put("name", "Demonstration").put("demonstration", true);
        items.addObject().put("code", "COMTRADE").put("name", "UN Comtrade").put("demonstration", false);
        return answer;
    }

    private void observations(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        List<String> reporters = values(query.get("reporter"));
        List<String> commodities = values(query.get("commodity"));
        // As trade-service refuses an area that it does not know, and more than 100 codes.
        if (reporters.contains("ATA") || commodities.isEmpty() || commodities.size() > 100 || reporters.size() > 100) {
            answer(exchange, 400, JSON.createObjectNode().put("type", "/problems/invalid-parameter"));
            return;
        }
        List<ObjectNode> found;
        long now;
        synchronized (this) {
            now = revision;
            found = figures.stream()
                    .filter(figure -> wants(figure, query, reporters, commodities))
                    .toList();
        }
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int limit = Math.min(MAX_PAGE, Integer.parseInt(query.getOrDefault("limit", "1000")));
        int to = Math.min(found.size(), from + limit);
        ObjectNode answer = JSON.createObjectNode().put("revision", now).put("total", found.size());
        ArrayNode items = answer.putArray("items");
        found.subList(Math.min(from, to), to).forEach(items::add);
        String again = exchange.getRequestURI().getRawQuery().replaceAll("&cursor=[^&]*", "");
        answer.put("next", to < found.size() ? "/trade/v1/observations?" + again + "&cursor=" + to : null);
        answer(exchange, 200, answer);
    }

    private static boolean wants(
            ObjectNode figure, Map<String, String> query, List<String> reporters, List<String> commodities) {
        String[] key = figure.get("seriesKey").asText().split("\\.");
        String[] period = query.getOrDefault("period", "0000..9999").split("\\.\\.");
        String of = figure.get("period").asText();
        @Nullable String partner = query.get("partner");
        return commodities.contains(key[6])
                && (reporters.isEmpty() || reporters.contains(key[2]))
                && (partner == null ? !key[3].equals("W00") : partner.equals(key[3]))
                && key[4].equals(query.getOrDefault("flow", key[4]))
                && of.length() == period[0].length()
                && of.compareTo(period[0]) >= 0
                && of.compareTo(period[1]) <= 0;
    }

    private static List<String> values(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(","));
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int at = pair.indexOf('=');
            query.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
