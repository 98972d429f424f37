package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of series. */
record StoredSeries(
        long id,
        String key,
        String source,
        Frequency frequency,
        int reporter,
        int partner,
        int partner2,
        String flow,
        String classification,
        String commodity,
        String customs,
        String transport,
        String supply,
        String currency,
        boolean partnerIsTotal,
        int commodityLevel,
        boolean breakdownIsTotal) {
    /** The level of a basket, whose codes have levels of their own. */
    static final int NO_LEVEL = -1;

    /** Of a row {@code s}. */
    static final String COLUMNS = """
            s.series_id, s.series_key, s.source, s.frequency, s.reporter, s.partner, s.partner2, s.flow,
            s.classification, s.commodity, s.customs, s.transport, s.supply, s.currency, s.partner_is_total,
            s.commodity_level, s.breakdown_is_total""";

    static StoredSeries of(ResultSet row) throws SQLException {
        return new StoredSeries(
                row.getLong("series_id"),
                row.getString("series_key"),
                row.getString("source"),
                Frequency.ofCode(row.getString("frequency")),
                row.getInt("reporter"),
                row.getInt("partner"),
                row.getInt("partner2"),
                row.getString("flow"),
                row.getString("classification"),
                row.getString("commodity"),
                row.getString("customs"),
                row.getString("transport"),
                row.getString("supply"),
                row.getString("currency"),
                row.getBoolean("partner_is_total"),
                row.getInt("commodity_level"),
                row.getBoolean("breakdown_is_total"));
    }
}
