package io.strait.trade.ingest.format;

import java.util.List;
import java.util.Locale;

/** Where a row of Japan's table keeps what: the columns that say of what it is, then three for each month. */
final class JapanColumn {
    static final int FLOW = 0;
    static final int YEAR = 1;
    static final int COMMODITY = 2;
    static final int COUNTRY = 3;
    static final int UNIT1 = 4;
    static final int UNIT2 = 5;
    static final int COUNT = 6 + 3 * 12;

    private static final List<String> FIXED = List.of("exp or imp", "year", "hs", "country", "unit1", "unit2");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> AMOUNTS = List.of("quantity1", "quantity2", "value");

    private JapanColumn() {}

    /** Cell of the column of that name, or -1; sums of the year are none. */
    static int cell(String name) {
        String plain = name.trim().toLowerCase(Locale.ROOT);
        int fixed = FIXED.indexOf(plain);
        int dash = plain.indexOf('-');
        if (fixed >= 0 || dash < 0) {
            return fixed;
        }
        int amount = AMOUNTS.indexOf(plain.substring(0, dash));
        int month = MONTHS.indexOf(plain.substring(dash + 1));
        return amount < 0 || month < 0 ? -1 : FIXED.size() + 3 * month + amount;
    }

    static int quantity1(int month) {
        return FIXED.size() + 3 * month;
    }

    static int quantity2(int month) {
        return quantity1(month) + 1;
    }

    static int value(int month) {
        return quantity1(month) + 2;
    }
}
