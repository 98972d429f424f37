package io.strait.trade.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.strait.trade.series.Period;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes figures by series: the members of {@link SeriesAnswer} that {@link ObservationAnswer} does not have. */
final class SeriesJson {
    private static final List<Measure> ESTIMATED =
            List.of(Measure.NET_WEIGHT, Measure.GROSS_WEIGHT, Measure.QUANTITY, Measure.ALT_QUANTITY);

    private final ObservationQuery query;
    private final Resolved resolved;
    private final FigureJson members;
    private final Set<Integer> units = new TreeSet<>();
    private final Map<Long, Instant> vintages = new TreeMap<>();

    /** @param members writes what a series is of */
    SeriesJson(ObservationQuery query, Resolved resolved, FigureJson members) {
        this.query = query;
        this.resolved = resolved;
        this.members = members;
    }

    /** @param rows in the order of their series */
    void write(List<FigureRow> rows, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("series");
        for (int from = 0, to; from < rows.size(); from = to) {
            to = from + 1;
            while (to < rows.size() && rows.get(to).seriesId() == rows.get(from).seriesId()) {
                to++;
            }
            series(rows.subList(from, to), json);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("quantityUnits");
        for (int unit : units) {
            json.writeFieldName(String.valueOf(unit));
            members.writeUnit(unit, json);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("vintages");
        for (Map.Entry<Long, Instant> vintage : vintages.entrySet()) {
            json.writeStringField(
                    String.valueOf(vintage.getKey()), vintage.getValue().toString());
        }
        json.writeEndObject();
    }

    private void series(List<FigureRow> rows, JsonGenerator json) throws IOException {
        StoredSeries of = resolved.series(rows.get(0));
        json.writeStartObject();
        json.writeRaw(members.series(of));
        Exchange exchange = resolved.exchange();
        json.writeStringField("currency", exchange == null ? of.currency() : exchange.currency());
        json.writeNumberField("count", rows.size());
        json.writeObjectFieldStart("figures");
        json.writeArrayFieldStart("period");
        for (FigureRow row : rows) {
            json.writeString(new Period(query.given(of.frequency()), row.periodStart()).toString());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("status");
        for (FigureRow row : rows) {
            json.writeString(row.status());
        }
        json.writeEndArray();
        for (Measure measure : Measure.ALL) {
            if (query.measures().contains(measure)) {
                amounts(measure, amounts(measure, rows, of), json);
                if (measure.hasUnit()) {
                    units(measure, rows, json);
                }
            }
        }
        estimated(rows, json);
        incomplete(rows, json);
        Conversion conversion = query.conversion();
        if (conversion != null) {
            parts(conversion, rows, json);
        }
        baskets(rows, json);
        if (exchange != null) {
            json.writeArrayFieldStart("exchange");
            for (FigureRow row : rows) {
                members.writeExchange(row, of, exchange, json);
            }
            json.writeEndArray();
        }
        json.writeArrayFieldStart("revision");
        for (FigureRow row : rows) {
            json.writeNumber(row.revision());
            vintages.computeIfAbsent(row.revision(), number -> resolved.vintage(row));
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** In the currency that is asked for. */
    private List<@Nullable String> amounts(Measure measure, List<FigureRow> rows, StoredSeries of) {
        Exchange exchange = resolved.exchange();
        List<@Nullable String> amounts = new ArrayList<>();
        for (FigureRow row : rows) {
            String amount = row.amount(measure);
            amounts.add(
                    exchange != null && measure.isMoney()
                            ? FigureJson.converted(
                                    amount,
                                    exchange.factor(exchange.key(of, row.periodStart()))
                                            .orElse(null))
                            : amount);
        }
        return amounts;
    }

    private static void amounts(Measure measure, List<@Nullable String> amounts, JsonGenerator json)
            throws IOException {
        if (amounts.stream().allMatch(Objects::isNull)) {
            json.writeNullField(measure.code());
            return;
        }
        json.writeArrayFieldStart(measure.code());
        for (String amount : amounts) {
            FigureJson.number(amount, json);
        }
        json.writeEndArray();
    }

    private void units(Measure measure, List<FigureRow> rows, JsonGenerator json) throws IOException {
        String name = measure.code() + "Unit";
        if (rows.stream().allMatch(row -> row.unit(measure) == null)) {
            json.writeNullField(name);
            return;
        }
        json.writeArrayFieldStart(name);
        for (FigureRow row : rows) {
            Integer unit = row.unit(measure);
            if (unit == null) {
                json.writeNull();
            } else {
                json.writeNumber(unit);
                units.add(unit);
            }
        }
        json.writeEndArray();
    }

    private static void estimated(List<FigureRow> rows, JsonGenerator json) throws IOException {
        if (rows.stream().allMatch(row -> row.estimated() == 0)) {
            json.writeNullField("estimated");
            return;
        }
        json.writeArrayFieldStart("estimated");
        for (FigureRow row : rows) {
            json.writeStartArray();
            for (int bit = 0; bit < ESTIMATED.size(); bit++) {
                if ((row.estimated() & 1 << bit) != 0) {
                    json.writeString(ESTIMATED.get(bit).code());
                }
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** Of figures that are added up, all or none of them. */
    private void incomplete(List<FigureRow> rows, JsonGenerator json) throws IOException {
        List<Boolean> incomplete = rows.stream()
                .map(row -> row.incomplete(query.conversion()))
                .flatMap(Stream::ofNullable)
                .toList();
        if (!incomplete.isEmpty()) {
            json.writeArrayFieldStart("incomplete");
            for (boolean of : incomplete) {
                json.writeBoolean(of);
            }
            json.writeEndArray();
        }
    }

    /** Of a basket's figures. */
    private static void baskets(List<FigureRow> rows, JsonGenerator json) throws IOException {
        List<BasketShare> shares = new ArrayList<>();
        for (FigureRow row : rows) {
            BasketTally basket = row.basket();
            if (basket != null) {
                shares.add(BasketShare.of(basket, row.value()));
            }
        }
        if (!shares.isEmpty()) {
            json.writePOJOField("basket", shares);
        }
    }

    private static void parts(Conversion conversion, List<FigureRow> rows, JsonGenerator json) throws IOException {
        List<FigureRow.Parts> parts =
                rows.stream().map(FigureRow::parts).flatMap(Stream::ofNullable).toList();
        json.writeArrayFieldStart("parts");
        for (FigureRow.Parts of : parts) {
            FigureJson.writeParts(of, conversion, json);
        }
        json.writeEndArray();
    }
}
