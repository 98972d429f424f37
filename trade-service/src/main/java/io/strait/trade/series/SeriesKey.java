package io.strait.trade.series;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a series is called in answers and events, for example {@code COMTRADE.A.THA.W00.M.H4.8542}. The breakdowns follow
 * only when one of them is not the total: {@code COMTRADE.M.KOR.JPN.X.H6.271012.W00.C00.2100.0}. Storage writes the same
 * text in SQL, see {@link #SQL}.
 *
 * @param reporter an area's key: ISO 3166 alpha-3, {@code W00} for World, or the source's numeric code
 */
public record SeriesKey(
        String source,
        Frequency frequency,
        String reporter,
        String partner,
        String flow,
        String classification,
        String commodity,
        String partner2,
        String customs,
        String transport,
        String supply) {
    public static final String WORLD = "W00";
    public static final String ALL_CUSTOMS = "C00";
    public static final String ALL_MODES = "0";

    /**
     * The key as an SQL expression, over a row {@code d} of dimensions whose areas are {@code r}, {@code p} and {@code
     * q}; the source is the first parameter.
     */
    public static final String SQL = """
            concat_ws('.', ?::text, d.frequency, r.key, p.key, d.flow, d.classification, d.commodity)
                || case when d.partner2 = 0 and d.customs = 'C00' and d.transport = '0' and d.supply = '0' then ''
                   else concat_ws('.', '', q.key, d.customs, d.transport, d.supply) end""";

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_]+");
    private static final int PLAIN = 7;
    private static final int BROKEN_DOWN = 11;

    public SeriesKey {
        for (String part : List.of(
                source, reporter, partner, flow, classification, commodity, partner2, customs, transport, supply)) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("series key part: " + part + " (expected: letters and digits)");
            }
        }
    }

    /** A series that is broken down by nothing. */
    public static SeriesKey of(
            String source,
            Frequency frequency,
            String reporter,
            String partner,
            String flow,
            String classification,
            String commodity) {
        return new SeriesKey(
                source,
                frequency,
                reporter,
                partner,
                flow,
                classification,
                commodity,
                WORLD,
                ALL_CUSTOMS,
                ALL_MODES,
                ALL_MODES);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when it is no series key
     */
    public static SeriesKey parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PLAIN && parts.length != BROKEN_DOWN) {
            throw new IllegalArgumentException(
                    "series key: " + text + " (expected: 7 or 11 parts, as COMTRADE.A.THA.W00.M.H4.8542)");
        }
        boolean plain = parts.length == PLAIN;
        return new SeriesKey(
                parts[0],
                Frequency.ofCode(parts[1]),
                parts[2],
                parts[3],
                parts[4],
                parts[5],
                parts[6],
                plain ? WORLD : parts[7],
                plain ? ALL_CUSTOMS : parts[8],
                plain ? ALL_MODES : parts[9],
                plain ? ALL_MODES : parts[10]);
    }

    /** Whether all breakdowns are totals. */
    public boolean breakdownIsTotal() {
        return partner2.equals(WORLD)
                && customs.equals(ALL_CUSTOMS)
                && transport.equals(ALL_MODES)
                && supply.equals(ALL_MODES);
    }

    @Override
    public String toString() {
        String plain = String.join(".", source, frequency.code(), reporter, partner, flow, classification, commodity);
        return breakdownIsTotal() ? plain : String.join(".", plain, partner2, customs, transport, supply);
    }
}
