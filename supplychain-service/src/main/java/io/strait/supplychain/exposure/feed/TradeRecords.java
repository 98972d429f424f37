package io.strait.supplychain.exposure.feed;

import io.strait.events.ChangeEventJson;
import io.strait.events.CloudEventHeaders;
import io.strait.events.EnvelopeReading;
import io.strait.events.EventCatalogue;
import io.strait.events.EventEnvelope;
import io.strait.events.EventType;
import io.strait.events.TradeEvent;
import io.strait.supplychain.exposure.figures.Figure;
import io.strait.supplychain.exposure.figures.FigureChange;
import io.strait.supplychain.exposure.figures.ImportSeries;
import io.strait.supplychain.exposure.figures.Status;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what lies on the topic. Anybody who may write there may write anything. Stateless. */
final class TradeRecords {
    /** What a record turned out to be. */
    sealed interface Reading {}

    /** Figures of a series of imports. */
    record Changed(String id, ImportSeries series, List<FigureChange> figures) implements Reading {}

    /** A good event that says nothing about imports. */
    record Other() implements Reading {}

    /** No event of the contract; {@code reason} has nothing of its content. */
    record Poison(String reason) implements Reading {}

    private static final int MAX_ID = 200;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private TradeRecords() {}

    static Reading read(ConsumerRecord<String, byte[]> record) {
        EnvelopeReading reading = CloudEventHeaders.read(record.headers());
        if (!(reading instanceof EventEnvelope envelope)) {
            return new Poison(
                    reading instanceof EnvelopeReading.Malformed malformed ? malformed.reason() : "no envelope");
        }
        Optional<EventType> type = EventCatalogue.type(envelope.type());
        if (type.isEmpty()) {
            return new Poison("type is not of the contract");
        }
        if (type.get().payload() != TradeEvent.SeriesChanged.class) {
            return new Other();
        }
        if (envelope.id().length() > MAX_ID || envelope.id().indexOf('\0') >= 0) {
            return new Poison("ce_id is too long or has a NUL");
        }
        byte @Nullable [] data = record.value();
        if (data == null) {
            return new Poison("no data");
        }
        try {
            TradeEvent.SeriesChanged event = (TradeEvent.SeriesChanged) ChangeEventJson.read(type.get(), data);
            return changed(envelope.id(), event);
        } catch (IOException e) {
            return new Poison("data is not as its type demands: " + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            return new Poison("data makes no sense: " + e.getMessage());
        } catch (RuntimeException e) {
            return new Poison("data makes no sense: " + e.getClass().getSimpleName());
        }
    }

    /** Required members are null where JSON lacks them: whatever is wrong ends as one RuntimeException or another. */
    private static Reading changed(String id, TradeEvent.SeriesChanged event) {
        Optional<ImportSeries> series = ImportSeries.ofKey(event.seriesKey());
        if (series.isEmpty()) {
            return new Other();
        }
        Instant vintage = vintage(event.vintage());
        String currency = currency(event.currency());
        List<FigureChange> figures = new ArrayList<>();
        for (TradeEvent.PeriodChange period : event.periods()) {
            figures.add(new FigureChange(
                    series.get(),
                    start(series.get(), period.period()),
                    vintage,
                    currency,
                    period.after() == null ? new Figure(Status.REMOVED, null) : figure(period.after()),
                    true,
                    period.before() == null ? null : figure(period.before())));
        }
        return new Changed(id, series.get(), figures);
    }

    private static Figure figure(TradeEvent.Figure figure) {
        return new Figure(Status.valueOf(figure.status()), figure.primaryValue());
    }

    /** As the database keeps it, so that an event and a fetch of the same revision are one row. */
    static Instant vintage(Instant vintage) {
        if (vintage.isBefore(FIRST) || vintage.isAfter(LAST)) {
            throw new IllegalArgumentException("vintage: not of this time");
        }
        return vintage.truncatedTo(ChronoUnit.MICROS);
    }

    static String currency(String currency) {
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency: not three letters");
        }
        return currency;
    }

    static LocalDate start(ImportSeries series, String period) {
        boolean fits = (series.isMonthly() ? MONTH : YEAR).matcher(period).matches();
        if (!fits) {
            throw new IllegalArgumentException("period: not of the series' length");
        }
        return series.isMonthly() ? YearMonth.parse(period).atDay(1) : LocalDate.of(Integer.parseInt(period), 1, 1);
    }
}
