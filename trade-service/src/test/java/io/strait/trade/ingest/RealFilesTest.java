package io.strait.trade.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A real file, as the service holds it and as DuckDB reads it; skipped where it is absent. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class RealFilesTest {
    @Inject
    DataSource database;

    /**
     * Thailand's imports of integrated circuits, 2014 to 2024. World is not always the sum of its partners, by at most 3
     * dollars: values are rounded to the decimals that they have in that year, each for itself, and half a last decimal
     * for each of them bounds what that can come to. Nothing else is between them.
     */
    @Test
    void worldIsTheSumOfItsPartnersButForRounding() throws IOException {
        Path real = ComtradeFile.real("thailand-hs8542-imports.csv");
        assumeThat(Files.exists(real)).as("%s is there", real).isTrue();
        // Given
        Trade.execute(
                database, "insert into source (code, name) values ('REAL_THA', 'A real file') on conflict do nothing");
        JsonPath job = Trade.ingestAs("?source=REAL_THA", "text/csv", Files.readAllBytes(real));
        assertThat(Trade.rows(job)).isEqualTo("read 1178 accepted 1178 unchanged 0 revised 0 rejected 0");
        Path file = Files.createTempFile("thailand", ".csv");
        Files.writeString(file, Files.readString(real, Charset.forName("windows-1252")));
        try (Calculator duck = new Calculator()) {
            // One column more than the header has: each line ends in a comma.
            String names = Stream.concat(ComtradeFile.COLUMNS.stream(), Stream.of("nothing"))
                    .collect(Collectors.joining("','", "'", "'"));
            duck.run("create table real as select period, partnerCode as partner, primaryValue as text,"
                    + " primaryValue::decimal(38, 6) as value from read_csv('" + file
                    + "', header = false, skip = 1, delim = ',', quote = '\"', all_varchar = true, names = [" + names
                    + "])");
            // When
            List<String> inService = Trade.query(database, """
                    select extract(year from period_start), count(*) - 1,
                           sum(primary_value) filter (where partner_is_total),
                           sum(primary_value) filter (where not partner_is_total)
                    from observation join series using (series_id)
                    where source = 'REAL_THA' group by 1 order by 1""");
            List<String> inDuck = duck.query("""
                    select period, count(*) - 1, sum(value) filter (where partner = '0'),
                           sum(value) filter (where partner <> '0'), max(length(split_part(text, '.', 2)))
                    from real group by period order by period""");
            // Then
            assertThat(inService).hasSize(11).hasSameSizeAs(inDuck);
            List<String> differences = new ArrayList<>();
            for (int i = 0; i < inService.size(); i++) {
                String[] ours = inService.get(i).split(" ");
                String[] theirs = inDuck.get(i).split("\\|");
                assertThat(ours[0]).isEqualTo(theirs[0]);
                assertThat(ours[1]).isEqualTo(theirs[1]);
                BigDecimal world = new BigDecimal(ours[2]);
                BigDecimal partners = new BigDecimal(ours[3]);
                assertThat(world).isEqualByComparingTo(theirs[2]);
                assertThat(partners).isEqualByComparingTo(theirs[3]);
                BigDecimal difference = world.subtract(partners);
                BigDecimal halfALastDecimal = BigDecimal.ONE
                        .movePointLeft(Integer.parseInt(theirs[4]))
                        .divide(BigDecimal.valueOf(2), 10, RoundingMode.UNNECESSARY);
                assertThat(difference.abs())
                        .as(ours[0])
                        .isLessThanOrEqualTo(
                                halfALastDecimal.multiply(BigDecimal.valueOf(Long.parseLong(ours[1]) + 1)));
                if (difference.signum() != 0) {
                    differences.add(
                            ours[0] + " " + difference.stripTrailingZeros().toPlainString());
                }
            }
            assertThat(differences)
                    .containsExactly(
                            "2014 -3", "2019 -0.007", "2020 0.003", "2021 -0.001", "2022 -0.001", "2023 -0.002");
            // And what the service answers of World is what the file says, year by year.
            String csv = Trade.read(
                            "/trade/v1/observations?source=REAL_THA&partner=W00&commodity=8542&frequency=A&format=csv")
                    .asString();
            for (String row : duck.query("select period, text from real where partner = '0' order by period")) {
                String[] cells = row.split("\\|");
                assertThat(csv)
                        .contains("," + cells[0] + ",REPORTED,"
                                + new BigDecimal(cells[1]).stripTrailingZeros().toPlainString() + ",");
            }
        } finally {
            Files.delete(file);
        }
    }
}
