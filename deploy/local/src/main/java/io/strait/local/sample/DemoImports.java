package io.strait.local.sample;

import io.strait.local.sample.ComtradeRow.Country;
import io.strait.local.sample.ComtradeRow.Flow;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Made-up monthly imports of what chips are made of, September 2023 to August 2024, by origin and in total. They are for
 * trying out what supplychain-service makes of them and say nothing about the world; the years are those that the real
 * figures of the sample do not reach.
 *
 * <p>The rule, in whole USD: month {@code m} of the year has {@code total * (95 + m) / 100}, an origin has its thousandths
 * of that, rounded down, and World has all of it. The thousandths of a good do not add up to 1000: the rest is nobody's.
 */
final class DemoImports {
    static final YearMonth FIRST = YearMonth.of(2023, 9);
    static final YearMonth LAST = YearMonth.of(2024, 8);

    /** What one area imports of one good: USD in a month, and thousandths by origin. */
    private record Market(Country reporter, String commodity, String name, long total, Map<Country, Integer> origins) {}

    private static final List<Market> MARKETS = List.of(
            market(
                    Country.KOREA,
                    "281111",
                    "hydrogen fluoride",
                    8_000_000,
                    Map.of(Country.JAPAN, 180, Country.CHINA, 700)),
            market(
                    Country.KOREA,
                    "370790",
                    "photographic chemicals",
                    90_000_000,
                    Map.of(Country.JAPAN, 760, Country.USA, 130)),
            market(
                    Country.KOREA,
                    "381800",
                    "doped wafers",
                    160_000_000,
                    Map.of(Country.JAPAN, 420, Country.OTHER_ASIA, 170)),
            market(
                    Country.KOREA,
                    "848620",
                    "machines for semiconductors",
                    900_000_000,
                    Map.of(Country.JAPAN, 280, Country.NETHERLANDS, 330, Country.USA, 250)),
            market(
                    Country.JAPAN,
                    "848620",
                    "machines for semiconductors",
                    300_000_000,
                    Map.of(Country.KOREA, 90, Country.NETHERLANDS, 260, Country.USA, 390)),
            market(
                    Country.JAPAN,
                    "854232",
                    "memory chips",
                    250_000_000,
                    Map.of(Country.KOREA, 370, Country.OTHER_ASIA, 300, Country.USA, 120)));

    private DemoImports() {}

    private static Market market(
            Country reporter, String commodity, String name, long total, Map<Country, Integer> origins) {
        return new Market(reporter, commodity, "DEMO (made up): " + name, total, new TreeMap<>(origins));
    }

    static List<ComtradeRow> rows() {
        List<ComtradeRow> rows = new ArrayList<>();
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            for (Market market : MARKETS) {
                long total = market.total() * (95 + month.getMonthValue()) / 100;
                rows.add(row(month, market, Country.WORLD, total));
                for (Map.Entry<Country, Integer> origin : market.origins().entrySet()) {
                    rows.add(row(month, market, origin.getKey(), total * origin.getValue() / 1000));
                }
            }
        }
        return rows;
    }

    private static ComtradeRow row(YearMonth month, Market market, Country partner, long value) {
        return new ComtradeRow(
                month, market.reporter(), partner, Flow.IMPORT, market.commodity(), market.name(), value);
    }

    static byte[] csv() {
        return (ComtradeRow.HEADER + "\n"
                        + rows().stream().map(row -> row.csv() + "\n").collect(Collectors.joining()))
                .getBytes(DemoFigures.CHARSET);
    }
}
