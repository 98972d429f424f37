package io.strait.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import javax.sql.DataSource;

/** Reads a second of one whole series at random: as JSON through the gateway, against the prepared statement. */
final class ReadRuler {
    /** Fixed, so that both sides and every run read the same series. */
    private static final long SEED = 19920101;

    private final Figures figures;
    private final int reads;

    ReadRuler(Figures figures, int reads) {
        this.figures = figures;
        this.reads = reads;
    }

    double overHttp(URI gateway, String source) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Random random = new Random(SEED);
        long start = System.nanoTime();
        for (int i = 0; i < reads; i++) {
            int series = random.nextInt(figures.series());
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(gateway.resolve("/trade/v1/observations?reporter=KOR&partner="
                                    + figures.partnerKey(series) + "&commodity=" + figures.commodity(series)
                                    + "&flow=X&frequency=M&source=" + source + "&limit=" + figures.months()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200 || response.body().length < figures.months() * 20) {
                throw new IOException("read of series " + series + ": " + response.statusCode() + " "
                        + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return reads / ((System.nanoTime() - start) / 1e9);
    }

    double byStatement(DataSource trade, String source) throws SQLException {
        try (Connection connection = trade.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select o.period_start, o.status, o.primary_value, o.fob_value, o.net_weight, o.quantity,
                               o.quantity_unit, o.estimated, r.revision, r.vintage
                        from series s
                        join observation o using (series_id)
                        join revision r on r.revision = o.valid_from
                        where s.source = ? and s.frequency = 'M' and s.reporter = ? and s.partner = ? and s.flow = 'X'
                          and s.commodity = ? and s.breakdown_is_total
                        order by o.period_start
                        """)) {
            Random random = new Random(SEED);
            long start = System.nanoTime();
            for (int i = 0; i < reads; i++) {
                int series = random.nextInt(figures.series());
                statement.setString(1, source);
                statement.setInt(2, Figures.REPORTER);
                statement.setInt(3, figures.partner(series));
                statement.setString(4, figures.commodity(series));
                int rows = 0;
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        result.getBigDecimal("primary_value");
                        rows++;
                    }
                }
                if (rows != figures.months()) {
                    throw new SQLException("series " + series + ": " + rows + " rows");
                }
            }
            return reads / ((System.nanoTime() - start) / 1e9);
        }
    }
}
