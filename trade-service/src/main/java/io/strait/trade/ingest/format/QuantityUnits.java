package io.strait.trade.ingest.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** UN Comtrade's units of quantity by what files call them. The same list as the table {@code quantity_unit}. */
final class QuantityUnits {
    private static final Map<String, Integer> CODES = new HashMap<>();

    static {
        add(-1, "N/A", "No quantity");
        add(1, "none", "No quantity");
        add(2, "m2", "Area in square metres");
        add(3, "1000 kWh", "Electrical energy in thousand kilowatt-hours");
        add(4, "m", "Length in metres");
        add(5, "u", "Number of items");
        add(6, "2u", "Number of pairs");
        add(7, "l", "Volume in litres");
        add(8, "kg", "Weight in kilograms");
        add(9, "1000u", "Thousands of items");
        add(10, "packages", "Number of packages");
        add(11, "12u", "Dozens of items");
        add(12, "m3", "Volume in cubic metres");
        add(13, "carat", "Weight in carats");
    }

    private QuantityUnits() {}

    private static void add(int code, String abbreviation, String name) {
        CODES.put(abbreviation.toLowerCase(Locale.ROOT), code);
        CODES.put(name.toLowerCase(Locale.ROOT), code);
    }

    /** Code of an abbreviation or name, in whatever case; null where it is not in the list. */
    static @Nullable Integer code(String text) {
        return CODES.get(text.toLowerCase(Locale.ROOT));
    }
}
