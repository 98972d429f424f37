package io.strait.trade.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds figures. One statement reads them once: they are added by series, then by facet, which tells whether they may be
 * added at all, and by group. Rows come back as JSON, for which columns a group has depends on the question.
 */
@ApplicationScoped
class TotalStore {
    private static final List<String> FACETS = List.of(
            "source",
            "frequency",
            "flow",
            "classification",
            "currency",
            "reporter_is_total",
            "partner_is_total",
            "commodity_level",
            "partner2_is_total",
            "customs_is_total",
            "transport_is_total",
            "supply_is_total");

    private static final String BY_SERIES = """
        select s.series_id, s.source, s.frequency, s.flow, s.classification, s.currency, s.reporter, s.partner,
               s.reporter = any (?) as reporter_is_total, s.partner_is_total, s.commodity_level,
               s.partner2 = 0 as partner2_is_total, s.customs = 'C00' as customs_is_total,
               s.transport = '0' as transport_is_total, s.supply = '0' as supply_is_total,
               s.commodity, s.partner2, s.customs, s.transport, s.supply, %1$s as period_start,
               count(*) as figures,
               count(*) filter (where o.status = 'ESTIMATED') as estimated,
               count(*) filter (where o.status = 'MISSING') as missing,
               count(*) filter (where o.status = 'SUPPRESSED') as suppressed%2$s
        %3$s
        group by s.series_id%4$s\
        """;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build()
            .reader();

    private final ReadStatements statements;

    TotalStore(ReadStatements statements) {
        this.statements = statements;
    }

    /** All figures that a question for observations has, added by facet. */
    TotalRows facets(
            Selection selection, @Nullable Conversion conversion, @Nullable Long revision, Set<Integer> totalAreas) {
        List<Object> values = new ArrayList<>();
        List<Measure> measures = List.of(Measure.PRIMARY_VALUE);
        String bySeries = bySeries(
                new FigureSql(selection, conversion, revision),
                measures,
                conversion != null,
                conversion,
                totalAreas,
                values);
        return read(
                "with f as materialized (\n" + bySeries + "),\n" + facets(measures, conversion != null)
                        + "select 0 as kind, " + FigureSql.REVISION + " as of_revision, row_to_json(a)::text from a",
                values,
                measures);
    }

    /** @param revision null for what is true now */
    TotalRows totals(TotalQuery query, @Nullable Long revision, Set<Integer> totalAreas) {
        List<Object> values = new ArrayList<>();
        String bySeries = bySeries(
                new FigureSql(query.selection(), query.conversion(), revision),
                query.measures(),
                query.isByPeriod(),
                query.conversion(),
                totalAreas,
                values);
        values.add(query.limit());
        values.add(query.offset());
        String sql = "with f as materialized (\n" + bySeries + "),\n"
                + facets(query.measures(), query.isByPeriod())
                + groups(query)
                + """
                select 0 as kind, %1$s as of_revision, row_to_json(a)::text from a
                union all
                select 1, %1$s, row_to_json(x)::text from (
                    select b.*, rank() over (order by sum_0 desc nulls last) as rank,
                           count(*) over (partition by sum_0) as tied, count(*) over () as groups,
                           row_number() over (order by %2$s) as place
                    from b order by place limit ? offset ?) x\
                """.formatted(FigureSql.REVISION, order(query));
        return read(sql, values, query.measures());
    }

    /** The codes of commodities that have figures. */
    List<String> commodities(Selection selection, @Nullable Long revision) {
        List<Object> values = new ArrayList<>();
        String from = new FigureSql(selection, null, revision).from(values);
        return statements.query("select distinct s.commodity " + from, values, rows -> {
            List<String> codes = new ArrayList<>();
            while (rows.next()) {
                codes.add(rows.getString(1));
            }
            return codes;
        });
    }

    private static String bySeries(
            FigureSql figures,
            List<Measure> measures,
            boolean byPeriod,
            @Nullable Conversion conversion,
            Set<Integer> totalAreas,
            List<Object> values) {
        values.add(totalAreas.toArray(Integer[]::new));
        String from = figures.from(values);
        StringBuilder sums = new StringBuilder();
        for (int i = 0; i < measures.size(); i++) {
            sums.append(",\n       sum(o.%1$s) as sum_%2$d, count(o.%1$s) as count_%2$d"
                    .formatted(measures.get(i).column(), i));
        }
        String period = conversion == null ? "o.period_start" : conversion.bucket();
        return BY_SERIES.formatted(byPeriod ? period : "null::date", sums, from, byPeriod ? ", " + period : "");
    }

    /** {@code a}: the facets. Added by series before, where {@code f} has a row for each period, to count these. */
    private static String facets(List<Measure> measures, boolean byPeriod) {
        String columns = String.join(", ", FACETS);
        String areas = "min(reporter) as first_reporter, max(reporter) as last_reporter, min(partner) as first_partner,"
                + " max(partner) as last_partner";
        return "a as (select " + columns + ", " + areas + ", "
                + (byPeriod ? "count(distinct series_id)" : "count(*)")
                + " as series, " + (byPeriod ? "count(*)" : "sum(figures)") + " as items, " + tally(measures)
                + "\nfrom f group by " + columns + ")\n";
    }

    /** {@code b}: the groups. */
    private static String groups(TotalQuery query) {
        String columns = groupColumns(query).collect(Collectors.joining(", "));
        return ",\nb as (select " + (columns.isEmpty() ? "" : columns + ", ")
                + "count(*) as series, sum(figures) as items, " + tally(query.measures()) + "\nfrom f"
                + (columns.isEmpty() ? " having count(*) > 0" : " group by " + columns) + ")\n";
    }

    /** A period is none without its length. */
    private static Stream<String> groupColumns(TotalQuery query) {
        Stream<String> columns = query.groupBy().stream().map(Dimension::column);
        return query.isByPeriod() && !query.groupBy().contains(Dimension.FREQUENCY)
                ? Stream.concat(columns, Stream.of(Dimension.FREQUENCY.column()))
                : columns;
    }

    private static String tally(List<Measure> measures) {
        StringBuilder tally = new StringBuilder("sum(figures) as figures, sum(estimated) as estimated,"
                + " sum(missing) as missing, sum(suppressed) as suppressed");
        for (int i = 0; i < measures.size(); i++) {
            tally.append(", sum(sum_%1$d) as sum_%1$d, sum(count_%1$d) as count_%1$d".formatted(i));
        }
        return tally.toString();
    }

    private static String order(TotalQuery query) {
        Set<String> texts = Set.of("source", "flow", "classification", "commodity", "customs", "transport", "supply");
        Stream<String> keys =
                groupColumns(query).map(column -> texts.contains(column) ? column + " collate \"C\"" : column);
        Stream<String> value = query.order() == TotalOrder.GROUP
                ? Stream.of()
                : Stream.of("sum_0" + (query.order() == TotalOrder.LARGEST ? " desc" : "") + " nulls last");
        String order = Stream.concat(value, keys).collect(Collectors.joining(", "));
        return order.isEmpty() ? "1" : order;
    }

    private TotalRows read(String sql, List<Object> values, List<Measure> measures) {
        return statements.query(sql, values, rows -> {
            long revision = 0;
            long groupCount = 0;
            List<FacetTally> facets = new ArrayList<>();
            Map<Long, TotalRows.Group> groups = new TreeMap<>();
            while (rows.next()) {
                revision = rows.getLong(2);
                JsonNode row = json(rows.getString(3));
                if (rows.getInt(1) == 0) {
                    facets.add(facet(row, tally(row, measures)));
                } else {
                    groups.put(row.get("place").asLong(), group(row, tally(row, measures)));
                    groupCount = row.get("groups").asLong();
                }
            }
            return new TotalRows(revision, facets, List.copyOf(groups.values()), groupCount);
        });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database's JSON cannot be read", e);
        }
    }

    private static FacetTally facet(JsonNode row, Tally tally) {
        Facet facet = new Facet(
                row.get("source").asText(),
                row.get("frequency").asText(),
                row.get("flow").asText(),
                row.get("classification").asText(),
                row.get("currency").asText(),
                row.get("reporter_is_total").asBoolean(),
                row.get("partner_is_total").asBoolean(),
                row.get("commodity_level").asInt(),
                row.get("partner2_is_total").asBoolean(),
                row.get("customs_is_total").asBoolean(),
                row.get("transport_is_total").asBoolean(),
                row.get("supply_is_total").asBoolean());
        return new FacetTally(facet, ends(row, "reporter"), ends(row, "partner"), tally);
    }

    private static SortedSet<Integer> ends(JsonNode row, String area) {
        return new TreeSet<>(List.of(
                row.get("first_" + area).asInt(), row.get("last_" + area).asInt()));
    }

    private static TotalRows.Group group(JsonNode row, Tally tally) {
        Map<String, String> keys = new HashMap<>();
        for (Dimension dimension : Dimension.values()) {
            JsonNode key = row.get(dimension.column());
            if (key != null) {
                keys.put(dimension.column(), key.asText());
            }
        }
        return new TotalRows.Group(
                keys, tally, row.get("rank").asLong(), row.get("tied").asLong());
    }

    private static Tally tally(JsonNode row, List<Measure> measures) {
        List<BigDecimal> sums = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            JsonNode sum = row.get("sum_" + i);
            sums.add(sum.isNull() ? BigDecimal.ZERO : sum.decimalValue());
            counts.add(row.get("count_" + i).asLong());
        }
        return new Tally(
                row.get("series").asLong(),
                row.get("items").asLong(),
                row.get("figures").asLong(),
                row.get("estimated").asLong(),
                row.get("missing").asLong(),
                row.get("suppressed").asLong(),
                sums,
                counts);
    }
}
