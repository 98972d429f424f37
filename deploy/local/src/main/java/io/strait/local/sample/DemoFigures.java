package io.strait.local.sample;

import io.strait.local.sample.ComtradeRow.Country;
import io.strait.local.sample.ComtradeRow.Flow;
import java.nio.charset.Charset;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Made-up monthly figures, January 1992 to August 2024, of Korea's trade with Japan in two kinds of fuel. They are for
 * trying things out and say nothing about the world, with one exception: Korea's exports of motor spirit in January to
 * August 2024 add up to the sum that was really reported, 1,446.43 million USD, the highest of that window since 1992
 * (Maeil Business Newspaper, 2024-10-27). How it is spread over the months is made up as well.
 *
 * <p>The rule, in whole USD; {@code W(y)} is what January to August of year {@code y} add up to:
 *
 * <ul>
 *   <li>{@code W(2024)} is 1,446,430,000; {@code W(y) = W(2024) * f(y) / 1000} before, where {@code f(y) = 60 + 27 * (y -
 *       1992) + (y * 7919 mod 41)}: a rising line with bumps, at most 937, so 2024 is strictly the highest.
 *   <li>A month gets {@code W(y) * w / 1000}, rounded down, with the weights {@code w} below; those of January to August
 *       add up to 1000, and August takes what the rounding left.
 *   <li>Kerosene (271019) is 3/4 of motor spirit (271012), rounded down.
 *   <li>Japan's mirror figure is 21/20 of Korea's, rounded down: freight and insurance.
 * </ul>
 */
final class DemoFigures {
    static final YearMonth FIRST = YearMonth.of(1992, 1);
    static final YearMonth LAST = YearMonth.of(2024, 8);
    static final long RECORD = 1_446_430_000;
    static final String GASOLINE = "271012";
    static final String KEROSENE = "271019";
    /** As the files of the source come. */
    static final Charset CHARSET = Charset.forName("windows-1252");

    private static final int AUGUST = 8;
    private static final int[] WEIGHTS = {118, 112, 125, 121, 127, 130, 133, 134, 126, 123, 119, 122};

    private DemoFigures() {}

    /** The value of Korea's exports of motor spirit to Japan in {@code month}. */
    static long gasoline(YearMonth month) {
        long window = window(month.getYear());
        int number = month.getMonthValue();
        if (number != AUGUST) {
            return window * WEIGHTS[number - 1] / 1000;
        }
        long before = 0;
        for (int earlier = 1; earlier < AUGUST; earlier++) {
            before += window * WEIGHTS[earlier - 1] / 1000;
        }
        return window - before;
    }

    private static long window(int year) {
        if (year == LAST.getYear()) {
            return RECORD;
        }
        int thousandths = 60 + 27 * (year - FIRST.getYear()) + (year * 7919) % 41;
        return RECORD * thousandths / 1000;
    }

    static List<ComtradeRow> rows() {
        List<ComtradeRow> rows = new ArrayList<>();
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            long gasoline = gasoline(month);
            addPair(rows, month, GASOLINE, "DEMO (made up): motor spirit", gasoline);
            addPair(rows, month, KEROSENE, "DEMO (made up): kerosene and other medium oils", gasoline * 3 / 4);
        }
        return rows;
    }

    private static void addPair(List<ComtradeRow> rows, YearMonth month, String commodity, String name, long value) {
        rows.add(new ComtradeRow(month, Country.KOREA, Country.JAPAN, Flow.EXPORT, commodity, name, value));
        rows.add(new ComtradeRow(month, Country.JAPAN, Country.KOREA, Flow.IMPORT, commodity, name, value * 21 / 20));
    }

    /** The whole file. The HS edition (H6, 2022) is the same for all years, so that the series has no break. */
    static byte[] csv() {
        return (ComtradeRow.HEADER + "\n"
                        + rows().stream().map(row -> row.csv() + "\n").collect(Collectors.joining()))
                .getBytes(CHARSET);
    }
}
