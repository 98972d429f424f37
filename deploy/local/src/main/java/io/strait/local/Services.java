package io.strait.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How each process is told what it needs: command line and environment. */
final class Services {
    /** The first compiler alone warms up in half the time, which is what a local run wants. */
    static final List<String> FAST_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.net.preferIPv4Stack=true");

    private Services() {}

    static List<String> kafkaArguments(Home home, int port) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                KafkaMain.class.getName(),
                home.data(Part.KAFKA).toString(),
                String.valueOf(port),
                home.ready(Part.KAFKA).toString()));
        arguments.addAll(LocalStack.TOPICS);
        return arguments;
    }

    /** The class path goes by environment: as an argument it would hide the mark that tells whose process this is. */
    static Map<String, String> kafkaEnvironment() {
        // The broker runs in the state folder, where relative entries lead nowhere.
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return Map.of("CLASSPATH", classPath);
    }

    static Map<String, String> environment(LocalStack stack, Part part) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(stack.port(part)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put(
                "QUARKUS_MANAGEMENT_PORT",
                String.valueOf(stack.managementUri(part).getPort()));
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        environment.put("QUARKUS_BANNER_ENABLED", "false");
        Tokens tokens = stack.requireTokens();
        environment.put(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publicKeyFile().toString());
        environment.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        environment.put("MP_JWT_VERIFY_AUDIENCES", Tokens.AUDIENCE);
        environment.put("STRAIT_SECURITY_PUBLIC_READ", "true");
        if (stack.parts().contains(Part.KAFKA)) {
            environment.put("KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers());
        }
        if (part == Part.SUPPLYCHAIN) {
            putRoute(stack, environment, Part.TRADE, "STRAIT_TRADE_URL");
        }
        if (part == Part.GATEWAY) {
            putRoute(stack, environment, Part.TRADE, "STRAIT_ROUTE_TRADE_URL");
            putRoute(stack, environment, Part.SUPPLYCHAIN, "STRAIT_ROUTE_SUPPLYCHAIN_URL");
        } else if (stack.parts().contains(Part.POSTGRES)) {
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", stack.jdbcUrl(part.label()));
            environment.put("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER);
            // Not a secret: the server trusts its loopback interface.
            environment.put("QUARKUS_DATASOURCE_PASSWORD", PostgresServer.USER);
        }
        return environment;
    }

    private static void putRoute(LocalStack stack, Map<String, String> environment, Part part, String name) {
        if (stack.parts().contains(part)) {
            environment.put(name, stack.baseUri(part).toString());
        }
    }
}
