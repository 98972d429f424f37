package io.strait.trade.ingest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Files of several vintages of made-up trade, the same for a seed: Korea's and Japan's exports and imports of three
 * commodities, with three partners and World, by month. Some months are zero, some missing, some never reported. World
 * is the sum of the partners there are.
 */
final class RandomTrade {
    static final List<String> PARTNERS = List.of("156", "842", "699");
    static final String WORLD = "0";

    static final List<String> COMMODITIES = List.of("850110", "850120", "850131");
    private static final YearMonth FIRST = YearMonth.of(2019, 1);
    private static final DateTimeFormatter PERIOD = DateTimeFormatter.ofPattern("yyyyMM");
    private static final String HEADER =
            "freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue";

    /** What a row is of, without its value. */
    private record Key(String period, String reporter, String flow, String partner, String commodity)
            implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }

        Key with(String otherPartner) {
            return new Key(period, reporter, flow, otherPartner, commodity);
        }
    }

    private final Random random;
    /** What is told so far; a missing value is empty. */
    private final Map<Key, String> told = new TreeMap<>();

    private int months;

    RandomTrade(long seed) {
        random = new Random(seed);
    }

    /**
     * The next vintage: so many new months, and a share of what was told before again, half of it with other values. Rows
     * come in no order.
     */
    List<String> next(int newMonths, double again) {
        Map<Key, String> file = new TreeMap<>();
        for (Key key : List.copyOf(told.keySet())) {
            if (!key.partner().equals(WORLD) && random.nextDouble() < again) {
                file.put(key, random.nextBoolean() ? value() : told.getOrDefault(key, ""));
            }
        }
        for (int i = 0; i < newMonths; i++) {
            String period = FIRST.plusMonths(months++).format(PERIOD);
            for (String reporter : List.of("410", "392")) {
                for (String flow : List.of("X", "M")) {
                    for (String commodity : COMMODITIES) {
                        for (String partner : PARTNERS) {
                            if (random.nextInt(100) >= 4) {
                                file.put(new Key(period, reporter, flow, partner, commodity), value());
                            }
                        }
                    }
                }
            }
        }
        told.putAll(file);
        for (Key key : List.copyOf(file.keySet())) {
            Key world = key.with(WORLD);
            String sum = world(key);
            told.put(world, sum);
            file.put(world, sum);
        }
        List<String> rows = new ArrayList<>();
        file.forEach((key, value) -> rows.add(String.join(
                ",", "M", key.period(), key.reporter(), key.flow(), key.partner(), "H6", key.commodity(), value)));
        Collections.shuffle(rows, random);
        return rows;
    }

    private String value() {
        int kind = random.nextInt(100);
        return kind < 4
                ? ""
                : kind < 10
                        ? "0"
                        : BigDecimal.valueOf(1 + random.nextInt(900_000), 2).toPlainString();
    }

    private String world(Key key) {
        List<BigDecimal> parts = PARTNERS.stream()
                .map(partner -> told.getOrDefault(key.with(partner), ""))
                .filter(value -> !value.isEmpty())
                .map(BigDecimal::new)
                .toList();
        return parts.isEmpty()
                ? ""
                : parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString();
    }

    static byte[] csv(List<String> rows) {
        return (HEADER + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
