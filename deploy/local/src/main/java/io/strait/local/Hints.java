package io.strait.local;

import java.nio.file.Path;

/** What {@code up} prints for people to go on with. */
final class Hints {
    /** A material of the sample data that much hangs on. */
    private static final String SAMPLE_NODE = "fluorinated-polyimide";

    private Hints() {}

    /** Five lines to paste, each of which works, in whatever folder. */
    static String whole(LocalStack stack, Path checkout) {
        String base = "http://localhost:" + stack.port(Part.GATEWAY);
        String series = "reporter=KOR&partner=JPN&commodity=271012&flow=X";
        Path token = stack.requireTokens().file("contributor");
        return String.join(
                "\n",
                "Try, in another shell (the page for people: " + base + "/):",
                "  curl '" + base + "/trade/v1/observations?" + series + "&period=2024-01..2024-08'",
                "  curl '" + base + "/trade/v1/accumulations?" + series + "&through=2024-08'",
                "  curl '" + base + "/supplychain/v1/nodes/" + SAMPLE_NODE + "/downstream'",
                "  curl -N '" + base + "/events/v1?since=earliest&type=strait.trade.ingest.completed'",
                "  curl -H \"Authorization: Bearer $(cat '" + token
                        + "')\" -H 'Content-Type: text/csv' --data-binary @'"
                        + checkout.resolve("deploy/local/sample/try.csv") + "' '" + base
                        + "/trade/v1/ingests?source=DEMO'",
                "",
                "Reading is open here; writing needs a token. Tokens (viewer, contributor, admin): "
                        + Folders.parent(token));
    }

    /** How a service run from its sources finds PostgreSQL and Kafka. */
    static String dependencies(LocalStack stack) {
        return String.join(
                "\n",
                "For a service from its sources, in another shell at the top of the checkout (README.md, quarkus:dev):",
                "  export QUARKUS_DATASOURCE_JDBC_URL=" + stack.jdbcUrl("trade") + "   # or supplychain",
                "  export QUARKUS_DATASOURCE_USERNAME=" + PostgresServer.USER + " QUARKUS_DATASOURCE_PASSWORD="
                        + PostgresServer.USER,
                "  export KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
                "  export MP_JWT_VERIFY_PUBLICKEY_LOCATION="
                        + stack.requireTokens().publicKeyFile() + " MP_JWT_VERIFY_ISSUER=" + Tokens.ISSUER
                        + " MP_JWT_VERIFY_AUDIENCES=" + Tokens.AUDIENCE);
    }
}
