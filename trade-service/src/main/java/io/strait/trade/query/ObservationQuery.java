package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.series.Frequency;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for figures, checked.
 *
 * @param selection of the series that are read
 * @param conversion null for figures as they are
 * @param exchange null for values in the currencies that they were delivered in
 * @param sort null for the answer's own order
 * @param layout of JSON
 * @param limit of a page; null for the format's own way: a page of JSON, the whole in the others
 * @param warnings found while reading it
 */
record ObservationQuery(
        Selection selection,
        @Nullable Conversion conversion,
        @Nullable ExchangeChoice exchange,
        List<Measure> measures,
        @Nullable FigureOrder sort,
        Layout layout,
        boolean labels,
        @Nullable Instant asOf,
        @Nullable Integer limit,
        @Nullable Cursor cursor,
        @Nullable Format format,
        List<Warning> warnings) {
    static final int DEFAULT_LIMIT = 1000;
    static final int MAX_LIMIT = 10_000;

    private static final Set<String> KNOWN = SelectionParameters.with(
            Conversion.PARAMETER,
            ExchangeChoice.CURRENCY,
            ExchangeChoice.VERSION,
            "measures",
            "sort",
            Layout.PARAMETER,
            "labels",
            "asOf",
            "limit",
            "cursor",
            "format");

    /** @param mostValues of a list */
    static ObservationQuery read(MultivaluedMap<String, String> given, Dimensions dimensions, int mostValues) {
        Parameters parameters = new Parameters(given, KNOWN, mostValues);
        List<Warning> warnings = new ArrayList<>();
        Selection selection = SelectionParameters.readOrBasket(parameters, dimensions, warnings);
        needCommodityAndPeriod(parameters);
        Optional<Conversion> conversion = Conversion.read(parameters, selection.frequency());
        Selection read =
                conversion.map(into -> selection.inPartsOf(into.from())).orElse(selection);
        Instant asOf = dimensions.asOf(parameters).orElse(null);
        FigureOrder sort = FigureOrder.read(parameters).orElse(null);
        ExchangeChoice exchange =
                ExchangeChoice.read(parameters, conversion.orElse(null), sort).orElse(null);
        Layout layout = Layout.read(parameters);
        List<Measure> measures = Measure.read(parameters, EnumSet.allOf(Measure.class), Measure.ALL);
        BasketQuestion.check(parameters, selection, measures);
        boolean isBasket = BasketQuestion.basket(selection) != null;
        Optional<Cursor> cursor =
                cursor(parameters, isBasket ? null : digest(read, conversion.orElse(null), exchange, sort, asOf));
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        boolean labels = labels(parameters);
        Optional<Format> format = Format.read(parameters);
        if (layout == Layout.SERIES && format.orElse(Format.JSON) != Format.JSON) {
            parameters.add(Layout.PARAMETER, "series", "is a layout of JSON", "no other format");
        }
        parameters.check();
        warnings.addAll(dimensions.totalsAndParts(selection));
        return new ObservationQuery(
                read,
                conversion.orElse(null),
                exchange,
                isBasket ? List.of(Measure.PRIMARY_VALUE) : measures,
                sort,
                layout,
                labels,
                asOf,
                parameters.has("limit") ? limit : null,
                cursor.orElse(null),
                format.orElse(null),
                List.copyOf(warnings));
    }

    static void needCommodityAndPeriod(Parameters parameters) {
        if (!parameters.has("commodity") && !parameters.has("level")) {
            parameters.addMissing(
                    "commodity",
                    CommodityPattern.EXPECTED + "; or level, " + SelectionParameters.LEVEL_EXPECTED
                            + ": levels overlap, so there is no default");
        }
        if (!parameters.has("period") && !parameters.has("frequency")) {
            parameters.addMissing(
                    "period", PeriodRanges.EXPECTED + "; or frequency " + SelectionParameters.FREQUENCY_EXPECTED);
        }
    }

    /** The parameter {@code labels}: names beside codes. */
    static boolean labels(Parameters parameters) {
        String expected = "true or false";
        return parameters
                .one("labels", expected, text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw new ExpectedException("cannot be read", expected);
                    }
                    return text.equals("true");
                })
                .orElse(false);
    }

    /** @param digest null for a basket, whose cursors are of its versions too */
    private static Optional<Cursor> cursor(Parameters parameters, @Nullable String digest) {
        String expected = "what the last page gave as next, with the same selection";
        return parameters.one("cursor", expected, text -> {
            Cursor cursor = Cursor.parse(text);
            if (digest != null && !cursor.selection().equals(digest)) {
                throw new ExpectedException("belongs to another selection", expected);
            }
            return cursor;
        });
    }

    /** Null where commodities are asked for. */
    @Nullable
    String basket() {
        return BasketQuestion.basket(selection);
    }

    /** Names what is selected, whatever the page's size and form. */
    String digest() {
        return digest(selection, conversion, exchange, sort, asOf);
    }

    private static String digest(
            Selection selection,
            @Nullable Conversion conversion,
            @Nullable ExchangeChoice exchange,
            @Nullable FigureOrder sort,
            @Nullable Instant asOf) {
        // Without the version: the cursor has it.
        return Digest.of(selection, conversion, exchange == null ? null : exchange.currency(), sort, asOf);
    }

    /** The same, of that version of the exchange rates. */
    ObservationQuery withRates(ExchangeChoice chosen) {
        return new ObservationQuery(
                selection, conversion, chosen, measures, sort, layout, labels, asOf, limit, cursor, format, warnings);
    }

    /** Of the exchange rates; 0 where there are none. */
    int ratesVersion() {
        Integer version = exchange == null ? null : exchange.ratesVersion();
        return version == null ? 0 : version;
    }

    /** Of pages. */
    FigureOrder order() {
        return sort == null ? FigureOrder.SERIES : sort;
    }

    /** Of a whole result. */
    FigureOrder streamOrder() {
        return sort == null ? FigureOrder.STORED : sort;
    }

    int pageSize() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /** Whether all figures are wanted in one answer. */
    boolean isWhole(Format given) {
        return given != Format.JSON && limit == null && cursor == null;
    }

    /** How long the periods of the figures are that are given of such a series. */
    Frequency given(Frequency ofSeries) {
        return conversion == null ? ofSeries : conversion.into();
    }
}
