package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for figures added up, checked.
 *
 * @param groupBy what is added apart; none for one sum
 * @param measures what is added; the first one decides ranks
 * @param top only so many groups, the largest; null for all
 * @param order of the groups; by their keys when there is no {@code top}
 * @param warnings found while reading it
 */
record TotalQuery(
        Selection selection,
        @Nullable Conversion conversion,
        List<Dimension> groupBy,
        List<Measure> measures,
        @Nullable Integer top,
        TotalOrder order,
        boolean labels,
        @Nullable Instant asOf,
        int limit,
        @Nullable TotalCursor cursor,
        @Nullable Format format,
        List<Warning> warnings) {
    static final int DEFAULT_LIMIT = 1000;
    static final int MAX_LIMIT = 10_000;

    private static final Set<String> KNOWN = SelectionParameters.with(
            Conversion.PARAMETER, "groupBy", "measures", "top", "sort", "labels", "asOf", "limit", "cursor", "format");

    /** @param mostValues of a list */
    static TotalQuery read(MultivaluedMap<String, String> given, Dimensions dimensions, int mostValues) {
        Parameters parameters = new Parameters(given, KNOWN, mostValues);
        List<Warning> warnings = new ArrayList<>();
        Selection selection = SelectionParameters.readOrBasket(parameters, dimensions, warnings);
        ObservationQuery.needCommodityAndPeriod(parameters);
        Optional<Conversion> conversion = Conversion.read(parameters, selection.frequency());
        Instant asOf = dimensions.asOf(parameters).orElse(null);
        List<Dimension> groupBy =
                parameters.list("groupBy", Dimension.values().length, Dimension.EXPECTED, text -> Dimension.of(text)
                        .orElseThrow(() -> new ExpectedException("no such dimension", "of " + Dimension.EXPECTED)));
        List<Measure> measures = Measure.read(parameters, Measure.ADDED, List.of(Measure.PRIMARY_VALUE));
        BasketQuestion.check(parameters, selection, measures);
        boolean isBasket = BasketQuestion.basket(selection) != null;
        if (isBasket && groupBy.contains(Dimension.LEVEL)) {
            parameters.add(
                    "groupBy",
                    Dimension.LEVEL.code(),
                    "cannot be had of a basket, whose codes have levels of their own",
                    "other dimensions");
        }
        Integer top = parameters.has("top") ? parameters.number("top", 1, MAX_LIMIT, 1) : null;
        TotalOrder order = TotalOrder.read(parameters);
        if (top != null && (parameters.has("sort") || parameters.has("cursor") || parameters.has("limit"))) {
            parameters.add(
                    "top", String.valueOf(top), "comes in the order of rank, on one page", "no sort, limit, cursor");
        }
        if (top != null && groupBy.isEmpty()) {
            parameters.addMissing("groupBy", "what the top are of: " + Dimension.EXPECTED);
        }
        Selection read =
                conversion.map(into -> selection.inPartsOf(into.from())).orElse(selection);
        String digest = Digest.of(read, conversion.orElse(null), groupBy, measures, order, asOf);
        Optional<TotalCursor> cursor = parameters.one("cursor", TotalCursor.EXPECTED, text -> {
            TotalCursor parsed = TotalCursor.parse(text);
            // That of a basket is of its versions too.
            if (!isBasket && !parsed.selection().equals(digest)) {
                throw new ExpectedException("belongs to another selection", TotalCursor.EXPECTED);
            }
            return parsed;
        });
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        boolean labels = ObservationQuery.labels(parameters);
        Optional<Format> format = Format.read(parameters);
        parameters.check();
        return new TotalQuery(
                read,
                conversion.orElse(null),
                groupBy,
                measures,
                top,
                top == null ? order : TotalOrder.LARGEST,
                labels,
                asOf,
                top == null ? limit : top,
                cursor.orElse(null),
                format.orElse(null),
                List.copyOf(warnings));
    }

    /** Names what is added and how, whatever the page's size and form. */
    String digest() {
        return Digest.of(selection, conversion, groupBy, measures, order, asOf);
    }

    /** Null where commodities are asked for. */
    @Nullable
    String basket() {
        return BasketQuestion.basket(selection);
    }

    boolean isByPeriod() {
        return groupBy.contains(Dimension.PERIOD);
    }

    int offset() {
        return cursor == null ? 0 : cursor.offset();
    }
}
