package io.strait.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Sums and ranks over HTTP, and by DuckDB over the same columns of the same rows in a file. No question is asked twice, so
 * that no answer can be a kept one; both sides have answered others of its kind before.
 */
final class TotalRuler implements AutoCloseable {
    private static final int QUESTIONS = 40;
    private static final int WARM_UP = 60;

    private static final String COLUMNS = """
            copy (select s.source, s.frequency, s.reporter, s.partner, s.flow, s.classification, s.commodity,
                         s.commodity_level, s.breakdown_is_total, o.period_start, o.primary_value
                  from observation o join series s using (series_id) order by o.period_start, o.series_id)
            to stdout (format csv)
            """;
    private static final String TABLE = """
            create table figure (source varchar, frequency varchar, reporter integer, partner integer, flow varchar,
              classification varchar, commodity varchar, commodity_level smallint, breakdown_is_total boolean,
              period_start date, primary_value decimal(18, 2))
            """;
    private static final String YEAR = " and flow = 'X' and frequency = 'M' and commodity_level = 6"
            + " and breakdown_is_total and period_start between ? and ?";

    private final URI service;
    private final Figures figures;
    private final String source;
    private final Connection duck;

    TotalRuler(URI service, Figures figures, String source, DataSource trade, Path work)
            throws SQLException, IOException {
        this.service = service;
        this.figures = figures;
        this.source = source;
        Path columns = work.resolve("figure.csv");
        try (Connection connection = trade.getConnection();
                OutputStream out = Files.newOutputStream(columns)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COLUMNS, out);
        }
        duck = DriverManager.getConnection("jdbc:duckdb:" + work.resolve("figure.duckdb"));
        try (var statement = duck.createStatement()) {
            statement.execute("set memory_limit = '2GB'");
            statement.execute(TABLE);
            statement.execute("copy figure from '" + columns + "' (format csv, header false)");
            statement.execute("checkpoint");
        }
        Files.delete(columns);
    }

    /** A kind of question: what differs from one to the next goes by its number. */
    private interface Kind {
        String path(int number);

        String sql();

        void bind(PreparedStatement query, int number) throws SQLException;

        /** A number in DuckDB's answer that must be in ours. */
        BigDecimal told(ResultSet rows, int number) throws SQLException;
    }

    List<Finding> measure() throws IOException, SQLException {
        return List.of(
                compare("top 10 partners of a year and reporter", new TopPartners()),
                compare("accumulation of a series with ranks", new Accumulations()),
                compare("one year, all pairs, top 50", new Pairs()));
    }

    private Finding compare(String work, Kind kind) throws IOException, SQLException {
        Latencies ours = new Latencies();
        Latencies theirs = new Latencies();
        try (PreparedStatement query = duck.prepareStatement(kind.sql())) {
            for (int i = 0; i < WARM_UP; i++) {
                ask(kind, query, QUESTIONS + i, new Latencies(), new Latencies());
            }
            for (int i = 0; i < QUESTIONS; i++) {
                ask(kind, query, i, ours, theirs);
            }
        }
        double times = theirs.median() / ours.median();
        return Finding.of(work + ", cold, one client", "1", ours.medianText() + "; " + ours.text())
                .beside("DuckDB on a file", theirs.medianText(), times)
                .met(times >= 1);
    }

    private void ask(Kind kind, PreparedStatement query, int number, Latencies ours, Latencies theirs)
            throws IOException, SQLException {
        long start = System.nanoTime();
        kind.bind(query, number);
        BigDecimal told;
        try (ResultSet rows = query.executeQuery()) {
            told = kind.told(rows, number);
        }
        theirs.addSince(start);
        URI question = service.resolve(kind.path(number));
        start = System.nanoTime();
        Http.Answer answer = Http.get(question);
        ours.addSince(start);
        String plain = told.stripTrailingZeros().toPlainString();
        if (answer.status() != 200 || !answer.text().contains(plain)) {
            throw new IOException(question + ": " + answer.status() + ", without " + plain + ": " + answer.text());
        }
    }

    private static BigDecimal first(ResultSet rows) throws SQLException {
        BigDecimal largest = null;
        while (rows.next()) {
            largest = largest == null ? rows.getBigDecimal("total") : largest;
        }
        if (largest == null) {
            throw new SQLException("DuckDB has no rows");
        }
        return largest;
    }

    /** Twelve months that begin with one or another. */
    private YearMonth begin(int number) {
        // A prime, so that every month comes before one comes again
        return YearMonth.from(figures.month((int) (number * 7L % (figures.months() - 11))));
    }

    private String question(String groups, YearMonth begin) {
        return "/trade/v1/totals?groupBy=" + groups + "&flow=X&frequency=M&level=6&source=" + source + "&period="
                + begin + ".." + begin.plusMonths(11);
    }

    private void bindYear(PreparedStatement query, int from, YearMonth begin) throws SQLException {
        query.setDate(from, Date.valueOf(begin.atDay(1)));
        query.setDate(from + 1, Date.valueOf(begin.plusMonths(11).atDay(1)));
    }

    private final class TopPartners implements Kind {
        @Override
        public String path(int number) {
            return question("partner", begin(number)) + "&top=10&reporter="
                    + Figures.reporterKey(Figures.firstOfReporter(number));
        }

        @Override
        public String sql() {
            return "select partner, sum(primary_value) as total, count(*) from figure where source = ?"
                    + " and reporter = ?" + YEAR + " group by partner order by total desc limit 10";
        }

        @Override
        public void bind(PreparedStatement query, int number) throws SQLException {
            query.setString(1, source);
            query.setInt(2, Figures.reporter(Figures.firstOfReporter(number)));
            bindYear(query, 3, begin(number));
        }

        @Override
        public BigDecimal told(ResultSet rows, int number) throws SQLException {
            return first(rows);
        }
    }

    private final class Pairs implements Kind {
        @Override
        public String path(int number) {
            return question("reporter,partner", begin(number)) + "&top=50";
        }

        @Override
        public String sql() {
            return "select reporter, partner, sum(primary_value) as total, count(*) from figure where source = ?" + YEAR
                    + " group by reporter, partner order by total desc limit 50";
        }

        @Override
        public void bind(PreparedStatement query, int number) throws SQLException {
            query.setString(1, source);
            bindYear(query, 2, begin(number));
        }

        @Override
        public BigDecimal told(ResultSet rows, int number) throws SQLException {
            return first(rows);
        }
    }

    /** January through a month, in every year, ranked. */
    private final class Accumulations implements Kind {
        private int series(int number) {
            return (int) (number * 37L % figures.series());
        }

        private LocalDate through(int number) {
            return LocalDate.of(Figures.FIRST_YEAR + number % (figures.months() / 12), 1 + number % 12, 1);
        }

        @Override
        public String path(int number) {
            int series = series(number);
            return "/trade/v1/accumulations?reporter=" + Figures.reporterKey(series) + "&partner="
                    + figures.partnerKey(series) + "&commodity=" + figures.commodity(series) + "&flow=X&source="
                    + source + "&through=" + YearMonth.from(through(number));
        }

        @Override
        public String sql() {
            return "select year(period_start) as y, sum(primary_value) as total, count(*),"
                    + " rank() over (order by sum(primary_value) desc) from figure where source = ? and reporter = ?"
                    + " and partner = ? and commodity = ? and flow = 'X' and frequency = 'M' and breakdown_is_total"
                    + " and month(period_start) <= ? group by y";
        }

        @Override
        public void bind(PreparedStatement query, int number) throws SQLException {
            int series = series(number);
            query.setString(1, source);
            query.setInt(2, Figures.reporter(series));
            query.setInt(3, figures.partner(series));
            query.setString(4, figures.commodity(series));
            query.setInt(5, through(number).getMonthValue());
        }

        @Override
        public BigDecimal told(ResultSet rows, int number) throws SQLException {
            BigDecimal told = null;
            while (rows.next()) {
                if (rows.getInt("y") == through(number).getYear()) {
                    told = rows.getBigDecimal("total");
                }
            }
            if (told == null) {
                throw new SQLException("DuckDB has no such year");
            }
            return told;
        }
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
