package io.strait.trade.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.strait.trade.series.Period;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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
        json.writeStringField("currency", of.currency());
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
                amounts(measure, rows, json);
            }
        }
        estimated(rows, json);
        Conversion conversion = query.conversion();
        if (conversion != null) {
            parts(conversion, rows, json);
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

    private void amounts(Measure measure, List<FigureRow> rows, JsonGenerator json) throws IOException {
        if (rows.stream().allMatch(row -> row.amount(measure) == null)) {
            json.writeNullField(measure.code());
        } else {
            json.writeArrayFieldStart(measure.code());
            for (FigureRow row : rows) {
                FigureJson.number(row.amount(measure), json);
            }
            json.writeEndArray();
        }
        if (measure.hasUnit()) {
            units(measure, rows, json);
        }
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

    private static void parts(Conversion conversion, List<FigureRow> rows, JsonGenerator json) throws IOException {
        List<FigureRow.Parts> parts =
                rows.stream().map(FigureRow::parts).flatMap(Stream::ofNullable).toList();
        json.writeArrayFieldStart("incomplete");
        for (FigureRow.Parts of : parts) {
            json.writeBoolean(of.isIncomplete(conversion.parts()));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("parts");
        for (FigureRow.Parts of : parts) {
            FigureJson.writeParts(of, conversion, json);
        }
        json.writeEndArray();
    }
}
