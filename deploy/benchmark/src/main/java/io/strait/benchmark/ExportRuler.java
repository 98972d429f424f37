package io.strait.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Rows a second of all figures of a source as CSV: streamed over HTTP, and by {@code COPY} of the same columns. */
final class ExportRuler {
    /** In no order, which the service's answer has. */
    private static final String COPY = """
            copy (select s.series_key, s.source, source.name, source.demonstration, s.frequency, s.reporter,
                         reporter.alpha3, reporter.name, s.partner, partner.alpha3, partner.name, s.partner2, s.flow,
                         s.classification, s.commodity, s.customs, s.transport, s.supply, s.partner_is_total,
                         s.commodity_level, s.breakdown_is_total, to_char(o.period_start, 'YYYY-MM'), o.status,
                         o.primary_value, s.currency, o.cif_value, o.fob_value, o.net_weight, o.gross_weight,
                         o.quantity, unit.abbreviation, o.alt_quantity, o.alt_quantity_unit, o.estimated, r.revision,
                         r.vintage
                  from observation o
                  join series s using (series_id)
                  join source on source.code = s.source
                  join area reporter on reporter.code = s.reporter
                  join area partner on partner.code = s.partner
                  left join quantity_unit unit on unit.code = o.quantity_unit
                  join revision r on r.revision = o.valid_from
                  where s.source = '%s')
            to stdout (format csv)
            """;

    private final URI service;
    private final DataSource trade;
    private final Figures figures;
    private final String source;

    ExportRuler(URI service, DataSource trade, Figures figures, String source) {
        this.service = service;
        this.trade = trade;
        this.figures = figures;
        this.source = source;
    }

    double overHttp() throws IOException {
        long start = System.nanoTime();
        HttpURLConnection connection = (HttpURLConnection)
                service.resolve("/trade/v1/observations?level=6&frequency=M&source=" + source + "&format=csv")
                        .toURL()
                        .openConnection();
        if (connection.getResponseCode() != 200) {
            throw new IOException("export: " + connection.getResponseCode());
        }
        Lines lines = new Lines();
        try (InputStream body = connection.getInputStream()) {
            body.transferTo(lines);
        }
        return rate(start, lines.count - 1);
    }

    double byCopy() throws IOException, SQLException {
        long start = System.nanoTime();
        Lines lines = new Lines();
        try (Connection connection = trade.getConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY.formatted(source), lines);
        }
        return rate(start, lines.count);
    }

    private double rate(long start, long rows) throws IOException {
        double rate = rows / ((System.nanoTime() - start) / 1e9);
        if (rows != figures.rows()) {
            throw new IOException(rows + " rows came, of " + figures.rows());
        }
        return rate;
    }

    /** Counts the lines and keeps nothing. */
    private static final class Lines extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count += b == '\n' ? 1 : 0;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                count += bytes[i] == '\n' ? 1 : 0;
            }
        }
    }
}
