package io.strait.trade.query;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures as RFC 4180 CSV. A value that is missing or suppressed is an empty field; the status says which. A name that a
 * spreadsheet would take for a formula gets an apostrophe before it: names come from files and from people.
 */
final class ObservationCsv {
    private static final List<String> HEADER = List.of(
            "seriesKey",
            "source",
            "sourceName",
            "demonstration",
            "frequency",
            "reporter",
            "reporterAlpha3",
            "reporterName",
            "partner",
            "partnerAlpha3",
            "partnerName",
            "partner2",
            "flow",
            "classification",
            "commodity",
            "customs",
            "transport",
            "supply",
            "partnerIsTotal",
            "commodityLevel",
            "breakdownIsTotal",
            "period",
            "status",
            "primaryValue",
            "currency",
            "cifValue",
            "fobValue",
            "netWeight",
            "grossWeight",
            "quantity",
            "quantityUnit",
            "altQuantity",
            "altQuantityUnit",
            "estimated",
            "revision",
            "vintage");

    private ObservationCsv() {}

    static String write(List<ObservationAnswer.Item> items) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(HEADER);
            for (ObservationAnswer.Item item : items) {
                csv.writeRecord(fields(item));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> fields(ObservationAnswer.Item item) {
        return List.of(
                item.seriesKey(),
                item.source().code(),
                name(item.source().name()),
                String.valueOf(item.source().demonstration()),
                item.frequency(),
                String.valueOf(item.reporter().code()),
                name(item.reporter().alpha3()),
                name(item.reporter().name()),
                String.valueOf(item.partner().code()),
                name(item.partner().alpha3()),
                name(item.partner().name()),
                String.valueOf(item.partner2().code()),
                item.flow(),
                item.classification(),
                item.commodity(),
                item.customs(),
                item.transport(),
                item.supply(),
                String.valueOf(item.partnerIsTotal()),
                String.valueOf(item.commodityLevel()),
                String.valueOf(item.breakdownIsTotal()),
                item.period(),
                item.status(),
                number(item.primaryValue()),
                item.currency(),
                number(item.cifValue()),
                number(item.fobValue()),
                number(item.netWeight()),
                number(item.grossWeight()),
                number(item.quantity()),
                unit(item.quantityUnit()),
                number(item.altQuantity()),
                unit(item.altQuantityUnit()),
                estimated(item.estimated()),
                String.valueOf(item.revision()),
                item.vintage().toString());
    }

    /** Names of the estimated amounts, with semicolons between. */
    private static String estimated(ObservationAnswer.Estimated estimated) {
        List<String> names = new ArrayList<>();
        if (estimated.netWeight()) {
            names.add("netWeight");
        }
        if (estimated.grossWeight()) {
            names.add("grossWeight");
        }
        if (estimated.quantity()) {
            names.add("quantity");
        }
        if (estimated.altQuantity()) {
            names.add("altQuantity");
        }
        return String.join(";", names);
    }

    private static String number(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    private static String unit(ObservationAnswer.@Nullable Unit unit) {
        return unit == null ? "" : unit.abbreviation();
    }

    private static String name(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    }
}
