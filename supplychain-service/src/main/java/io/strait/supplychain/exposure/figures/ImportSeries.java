package io.strait.supplychain.exposure.figures;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A series of imports, by its key at trade-service: what one reporter takes from one partner, in all kinds of customs
 * procedure and transport together.
 *
 * @param frequency {@code A} or {@code M}
 */
public record ImportSeries(
        String source, String frequency, String reporter, String partner, String classification, String commodity) {
    public static final String WORLD = "W00";
    /** A breakdown has four parts more, and its total is a series of its own: never to be added to it. */
    private static final int PLAIN = 7;

    private static final int BROKEN_DOWN = 11;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_]{1,40}");
    private static final Pattern HS = Pattern.compile("H[0-9]");
    private static final Pattern CODE = Pattern.compile("[0-9]{2,12}");

    /**
     * The series of a key; empty where it is of no use here: another flow, a breakdown, another nomenclature, quarters.
     *
     * @throws IllegalArgumentException where it is no key at all
     */
    public static Optional<ImportSeries> ofKey(String key) {
        String[] parts = key.split("\\.", -1);
        if (parts.length != PLAIN && parts.length != BROKEN_DOWN) {
            throw new IllegalArgumentException("series key: " + parts.length + " parts (expected: 7 or 11)");
        }
        for (String part : parts) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("series key: a part is not 1 to 40 letters and digits");
            }
        }
        boolean usable = parts.length == PLAIN
                && (parts[1].equals("A") || parts[1].equals("M"))
                && parts[4].equals("M")
                && HS.matcher(parts[5]).matches()
                && CODE.matcher(parts[6]).matches();
        // As a reporter it is one, named as the catalogue names it; as a partner it stays, for it may hold others.
        String reporter = parts[2].equals(Cell.OTHER_ASIA) ? Cell.TAIWAN : parts[2];
        return usable
                ? Optional.of(new ImportSeries(parts[0], parts[1], reporter, parts[3], parts[5], parts[6]))
                : Optional.empty();
    }

    public boolean isMonthly() {
        return frequency.equals("M");
    }
}
