package io.strait.trade.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.trade.rate.Factor;
import io.strait.trade.reference.Source;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes figures as JSON, without an object for each: members that figures have in common (of a series, of a revision,
 * of a unit) are encoded once. The members are those of {@link ObservationAnswer.Item}. Not thread-safe.
 */
final class FigureJson {
    /** Beyond so many series their encoded members are forgotten: a stream meets each for a while, then no more. */
    private static final int MAX_KEPT = 5000;

    private static final SerializedString PERIOD = new SerializedString("period");
    private static final SerializedString STATUS = new SerializedString("status");
    private static final SerializedString CURRENCY = new SerializedString("currency");
    private static final SerializedString EXCHANGE = new SerializedString("exchange");
    private static final SerializedString REVISION = new SerializedString("revision");
    private static final SerializedString VINTAGE = new SerializedString("vintage");
    private static final SerializedString[] ESTIMATED = estimated();
    private static final Map<Measure, SerializedString> NAMES = names("");
    private static final Map<Measure, SerializedString> UNITS = names("Unit");

    private final ObjectMapper mapper;
    private final ObservationQuery query;
    private final Resolved resolved;
    private final Map<Long, SerializedString> series = new HashMap<>();
    private final Map<Integer, SerializedString> units = new HashMap<>();
    private final Map<LocalDate, SerializedString> periods = new HashMap<>();
    private final Map<Exchange.Key, SerializedString> exchanged = new HashMap<>();
    private final Map<Long, String> vintages = new HashMap<>();
    /** Periods of one length only are in {@link #periods}. */
    private @Nullable Frequency periodsOf;

    FigureJson(ObjectMapper mapper, ObservationQuery query, Resolved resolved) {
        this.mapper = mapper;
        this.query = query;
        this.resolved = resolved;
    }

    void write(FigureRow row, JsonGenerator json) throws IOException {
        StoredSeries of = resolved.series(row);
        Exchange exchange = resolved.exchange();
        Factor factor = exchange == null
                ? null
                : exchange.factor(exchange.key(of, row.periodStart())).orElse(null);
        json.writeStartObject();
        json.writeRaw(series(of));
        json.writeFieldName(PERIOD);
        json.writeString(period(row, of));
        json.writeFieldName(STATUS);
        json.writeString(row.status());
        for (Measure measure : Measure.ALL) {
            if (query.measures().contains(measure)) {
                json.writeFieldName(NAMES.get(measure));
                String amount = row.amount(measure);
                number(exchange != null && measure.isMoney() ? converted(amount, factor) : amount, json);
                unit(measure, row, json);
            }
            if (measure == Measure.PRIMARY_VALUE) {
                json.writeFieldName(CURRENCY);
                json.writeString(exchange == null ? of.currency() : exchange.currency());
            }
        }
        json.writeRaw(ESTIMATED[row.estimated() & 15]);
        writeParts(row, json);
        if (exchange != null) {
            json.writeFieldName(EXCHANGE);
            writeExchange(row, of, exchange, json);
        }
        json.writeFieldName(REVISION);
        json.writeNumber(row.revision());
        json.writeFieldName(VINTAGE);
        json.writeString(vintages.computeIfAbsent(
                row.revision(), number -> resolved.vintage(row).toString()));
        json.writeEndObject();
    }

    /** What the figure was added up from. */
    private void writeParts(FigureRow row, JsonGenerator json) throws IOException {
        Conversion conversion = query.conversion();
        Boolean incomplete = row.incomplete(conversion);
        if (incomplete != null) {
            json.writeBooleanField("incomplete", incomplete);
        }
        FigureRow.Parts parts = row.parts();
        if (parts != null && conversion != null) {
            write(parts, conversion, json);
        }
        BasketTally basket = row.basket();
        if (basket != null) {
            json.writePOJOField("basket", BasketShare.of(basket, row.value()));
        }
    }

    private static void write(FigureRow.Parts parts, Conversion conversion, JsonGenerator json) throws IOException {
        json.writeFieldName("parts");
        writeParts(parts, conversion, json);
    }

    static void writeParts(FigureRow.Parts parts, Conversion conversion, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("frequency", conversion.from().code());
        json.writeNumberField("of", conversion.parts());
        json.writeNumberField("values", parts.values());
        json.writeNumberField("estimated", parts.estimated());
        json.writeNumberField("missing", parts.missing());
        json.writeNumberField("suppressed", parts.suppressed());
        json.writeNumberField("notReported", parts.notReported(conversion.parts()));
        json.writeEndObject();
    }

    /** Null where there is no amount, or no rate. */
    static @Nullable String converted(@Nullable String amount, @Nullable Factor factor) {
        return amount == null || factor == null
                ? null
                : CsvText.number(PlainNumbers.plain(factor.apply(new BigDecimal(amount))));
    }

    /** What the figure was delivered as, and how it was converted. */
    void writeExchange(FigureRow row, StoredSeries of, Exchange exchange, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Measure measure : Measure.ALL) {
            if (measure.isMoney() && query.measures().contains(measure)) {
                json.writeFieldName(NAMES.get(measure));
                number(row.amount(measure), json);
            }
        }
        Exchange.Key key = exchange.key(of, row.periodStart());
        SerializedString how = exchanged.get(key);
        if (how == null) {
            if (exchanged.size() >= MAX_KEPT) {
                exchanged.clear();
            }
            how = encodeExchange(Exchanged.of(key, exchange));
            exchanged.put(key, how);
        }
        json.writeRaw(how);
        json.writeEndObject();
    }

    /** Members with a comma before the first, for there is an amount before them. */
    private SerializedString encodeExchange(Exchanged how) {
        String members = encode(json -> {
                    json.writeStringField("from", how.from());
                    json.writePOJOField("method", how.method());
                    json.writePOJOField("rate", how.rate());
                    json.writePOJOField("legs", how.legs());
                    json.writeStringField("reason", how.reason());
                })
                .getValue();
        boolean first = query.measures().stream().noneMatch(Measure::isMoney);
        return new SerializedString((first ? "" : ",") + members.substring(0, members.length() - 1));
    }

    static void number(@Nullable String number, JsonGenerator json) throws IOException {
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }

    private void unit(Measure measure, FigureRow row, JsonGenerator json) throws IOException {
        if (measure.hasUnit()) {
            Integer unit = row.unit(measure);
            json.writeFieldName(UNITS.get(measure));
            if (unit == null) {
                json.writeNull();
            } else {
                writeUnit(unit, json);
            }
        }
    }

    void writeUnit(int unit, JsonGenerator json) throws IOException {
        json.writeRawValue(units.computeIfAbsent(unit, this::encodeUnit));
    }

    private SerializedString period(FigureRow row, StoredSeries of) {
        Frequency frequency = query.given(of.frequency());
        if (frequency != periodsOf) {
            periods.clear();
            periodsOf = frequency;
        }
        return periods.computeIfAbsent(
                row.periodStart(), start -> new SerializedString(new Period(frequency, start).toString()));
    }

    /** What a series is of: members with a comma behind each. */
    SerializedString series(StoredSeries of) {
        SerializedString known = series.get(of.id());
        if (known != null) {
            return known;
        }
        if (series.size() >= MAX_KEPT) {
            series.clear();
        }
        SerializedString encoded = encodeSeries(of);
        series.put(of.id(), encoded);
        return encoded;
    }

    private SerializedString encodeSeries(StoredSeries of) {
        return encode(json -> {
            json.writeStringField("seriesKey", of.key());
            Source source = resolved.source(of.source());
            json.writePOJOField("source", ObservationAnswer.SourceRef.of(source));
            json.writeStringField("frequency", query.given(of.frequency()).code());
            json.writePOJOField("reporter", resolved.area(of.reporter()));
            json.writePOJOField("partner", resolved.area(of.partner()));
            json.writePOJOField("partner2", resolved.area(of.partner2()));
            json.writeStringField("flow", of.flow());
            if (query.labels()) {
                json.writeStringField("flowName", resolved.flow(of.flow()));
            }
            json.writeStringField("classification", of.classification());
            json.writeStringField("commodity", of.commodity());
            json.writeStringField("customs", of.customs());
            json.writeStringField("transport", of.transport());
            json.writeStringField("supply", of.supply());
            json.writeBooleanField("partnerIsTotal", of.partnerIsTotal());
            json.writePOJOField(
                    "commodityLevel", of.commodityLevel() == StoredSeries.NO_LEVEL ? null : of.commodityLevel());
            json.writeBooleanField("breakdownIsTotal", of.breakdownIsTotal());
        });
    }

    private SerializedString encodeUnit(int code) {
        UnitLookup.NamedUnit unit = resolved.unit(code);
        String members = encode(json -> {
                    json.writeNumberField("code", unit.code());
                    json.writeStringField("abbreviation", unit.abbreviation());
                    if (query.labels()) {
                        json.writeStringField("name", unit.name());
                    }
                })
                .getValue();
        return new SerializedString("{" + members.substring(0, members.length() - 1) + "}");
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /** Members with a comma behind each, to stand at the beginning of an object. */
    private SerializedString encode(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = mapper.createGenerator(text)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a series cannot be written", e);
        }
        String object = text.toString();
        return new SerializedString(object.substring(1, object.length() - 1) + ",");
    }

    private static SerializedString[] estimated() {
        SerializedString[] members = new SerializedString[16];
        for (int bits = 0; bits < members.length; bits++) {
            ObservationAnswer.Estimated of = ObservationAnswer.Estimated.of(bits);
            members[bits] = new SerializedString(
                    ",\"estimated\":{\"netWeight\":%s,\"grossWeight\":%s,\"quantity\":%s,\"altQuantity\":%s}"
                            .formatted(of.netWeight(), of.grossWeight(), of.quantity(), of.altQuantity()));
        }
        return members;
    }

    private static Map<Measure, SerializedString> names(String ending) {
        Map<Measure, SerializedString> names = new EnumMap<>(Measure.class);
        List.of(Measure.values()).forEach(measure -> names.put(measure, new SerializedString(measure.code() + ending)));
        return names;
    }
}
