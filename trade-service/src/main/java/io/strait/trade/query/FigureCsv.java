package io.strait.trade.query;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.strait.trade.rate.Factor;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes figures as RFC 4180 CSV. A value that is missing or suppressed is an empty field; the status says which. Names
 * that a spreadsheet would take for a formula get an apostrophe before them ({@link CsvText#name}); all else is of
 * digits, of codes of letters and digits, or from a list of this service, and stays as it is. Not thread-safe.
 */
final class FigureCsv {
    private static final int MAX_KEPT = 5000;
    private static final String LINE = "\r\n";

    private final ObservationQuery query;
    private final Resolved resolved;
    private final Writer out;
    private final Map<Long, String> series = new HashMap<>();
    private final Map<LocalDate, String> periods = new HashMap<>();
    private final Map<Long, String> vintages = new HashMap<>();
    private final Map<Integer, String> units = new HashMap<>();
    private final Map<Exchange.Key, String> exchanged = new HashMap<>();
    private final StringBuilder line = new StringBuilder(512);
    private @Nullable Frequency periodsOf;

    FigureCsv(ObservationQuery query, Resolved resolved, Writer out) {
        this.query = query;
        this.resolved = resolved;
        this.out = out;
    }

    void writeHeader() throws IOException {
        List<String> names = new ArrayList<>(SeriesCsv.HEADER.subList(0, SeriesCsv.HEADER.indexOf("currency")));
        if (query.labels()) {
            names.addAll(List.of("partner2Name", "flowName"));
        }
        names.addAll(List.of("period", "status"));
        for (Measure measure : Measure.ALL) {
            if (query.measures().contains(measure)) {
                names.add(measure.code());
                if (measure.hasUnit()) {
                    names.add(measure.code() + "Unit");
                    if (query.labels()) {
                        names.add(measure.code() + "UnitName");
                    }
                }
            }
            if (measure == Measure.PRIMARY_VALUE) {
                names.add("currency");
            }
        }
        names.add("estimated");
        boolean isBasket = query.basket() != null;
        if (query.conversion() != null || isBasket) {
            names.add("incomplete");
        }
        if (query.conversion() != null) {
            names.addAll(List.of(
                    "partsFrequency",
                    "partsOf",
                    "partsValues",
                    "partsEstimated",
                    "partsMissing",
                    "partsSuppressed",
                    "partsNotReported"));
        }
        if (isBasket) {
            names.addAll(BasketShare.HEADER);
        }
        if (query.exchange() != null) {
            names.add("originalCurrency");
            for (Measure measure : List.of(Measure.PRIMARY_VALUE, Measure.CIF_VALUE, Measure.FOB_VALUE)) {
                if (query.measures().contains(measure)) {
                    names.add("original" + measure.code().substring(0, 1).toUpperCase(Locale.ROOT)
                            + measure.code().substring(1));
                }
            }
            names.addAll(List.of("rateMethod", "rate", "rateSource", "rateNote"));
        }
        names.addAll(List.of("revision", "vintage"));
        out.write(String.join(",", names) + LINE);
    }

    void write(FigureRow row) throws IOException {
        StoredSeries of = resolved.series(row);
        Exchange exchange = resolved.exchange();
        Factor factor = exchange == null
                ? null
                : exchange.factor(exchange.key(of, row.periodStart())).orElse(null);
        line.setLength(0);
        line.append(series(of)).append(period(row, of)).append(',').append(row.status());
        for (Measure measure : Measure.ALL) {
            if (query.measures().contains(measure)) {
                String amount = row.amount(measure);
                amount = exchange != null && measure.isMoney() ? FigureJson.converted(amount, factor) : amount;
                line.append(',').append(amount == null ? "" : amount);
                if (measure.hasUnit()) {
                    Integer unit = measure == Measure.QUANTITY ? row.quantityUnit() : row.altQuantityUnit();
                    line.append(unit == null ? noUnit() : units.computeIfAbsent(unit, this::unit));
                }
            }
            if (measure == Measure.PRIMARY_VALUE) {
                line.append(',').append(exchange == null ? of.currency() : exchange.currency());
            }
        }
        line.append(',').append(MeasuresCsv.estimated(ObservationAnswer.Estimated.of(row.estimated())));
        writeParts(row);
        if (exchange != null) {
            write(row, of, exchange);
        }
        line.append(',').append(row.revision()).append(',').append(vintage(row)).append(LINE);
        out.append(line);
    }

    /** What the figure was added up from. */
    private void writeParts(FigureRow row) {
        Conversion conversion = query.conversion();
        Boolean incomplete = row.incomplete(conversion);
        if (incomplete != null) {
            line.append(',').append(incomplete);
        }
        FigureRow.Parts parts = row.parts();
        if (parts != null && conversion != null) {
            write(parts, conversion);
        }
        BasketTally basket = row.basket();
        if (basket != null) {
            line.append(',')
                    .append(String.join(",", BasketShare.of(basket, row.value()).fields()));
        }
    }

    private void write(FigureRow.Parts parts, Conversion conversion) {
        line.append(',').append(conversion.from().code());
        line.append(',').append(conversion.parts());
        line.append(',').append(parts.values());
        line.append(',').append(parts.estimated());
        line.append(',').append(parts.missing());
        line.append(',').append(parts.suppressed());
        line.append(',').append(parts.notReported(conversion.parts()));
    }

    private void write(FigureRow row, StoredSeries of, Exchange exchange) {
        line.append(',').append(of.currency());
        for (Measure measure : Measure.ALL) {
            if (measure.isMoney() && query.measures().contains(measure)) {
                String amount = row.amount(measure);
                line.append(',').append(amount == null ? "" : amount);
            }
        }
        if (exchanged.size() >= MAX_KEPT) {
            exchanged.clear();
        }
        line.append(',').append(exchanged.computeIfAbsent(exchange.key(of, row.periodStart()), key -> {
            Exchanged how = Exchanged.of(key, exchange);
            return record(List.of(
                    CsvText.code(how.method()), CsvText.number(how.rate()), CsvText.name(how.sources()), how.note()));
        }));
    }

    private String vintage(FigureRow row) {
        return vintages.computeIfAbsent(
                row.revision(), number -> resolved.vintage(row).toString());
    }

    private String noUnit() {
        return query.labels() ? ",," : ",";
    }

    private String unit(int code) {
        UnitLookup.NamedUnit unit = resolved.unit(code);
        return "," + (query.labels() ? record(List.of(unit.abbreviation(), unit.name())) : unit.abbreviation());
    }

    private String period(FigureRow row, StoredSeries of) {
        Frequency frequency = query.given(of.frequency());
        if (frequency != periodsOf) {
            periods.clear();
            periodsOf = frequency;
        }
        return periods.computeIfAbsent(row.periodStart(), start -> new Period(frequency, start).toString());
    }

    /** The fields of a series, and a comma. */
    private String series(StoredSeries of) {
        String known = series.get(of.id());
        if (known != null) {
            return known;
        }
        if (series.size() >= MAX_KEPT) {
            series.clear();
        }
        List<String> fields = new ArrayList<>(SeriesCsv.fields(new SeriesRef(
                of.key(),
                ObservationAnswer.SourceRef.of(resolved.source(of.source())),
                query.given(of.frequency()).code(),
                resolved.area(of.reporter()),
                resolved.area(of.partner()),
                resolved.area(of.partner2()),
                of.flow(),
                of.classification(),
                of.commodity(),
                of.customs(),
                of.transport(),
                of.supply(),
                of.partnerIsTotal(),
                of.commodityLevel(),
                of.breakdownIsTotal(),
                of.currency())));
        fields.remove(fields.size() - 1);
        if (query.labels()) {
            fields.add(CsvText.name(resolved.area(of.partner2()).name()));
            fields.add(resolved.flow(of.flow()));
        }
        String encoded = record(fields) + ",";
        series.put(of.id(), encoded);
        return encoded;
    }

    /** Quoted where they need it. */
    private static String record(List<String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String written = text.toString();
        return written.substring(0, written.length() - 1);
    }
}
