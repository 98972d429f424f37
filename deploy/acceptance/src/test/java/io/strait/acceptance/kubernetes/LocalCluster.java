package io.strait.acceptance.kubernetes;

import io.strait.local.LocalStack;
import io.strait.local.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stands in for the cluster: PostgreSQL, Kafka, a token issuer, the other services, and ports that are free. */
record LocalCluster(LocalStack stack, TokenIssuer issuer) {
    /**
     * The environment of the manifest, with the addresses that lead to this machine. Only values are exchanged: a key
     * that the manifest lacks, or misspells, is lacking here too.
     */
    Map<String, String> environment(Workload workload) throws IOException {
        Map<String, String> here = addresses(workload.name());
        Map<String, String> environment = new LinkedHashMap<>(workload.environment());
        environment.replaceAll((key, value) -> here.getOrDefault(key, value));
        return environment;
    }

    private Map<String, String> addresses(String service) throws IOException {
        Map<String, String> here = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_DATASOURCE_JDBC_URL", stack.jdbcUrl(database(service)),
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                "KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers(),
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.keys().toString(),
                "STRAIT_TRADE_URL", stack.baseUri(Part.TRADE).toString(),
                "STRAIT_ROUTE_TRADE_URL", stack.baseUri(Part.TRADE).toString(),
                "STRAIT_ROUTE_SUPPLYCHAIN_URL", stack.baseUri(Part.SUPPLYCHAIN).toString()));
        try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket management = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            here.put("QUARKUS_HTTP_PORT", String.valueOf(http.getLocalPort()));
            here.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management.getLocalPort()));
        }
        return here;
    }

    /** For a service without any environment, which would look for a developer's database and broker. */
    String[] addressesAsJvmOptions(Workload workload) {
        List<String> options = new ArrayList<>(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=0",
                "-Dkafka.bootstrap.servers=" + stack.bootstrapServers()));
        if (workload.environment().containsKey("QUARKUS_DATASOURCE_JDBC_URL")) {
            options.add("-Dquarkus.datasource.jdbc.url=" + stack.jdbcUrl(database(workload.name())));
        }
        return options.toArray(String[]::new);
    }

    /** A database of its own: beside the running stack's services, another's jobs would be taken up. */
    void createDatabases(Set<String> services) throws SQLException {
        try (var connection = stack.dataSource("postgres").getConnection();
                var statement = connection.createStatement()) {
            for (String service : services) {
                statement.execute("create database " + database(service));
            }
        }
    }

    private static String database(String service) {
        return "kubernetes_" + service.replace('-', '_');
    }
}
